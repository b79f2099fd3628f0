// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plandraft.h"

#include "core/base/jsonpointer.h"
#include "core/rating/plan.h"
#include "core/services/tiertable.h"
#include "core/services/zones.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

std::string textAt(const Json &json, const std::string &key, const std::string &otherwise)
{
    const Json *value = json.find(key);
    return value && value->asString() ? *value->asString() : otherwise;
}

/// The rate a price has, whatever its shape.
std::string rateOf(const Json &price)
{
    const Json *tiers = price.find("tiers");
    if (tiers && tiers->asArray() && !tiers->asArray()->empty())
        return textAt(tiers->asArray()->front(), "rate", "0");
    const std::string amount = textAt(price, "amount", textAt(price, "percent", "0.01"));
    const std::string rate = textAt(price, "rate", amount);
    return rate == "token" ? "0.01" : rate;
}

Json tieredPrice(const std::string &shape, const Json &old)
{
    Json price;
    price.set("shape", shape);
    const Json *tiers = old.find("tiers");
    if (tiers && old.find("tier_by"))
        price.set("tier_by", *old.find("tier_by"));
    price.set("tiers", tiers ? *tiers : tiersJson({{"1000", rateOf(old)}, {"", rateOf(old)}}));
    return price;
}

Json priceOfShape(const Json &old, const std::string &shape)
{
    Json price;
    if (shape == "graduated" || shape == "volume")
        return tieredPrice(shape, old);
    price.set("shape", shape);
    if (shape == "fixed")
        price.set("amount", rateOf(old));
    else if (shape == "percentage")
        price.set("percent", rateOf(old));
    else if (shape == "package")
        price.set("size", 1000).set("rate", rateOf(old));
    else
        price.set("rate", rateOf(old));
    if (shape == "flat_capped")
        price.set("cap", "1000/day").set("lifetime", "P30D").set("renewal", "auto");
    return price;
}

} // namespace

std::vector<Error> draftFaults(const Json &document)
{
    std::vector<Error> faults;
    const Checked<Plan> plan = parsePlan(document);
    if (!plan)
        faults = plan.error();
    if (const std::string zone = textAt(document, "timezone", "UTC"); !zoneNamed(zone))
        faults.push_back({ErrorCode::NotFound, "/timezone", zone, "Asia/Shanghai, Europe/Berlin, UTC", 0});
    if (textAt(document, "name", "") == basicPlan().name)
        faults.push_back({ErrorCode::AlreadyExists, "/name", basicPlan().name, "", 0});
    return faults;
}

Json blankPlan(const std::string &name, const std::string &currency, const std::string &timezone)
{
    Json price;
    price.set("shape", "flat").set("rate", "0.01");
    Json charge;
    charge.set("id", "requests").set("meter", "requests").set("price", std::move(price));
    Json plan;
    plan.set("name", name).set("currency", currency).set("timezone", timezone).set("period", "P1M");
    return plan.set("charges", Json::Array{std::move(charge)});
}

Json renamedPlan(
    const Json &document, const std::string &name, const std::string &currency, const std::string &timezone)
{
    Json plan;
    plan.set("name", name).set("currency", currency).set("timezone", timezone);
    for (const auto &[key, value] : document.asObject() ? *document.asObject() : Json::Object())
        if (!plan.find(key))
            plan.set(key, value);
    return plan;
}

Json newCharge(const Json &document)
{
    const Json *charges = document.find("charges");
    const Json::Array known = charges && charges->asArray() ? *charges->asArray() : Json::Array();
    std::string id;
    for (std::size_t number = known.size() + 1; id.empty(); ++number) {
        const std::string wanted = "charge-" + std::to_string(number);
        if (std::ranges::none_of(known, [&](const Json &charge) { return textAt(charge, "id", "") == wanted; }))
            id = wanted;
    }
    Json charge;
    charge.set("id", id).set("meter", "requests");
    return charge.set("price", Json().set("shape", "flat").set("rate", "0.01"));
}

Json chargeOfShape(const Json &charge, const std::string &shape)
{
    const Json *old = charge.find("price");
    Json changed = charge;
    changed.set("price", priceOfShape(old ? *old : Json(), shape));
    if (shape == "package" || shape == "fixed")
        changed = withoutValue(changed, "/per");
    if (shape != "flat_capped")
        changed = withoutValue(changed, "/per_term");
    if (shape == "fixed")
        for (const char *key : {"meter", "match", "allowance", "slices", "load", "service_level"})
            changed = withoutValue(changed, std::string("/") + key);
    return changed;
}

Json withTierAdded(const Json &tiers)
{
    std::vector<TierText> rows = tierTexts(tiers);
    if (rows.empty())
        rows.push_back({"", "0.01"});
    std::int64_t bound = 100;
    if (rows.size() > 1)
        bound = quantityJson(rows[rows.size() - 2].upTo).toInt64().value_or(bound);
    const std::int64_t further = std::min(bound, std::numeric_limits<std::int64_t>::max() / 10) * 10;
    rows.insert(rows.end() - 1, TierText{std::to_string(std::max<std::int64_t>(further, 1)), rows.back().rate});
    return tiersJson(rows);
}

Json withTierRemoved(const Json &tiers, std::size_t index)
{
    std::vector<TierText> rows = tierTexts(tiers);
    if (rows.size() < 2 || index >= rows.size())
        return tiers;
    rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(index));
    rows.back().upTo.clear();
    return tiersJson(rows);
}

} // namespace toll
