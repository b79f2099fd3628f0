// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/stephistory.h"

#include "core/simulation/countdistribution.h"

#include <algorithm>

namespace toll {

Result<HistoryAmount> amountKnown(const StepHistory &history)
{
    if (history.season == 0)
        return fail(ErrorCode::OutOfRange, "season", "0", "1…");
    std::vector<std::int64_t> seen(history.season);
    HistoryAmount amount;
    for (std::size_t step = 0; step < history.counts.size(); ++step) {
        const std::int64_t count = history.counts[step];
        if (count == unknownCount)
            continue;
        if (count < 0 || count > mostInAStep)
            return fail(ErrorCode::OutOfRange, "history", std::to_string(count), "0…" + std::to_string(mostInAStep));
        ++amount.knownSteps;
        ++seen[history.placeOf(step)];
    }
    amount.wholeSeasons = std::ranges::min(seen);
    return amount;
}

} // namespace toll
