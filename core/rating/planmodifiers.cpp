// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a plan file adds to its price shapes: modifiers of charges, adjustments of a period's sum.
#include "core/rating/planreader.h"

#include <set>

namespace toll {

namespace {

constexpr std::int64_t mostWeight = 1'000'000; ///< of a token's share, so that sums stay small

/// Calls `read` with each object of a list and its pointer.
template<typename Read>
void eachObject(PlanReader &reader, const Json &json, const std::string &at, const std::string &key, Read read)
{
    const Json::Array *list = reader.optionalList(json, at, key, "[{…}]");
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        const std::string pointer = at + "/" + key + "/" + std::to_string(i);
        if (reader.isObject((*list)[i], pointer))
            read((*list)[i], pointer);
    }
}

void readSlices(PlanReader &reader, const Json &json, const std::string &at, Charge &charge)
{
    eachObject(reader, json, at, "slices", [&](const Json &entry, const std::string &pointer) {
        reader.knownKeys(entry, pointer, {"hours", "multiplier"});
        Slice slice;
        if (const std::string *hours = reader.requiredText(entry, pointer, "hours"))
            reader.take(
                pointer + "/hours", parseWeekHours(*hours), [&](const WeekHours &week) { slice.hours = week; });
        slice.multiplier = reader.decimal(entry, pointer, "multiplier", true, "1.2").value_or(1);
        charge.slices.push_back(slice);
    });
}

void readLoad(PlanReader &reader, const Json &json, const std::string &at, Charge &charge)
{
    std::set<Decimal> known;
    eachObject(reader, json, at, "load", [&](const Json &entry, const std::string &pointer) {
        reader.knownKeys(entry, pointer, {"above", "multiplier"});
        const Decimal above = reader.decimal(entry, pointer, "above", true, "0.8").value_or(0);
        if (!known.insert(above).second)
            reader.report(ErrorCode::AlreadyExists, pointer + "/above", above.toString(), "");
        charge.load.push_back({above, reader.decimal(entry, pointer, "multiplier", true, "1.5").value_or(1)});
    });
}

/// A JSON number or a text, since percentiles such as 99.9 are written both ways.
std::optional<Decimal> readPercentile(PlanReader &reader, const Json &value, const std::string &pointer)
{
    const std::string text = value.asNumber() ? value.asNumber()->text : value.asString() ? *value.asString() : "";
    const Result<Decimal> percentile = Decimal::parse(text);
    if (percentile && *percentile > Decimal(0) && *percentile <= Decimal(100))
        return *percentile;
    reader.report(percentile ? ErrorCode::OutOfRange : ErrorCode::Syntax, pointer, value.dump(), "0 < p ≤ 100");
    return std::nullopt;
}

void readServiceLevel(PlanReader &reader, const Json &json, const std::string &at, Charge &charge)
{
    eachObject(reader, json, at, "service_level", [&](const Json &entry, const std::string &pointer) {
        reader.knownKeys(entry, pointer, {"slower_than_ms", "percentile", "credit", "credit_percent"});
        ServiceLevel level;
        level.slowerThanMs = reader.integer(entry, pointer, "slower_than_ms", true, 0).value_or(0);
        const Json *percentile = entry.find("percentile");
        if (percentile)
            level.percentile = readPercentile(reader, *percentile, pointer + "/percentile");
        const DecimalRange range{.mayBeNegative = true, .most = percentile ? 100 : 1};
        level.credit = reader
                           .decimal(entry, pointer, percentile ? "credit_percent" : "credit", true,
                               percentile ? "10" : "0.5", range)
                           .value_or(0);
        reader.noKeys(entry, pointer, {percentile ? "credit" : "credit_percent"},
            percentile ? "slower_than_ms, percentile, credit_percent" : "slower_than_ms, credit");
        charge.serviceLevel.push_back(level);
    });
}

void readDiscounts(PlanReader &reader, const Json &document, Plan &plan)
{
    eachObject(reader, document, "", "discounts", [&](const Json &entry, const std::string &pointer) {
        reader.knownKeys(entry, pointer, {"percent", "amount", "from", "to", "tag"});
        Discount discount;
        if (entry.find("percent") && entry.find("amount"))
            reader.report(ErrorCode::UnknownKey, pointer + "/amount", "amount", "percent, from, to");
        discount.percent =
            reader.decimal(entry, pointer, "percent", !entry.find("amount"), "10", {.most = 100});
        discount.amount = reader.decimal(entry, pointer, "amount", false, "5.00");
        const auto date = [&](const char *key, std::optional<Date> &into) {
            if (const std::string *text = reader.optionalText(entry, pointer, key))
                reader.take(pointer + "/" + key, parseDate(*text), [&](Date value) { into = value; });
        };
        date("from", discount.from);
        date("to", discount.to);
        if (const std::string *tag = reader.optionalText(entry, pointer, "tag")) {
            discount.tag = *tag;
            if (tag->empty())
                reader.report(ErrorCode::Missing, pointer + "/tag", "", "prod*");
        }
        if (discount.from && discount.to && *discount.to <= *discount.from)
            reader.report(ErrorCode::OutOfRange, pointer + "/to", toIso(*discount.to), "> " + toIso(*discount.from));
        plan.discounts.push_back(discount);
    });
}

void readTax(PlanReader &reader, const Json &document, Plan &plan)
{
    const Json *tax = document.find("tax");
    if (!tax || !reader.isObject(*tax, "/tax"))
        return;
    reader.knownKeys(*tax, "/tax", {"percent", "on"});
    plan.taxPercent = reader.decimal(*tax, "/tax", "percent", true, "6");
    const std::string *on = reader.optionalText(*tax, "/tax", "on");
    if (on && *on != "total")
        reader.report(ErrorCode::Syntax, "/tax/on", *on, "total");
}

Result<AllowancePolicy> parsePolicy(std::string_view text)
{
    if (text == "shared_pool")
        return AllowancePolicy::SharedPool;
    if (text == "fixed_shares")
        return AllowancePolicy::FixedShares;
    return fail(ErrorCode::Syntax, {}, std::string(text), "shared_pool, fixed_shares");
}

/// How a customer's tokens divide the allowance.
void readDivision(PlanReader &reader, const Json &json, const std::string &at, Charge &charge)
{
    std::optional<AllowancePolicy> policy;
    reader.enumeration(json, at, "allowance_policy", parsePolicy, policy);
    charge.allowancePolicy = policy.value_or(AllowancePolicy::SharedPool);
    if (policy && (charge.allowance == 0 || charge.isPerTerm))
        reader.report(ErrorCode::UnknownKey, at + "/allowance_policy", "allowance_policy", "allowance");
    if (json.find("allowance_shares") && charge.allowancePolicy != AllowancePolicy::FixedShares)
        reader.report(ErrorCode::UnknownKey, at + "/allowance_shares", "allowance_shares",
            "\"allowance_policy\": \"fixed_shares\"");
    eachObject(reader, json, at, "allowance_shares", [&](const Json &entry, const std::string &pointer) {
        reader.knownKeys(entry, pointer, {"token", "share"});
        AllowanceShare share;
        if (const std::string *token = reader.requiredText(entry, pointer, "token"))
            share.token = *token;
        share.weight = reader.integer(entry, pointer, "share", true, 0, mostWeight).value_or(1);
        charge.allowanceShares.push_back(share);
    });
}

} // namespace

void readModifiers(PlanReader &reader, const Json &json, const std::string &at, Charge &charge)
{
    charge.allowance = reader.integer(json, at, "allowance", false, 0).value_or(0);
    if (const Json *perTerm = json.find("per_term")) {
        const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
        const bool hasLifetime = capped && (!capped->lifetime || *capped->lifetime);
        if (!perTerm->asBool())
            reader.report(ErrorCode::Syntax, at + "/per_term", perTerm->dump(), "true, false");
        else if (*perTerm->asBool() && !hasLifetime)
            reader.report(ErrorCode::UnknownKey, at + "/per_term", "per_term", "flat_capped + lifetime");
        else
            charge.isPerTerm = *perTerm->asBool();
    }
    readDivision(reader, json, at, charge);
    readSlices(reader, json, at, charge);
    readLoad(reader, json, at, charge);
    readServiceLevel(reader, json, at, charge);
}

void readAdjustments(PlanReader &reader, const Json &document, Plan &plan)
{
    if (const std::string *text = reader.optionalText(document, "", "capacity"))
        reader.take("/capacity", parseCap(*text), [&](const Cap &cap) {
            if (cap.count < 1)
                reader.report(ErrorCode::OutOfRange, "/capacity", *text, "1/min…");
            plan.capacity = cap;
        });
    for (std::size_t i = 0; i < plan.charges.size(); ++i)
        if (!plan.charges[i].load.empty() && !document.find("capacity")) {
            reader.report(ErrorCode::Missing, "/capacity", "", "\"5000/min\"");
            break;
        }
    readDiscounts(reader, document, plan);
    plan.minimum = reader.decimal(document, "", "minimum", false, "10.00");
    plan.maximum = reader.decimal(document, "", "maximum", false, "500.00");
    if (plan.minimum && plan.maximum && *plan.minimum > *plan.maximum)
        reader.report(ErrorCode::OutOfRange, "/minimum", plan.minimum->toString(), "0…" + plan.maximum->toString());
    readTax(reader, document, plan);
}

} // namespace toll
