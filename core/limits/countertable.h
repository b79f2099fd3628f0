// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/limits/counterid.h"
#include "core/base/largepages.h"

#include <bit>
#include <cstddef>
#include <utility>
#include <vector>

namespace toll {

/// An open-addressing table of small entries by id, each looked for from its own place on. An entry has an `id`.
/// References last until the next insertion or removal. A byte of each id's hash stands in an array of its own, which
/// stays in the cache: of the entries themselves, which do not, mostly only the right one is touched.
template<typename Entry>
class CounterTable {
public:
    [[nodiscard]] std::size_t size() const { return m_used; }

    void reserve(std::size_t entries)
    {
        // At most five eighths full: chains stay short, and an entry is mostly the first that is looked at.
        const std::size_t places = std::bit_ceil(entries + entries * 3 / 5 + 2);
        if (places > m_entries.size())
            moveTo(places);
    }

    [[nodiscard]] Entry *find(const CounterId &id) { return const_cast<Entry *>(std::as_const(*this).find(id)); }
    [[nodiscard]] const Entry *find(const CounterId &id) const
    {
        if (m_entries.empty())
            return nullptr;
        const std::size_t place = placeOf(id, mixed(id));
        return m_tags[place] == freeTag ? nullptr : &m_entries[place];
    }

    /// The entry of an id, a new one where there was none.
    Entry &insert(const CounterId &id)
    {
        reserve(m_used + 1);
        const std::uint64_t hash = mixed(id);
        const std::size_t place = placeOf(id, hash);
        if (m_tags[place] == freeTag) {
            ++m_used;
            m_tags[place] = tagOf(hash);
            m_entries[place].id = id;
        }
        return m_entries[place];
    }

    /// Takes an entry out, and closes the gap so that no mark has to stay behind.
    void remove(const CounterId &id)
    {
        if (m_entries.empty())
            return;
        std::size_t gap = placeOf(id, mixed(id));
        if (m_tags[gap] == freeTag)
            return;
        for (std::size_t next = (gap + 1) & m_mask; m_tags[next] != freeTag; next = (next + 1) & m_mask) {
            // What lies between its own place and itself may not move in front of its own place.
            const std::size_t home = mixed(m_entries[next].id) & m_mask;
            if (((next - home) & m_mask) < ((next - gap) & m_mask))
                continue;
            m_entries[gap] = std::move(m_entries[next]);
            m_tags[gap] = m_tags[next];
            gap = next;
        }
        m_entries[gap] = Entry();
        m_tags[gap] = freeTag;
        --m_used;
    }

    /// Tells the processor that an id will be asked for soon. (Without always_inline GCC takes the function for one
    /// that does nothing, and leaves it out.)
    [[gnu::always_inline]] void prefetch(const CounterId &id) const
    {
        if (m_entries.empty())
            return;
        const std::size_t place = mixed(id) & m_mask;
        __builtin_prefetch(&m_tags[place]);
        __builtin_prefetch(&m_entries[place], 1);
    }

    template<typename Use>
    void forEach(Use use) const
    {
        for (std::size_t place = 0; place < m_entries.size(); ++place)
            if (m_tags[place] != freeTag)
                use(m_entries[place]);
    }

private:
    using Tags = std::vector<std::uint8_t, LargePages<std::uint8_t>>;
    using Entries = std::vector<Entry, LargePages<Entry>>;

    static constexpr std::uint8_t freeTag = 0;

    [[nodiscard]] static std::uint8_t tagOf(std::uint64_t hash) { return static_cast<std::uint8_t>(hash >> 56 | 1); }

    /// Where the id is, or where it would be put.
    [[nodiscard]] std::size_t placeOf(const CounterId &id, std::uint64_t hash) const
    {
        const std::uint8_t tag = tagOf(hash);
        std::size_t place = hash & m_mask;
        while (m_tags[place] != freeTag && (m_tags[place] != tag || m_entries[place].id != id))
            place = (place + 1) & m_mask;
        return place;
    }

    void moveTo(std::size_t places)
    {
        const Tags tags = std::exchange(m_tags, Tags(places));
        Entries entries = std::exchange(m_entries, Entries(places));
        m_mask = places - 1;
        for (std::size_t old = 0; old < entries.size(); ++old) {
            if (tags[old] == freeTag)
                continue;
            const std::size_t place = placeOf(entries[old].id, mixed(entries[old].id));
            m_tags[place] = tags[old];
            m_entries[place] = std::move(entries[old]);
        }
    }

    Tags m_tags; ///< by place; freeTag where there is no entry
    Entries m_entries;
    std::size_t m_mask = 0;
    std::size_t m_used = 0;
};

} // namespace toll
