// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/knownevents.h"

#include <utility>

namespace toll {

KnownEvents::KnownEvents(unsigned bits) : m_mask(bits >= 64 ? ~std::uint64_t{0} : ~(~std::uint64_t{0} >> bits)) { }

KnownEvents::Slot &KnownEvents::Part::find(std::uint64_t key)
{
    std::size_t at = startOf(key);
    while (table[at].key != free && table[at].key != key)
        at = at + 1 == table.size() ? 0 : at + 1;
    return table[at];
}

void KnownEvents::Part::grow()
{
    const std::vector<Slot> old = std::exchange(table, {});
    table.resize(old.empty() ? 64 : old.size() + old.size() / 2);
    for (const Slot &slot : old) {
        if (slot.key != free)
            find(slot.key) = slot;
    }
}

KnownEvents::Slot &KnownEvents::slotOf(const EventHash &identity, bool &isNew)
{
    Part &part = m_parts[partOf(identity)];
    if ((part.used + 1) * 5 > part.table.size() * 4)
        part.grow();
    const std::uint64_t key = keyOf(identity);
    Slot &slot = part.find(key);
    isNew = slot.key == free;
    if (isNew) {
        slot.key = key;
        ++part.used;
    }
    return slot;
}

std::optional<std::uint32_t> KnownEvents::insert(const EventHash &identity, std::uint32_t place)
{
    bool isNew = false;
    Slot &slot = slotOf(identity, isNew);
    if (!isNew)
        return slot.place;
    slot.place = place;
    return std::nullopt;
}

std::uint32_t KnownEvents::count(const EventHash &identity)
{
    bool isNew = false;
    return slotOf(identity, isNew).place++;
}

} // namespace toll
