// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"

#include <QString>

#include <string>
#include <vector>

namespace toll {

/// A plan to begin with.
struct PlanTemplate {
    std::string name; ///< "cloud-api": how the command line calls it
    QString title; ///< in the language the program speaks
    QString description; ///< one sentence: for whom, and how it charges
    std::string document; ///< the plan file, as it comes with the program
    bool isSimple = false; ///< shows one way to charge, rather than a trade's whole price list
};

/// All that come with the program: first the simple ones, then those for a trade.
[[nodiscard]] std::vector<PlanTemplate> planTemplates();
[[nodiscard]] Result<PlanTemplate> planTemplate(const std::string &name);

} // namespace toll
