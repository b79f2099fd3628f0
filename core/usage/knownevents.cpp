// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/knownevents.h"

#include "core/base/largepages.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <future>

namespace toll {

namespace {

void *zeroed(std::size_t bytes)
{
    void *const memory = allocateLargePages(bytes, 64);
    std::memset(memory, 0, bytes);
    return memory;
}

} // namespace

KnownEvents::KnownEvents(unsigned bits) : m_mask(bits >= 64 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> bits)) { }

void KnownEvents::Release::operator()(Line *lines) const
{
    freeLargePages(lines);
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

/// At most seven eighths of the slots are used.
void KnownEvents::makeRoom(Part &part, std::size_t more)
{
    const std::size_t wanted = (part.used + more) * 8 / (lineSlots * 7) + 1;
    if (wanted > part.size)
        part.grow(std::max({std::size_t{64}, part.size + part.size / 2, wanted}));
}

std::uint32_t &KnownEvents::placeOf(const EventHash &identity, bool &isNew)
{
    Part &part = m_parts[partOf(identity)];
    makeRoom(part, 1);
    std::uint32_t &place = part.find(keyOf(identity), isNew);
    part.used += isNew ? 1 : 0;
    return place;
}

void KnownEvents::reserve(std::size_t events)
{
    // A little more than a part's share, because they do not fill alike.
    const std::size_t size = (events + events / 64) / (m_parts.size() * lineSlots * 3 / 4) + 1;
    const auto grow = [size](std::span<Part> parts) {
        for (Part &part : parts) {
            if (part.size < size)
                part.grow(size);
        }
    };
    // Memory that nobody had before is slow to come by: two threads get it in half the time.
    constexpr std::size_t many = 1'000'000;
    const std::span<Part> all(m_parts);
    const std::span<Part> half = events < many ? std::span<Part>() : all.first(all.size() / 2);
    auto done = std::async(events < many ? std::launch::deferred : std::launch::async, grow, half);
    grow(all.subspan(half.size()));
    done.get();
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

void KnownEvents::sort(std::span<const EventHash> identities)
{
    const auto regionOf = [this](const EventHash &identity) {
        return partOf(identity) << regionBits | static_cast<std::size_t>(keyOf(identity) >> (64 - regionBits));
    };
    m_regions.fill(0);
    for (const EventHash &identity : identities)
        ++m_regions[regionOf(identity) + 1];
    for (std::size_t region = 1; region < m_regions.size(); ++region)
        m_regions[region] += m_regions[region - 1];
    m_wanted.resize(identities.size());
    auto next = m_regions;
    for (std::size_t row = 0; row < identities.size(); ++row)
        m_wanted[next[regionOf(identities[row])]++] = {keyOf(identities[row]), static_cast<std::uint32_t>(row)};
}

/// Looks up what is sorted: `take` gets the row, its place and whether it is new, and may change the place.
template<typename Take>
void KnownEvents::findSorted(Take take)
{
    constexpr std::size_t lookAhead = 12;
    constexpr std::size_t regions = std::size_t{1} << regionBits;
    for (std::size_t number = 0; number < m_parts.size(); ++number) {
        Part &part = m_parts[number];
        const std::size_t begin = m_regions[number * regions];
        const std::size_t end = m_regions[(number + 1) * regions];
        if (begin == end)
            continue;
        makeRoom(part, end - begin);
        for (std::size_t i = begin; i < end; ++i) {
            if (i + lookAhead < end)
                __builtin_prefetch(&part.lines[part.startOf(m_wanted[i + lookAhead].key)]);
            bool isNew = false;
            std::uint32_t &place = part.find(m_wanted[i].key, isNew);
            part.used += isNew ? 1 : 0;
            take(m_wanted[i].row, place, isNew);
        }
    }
}

void KnownEvents::insert(std::span<const EventHash> identities, std::uint32_t place, std::vector<std::uint32_t> &before)
{
    before.assign(identities.size(), unknown);
    sort(identities);
    findSorted([&](std::uint32_t row, std::uint32_t &known, bool isNew) {
        if (isNew)
            known = place + row;
        else
            before[row] = known;
    });
}

void KnownEvents::insert(std::span<const EventHash> identities)
{
    sort(identities);
    findSorted([](std::uint32_t, std::uint32_t &known, bool isNew) {
        if (isNew)
            known = 0;
    });
}

std::uint32_t KnownEvents::count(const EventHash &identity)
{
    bool isNew = false;
    return placeOf(identity, isNew)++;
}

} // namespace toll
