// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/money/money.h"
#include "core/rating/plan.h"
#include "core/services/job.h"
#include "core/tokens/customer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

class Stores;

/// What a change of a plan would have made of one customer's last 30 days.
struct PlanImpactRow {
    CustomerId id;
    std::string name;
    Decimal baseline; ///< by the plan as it is now
    Decimal proposed;
    Decimal delta;
    bool operator==(const PlanImpactRow &) const = default;
};

struct PlanImpact {
    Interval span; ///< the 30 whole days before now, in `zone`
    Zone zone; ///< the plan's
    Currency currency;
    std::vector<PlanImpactRow> customers; ///< those who are on the plan now, by name
    Decimal baseline;
    Decimal proposed;
    Decimal delta;
    std::int64_t requests = 0; ///< of the span
};

/// The 30 whole local days before `now`.
[[nodiscard]] Interval lastThirtyDays(Instant now, const Zone &zone);

/// Rates those days twice with the function that bills: by `current` throughout, and by `proposed`, from `from` on or,
/// where it is absent, throughout. Progress goes from 0 to its total once; Cancelled where the job was.
[[nodiscard]] Result<PlanImpact> impactOf(Stores &stores, const Plan &current, const Plan &proposed,
    std::optional<Instant> from, Instant now, const JobControl &job);

} // namespace toll
