// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/knownevents.h"

#include <bit>
#include <cstdlib>
#include <cstring>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace toll {

namespace {

constexpr std::size_t hugePage = std::size_t{2} << 20;

/// Zeroed memory; large pieces in large pages, because every look-up is somewhere else.
void *zeroed(std::size_t bytes)
{
    const std::size_t alignment = bytes >= hugePage ? hugePage : 64;
    const std::size_t size = (bytes + alignment - 1) / alignment * alignment;
    void *const memory = std::aligned_alloc(alignment, size);
    if (memory == nullptr)
        throw std::bad_alloc();
#ifdef __linux__
    if (alignment == hugePage)
        madvise(memory, size, MADV_HUGEPAGE);
#endif
    std::memset(memory, 0, bytes);
    return memory;
}

} // namespace

KnownEvents::KnownEvents(unsigned bits) : m_mask(bits >= 64 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> bits)) { }

void KnownEvents::Release::operator()(Line *lines) const
{
    std::free(lines);
}

std::uint32_t &KnownEvents::Part::find(std::uint64_t key, bool &isNew)
{
    for (std::size_t at = startOf(key);; at = at + 1 == size ? 0 : at + 1) {
        Line &line = lines[at];
        unsigned same = 0;
        unsigned unused = 0;
        for (std::size_t i = 0; i < lineSlots; ++i) {
            same |= static_cast<unsigned>(line.keys[i] == key) << i;
            unused |= static_cast<unsigned>(line.keys[i] == free) << i;
        }
        isNew = same == 0;
        if (same != 0)
            return line.places[static_cast<std::size_t>(std::countr_zero(same))];
        if (unused != 0) {
            const auto place = static_cast<std::size_t>(std::countr_zero(unused));
            line.keys[place] = key;
            return line.places[place];
        }
    }
}

void KnownEvents::Part::grow(std::size_t toSize)
{
    const auto old = std::move(lines);
    const std::size_t oldSize = size;
    size = toSize;
    lines.reset(static_cast<Line *>(zeroed(size * sizeof(Line))));
    bool isNew = false;
    for (std::size_t at = 0; at < oldSize; ++at) {
        for (std::size_t i = 0; i < lineSlots && old[at].keys[i] != free; ++i)
            find(old[at].keys[i], isNew) = old[at].places[i];
    }
}

std::uint32_t &KnownEvents::placeOf(const EventHash &identity, bool &isNew)
{
    Part &part = m_parts[partOf(identity)];
    if ((part.used + 1) * 4 > part.size * lineSlots * 3)
        part.grow(part.size == 0 ? 64 : part.size + part.size / 2);
    std::uint32_t &place = part.find(keyOf(identity), isNew);
    part.used += isNew ? 1 : 0;
    return place;
}

void KnownEvents::reserve(std::size_t events)
{
    // A little more than a part's share, because they do not fill alike.
    const std::size_t size = (events + events / 64) / (m_parts.size() * lineSlots * 3 / 4) + 1;
    for (Part &part : m_parts) {
        if (part.size < size)
            part.grow(size);
    }
}

std::optional<std::uint32_t> KnownEvents::insert(const EventHash &identity, std::uint32_t place)
{
    bool isNew = false;
    std::uint32_t &known = placeOf(identity, isNew);
    if (!isNew)
        return known;
    known = place;
    return std::nullopt;
}

std::uint32_t KnownEvents::count(const EventHash &identity)
{
    bool isNew = false;
    return placeOf(identity, isNew)++;
}

} // namespace toll
