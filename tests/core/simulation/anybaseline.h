// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Random histories and scenarios for property tests (rapidcheck generators; only inside rc::check).
#pragma once

#include "core/simulation/applying.h"
#include "tests/support/anyplan.h"
#include "tests/support/zones.h"

#include <algorithm>

namespace toll::test {

inline Cap anyCap()
{
    const std::string window =
        *rc::gen::element<std::string>("hour", "day", "day", "3 day", "week", "month", "7 min", "5 hour");
    return valueOf(parseCap(number(0, 25) + "/" + window));
}

inline std::vector<Cap> anyCaps()
{
    std::vector<Cap> caps;
    for (int left = *rc::gen::element(0, 1, 1, 1, 1, 2); left > 0; --left)
        caps.push_back(anyCap());
    return caps;
}

inline Lifetime anyLifetime()
{
    return valueOf(parseLifetime(*rc::gen::element<std::string>("P1D", "PT30H", "P5D", "P1M", "P30D", "none")));
}

inline OverCap anyOverCap()
{
    return *rc::gen::element(OverCap::Free, OverCap::Charge, OverCap::Reject, OverCap::Throttle);
}

inline Decimal anyRate()
{
    return decimal(("0.0" + number(0, 9999)).c_str());
}

inline TokenPrice anyPrice()
{
    TokenPrice price;
    price.rate = anyRate();
    price.caps = anyCaps();
    price.lifetime = anyLifetime();
    price.capScope = *rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow);
    price.overCap = anyOverCap();
    if (*rc::gen::arbitrary<bool>())
        price.overageRate = anyRate();
    price.align = *rc::gen::element(Alignment::Term, Alignment::Calendar);
    price.renewal = *rc::gen::element(Renewal::None, Renewal::Auto, Renewal::Auto);
    return price;
}

inline Instant anyTime()
{
    return march.plus(*rc::gen::inRange(0, 45 * 96) * msPerQuarter + *rc::gen::inRange<int>(0, msPerQuarter));
}

/// Mostly what a matrix can hold, at times something that only rate() knows.
inline Plan anyEligiblePlan()
{
    Plan plan = basicPlan();
    plan.period = valueOf(parseSpan(*rc::gen::element<std::string>("P1M", "P7D", "P1Y")));
    plan.rounding = *rc::gen::element(Rounding::HalfUp, Rounding::HalfEven, Rounding::Up, Rounding::Floor);
    Charge &charge = plan.charges.front();
    switch (*rc::gen::inRange(0, 9)) {
    case 0:
        charge.shape = Flat{anyRate()};
        break;
    case 1:
        charge.shape = Flat{};
        break;
    case 2:
        std::get<FlatCapped>(charge.shape).rate = anyRate();
        std::get<FlatCapped>(charge.shape).caps = anyCaps();
        break;
    case 3:
        charge.perPlaces = 3;
        break;
    case 4:
        charge.allowance = 7;
        break;
    case 5:
        plan.taxPercent = Decimal(6);
        break;
    default:
        break;
    }
    return plan;
}

inline RatedToken anyToken(const std::string &id)
{
    RatedToken token{{id}, id, anyPrice(), {}, {}, {}, {}};
    if (*rc::gen::arbitrary<bool>())
        token.firstTermStart = floorTo(anyTime(), *rc::gen::element(msPerQuarter, msPerDay));
    if (*rc::gen::inRange(0, 6) == 0)
        token.revokedAt = anyTime();
    if (*rc::gen::inRange(0, 6) == 0)
        token.changes.push_back({TermChange::Kind::Renew, anyTime(), {}});
    if (*rc::gen::inRange(0, 8) == 0)
        token.laterPrices.push_back({anyTime(), anyPrice()});
    return token;
}

inline BaselineCustomer anyCustomer(int index)
{
    BaselineCustomer made;
    made.name = "customer-" + std::to_string(index);
    made.id.text = "id-" + made.name;
    made.currency = valueOf(currency(*rc::gen::element<std::string>("USD", "JPY", "KWD")));
    made.zone = *rc::gen::elementOf(
        std::vector{Zone(), zone("America/New_York"), zone("Africa/Casablanca"), zone("Australia/Lord_Howe")});
    made.plan = anyEligiblePlan();
    made.grain = *rc::gen::element(Grain::Events, Grain::Events, Grain::Cells);
    const int tokens = *rc::gen::inRange(1, 4);
    for (int i = 0; i < tokens; ++i) {
        const std::string id = made.name + "-" + std::to_string(i);
        made.tokens.push_back(anyToken(id));
        made.usage.tokens.push_back({id});
        made.info.push_back({{i % 2 == 0 ? "even" : "odd"}, {}});
    }
    const bool isAllBillable = *rc::gen::arbitrary<bool>();
    for (int left = *rc::gen::inRange(0, 60); left > 0; --left) {
        UsageRow row;
        row.time = made.grain == Grain::Cells ? floorTo(anyTime(), msPerQuarter) : anyTime();
        row.token = static_cast<std::uint32_t>(*rc::gen::inRange(0, tokens));
        row.status = isAllBillable ? std::int16_t{200} : *rc::gen::element<std::int16_t>(200, 200, 404, noStatus);
        row.requests = *rc::gen::inRange(1, 30);
        made.usage.rows.push_back(row);
    }
    std::ranges::stable_sort(made.usage.rows, {}, &UsageRow::time);
    return made;
}

/// Cells only where they give the bill.
inline BaselineCustomer withFitGrain(BaselineCustomer customer, const std::optional<Interval> &range)
{
    if (!cellsSuffice(inputOf(customer, range)))
        customer.grain = Grain::Events;
    return customer;
}

inline Baseline anyBaseline()
{
    Baseline baseline;
    if (*rc::gen::arbitrary<bool>()) {
        const Instant begin = floorTo(anyTime(), msPerQuarter);
        baseline.range = Interval{begin, begin.plus(*rc::gen::inRange(1, 40) * msPerDay)};
    }
    const int customers = *rc::gen::inRange(1, 4);
    for (int i = 0; i < customers; ++i)
        baseline.customers.push_back(withFitGrain(anyCustomer(i), baseline.range));
    valueOf(rateBaseline(baseline));
    return baseline;
}

inline Scenario anyScenario()
{
    Scenario scenario;
    const auto sometimes = [] { return *rc::gen::inRange(0, 3) == 0; };
    if (sometimes())
        scenario.on = valueOf(parseSelection(
            *rc::gen::element<std::string>("customer:customer-0", "tag:even", "token:customer-1-0", "plan:Basic")));
    if (sometimes())
        scenario.rate = anyRate();
    if (sometimes())
        scenario.rateFactor = decimal(("1." + number(0, 99)).c_str());
    if (sometimes())
        scenario.caps = anyCaps();
    if (sometimes())
        scenario.lifetime = anyLifetime();
    if (sometimes())
        scenario.capScope = *rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow);
    if (sometimes())
        scenario.overCap = anyOverCap();
    if (sometimes())
        scenario.overageRate = anyRate();
    if (sometimes())
        scenario.renewal = *rc::gen::element(Renewal::None, Renewal::Auto);
    if (*rc::gen::inRange(0, 6) == 0)
        scenario.align = *rc::gen::element(Alignment::Term, Alignment::Calendar);
    if (*rc::gen::inRange(0, 12) == 0) {
        scenario.on = valueOf(parseSelection(*rc::gen::element<std::string>("customer:customer-0", "plan:Basic")));
        scenario.discount = Decimal(*rc::gen::inRange(0, 101));
        if (sometimes())
            scenario.minimum = anyRate();
        if (sometimes())
            scenario.maximum = anyRate();
        if (sometimes())
            scenario.plan = anyEligiblePlan();
    }
    return scenario;
}

} // namespace toll::test
