// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace toll {

/// Which identities have come, over the whole history: 17 to 26 bytes each. It keeps 64 of an identity's 128 bits, so
/// that what it knows must be confirmed by the identity itself; what it does not know has not come.
class KnownEvents {
public:
    /// `bits`: how many of the 64 are looked at; fewer make tests meet identities that are not the same.
    explicit KnownEvents(unsigned bits = 64);

    /// Makes room for so many, where there is less.
    void reserve(std::size_t events);
    /// The place under which it came before; nothing if it is new, and then it is known under `place` from now on.
    std::optional<std::uint32_t> insert(const EventHash &identity, std::uint32_t place);
    static constexpr std::uint32_t unknown = ~std::uint32_t{0};
    /// The same for many, in their order, under places that count on from `place`: where each came before, or unknown.
    /// Many at once are looked up in the order in which they lie in memory.
    void insert(std::span<const EventHash> identities, std::uint32_t place, std::vector<std::uint32_t> &before);
    /// The same, all under place 0.
    void insert(std::span<const EventHash> identities);
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
    void makeRoom(Part &part, std::size_t more);
    void sort(std::span<const EventHash> identities);
    template<typename Take>
    void findSorted(Take take);

    /// An identity to be looked up.
    struct Wanted {
        std::uint64_t key = 0;
        std::uint32_t row = 0;
    };
    static constexpr unsigned regionBits = 4; ///< of a part: what is looked up together

    std::vector<Wanted> m_wanted; ///< by part and region
    std::array<std::uint32_t, (std::size_t{1} << (partBits + regionBits)) + 1> m_regions{}; ///< where each begins there

    std::uint64_t m_mask;
    std::array<Part, std::size_t{1} << partBits> m_parts;
};

} // namespace toll
