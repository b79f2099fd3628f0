// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planexample.h"

#include "core/rating/rate.h"
#include "core/services/zones.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr std::int16_t statusOk = 200;
constexpr std::int64_t mostRows = 2'000; ///< of a capped charge: a piece of use every twenty minutes of a month
constexpr std::int64_t mostQuantity = std::numeric_limits<std::int64_t>::max() / 8;

const Charge *chargeOf(const Plan &plan, const std::string &id)
{
    const auto found = std::ranges::find(plan.charges, id, &Charge::id);
    return found == plan.charges.end() ? nullptr : &*found;
}

bool takesFromToken(const Charge &charge)
{
    if (const Flat *flat = std::get_if<Flat>(&charge.shape))
        return !flat->rate;
    const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
    return capped && capped->takesFromToken();
}

/// The plan with this charge only, and nothing that depends on when and how it is used.
Plan withOnly(const Plan &plan, const Charge &charge)
{
    Plan only;
    only.name = plan.name;
    only.currency = plan.currency;
    only.timezone = plan.timezone;
    only.period = plan.period;
    only.periodAlign = plan.periodAlign;
    only.rounding = plan.rounding;
    Charge bare;
    bare.id = charge.id;
    bare.meter = charge.meter;
    bare.perPlaces = charge.perPlaces;
    bare.shape = charge.shape;
    bare.allowance = charge.allowance;
    bare.isPerTerm = charge.isPerTerm;
    if (bare.meter == "errors") // they have billable statuses of their own; each is charged as a request is
        bare.meter = "requests";
    only.charges.push_back(std::move(bare));
    return only;
}

/// A row that carries `quantity` of the meter.
UsageRow rowOf(UsageTable &usage, const std::string &meter, Instant time, std::int64_t quantity)
{
    UsageRow row;
    row.time = time;
    row.status = statusOk;
    if (meter == "requests") {
        row.requests = quantity;
        return row;
    }
    for (std::size_t i = 0; i < unitMeterCount; ++i) // known all, since a request's size may be a sum of several
        row.units[i] = {meter == name(static_cast<UnitMeter>(i)) ? quantity : 0, 1};
    if (meter == "response_ms")
        row.responseMs = {quantity, 1};
    if (meter.starts_with("meter."))
        row.custom = usage.addCustoms({{meter.substr(6), {quantity, 1}}});
    return row;
}

/// One token that uses the charge over one billing period.
struct Usage {
    Interval period;
    UsageTable table;
    RatedToken token;
};

/// A price by request size asks for single requests, and so does a cap by its windows: use is spread over them.
Usage usageOf(const Charge &charge, const Interval &period, const Zone &zone, std::int64_t quantity)
{
    Usage usage;
    usage.period = period;
    usage.token.id = {"example"};
    usage.token.firstTermStart = period.begin;
    usage.table.tokens.push_back(usage.token.id);
    const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
    const std::int64_t rows = capped ? std::min(quantity, mostRows) : std::min<std::int64_t>(quantity, 1);
    Instant end = period.end;
    if (capped && capped->lifetime && *capped->lifetime)
        end = std::min(end, addSpans(period.begin, **capped->lifetime, 1, zone));
    const std::int64_t length = end.ms - period.begin.ms;
    for (std::int64_t i = 0; i < rows; ++i) {
        const std::int64_t share = quantity / rows + (i < quantity % rows ? 1 : 0);
        const Instant time = period.begin.plus(length / rows * i);
        usage.table.rows.push_back(rowOf(usage.table, charge.meter, time, share));
    }
    return usage;
}

Result<Decimal> costOf(const Plan &only, std::int64_t quantity)
{
    const Result<Currency> money = currency(only.currency);
    const Result<Zone> zone = zoneNamed(only.timezone);
    if (!money || !zone)
        return std::unexpected(!money ? money.error() : zone.error());
    // A January: the longest month, without a change of clocks almost everywhere.
    const Instant anchor = zone->startOfDay(std::chrono::year{2026} / std::chrono::January / 1);
    const Interval period = BillingPeriods(only.period, only.periodAlign, anchor, *zone).at(anchor);
    const Usage usage = usageOf(only.charges.front(), period, *zone, quantity);
    RatingInput input;
    input.plan = &only;
    input.currency = *money;
    input.zone = *zone;
    input.tokens = {usage.token};
    input.usage = &usage.table;
    input.period = period;
    input.periodAnchor = anchor;
    const Result<Statement> statement = rate(input);
    if (!statement)
        return std::unexpected(statement.error());
    return statement->total;
}

const std::vector<Tier> *tiersOf(const Charge &charge)
{
    if (const Graduated *graduated = std::get_if<Graduated>(&charge.shape))
        return &graduated->tiers;
    const Volume *volume = std::get_if<Volume>(&charge.shape);
    return volume ? &volume->tiers : nullptr;
}

/// At which the last unit is charged: looked up, not computed.
std::optional<Decimal> rateAt(const Charge &charge, std::int64_t quantity)
{
    const std::int64_t charged = quantity - charge.allowance;
    if (charged <= 0 && charge.allowance > 0)
        return Decimal(0);
    if (const std::vector<Tier> *tiers = tiersOf(charge)) {
        const auto tier = std::ranges::find_if(*tiers, [&](const Tier &t) { return !t.upTo || charged <= *t.upTo; });
        return tier == tiers->end() ? std::nullopt : std::optional(tier->rate);
    }
    if (const Flat *flat = std::get_if<Flat>(&charge.shape))
        return flat->rate;
    if (const Package *package = std::get_if<Package>(&charge.shape))
        return package->rate;
    return std::nullopt;
}

/// 1, 2, 2.5 or 5 times a power of ten, at or above.
std::int64_t roundUp(std::int64_t quantity)
{
    for (std::int64_t power = 10; power <= mostQuantity / 10; power *= 10)
        for (const std::int64_t step : {power / 5, power / 4, power / 2, power})
            if (step >= quantity && (power > 10 || step != power / 4))
                return step;
    return mostQuantity;
}

/// Where the curve ends: past the last tier, so that its rate is seen too.
std::int64_t endOf(const Charge &charge, std::int64_t quantity)
{
    std::int64_t last = std::min(quantity, mostQuantity / 4) * 2;
    if (const std::vector<Tier> *tiers = tiersOf(charge); tiers && tiers->size() > 1) {
        const std::int64_t bound = std::min(tiers->at(tiers->size() - 2).upTo.value_or(0), mostQuantity / 4);
        last = bound + bound / 2;
    } else if (const Package *package = std::get_if<Package>(&charge.shape)) {
        last = std::min(package->size, mostQuantity / 16) * 5;
    }
    return roundUp(std::max<std::int64_t>(last + std::min(charge.allowance, mostQuantity / 4), 10));
}

} // namespace

Result<Decimal> priceExample(const Plan &plan, const std::string &charge, std::int64_t quantity)
{
    const Charge *found = chargeOf(plan, charge);
    if (!found)
        return fail(ErrorCode::NotFound, "charge", charge);
    if (takesFromToken(*found))
        return fail(ErrorCode::Unsupported, "charge", charge);
    if (quantity < 0)
        return fail(ErrorCode::Negative, "quantity", std::to_string(quantity));
    return costOf(withOnly(plan, *found), quantity);
}

Result<std::vector<PricePoint>> priceCurve(
    const Plan &plan, const std::string &charge, std::int64_t quantity, int count)
{
    const Charge *found = chargeOf(plan, charge);
    if (!found)
        return fail(ErrorCode::NotFound, "charge", charge);
    if (takesFromToken(*found))
        return fail(ErrorCode::Unsupported, "charge", charge);
    const Plan only = withOnly(plan, *found);
    const std::int64_t end = endOf(*found, std::max<std::int64_t>(quantity, 1));
    const std::int64_t steps = std::max(count, 2) - 1;
    std::vector<PricePoint> points;
    for (std::int64_t i = 0; i <= steps; ++i) {
        const std::int64_t at = end / steps * i + end % steps * i / steps;
        const Result<Decimal> cost = costOf(only, at);
        if (!cost)
            return std::unexpected(cost.error());
        points.push_back({at, *cost, rateAt(*found, at)});
    }
    return points;
}

} // namespace toll
