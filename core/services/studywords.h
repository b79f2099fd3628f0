// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What comes out of a what-if, in words, in the language the program has loaded (English without one).
#pragma once

#include "core/simulation/study.h"

#include <QString>

namespace toll {

/// Why a request would have been refused: "cap reached".
[[nodiscard]] QString reasonText(RefusalReason reason);
/// Why a token is not in an outlook: "it was never used".
[[nodiscard]] QString faultText(OutlookFault fault);
/// Likewise, that it has too little history.
[[nodiscard]] QString tooLittleText(const HistoryAmount &history);
/// How close a goal comes: "to the digit".
[[nodiscard]] QString stateText(GoalState state);
/// The values that reach a goal: "0.002; 0.004 to 0.006".
[[nodiscard]] QString rangesText(const GoalAnswer &answer);
/// Where the counts of an outlook come from: "blocks of the history …".
[[nodiscard]] QString sourceText(CountSource source);

/// What a step of a waterfall is called, and what it stands for.
struct StepWords {
    QString title;
    QString meaning;
};
/// By the step's name as waterfallSteps() gives it; empty for others.
[[nodiscard]] StepWords stepWords(std::string_view step);

} // namespace toll
