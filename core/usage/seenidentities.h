// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/segment.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace toll {

/// Which identities have come, over the whole history, in 5 to 9 bytes each. What it has not seen has not come; what it
/// has seen must be confirmed by the identity itself, because it keeps 32 of its 128 bits, beside those that tell where:
/// of ten million new identities it takes one for another in about thirty runs.
class SeenIdentities {
public:
    /// `bits`: how many of the 32 are looked at; fewer make tests meet identities that are not the same.
    explicit SeenIdentities(unsigned bits = 32);

    /// Makes room for so many in all, where there is less.
    void reserve(std::size_t identities);
    /// Which of these were seen before, here or earlier; all are from now on. How many were.
    std::size_t insert(std::span<const EventHash> identities, std::vector<std::uint8_t> &wereSeen);
    [[nodiscard]] bool has(const EventHash &identity) const;
    /// All are seen from now on.
    void insert(std::span<const EventHash> identities);

private:
    static constexpr std::size_t lineTags = 16;

    /// What the processor fetches at once. 0: free.
    struct alignas(64) Line {
        std::array<std::uint32_t, lineTags> tags;
    };
    struct Release {
        void operator()(void *memory) const;
    };
    /// Tags do not tell where they would be in a larger table: one that is full stays, and another follows it.
    struct Table {
        explicit Table(std::size_t identities);
        [[nodiscard]] Line *lineOf(const EventHash &identity) const
        {
            return lines + ((identity.high >> 32) * size >> 32);
        }
        [[nodiscard]] Line *after(Line *line) const { return line + 1 == lines + size ? lines : line + 1; }
        [[nodiscard]] bool has(const EventHash &identity, std::uint32_t tag) const;
        /// False where it was there.
        bool put(const EventHash &identity, std::uint32_t tag);

        std::unique_ptr<void, Release> memory;
        Line *lines = nullptr;
        std::size_t size = 0; ///< lines
        std::size_t used = 0; ///< tags
        std::size_t most = 0; ///< tags
    };

    [[nodiscard]] std::uint32_t tagOf(const EventHash &identity) const
    {
        const std::uint32_t tag = static_cast<std::uint32_t>(identity.low) & m_mask;
        return tag == 0 ? m_mask : tag;
    }
    template<typename Take>
    void insertAll(std::span<const EventHash> identities, Take take);

    std::uint32_t m_mask;
    std::vector<Table> m_tables; ///< the last one takes what is new
};

} // namespace toll
