// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/roworder.h"

#include <algorithm>
#include <bit>

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

} // namespace

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
        std::ranges::stable_sort(part, {}, [&keys](RowNumber row) { return keys[row]; });
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
