// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/waterfall.h"

#include "core/base/checked.h"
#include "core/simulation/applying.h"

#include <algorithm>
#include <map>
#include <string>

namespace toll {

namespace {

enum class Variant { AsItIs, NobodyRefused, Gross };

void refuseNobody(OverCap &policy)
{
    if (policy == OverCap::Reject)
        policy = OverCap::Free;
}

Plan withoutRefusals(Plan plan)
{
    for (Charge &charge : plan.charges)
        if (FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape); capped && capped->overCap)
            refuseNobody(*capped->overCap);
    return plan;
}

void apply(ChangedCustomer &customer, Variant variant)
{
    if (variant == Variant::AsItIs)
        return;
    const auto change = variant == Variant::Gross ? &withoutLimits : &withoutRefusals;
    customer.plan = change(customer.plan);
    for (DatedPlan &version : customer.versions)
        version.plan = change(version.plan);
    for (RatedToken &token : customer.input.tokens) {
        refuseNobody(token.price.overCap);
        for (DatedPrice &later : token.laterPrices)
            refuseNobody(later.price.overCap);
    }
}

Result<Statement> rated(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range, Variant variant)
{
    const Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, scenario, range);
    if (!next)
        return std::unexpected(next.error());
    apply(**next, variant);
    if (customer.grain == Grain::Cells && !cellsSuffice((*next)->input))
        return fail(ErrorCode::WrongState, "grain", "cells", "events");
    return rate((*next)->input);
}

/// Status-billable units and amounts of a bill by charge; fees and what is of the whole plan count no units.
struct Volume {
    std::int64_t units = 0;
    Decimal amount;
};
using Volumes = std::map<std::string, Volume>;

Result<void> addUp(Volumes &volumes, const Statement &statement)
{
    for (const StatementLine &line : statement.lines) {
        if (line.charge.empty() || line.shape == "fixed")
            continue;
        Volume &volume = volumes[line.charge];
        const Result<Decimal> sum = volume.amount.plus(line.amount);
        if (!sum || (line.kind == LineKind::Shape && !addChecked(volume.units, line.n)))
            return fail(ErrorCode::Overflow, line.charge);
        volume.amount = *sum;
    }
    return {};
}

/// What more or fewer units make at the old average price.
Result<Decimal> volumeOf(const Volumes &before, const Volumes &after, int minorDigits)
{
    Decimal sum;
    const auto add = [&sum](const Result<Decimal> &more) {
        const Result<Decimal> next = more ? sum.plus(*more) : more;
        sum = next.value_or(sum);
        return next.has_value();
    };
    for (const auto &[charge, now] : after)
        if ((!before.contains(charge) || before.at(charge).units == 0) && !add(now.amount))
            return fail(ErrorCode::Overflow, charge);
    for (const auto &[charge, old] : before) {
        if (old.units == 0)
            continue;
        const std::int64_t units = after.contains(charge) ? after.at(charge).units : 0;
        const Result<Decimal> product = old.amount.times(Decimal(units));
        const Result<Decimal> now =
            product ? product->divided(Decimal(old.units), minorDigits, Rounding::HalfUp) : product;
        if (!add(now ? now->minus(old.amount) : now))
            return fail(ErrorCode::Overflow, charge);
    }
    return sum;
}

/// The totals that the steps are differences of.
struct Totals {
    Decimal bills;
    Decimal billsServed; ///< with nobody refused
    Decimal grossBefore;
    Decimal grossAfter; ///< at the old prices
    Decimal grossNew;
    Decimal scenarioServed;
    Decimal scenario;
    Decimal volume;
    Currency currency;
};

/// A customer's usage before and after, by id.
struct Change {
    std::vector<const BaselineCustomer *> before;
    std::vector<const BaselineCustomer *> after;
};

class Falling {
public:
    Falling(const Baseline &before, const Baseline &after, const Scenario &scenario, const Pace &pace)
        : m_before(before), m_after(after), m_scenario(scenario), m_pace(pace)
    {
    }

    Result<std::vector<Waterfall>> run()
    {
        std::map<std::pair<std::string, std::string>, Change> changes; // by currency and id
        for (const BaselineCustomer &customer : m_before.customers)
            changes[{customer.currency.code, customer.id.text}].before.push_back(&customer);
        for (const BaselineCustomer &customer : m_after.customers)
            changes[{customer.currency.code, customer.id.text}].after.push_back(&customer);
        std::size_t done = 0;
        for (const auto &[key, change] : changes) {
            if (m_pace.stop.stop_requested())
                return fail(ErrorCode::Cancelled);
            Totals &totals = m_totals[key.first];
            totals.currency = (change.before.empty() ? change.after : change.before).front()->currency;
            if (Result<void> added = add(totals, change); !added)
                return std::unexpected(added.error());
            if (m_pace.progress)
                m_pace.progress(++done, changes.size());
        }
        std::vector<Waterfall> falls;
        for (const auto &[code, totals] : m_totals) {
            const Result<Waterfall> fall = fallOf(totals);
            if (!fall)
                return std::unexpected(fall.error());
            falls.push_back(*fall);
        }
        return falls;
    }

private:
    static Result<void> addTo(Decimal &sum, const Result<Decimal> &more)
    {
        const Result<Decimal> next = more ? sum.plus(*more) : more;
        if (!next)
            return std::unexpected(next.error());
        sum = *next;
        return {};
    }

    /// Rates customers one way, and adds their totals to a sum.
    static Result<void> rate(Decimal &sum, const std::vector<const BaselineCustomer *> &customers,
        const Scenario &scenario, const Baseline &of, Variant variant, Volumes *volumes = nullptr)
    {
        for (const BaselineCustomer *customer : customers) {
            const Result<Statement> statement = rated(*customer, scenario, of.range, variant);
            if (!statement)
                return std::unexpected(statement.error());
            if (Result<void> added = addTo(sum, statement->total); !added)
                return added;
            if (volumes)
                if (Result<void> added = addUp(*volumes, *statement); !added)
                    return added;
        }
        return {};
    }

    Result<void> add(Totals &totals, const Change &change)
    {
        const Scenario none;
        Volumes before;
        Volumes after;
        const Result<void> results[]{
            rate(totals.bills, change.before, none, m_before, Variant::AsItIs),
            rate(totals.billsServed, change.before, none, m_before, Variant::NobodyRefused),
            rate(totals.grossBefore, change.before, none, m_before, Variant::Gross, &before),
            rate(totals.grossAfter, change.after, none, m_after, Variant::Gross, &after),
            rate(totals.grossNew, change.after, m_scenario, m_after, Variant::Gross),
            rate(totals.scenarioServed, change.after, m_scenario, m_after, Variant::NobodyRefused),
            rate(totals.scenario, change.after, m_scenario, m_after, Variant::AsItIs),
        };
        for (const Result<void> &result : results)
            if (!result)
                return result;
        return addTo(totals.volume, volumeOf(before, after, totals.currency.minorDigits));
    }

    static Result<Waterfall> fallOf(const Totals &totals)
    {
        Waterfall fall{totals.currency, totals.bills, {}, totals.volume, {}, {}, {}, totals.scenario};
        const auto differ = [](const Decimal &a, const Decimal &b) { return a.minus(b); };
        const auto subtract = [&](const Result<Decimal> &a, const Result<Decimal> &b) {
            return a && b ? differ(*a, *b) : Result<Decimal>(fail(ErrorCode::Overflow));
        };
        const Result<Decimal> price = differ(totals.grossNew, totals.grossAfter);
        const Result<Decimal> mix = subtract(differ(totals.grossAfter, totals.grossBefore), totals.volume);
        const Result<Decimal> limits =
            subtract(differ(totals.scenarioServed, totals.grossNew), differ(totals.billsServed, totals.grossBefore));
        const Result<Decimal> refusals =
            subtract(differ(totals.scenario, totals.scenarioServed), differ(totals.bills, totals.billsServed));
        if (!price || !mix || !limits || !refusals)
            return fail(ErrorCode::Overflow);
        fall.price = *price;
        fall.mix = *mix;
        fall.limits = *limits;
        fall.refusals = *refusals;
        return fall;
    }

    const Baseline &m_before;
    const Baseline &m_after;
    const Scenario &m_scenario;
    const Pace &m_pace;
    std::map<std::string, Totals> m_totals;
};

} // namespace

std::vector<WaterfallStep> waterfallSteps(const Waterfall &fall)
{
    std::vector<WaterfallStep> steps{{"before", std::nullopt, fall.before}};
    for (const auto &[name, change] : {std::pair("price", &fall.price), std::pair("volume", &fall.volume),
             std::pair("mix", &fall.mix), std::pair("limits", &fall.limits), std::pair("refusals", &fall.refusals)})
        // No sum on the way can leave what its ends and changes had room for.
        steps.push_back({name, *change, steps.back().after.plus(*change).value_or(fall.after)});
    steps.push_back({"after", std::nullopt, fall.after});
    return steps;
}

Result<std::vector<Waterfall>> waterfall(const Baseline &baseline, const Scenario &scenario, const Pace &pace)
{
    return Falling(baseline, baseline, scenario, pace).run();
}

Result<std::vector<Waterfall>> waterfall(
    const Baseline &baseline, const Baseline &after, const Scenario &scenario, const Pace &pace)
{
    return Falling(baseline, after, scenario, pace).run();
}

} // namespace toll
