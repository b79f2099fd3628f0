// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/seenidentities.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <new>

#ifdef __SSE2__
#include <emmintrin.h>
#endif
#ifdef __linux__
#include <sys/mman.h>
#endif

namespace toll {

namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;
constexpr std::size_t fewest = 4096; ///< identities of a table

/// A bit for each number that is equal.
unsigned equalTo(const std::array<std::uint32_t, 16> &numbers, std::uint32_t number)
{
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi32(static_cast<int>(number));
    const auto *const at = reinterpret_cast<const __m128i *>(numbers.data());
    const auto same = [&](int part) { return _mm_cmpeq_epi32(_mm_load_si128(at + part), wanted); };
    const __m128i low = _mm_packs_epi32(same(0), same(1));
    const __m128i high = _mm_packs_epi32(same(2), same(3));
    return static_cast<unsigned>(_mm_movemask_epi8(_mm_packs_epi16(low, high)));
#else
    unsigned found = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        found |= static_cast<unsigned>(numbers[i] == number) << i;
    return found;
#endif
}

} // namespace

void SeenIdentities::Release::operator()(void *memory) const
{
    std::free(memory);
}

/// Three quarters of the tags are used in the end, so that most are found in the first line.
SeenIdentities::Table::Table(std::size_t identities)
    : size((identities + identities / 64) / (lineTags * 3 / 4) + 1), most(size * lineTags * 7 / 8)
{
    // Large ones in large pages, because every look-up is somewhere else. Fresh memory is zero already.
    const std::size_t bytes = size * sizeof(Line);
    const std::size_t alignment = bytes >= hugePage ? hugePage : alignof(Line);
    std::size_t space = bytes + alignment;
    memory.reset(std::calloc(space, 1));
    void *begin = memory.get();
    if (begin == nullptr || std::align(alignment, bytes, begin, space) == nullptr)
        throw std::bad_alloc();
#ifdef __linux__
    if (alignment == hugePage)
        madvise(begin, bytes, MADV_HUGEPAGE);
#endif
    lines = static_cast<Line *>(begin);
}

bool SeenIdentities::Table::has(const EventHash &identity, std::uint32_t tag) const
{
    for (Line *line = lineOf(identity);; line = after(line)) {
        if (equalTo(line->tags, tag) != 0)
            return true;
        if (equalTo(line->tags, 0) != 0)
            return false;
    }
}

bool SeenIdentities::Table::put(const EventHash &identity, std::uint32_t tag)
{
    for (Line *line = lineOf(identity);; line = after(line)) {
        if (equalTo(line->tags, tag) != 0)
            return false;
        if (const unsigned unused = equalTo(line->tags, 0); unused != 0) {
            line->tags[static_cast<std::size_t>(std::countr_zero(unused))] = tag;
            ++used;
            return true;
        }
    }
}

SeenIdentities::SeenIdentities(unsigned bits)
    : m_mask(bits >= 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << std::max(bits, 1U)) - 1)
{
}

void SeenIdentities::reserve(std::size_t identities)
{
    std::size_t room = 0;
    for (const Table &table : m_tables)
        room += &table == &m_tables.back() ? table.most : table.used;
    if (room < identities)
        m_tables.emplace_back(std::max(identities - room, fewest));
}

template<typename Take>
void SeenIdentities::insertAll(std::span<const EventHash> identities, Take take)
{
    constexpr std::size_t lookAhead = 16;
    if (identities.empty())
        return;
    std::size_t known = 0;
    for (const Table &table : m_tables)
        known += table.used;
    if (m_tables.empty() || m_tables.back().used + identities.size() > m_tables.back().most)
        m_tables.emplace_back(std::max({identities.size(), known / 2, fewest}));
    Table &last = m_tables.back();
    const auto earlier = std::span(m_tables).first(m_tables.size() - 1);
    for (std::size_t row = 0; row < identities.size(); ++row) {
        if (row + lookAhead < identities.size()) {
            for (const Table &table : m_tables)
                __builtin_prefetch(table.lineOf(identities[row + lookAhead]), 1);
        }
        const EventHash &identity = identities[row];
        const std::uint32_t tag = tagOf(identity);
        const bool isKnown =
            std::ranges::any_of(earlier, [&](const Table &table) { return table.has(identity, tag); });
        take(row, isKnown || !last.put(identity, tag));
    }
}

std::size_t SeenIdentities::insert(std::span<const EventHash> identities, std::vector<std::uint8_t> &wereSeen)
{
    wereSeen.resize(identities.size());
    std::size_t seen = 0;
    insertAll(identities, [&](std::size_t row, bool wasSeen) {
        wereSeen[row] = wasSeen ? 1 : 0;
        seen += wasSeen ? 1 : 0;
    });
    return seen;
}

void SeenIdentities::insert(std::span<const EventHash> identities)
{
    insertAll(identities, [](std::size_t, bool) {});
}

bool SeenIdentities::has(const EventHash &identity) const
{
    const std::uint32_t tag = tagOf(identity);
    return std::ranges::any_of(m_tables, [&](const Table &table) { return table.has(identity, tag); });
}

} // namespace toll
