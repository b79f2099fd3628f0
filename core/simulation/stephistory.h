// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace toll {

/// In a history: nobody knows (an outage, a gap in the records). Never taken for 0.
inline constexpr std::int64_t unknownCount = -1;

/// How often a token was used in steps of equal length, one after the other: days of a week (season 7), hours of a day
/// (24) or of a week (168).
struct StepHistory {
    std::vector<std::int64_t> counts; ///< 0 or more, or unknownCount
    std::size_t season = 7; ///< steps, 1 or more
    std::size_t firstPlace = 0; ///< in the season, of the first count

    [[nodiscard]] std::size_t placeOf(std::size_t step) const { return (firstPlace + step) % season; }
    /// Of the step that comes next.
    [[nodiscard]] std::size_t nextPlace() const { return placeOf(counts.size()); }
};

/// How much is known, and whether that is enough to say anything about the future: each place in the season must have
/// been seen twice (for days of the week that is two whole weeks), because of one week nobody knows what is usual.
struct HistoryAmount {
    static constexpr std::int64_t needed = 2;

    std::int64_t knownSteps = 0;
    std::int64_t wholeSeasons = 0; ///< how often the place that was seen least was seen

    [[nodiscard]] bool isEnough() const { return wholeSeasons >= needed; }
    bool operator==(const HistoryAmount &) const = default;
};

/// OutOfRange for a season of 0, and for counts that are below 0 (and not unknown) or above mostInAStep.
[[nodiscard]] Result<HistoryAmount> amountKnown(const StepHistory &history);

} // namespace toll
