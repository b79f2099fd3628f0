// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/roworder.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace toll {

namespace {

constexpr unsigned widestPass = 16; ///< bits that one pass sorts by: its counters fit in a core's cache
constexpr unsigned usualPass = 12; ///< of several

/// One stable pass over the bits from `shift` on.
template<typename Key>
void pass(
    std::span<const RowNumber> from, std::span<RowNumber> to, std::span<const Key> keys, unsigned shift, unsigned bits)
{
    const Key mask = static_cast<Key>((Key{1} << bits) - 1);
    std::vector<std::size_t> places(std::size_t{1} << bits);
    for (const RowNumber row : from)
        ++places[static_cast<std::size_t>(keys[row] >> shift & mask)];
    std::size_t next = 0;
    for (std::size_t &place : places)
        next += std::exchange(place, next);
    for (const RowNumber row : from)
        to[places[static_cast<std::size_t>(keys[row] >> shift & mask)]++] = row;
}

template<typename Key>
void sortInPasses(std::vector<RowNumber> &rows, std::span<const Key> keys, const std::function<bool()> &isCancelled)
{
    Key all = 0;
    for (const RowNumber row : rows)
        all |= keys[row];
    const auto width = static_cast<unsigned>(std::bit_width(all));
    const unsigned passes = width <= widestPass ? (width > 0) : (width + usualPass - 1) / usualPass;
    if (passes == 0)
        return;
    const unsigned bits = (width + passes - 1) / passes;
    std::vector<RowNumber> sorted(rows.size());
    for (unsigned shift = 0; shift < width && !(isCancelled && isCancelled()); shift += bits) {
        pass<Key>(rows, sorted, keys, shift, std::min(bits, width - shift));
        rows.swap(sorted);
    }
}

void addEqual(std::span<const RowNumber> rows, std::span<const std::uint64_t> keys, std::size_t offset,
    std::vector<RankSpan> &spans)
{
    std::size_t begin = 0;
    for (std::size_t i = 1; i <= rows.size(); ++i) {
        if (i < rows.size() && keys[rows[i]] == keys[rows[begin]])
            continue;
        if (i - begin > 1)
            spans.push_back({offset + begin, offset + i});
        begin = i;
    }
}

/// What tells keys apart in fewer bits, ordered as they are: of each of their bytes its place among those that come
/// there. Texts use few of the 256.
class DenseKeys {
public:
    DenseKeys(std::span<const RowNumber> rows, std::span<const std::uint64_t> keys)
    {
        std::array<std::array<bool, 256>, bytesAKey> isUsed{};
        for (const RowNumber row : rows)
            for (unsigned byte = 0; byte < bytesAKey; ++byte)
                isUsed[byte][keys[row] >> 8 * byte & 0xff] = true;
        for (unsigned byte = 0; byte < bytesAKey; ++byte) {
            unsigned used = 0;
            for (std::size_t value = 0; value < isUsed[byte].size(); ++value)
                m_places[byte][value] = static_cast<std::uint8_t>(isUsed[byte][value] ? used++ : used);
            m_shifts[byte] = m_width;
            m_width += used == 0 ? 0 : static_cast<unsigned>(std::bit_width(used - 1));
        }
    }
    [[nodiscard]] unsigned width() const { return m_width; }
    /// Of a key that was among them.
    [[nodiscard]] std::uint64_t of(std::uint64_t key) const
    {
        std::uint64_t dense = 0;
        for (unsigned byte = 0; byte < bytesAKey; ++byte)
            dense |= std::uint64_t{m_places[byte][key >> 8 * byte & 0xff]} << m_shifts[byte];
        return dense;
    }

private:
    static constexpr unsigned bytesAKey = 8;

    std::array<std::array<std::uint8_t, 256>, bytesAKey> m_places{};
    std::array<unsigned, bytesAKey> m_shifts{};
    unsigned m_width = 0;
};

constexpr unsigned rowBits = 32;

/// Of rows beside what decides on them, which moves with them: nothing is looked up by row.
void sortTogether(std::vector<std::uint64_t> &packed, unsigned width, const std::function<bool()> &isCancelled)
{
    const unsigned passes = (width + usualPass - 1) / usualPass;
    const unsigned bits = passes == 0 ? 0 : (width + passes - 1) / passes;
    std::vector<std::uint64_t> sorted(passes == 0 ? 0 : packed.size());
    for (unsigned shift = 0; shift < width && !(isCancelled && isCancelled()); shift += bits) {
        const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
        std::vector<std::size_t> places(std::size_t{1} << bits);
        for (const std::uint64_t one : packed)
            ++places[one >> (rowBits + shift) & mask];
        std::size_t next = 0;
        for (std::size_t &place : places)
            next += std::exchange(place, next);
        for (const std::uint64_t one : packed)
            sorted[places[one >> (rowBits + shift) & mask]++] = one;
        packed.swap(sorted);
    }
}

} // namespace

std::vector<RankSpan> sortAll(
    std::vector<RowNumber> &rows, std::span<const std::uint64_t> keys, const std::function<bool()> &isCancelled)
{
    const DenseKeys dense(rows, keys);
    // Where they do not fit beside a row, what is left decides among those that are equal so far.
    const unsigned width = std::min(dense.width(), 64 - rowBits);
    const unsigned left = dense.width() - width;
    std::vector<std::uint64_t> packed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        packed[i] = dense.of(keys[rows[i]]) >> left << rowBits | rows[i];
    sortTogether(packed, width, isCancelled);
    std::vector<RankSpan> spans;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < packed.size(); ++i) {
        rows[i] = static_cast<RowNumber>(packed[i]);
        if (packed[i] >> rowBits == packed[begin] >> rowBits)
            continue;
        if (i - begin > 1)
            spans.push_back({begin, i});
        begin = i;
    }
    if (packed.size() - begin > 1)
        spans.push_back({begin, packed.size()});
    return left == 0 ? spans : sortSpans(rows, spans, keys);
}

void sortByKeys(
    std::vector<RowNumber> &rows, std::span<const std::uint32_t> keys, const std::function<bool()> &isCancelled)
{
    sortInPasses(rows, keys, isCancelled);
}

void sortByKeys(
    std::vector<RowNumber> &rows, std::span<const std::uint64_t> keys, const std::function<bool()> &isCancelled)
{
    sortInPasses(rows, keys, isCancelled);
}

std::vector<RankSpan> sortSpans(
    std::span<RowNumber> rows, std::span<const RankSpan> spans, std::span<const std::uint64_t> keys)
{
    std::vector<RankSpan> left;
    for (const RankSpan &span : spans) {
        const auto part = rows.subspan(span.begin, span.end - span.begin);
        if (part.size() > 2)
            std::ranges::stable_sort(part, {}, [&keys](RowNumber row) { return keys[row]; });
        else if (part.size() == 2 && keys[part[1]] < keys[part[0]])
            std::swap(part[0], part[1]);
        addEqual(part, keys, span.begin, left);
    }
    return left;
}

std::vector<RankSpan> equalSpans(std::span<const RowNumber> rows, std::span<const std::uint64_t> keys)
{
    std::vector<RankSpan> spans;
    addEqual(rows, keys, 0, spans);
    return spans;
}

} // namespace toll
