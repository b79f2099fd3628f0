// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>

namespace toll {

/// Which identities have come, over the whole history: 17 to 26 bytes each. It keeps 64 of an identity's 128 bits, so
/// that what it knows must be confirmed by the identity itself; what it does not know has not come.
class KnownEvents {
public:
    /// `bits`: how many of the 64 are looked at; fewer make tests meet identities that are not the same.
    explicit KnownEvents(unsigned bits = 64);

    /// Makes room for so many, where there is less.
    void reserve(std::size_t events);
    /// Brings what an insert() soon to come will look at nearer to the processor. Always inline: GCC 12 drops calls of
    /// a function that does nothing else.
    [[gnu::always_inline]] void prefetch(const EventHash &identity) const
    {
        const Part &part = m_parts[partOf(identity)];
        if (part.size > 0)
            __builtin_prefetch(&part.lines[part.startOf(keyOf(identity))]);
    }
    /// The place under which it came before; nothing if it is new, and then it is known under `place` from now on.
    std::optional<std::uint32_t> insert(const EventHash &identity, std::uint32_t place);
    /// How often it was counted before this time.
    std::uint32_t count(const EventHash &identity);

private:
    static constexpr unsigned partBits = 4;
    static constexpr std::size_t lineSlots = 5;
    static constexpr std::uint64_t free = 0;

    /// What the processor fetches at once.
    struct alignas(64) Line {
        std::array<std::uint64_t, lineSlots> keys;
        std::array<std::uint32_t, lineSlots> places;
    };
    struct Release {
        void operator()(Line *lines) const;
    };
    /// Parts grow one after the other, so that there is never much more than needed.
    struct Part {
        std::unique_ptr<Line[], Release> lines;
        std::size_t size = 0; ///< lines
        std::size_t used = 0; ///< slots

        [[nodiscard]] std::size_t startOf(std::uint64_t key) const
        {
            return static_cast<std::size_t>((key >> 32) * size >> 32);
        }
        /// The place of a key, which is new where it is put in.
        std::uint32_t &find(std::uint64_t key, bool &isNew);
        void grow(std::size_t toSize);
    };

    [[nodiscard]] static std::size_t partOf(const EventHash &identity)
    {
        return static_cast<std::size_t>(identity.high >> (64 - partBits));
    }
    [[nodiscard]] std::uint64_t keyOf(const EventHash &identity) const
    {
        const std::uint64_t key = identity.low & m_mask;
        return key == free ? ~std::uint64_t{0} : key;
    }
    std::uint32_t &placeOf(const EventHash &identity, bool &isNew);

    std::uint64_t m_mask;
    std::array<Part, std::size_t{1} << partBits> m_parts;
};

} // namespace toll
