// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

namespace toll {

/// Rows of a batch by their identities, of which each is taken out once.
class DoubtedRows {
public:
    /// The identities must outlive this.
    explicit DoubtedRows(std::span<const EventHash> identities)
        : m_identities(identities), m_slots(std::bit_ceil(2 * identities.size() + 1)), m_next(identities.size(), none),
          m_left(identities.size())
    {
        for (std::size_t row = identities.size(); row-- > 0;) { // backwards, so that each leads to the next
            Slot &slot = m_slots[slotOf(identities[row])];
            m_next[row] = slot.first;
            slot.first = static_cast<std::uint32_t>(row);
        }
    }

    [[nodiscard]] bool isEmpty() const { return m_left == 0; }
    /// Hands on the rows of an identity in their order, unless they were taken before.
    template<typename Take>
    void take(const EventHash &identity, Take hand)
    {
        Slot &slot = m_slots[slotOf(identity)];
        if (slot.first == none || slot.isTaken)
            return;
        slot.isTaken = true;
        for (std::uint32_t row = slot.first; row != none; row = m_next[row], --m_left)
            hand(row);
    }
    /// What is not taken, in order.
    [[nodiscard]] std::vector<std::uint32_t> left() const
    {
        std::vector<std::uint32_t> rows;
        for (std::uint32_t row = 0; row < m_identities.size() && m_left > 0; ++row) {
            if (!m_slots[slotOf(m_identities[row])].isTaken)
                rows.push_back(row);
        }
        return rows;
    }

private:
    static constexpr std::uint32_t none = ~std::uint32_t{0};

    struct Slot {
        std::uint32_t first = none; ///< the first row of an identity
        bool isTaken = false;
    };

    /// The slot of an identity, or the free one where it would be.
    [[nodiscard]] std::size_t slotOf(const EventHash &identity) const
    {
        const std::size_t mask = m_slots.size() - 1;
        std::size_t at = static_cast<std::size_t>(identity.low) & mask;
        while (m_slots[at].first != none && m_identities[m_slots[at].first] != identity)
            at = (at + 1) & mask;
        return at;
    }

    std::span<const EventHash> m_identities;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_next; ///< the next row of the same identity
    std::size_t m_left;
};

} // namespace toll
