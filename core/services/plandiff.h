// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/rating/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// One thing that differs between two plans.
struct PlanChange {
    enum class Kind { Added, Removed, Changed };

    std::string pointer; ///< into the later plan; of what was removed, into the earlier one
    Kind kind = Kind::Changed;
    Json before; ///< null where it was added; a whole charge or tier where that is new
    Json after; ///< null where it was removed

    bool operator==(const PlanChange &) const = default;
};
[[nodiscard]] std::string_view name(PlanChange::Kind kind); ///< "added", "removed", "changed"

/// What differs, in the order of the plan file, whatever the order and spelling of the files the plans came from. Charges
/// follow one another by id, so that one put before the others is one change.
[[nodiscard]] std::vector<PlanChange> diff(const Plan &before, const Plan &after);

} // namespace toll
