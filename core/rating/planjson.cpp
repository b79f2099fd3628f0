// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/plan.h"

namespace toll {

namespace {

std::string powerOfTen(int places)
{
    return "1" + std::string(static_cast<std::size_t>(places), '0');
}

Json capsJson(const OrToken<std::vector<Cap>> &caps)
{
    if (!caps)
        return "token";
    if (caps->size() == 1)
        return toString(caps->front());
    Json::Array list;
    for (const Cap &cap : *caps)
        list.emplace_back(toString(cap));
    return caps->empty() ? Json("none") : Json(std::move(list));
}

Json shapeJson(const Flat &flat)
{
    Json json;
    json.set("shape", "flat");
    json.set("rate", flat.rate ? flat.rate->toString() : "token");
    return json;
}

Json shapeJson(const FlatCapped &capped)
{
    Json json;
    json.set("shape", "flat_capped");
    json.set("rate", capped.rate ? capped.rate->toString() : "token");
    json.set("cap", capsJson(capped.caps));
    json.set("lifetime", capped.lifetime ? toString(*capped.lifetime) : "token");
    if (capped.capScope)
        json.set("cap_scope", name(*capped.capScope));
    if (capped.overCap)
        json.set("over_cap", name(*capped.overCap));
    if (capped.overageRate)
        json.set("overage_rate", capped.overageRate->toString());
    if (capped.throttleTo)
        json.set("throttle_to", toString(*capped.throttleTo));
    if (capped.align)
        json.set("align", name(*capped.align));
    if (capped.renewal)
        json.set("renewal", name(*capped.renewal));
    return json;
}

Json tiersJson(const std::vector<Tier> &tiers)
{
    Json::Array list;
    for (const Tier &tier : tiers) {
        Json json;
        if (tier.upTo)
            json.set("up_to", *tier.upTo);
        json.set("rate", tier.rate.toString());
        list.push_back(std::move(json));
    }
    return list;
}

Json tieredJson(const char *shape, TierBy by, const std::vector<Tier> &tiers)
{
    Json json;
    json.set("shape", shape);
    if (by == TierBy::Request)
        json.set("tier_by", "request");
    json.set("tiers", tiersJson(tiers));
    return json;
}

Json shapeJson(const Graduated &graduated)
{
    return tieredJson("graduated", graduated.by, graduated.tiers);
}

Json shapeJson(const Volume &volume)
{
    Json json = tieredJson("volume", volume.by, volume.tiers);
    if (!volume.context.empty()) {
        Json::Array context;
        for (const std::string &meter : volume.context)
            context.emplace_back(meter);
        json.set("context", std::move(context));
    }
    return json;
}

Json shapeJson(const Package &package)
{
    Json json;
    return json.set("shape", "package").set("size", package.size).set("rate", package.rate.toString());
}

Json shapeJson(const Fixed &fixed)
{
    Json json;
    return json.set("shape", "fixed").set("amount", fixed.amount.toString());
}

Json shapeJson(const Percentage &percentage)
{
    Json json;
    return json.set("shape", "percentage").set("percent", percentage.percent.toString());
}

template<typename List, typename Write>
void setList(Json &json, const char *key, const List &list, Write write)
{
    if (list.empty())
        return;
    Json::Array entries;
    for (const auto &entry : list)
        entries.push_back(write(entry));
    json.set(key, std::move(entries));
}

Json serviceLevelJson(const ServiceLevel &level)
{
    Json json;
    if (level.percentile)
        json.set("percentile", Json::Number{level.percentile->toString()});
    json.set("slower_than_ms", level.slowerThanMs);
    json.set(level.percentile ? "credit_percent" : "credit", level.credit.toString());
    return json;
}

void addModifiers(Json &json, const Charge &charge)
{
    if (charge.allowance > 0)
        json.set("allowance", charge.allowance);
    if (charge.isPerTerm)
        json.set("per_term", true);
    if (charge.allowancePolicy == AllowancePolicy::FixedShares)
        json.set("allowance_policy", "fixed_shares");
    setList(json, "allowance_shares", charge.allowanceShares, [](const AllowanceShare &share) {
        return Json().set("token", share.token).set("share", share.weight);
    });
    setList(json, "slices", charge.slices, [](const Slice &slice) {
        Json entry;
        return entry.set("hours", toString(slice.hours)).set("multiplier", slice.multiplier.toString());
    });
    setList(json, "load", charge.load, [](const LoadBand &band) {
        Json entry;
        return entry.set("above", band.above.toString()).set("multiplier", band.multiplier.toString());
    });
    setList(json, "service_level", charge.serviceLevel, serviceLevelJson);
}

Json discountJson(const Discount &discount)
{
    Json json;
    if (discount.percent)
        json.set("percent", discount.percent->toString());
    if (discount.amount)
        json.set("amount", discount.amount->toString());
    if (discount.from)
        json.set("from", toIso(*discount.from));
    if (discount.to)
        json.set("to", toIso(*discount.to));
    if (!discount.tag.empty())
        json.set("tag", discount.tag);
    return json;
}

void addAdjustments(Json &json, const Plan &plan)
{
    setList(json, "discounts", plan.discounts, discountJson);
    if (plan.minimum)
        json.set("minimum", plan.minimum->toString());
    if (plan.maximum)
        json.set("maximum", plan.maximum->toString());
    if (plan.taxPercent)
        json.set("tax", Json().set("percent", plan.taxPercent->toString()).set("on", "total"));
}

Json chargeJson(const Charge &charge)
{
    Json json;
    json.set("id", charge.id);
    if (!charge.group.empty())
        json.set("group", charge.group);
    if (!charge.meter.empty())
        json.set("meter", charge.meter);
    if (!charge.match.empty()) {
        Json match;
        for (const auto &[field, pattern] : charge.match)
            match.set(field, pattern);
        json.set("match", std::move(match));
    }
    if (charge.perPlaces > 0)
        json.set("per", Json(Json::Number{powerOfTen(charge.perPlaces)}));
    json.set("price", std::visit([](const auto &shape) { return shapeJson(shape); }, charge.shape));
    addModifiers(json, charge);
    return json;
}

} // namespace

Json toJson(const Plan &plan)
{
    Json json;
    json.set("name", plan.name);
    if (!plan.currency.empty())
        json.set("currency", plan.currency);
    if (!plan.timezone.empty())
        json.set("timezone", plan.timezone);
    json.set("period", toString(plan.period));
    json.set("period_align", plan.periodAlign == PeriodAlignment::Calendar ? "calendar" : "anniversary");
    json.set("rounding", name(plan.rounding));
    Json::Array billable;
    for (const std::string &entry : plan.billable)
        billable.emplace_back(entry);
    json.set("billable", Json(std::move(billable)));
    if (plan.capacity)
        json.set("capacity", toString(*plan.capacity));
    Json::Array charges;
    for (const Charge &charge : plan.charges)
        charges.push_back(chargeJson(charge));
    json.set("charges", Json(std::move(charges)));
    addAdjustments(json, plan);
    return json;
}

} // namespace toll
