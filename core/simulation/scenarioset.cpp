// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/scenarioset.h"

#include "core/base/jsonpointer.h"

#include <algorithm>

namespace toll {

namespace {

using Faults = std::vector<Error>;

void addFault(Faults &faults, const std::string &where, const Error &error)
{
    faults.push_back({error.code, where, error.found, error.expected, 0});
}

void addWrongType(Faults &faults, const std::string &where, const Json &found, const char *expected)
{
    faults.push_back({ErrorCode::Syntax, where, found.dump(), expected, 0});
}

/// A decimal of 0 or more, written as text.
void readFactor(const Json &json, const std::string &where, Decimal &to, const Decimal &most, Faults &faults)
{
    if (!json.asString())
        return addWrongType(faults, where, json, "\"1.1\"");
    const Result<Decimal> value = Decimal::parse(*json.asString());
    if (!value)
        return addFault(faults, where, value.error());
    if (value->isNegative() || *value > most)
        return addFault(faults, where, {ErrorCode::OutOfRange, {}, *json.asString(), "0…" + most.toString(), 0});
    to = *value;
}

constexpr std::int64_t mostFactor = 1'000'000;

/// "PT3H", "-PT45M": whole quarters of an hour.
Result<std::int64_t> parseShift(std::string_view text)
{
    const bool isEarlier = text.starts_with('-');
    const Result<Span> span = parseSpan(isEarlier ? text.substr(1) : text);
    if (!span)
        return std::unexpected(span.error());
    if (span->kind != Span::Kind::Exact || span->amount % msPerQuarter != 0)
        return fail(ErrorCode::OutOfRange, {}, std::string(text), "PT15M, PT3H, -PT6H…");
    return isEarlier ? -span->amount : span->amount;
}

std::string shiftText(std::int64_t shift)
{
    const Span span{Span::Kind::Exact, shift < 0 ? -shift : shift};
    return (shift < 0 ? "-" : "") + toString(span);
}

void readCustomer(const Json &json, const std::string &where, std::vector<AddedCustomer> &to, Faults &faults)
{
    if (!json.asObject())
        return addWrongType(faults, where, json, "{…}");
    AddedCustomer customer;
    for (const auto &[key, value] : *json.asObject()) {
        const std::string place = where + '/' + pointerKey(key);
        if (key == "volume")
            readFactor(value, place, customer.volume, Decimal(mostFactor), faults);
        else if (key != "name" && key != "like")
            faults.push_back({ErrorCode::UnknownKey, place, key, "name, like, volume", 0});
        else if (!value.asString())
            addWrongType(faults, place, value, "\"…\"");
        else
            (key == "name" ? customer.name : customer.like) = *value.asString();
    }
    for (const auto &[key, text] : {std::pair("name", &customer.name), std::pair("like", &customer.like)})
        if (text->empty())
            faults.push_back({ErrorCode::Missing, where + '/' + key, {}, "\"…\"", 0});
    to.push_back(std::move(customer));
}

void readAssumptions(const Json &json, Assumptions &to, Faults &faults)
{
    const std::string where = "/assume";
    if (!json.asObject())
        return addWrongType(faults, where, json, "{…}");
    for (const auto &[key, value] : *json.asObject()) {
        const std::string place = where + '/' + pointerKey(key);
        if (key == "churn") {
            readFactor(value, place, to.churn, Decimal(1), faults);
        } else if (key == "upstream_factor") {
            readFactor(value, place, to.upstreamFactor, Decimal(mostFactor), faults);
        } else if (key == "seed") {
            const Result<std::int64_t> seed = value.toInt64();
            if (!seed || *seed < 0)
                addWrongType(faults, place, value, "0…");
            else
                to.seed = static_cast<std::uint64_t>(*seed);
        } else if (key == "shift") {
            const Result<std::int64_t> shift =
                value.asString() ? parseShift(*value.asString()) : fail(ErrorCode::Syntax, {}, value.dump(), "\"PT3H\"");
            if (!shift)
                addFault(faults, place, shift.error());
            else
                to.shift = *shift;
        } else if (key == "new_customers" && value.asArray()) {
            for (std::size_t i = 0; i < value.asArray()->size(); ++i)
                readCustomer((*value.asArray())[i], place + '/' + std::to_string(i), to.newCustomers, faults);
        } else if (key == "new_customers") {
            addWrongType(faults, place, value, "[…]");
        } else {
            faults.push_back(
                {ErrorCode::UnknownKey, place, key, "churn, seed, shift, new_customers, upstream_factor", 0});
        }
    }
}

Json toJson(const Assumptions &assumptions)
{
    const Assumptions none;
    Json json;
    if (!assumptions.churn.isZero())
        json.set("churn", assumptions.churn.toString());
    if (assumptions.seed != none.seed)
        json.set("seed", static_cast<std::int64_t>(assumptions.seed));
    if (assumptions.shift != 0)
        json.set("shift", shiftText(assumptions.shift));
    Json customers;
    for (const AddedCustomer &customer : assumptions.newCustomers) {
        Json one;
        one.set("name", customer.name).set("like", customer.like).set("volume", customer.volume.toString());
        customers.append(std::move(one));
    }
    if (!customers.isNull())
        json.set("new_customers", std::move(customers));
    if (assumptions.upstreamFactor != none.upstreamFactor)
        json.set("upstream_factor", assumptions.upstreamFactor.toString());
    return json;
}

void readChange(const Json &json, const std::string &where, std::vector<Scenario> &to, Faults &faults)
{
    Checked<Scenario> change = parseScenario(json);
    if (change) {
        to.push_back(std::move(*change));
        return;
    }
    for (Error &fault : change.error()) {
        fault.where = where + fault.where;
        faults.push_back(std::move(fault));
    }
}

} // namespace

Result<void> applyAssumption(Assumptions &assumptions, std::string_view assignment)
{
    constexpr const char *keys = "key=value: churn, seed, shift, upstream_factor";
    const std::size_t equals = assignment.find('=');
    const std::string key(assignment.substr(0, equals));
    if (equals == std::string_view::npos || key == "new_customers")
        return fail(ErrorCode::Syntax, "assume", std::string(assignment), keys);
    const std::string value(assignment.substr(equals + 1));
    Json document;
    document.set(key, key == "seed" ? Json(Json::Number{value}) : Json(value));
    std::vector<Error> faults;
    readAssumptions(document, assumptions, faults);
    if (faults.empty())
        return {};
    faults.front().where = key;
    return std::unexpected(faults.front());
}

bool ScenarioSet::changesNothing() const
{
    Assumptions none;
    none.seed = assumptions.seed;
    none.upstreamFactor = assumptions.upstreamFactor; // no bill depends on it
    return assumptions == none && std::ranges::all_of(changes, &Scenario::changesNothing);
}

Checked<ScenarioSet> parseScenarioSet(const Json &document)
{
    if (!document.asObject())
        return std::unexpected(Faults{{ErrorCode::Syntax, "", document.dump(), "{…}", 0}});
    ScenarioSet set;
    Faults faults;
    Json single;
    for (const auto &[key, value] : *document.asObject()) {
        if (key == "name" && value.asString()) {
            set.name = *value.asString();
        } else if (key == "changes" && value.asArray()) {
            for (std::size_t i = 0; i < value.asArray()->size(); ++i)
                readChange((*value.asArray())[i], "/changes/" + std::to_string(i), set.changes, faults);
        } else if (key == "assume") {
            readAssumptions(value, set.assumptions, faults);
        } else if (key == "on" || key == "set" || key == "plan") {
            single.set(key, value);
        } else {
            const bool isKnown = key == "name" || key == "changes";
            faults.push_back({isKnown ? ErrorCode::Syntax : ErrorCode::UnknownKey, '/' + pointerKey(key),
                isKnown ? value.dump() : key, isKnown ? (key == "name" ? "\"…\"" : "[…]") : "name, changes, assume, on, set, plan", 0});
        }
    }
    if (!single.isNull())
        readChange(single, {}, set.changes, faults);
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return set;
}

Json toJson(const ScenarioSet &set)
{
    Json json;
    json.set("name", set.name);
    Json::Array changes;
    for (const Scenario &change : set.changes)
        changes.push_back(toJson(change));
    json.set("changes", std::move(changes));
    if (const Json assumptions = toJson(set.assumptions); !assumptions.isNull())
        json.set("assume", assumptions);
    return json;
}

} // namespace toll
