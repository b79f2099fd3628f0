// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatemodel.h"

#include <algorithm>

namespace toll {

GatePlan::GatePlan(std::vector<DatedPlan> all) : versions(std::move(all))
{
    for (std::size_t i = 0; i < versions.size(); ++i)
        periods.versions.push_back({&versions[i].plan, i == 0 ? earliestInstant : versions[i].from});
    charges = chargesOf(periods.versions);
    for (const DatedPlan &version : versions) {
        std::vector<std::uint32_t> &places = chargeOf.emplace_back();
        for (const Charge &charge : version.plan.charges) {
            const auto history = std::ranges::find(charges, charge.id, &ChargeHistory::id);
            places.push_back(static_cast<std::uint32_t>(history - charges.begin()));
            looksAtTexts = looksAtTexts || !charge.match.empty();
        }
    }
}

bool GatePlan::isSame(const GatePlan &other) const
{
    return std::ranges::equal(versions, other.versions,
        [](const DatedPlan &one, const DatedPlan &two) { return one.from == two.from && one.plan == two.plan; });
}

bool GateToken::countsAs(const GateToken &other) const
{
    return rated.price == other.rated.price && rated.laterPrices == other.rated.laterPrices
        && rated.changes == other.rated.changes && rated.firstTermStart == other.rated.firstTermStart
        && holder->customer == other.holder->customer && (plan == other.plan || plan->isSame(*other.plan));
}

} // namespace toll
