// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/plan.h"

#include <array>

namespace toll {

TokenPrice FlatCapped::resolve(const TokenPrice &own) const
{
    TokenPrice price = takesFromToken() ? own : TokenPrice{};
    price.rate = rate.value_or(own.rate);
    price.caps = caps.value_or(own.caps);
    price.lifetime = lifetime.value_or(own.lifetime);
    price.capScope = capScope.value_or(price.capScope);
    price.overCap = overCap.value_or(price.overCap);
    if (overageRate)
        price.overageRate = overageRate;
    price.throttleTo = throttleTo;
    price.align = align.value_or(price.align);
    price.renewal = renewal.value_or(price.renewal);
    return price;
}

std::string_view shapeName(const PriceShape &shape)
{
    static constexpr std::array<std::string_view, std::variant_size_v<PriceShape>> names{
        "flat", "flat_capped", "graduated", "volume", "package", "fixed", "percentage"};
    return names[shape.index()];
}

bool Plan::isBillable(std::int16_t status) const
{
    if (status == noStatus)
        return true;
    for (const std::string &entry : billable) {
        const bool isClass = entry.size() == 3 && entry[1] == 'x';
        if (isClass ? entry[0] - '0' == status / 100 : entry == std::to_string(status))
            return true;
    }
    return false;
}

const Plan &basicPlan()
{
    static const Plan plan = [] {
        Plan basic;
        basic.name = "Basic";
        basic.timezone.clear();
        Charge requests;
        requests.id = "requests";
        requests.shape = FlatCapped{};
        basic.charges.push_back(std::move(requests));
        return basic;
    }();
    return plan;
}

Plan withoutLimits(Plan plan)
{
    plan.minimum.reset();
    plan.maximum.reset();
    for (Charge &charge : plan.charges) {
        charge.allowance = 0;
        charge.isPerTerm = false;
        if (FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape)) {
            capped->caps = std::vector<Cap>();
            capped->lifetime = Lifetime();
        }
    }
    return plan;
}

} // namespace toll
