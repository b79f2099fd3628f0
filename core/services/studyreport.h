// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/document.h"
#include "core/services/context.h"
#include "core/simulation/study.h"

#include <memory>

namespace toll {

/// A what-if with everything that came out of it.
struct StudyRecord {
    ScenarioSet set;
    StudyQuestions questions;
    Study study;
    std::shared_ptr<const Baseline> history; ///< the one that was asked
    Zone zone; ///< of the dates of its range
    Instant made;
    Paper paper = Paper::A4;
};

/// The page to print of it, in the program's language: what was asked, on what history, by what method and with what
/// assumptions and seeds, and every answer, one chapter each. Amounts are exact; of what is too long the first rows
/// stand, and how many more there are.
[[nodiscard]] Document studyReport(const StudyRecord &record);

} // namespace toll
