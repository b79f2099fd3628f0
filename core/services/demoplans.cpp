// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/demoplans.h"

#include "core/services/exchange.h"
#include "core/services/plans.h"
#include "core/services/ratingsource.h"
#include "core/services/upstream.h"
#include "core/services/zones.h"

#include <optional>
#include <string>
#include <string_view>

namespace toll {

namespace {

/// The tokens' own prices, a log of every request in tiers, and a fee.
std::string business(const char *fee, const char *lastTier)
{
    return std::string(R"({"name":"Business","currency":"USD","timezone":"America/New_York","charges":[)"
                       R"({"id":"audit-log","meter":"requests","allowance":1000,"price":{"shape":"graduated","tiers":[)"
                       R"({"up_to":5000,"rate":"0.0012"},{"up_to":20000,"rate":"0.0008"},{"rate":")")
        + lastTier + R"("}]}},{"id":"requests","price":{"shape":"flat_capped","rate":"token","cap":"token",)"
          R"("lifetime":"token"}},{"id":"support","price":{"shape":"fixed","amount":")" + fee + R"("}}]})";
}

constexpr std::string_view regional =
    R"({"name":"企业版","currency":"CNY","timezone":"Asia/Shanghai","charges":[)"
    R"({"id":"requests","price":{"shape":"flat_capped","rate":"token","cap":"token","lifetime":"token"}},)"
    R"({"id":"报表","meter":"requests","price":{"shape":"package","size":1000,"rate":"6"}}],)"
    R"("discounts":[{"percent":"5"}],"minimum":"200.00"})";

/// What the provider behind the gateway charges for everybody's requests.
constexpr std::string_view upstream =
    R"({"name":"Upstream","currency":"USD","timezone":"UTC","charges":[)"
    R"({"id":"requests","meter":"requests","price":{"shape":"graduated","tiers":[)"
    R"({"up_to":20000,"rate":"0.0009"},{"rate":"0.0006"}]}}]})";

Result<void> add(PlanService &plans, std::string_view document, const std::optional<std::string> &from)
{
    const Checked<Plan> plan = plans.import(std::string(document), from);
    return plan ? Result<void>() : std::unexpected(plan.error().front());
}

/// The provider's price list, and exchange rates into the currencies of the customers, so that margins are known.
Result<void> addUpstream(ServiceContext &context, const Interval &month)
{
    PlanService plans(context);
    if (Result<void> added = add(plans, upstream, {}); !added)
        return added;
    if (const Result<UpstreamRow> assigned = UpstreamService(context).assign("Upstream", "*"); !assigned)
        return std::unexpected(assigned.error());
    constexpr std::int64_t longAgo = 200 * msPerDay;
    const std::string date = toIso(Zone().toLocal(month.begin.plus(-longAgo)).date);
    constexpr std::pair<const char *, std::string_view> rates[]{{"CNY", "7.12"}, {"EUR", "0.91"}, {"JPY", "149.5"}};
    for (const auto &[currency, text] : rates) {
        const Result<Decimal> rate = Decimal::parse(text);
        const Result<ExchangeRow> set = rate ? ExchangeService(context).set({"USD", currency, date, *rate, "demo"})
                                             : std::unexpected(rate.error());
        if (!set)
            return std::unexpected(set.error());
    }
    return {};
}

} // namespace

Result<void> addDemoPlans(ServiceContext &context, const std::vector<CustomerId> &customers, Instant now)
{
    const Result<Zone> zone = zoneNamed("America/New_York");
    if (!zone)
        return std::unexpected(zone.error());
    const Interval month = monthOf(now, *zone);
    const auto dateOf = [&](Instant t) { return toIso(zone->toLocal(t).date); };
    PlanService plans(context);
    for (const auto &[document, from] :
        {std::pair(business("39.00", "0.0006"), std::optional<std::string>()),
            std::pair(business("49.00", "0.0006"), std::optional(dateOf(monthOf(month.begin.plus(-1), *zone).begin))),
            std::pair(business("49.00", "0.0005"), std::optional(dateOf(month.end)))})
        if (Result<void> added = add(plans, document, from); !added)
            return added;
    if (Result<void> added = add(plans, regional, {}); !added)
        return added;
    constexpr std::pair<std::size_t, const char *> assignments[]{
        {0, "Business"}, {4, "Business"}, {5, "Business"}, {8, "Business"}, {1, "企业版"}, {2, "企业版"}};
    for (const auto &[customer, plan] : assignments)
        if (Result<void> assigned = plans.assign(plan, customers.at(customer), {}); !assigned)
            return assigned;
    return addUpstream(context, month);
}

} // namespace toll
