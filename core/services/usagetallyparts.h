// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of UsageTally share: for its own .cpp files only.
#pragma once

#include "core/services/usagetally.h"

#include <array>

namespace toll {

/// What a thread works with on a segment, kept for the next one.
struct UsageTally::Scratch {
    AmountColumn counts;
    AmountColumn responses;
    std::array<AmountColumn, unitMeterCount> units;
    std::vector<std::uint32_t> groups; ///< by row, in the span
    std::size_t begin = 0; ///< the rows in the span
    std::size_t end = 0;
    GroupSummer summer;
};

/// What a segment has of a piece of time.
struct UsageTally::Part {
    Interval piece;
    Instant first; ///< event
    Tally::Piece done; ///< where no other segment has any of it
    std::optional<GroupSummer> open; ///< where another may
};

/// One of the columns that decide, as numbers below `size`.
struct UsageTally::Deciding {
    std::vector<std::uint32_t> made; ///< where the column has none of its own
    std::span<const std::uint32_t> rows;
    std::size_t size = 0;
    unsigned bits = 0;
    std::function<std::uint32_t(std::uint32_t)> numberOf; ///< that a value has for all segments
    std::vector<std::uint32_t> numbers; ///< by value, as far as they were asked for

    /// Asks for all of them at once.
    void number(const TextPool &texts, TextPool &pool, std::mutex &mutex)
    {
        numbers.resize(texts.size());
        const std::lock_guard lock(mutex);
        pool.use(texts, numbers.data());
    }
};

} // namespace toll
