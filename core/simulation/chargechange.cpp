// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/chargechange.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::string_view notFixed = "flat, flat_capped, graduated, volume, package, percentage";

/// A value of a charge: where a plan file has it, and which shapes have it.
struct Key {
    std::string_view name;
    const char *price; ///< of a charge that can have it
    bool isOfPrice; ///< it stands in the price, else beside it
    bool isJson;
    bool mayBeNone;
    std::string_view shapes;
};
constexpr std::array<Key, 10> keys{{
    {"tiers", R"({"shape":"graduated"})", true, true, false, "graduated, volume"},
    {"tier_by", R"({"shape":"graduated","tiers":[{"rate":"0"}]})", true, false, false, "graduated, volume"},
    {"size", R"({"shape":"package","rate":"0"})", true, true, false, "package"},
    {"percent", R"({"shape":"percentage"})", true, false, false, "percentage"},
    {"amount", R"({"shape":"fixed"})", true, false, false, "fixed"},
    {"allowance", R"({"shape":"flat","rate":"0"})", false, true, false, notFixed},
    {"per", R"({"shape":"flat","rate":"0"})", false, true, false, "flat, flat_capped, graduated, volume, percentage"},
    {"slices", R"({"shape":"flat","rate":"0"})", false, true, true, notFixed},
    {"load", R"({"shape":"flat","rate":"0"})", false, true, true, notFixed},
    {"service_level", R"({"shape":"flat","rate":"0"})", false, true, true, notFixed},
}};

const Key *keyOf(std::string_view name)
{
    const auto found = std::ranges::find(keys, name, &Key::name);
    return found == keys.end() ? nullptr : &*found;
}

bool isSet(const ChargeChange &change, std::string_view key)
{
    const std::array<bool, keys.size()> set{change.tiers.has_value(), change.tierBy.has_value(),
        change.size.has_value(), change.percent.has_value(), change.amount.has_value(), change.allowance.has_value(),
        change.perPlaces.has_value(), change.slices.has_value(), change.load.has_value(),
        change.serviceLevel.has_value()};
    return set[static_cast<std::size_t>(keyOf(key) - keys.data())];
}

/// A plan of one charge that has the value, as a plan file would say it.
Result<Charge> chargeWith(const Key &key, const Json &value)
{
    Json price = parseJson(key.price).value_or(Json());
    if (key.isOfPrice)
        price.set(std::string(key.name), value);
    Json charge;
    charge.set("price", std::move(price));
    if (!key.isOfPrice)
        charge.set(std::string(key.name), value);
    Json plan;
    plan.set("name", "scenario").set("currency", "USD").set("capacity", "1/min");
    plan.set("charges", Json(Json::Array{std::move(charge)}));
    Checked<Plan> read = parsePlan(plan);
    if (read)
        return std::move(read->charges.front());
    Error fault = read.error().front();
    for (const std::string_view prefix : {"/charges/0/price/", "/charges/0/"})
        if (fault.where.starts_with(prefix))
            fault.where.erase(0, prefix.size());
    return std::unexpected(std::move(fault));
}

/// A shape that can have the value.
PriceShape shapeFor(std::string_view key)
{
    if (key == "tiers" || key == "tier_by")
        return Graduated();
    if (key == "size")
        return Package();
    if (key == "percent")
        return Percentage();
    return key == "amount" ? PriceShape(Fixed()) : PriceShape(Flat{Decimal()});
}

std::vector<Tier> *tiersOf(PriceShape &shape)
{
    if (Graduated *graduated = std::get_if<Graduated>(&shape))
        return &graduated->tiers;
    Volume *volume = std::get_if<Volume>(&shape);
    return volume ? &volume->tiers : nullptr;
}

/// Moves one value out of a charge.
void take(ChargeChange &change, std::string_view key, Charge charge)
{
    if (key == "tiers")
        change.tiers = std::get<Graduated>(charge.shape).tiers;
    else if (key == "tier_by")
        change.tierBy = std::get<Graduated>(charge.shape).by;
    else if (key == "size")
        change.size = std::get<Package>(charge.shape).size;
    else if (key == "percent")
        change.percent = std::get<Percentage>(charge.shape).percent;
    else if (key == "amount")
        change.amount = std::get<Fixed>(charge.shape).amount;
    else if (key == "allowance")
        change.allowance = charge.allowance;
    else if (key == "per")
        change.perPlaces = charge.perPlaces;
    else if (key == "slices")
        change.slices = std::move(charge.slices);
    else if (key == "load")
        change.load = std::move(charge.load);
    else if (key == "service_level")
        change.serviceLevel = std::move(charge.serviceLevel);
}

/// The other way round: what fits the shape.
void put(const ChargeChange &change, Charge &charge)
{
    Graduated *graduated = std::get_if<Graduated>(&charge.shape);
    Volume *volume = std::get_if<Volume>(&charge.shape);
    if (std::vector<Tier> *tiers = tiersOf(charge.shape); tiers && change.tiers)
        *tiers = *change.tiers;
    if (graduated)
        graduated->by = change.tierBy.value_or(graduated->by);
    if (volume)
        volume->by = change.tierBy.value_or(volume->by);
    if (volume && volume->by == TierBy::Quantity)
        volume->context.clear();
    if (Package *package = std::get_if<Package>(&charge.shape))
        package->size = change.size.value_or(package->size);
    if (Percentage *share = std::get_if<Percentage>(&charge.shape))
        share->percent = change.percent.value_or(share->percent);
    if (Fixed *fee = std::get_if<Fixed>(&charge.shape))
        fee->amount = change.amount.value_or(fee->amount);
    charge.allowance = change.allowance.value_or(charge.allowance);
    if (charge.allowance == 0) {
        charge.allowancePolicy = AllowancePolicy::SharedPool;
        charge.allowanceShares.clear();
    }
    charge.perPlaces = change.perPlaces.value_or(charge.perPlaces);
    charge.slices = change.slices.value_or(charge.slices);
    charge.load = change.load.value_or(charge.load);
    charge.serviceLevel = change.serviceLevel.value_or(charge.serviceLevel);
}

/// Whether a list "a, b" has a name in it.
bool lists(std::string_view list, std::string_view name)
{
    while (true) {
        const std::size_t comma = list.find(", ");
        if (list.substr(0, comma) == name)
            return true;
        if (comma == std::string_view::npos)
            return false;
        list.remove_prefix(comma + 2);
    }
}

/// The first value that a charge cannot have; nothing where it fits.
const Key *misfit(const ChargeChange &change, const Charge &charge)
{
    const auto found = std::ranges::find_if(keys, [&](const Key &key) {
        return isSet(change, key.name) && !lists(key.shapes, shapeName(charge.shape));
    });
    return found == keys.end() ? nullptr : &*found;
}

/// "Acme, token-1: calls (flat)", of all charges where none is meant more than another.
std::string describe(const Plan &plan, const Charge *charge, const std::string &whose)
{
    std::string text;
    for (const Charge &one : plan.charges)
        if (!charge || charge == &one)
            text += (text.empty() ? "" : ", ") + one.id + " (" + std::string(shapeName(one.shape)) + ')';
    return whose + ": " + text;
}

/// The charge that is named, or else the only one that fits.
template<typename Fits>
Result<Charge *> chargeOf(
    Plan &plan, const std::string &id, const std::string &whose, const std::string &key, Fits fits)
{
    std::string ids;
    Charge *only = nullptr;
    for (Charge &charge : plan.charges) {
        if (!id.empty() && charge.id == id)
            return &charge;
        if (id.empty() && !fits(charge))
            continue;
        ids += (ids.empty() ? "" : ", ") + (id.empty() ? "charge=" + charge.id : charge.id);
        if (only || !id.empty())
            continue;
        only = &charge;
    }
    if (!id.empty())
        return fail(ErrorCode::NotFound, "charge", id, ids);
    if (only && ids != "charge=" + only->id)
        return fail(ErrorCode::Ambiguous, key, describe(plan, nullptr, whose), ids);
    return only;
}

} // namespace

bool isChargeSetting(std::string_view key)
{
    return keyOf(key) != nullptr;
}

bool isWrittenAsJson(std::string_view key)
{
    const Key *known = keyOf(key);
    return known && known->isJson;
}

Result<void> setOfCharge(ChargeChange &change, std::string_view key, std::string_view value)
{
    const Key &known = *keyOf(key);
    if (known.mayBeNone && (value == "none" || value == "[]")) {
        take(change, key, Charge());
        return {};
    }
    const Result<Json> json = known.isJson ? parseJson(value) : Result<Json>(Json(value));
    if (!json)
        return fail(ErrorCode::Syntax, std::string(key), std::string(value), "JSON");
    Result<Charge> charge = chargeWith(known, *json);
    if (!charge)
        return std::unexpected(charge.error());
    take(change, key, std::move(*charge));
    return {};
}

std::vector<std::pair<std::string, std::string>> settingsOf(const ChargeChange &change)
{
    std::vector<std::pair<std::string, std::string>> settings;
    for (const Key &key : keys) {
        if (!isSet(change, key.name))
            continue;
        Plan plan;
        plan.charges.emplace_back().shape = shapeFor(key.name);
        put(change, plan.charges.front());
        const Json written = toJson(plan);
        const Json *at = &written.find("charges")->asArray()->front();
        if (key.isOfPrice)
            at = at->find("price");
        const Json *value = at->find(key.name);
        std::string text = key.name == "tier_by" ? "quantity" : key.mayBeNone ? "none" : key.name == "per" ? "1" : "0";
        if (value)
            text = value->asString() ? *value->asString() : value->dump();
        settings.emplace_back(key.name, std::move(text));
    }
    return settings;
}

Result<void> changeCharge(Plan &plan, const ChargeChange &change, const std::string &id, const std::string &whose)
{
    const auto first = std::ranges::find_if(keys, [&](const Key &key) { return isSet(change, key.name); });
    if (first == keys.end())
        return {};
    const Result<Charge *> charge = chargeOf(plan, id, whose, std::string(first->name),
        [&](const Charge &one) { return misfit(change, one) == nullptr; });
    if (!charge)
        return std::unexpected(charge.error());
    const Key *wrong = *charge ? misfit(change, **charge) : &*first;
    if (wrong)
        return fail(ErrorCode::Unsupported, std::string(wrong->name), describe(plan, *charge, whose),
            std::string(wrong->shapes));
    if (change.load && !change.load->empty() && !plan.capacity)
        return fail(ErrorCode::Unsupported, "load", describe(plan, *charge, whose), "\"capacity\"");
    put(change, **charge);
    return {};
}

Result<void> changeOwnRates(Plan &plan, const std::optional<Decimal> &rate, const std::optional<Decimal> &factor,
    const std::string &id, const std::string &whose)
{
    const std::string key = rate ? "rate" : "rate_factor";
    const std::string shapes = rate ? "flat, flat_capped, package" : "flat, flat_capped, graduated, volume, package";
    const auto fits = [&](const Charge &charge) {
        return std::holds_alternative<Package>(charge.shape)
            || (!rate && (std::holds_alternative<Graduated>(charge.shape) || std::holds_alternative<Volume>(charge.shape)));
    };
    const Result<Charge *> charge = chargeOf(plan, id, whose, key, fits);
    if (!charge)
        return std::unexpected(charge.error());
    if (!*charge || !fits(**charge))
        return fail(ErrorCode::Unsupported, key, describe(plan, *charge, whose), shapes);
    std::vector<Decimal *> rates;
    if (Package *package = std::get_if<Package>(&(*charge)->shape)) {
        package->rate = rate.value_or(package->rate);
        rates.push_back(&package->rate);
    }
    if (std::vector<Tier> *tiers = tiersOf((*charge)->shape))
        for (Tier &tier : *tiers)
            rates.push_back(&tier.rate);
    for (Decimal *one : rates) {
        const Result<Decimal> product = one->times(factor.value_or(Decimal(1)));
        if (!product)
            return std::unexpected(product.error());
        *one = *product;
    }
    return {};
}

} // namespace toll
