// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/change.h"

#include "core/base/checked.h"

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <map>
#include <span>

namespace toll {

namespace {

const DatedPrice *priceAt(const RatedToken &token, Instant t)
{
    const auto after = std::ranges::upper_bound(token.laterPrices, t, {}, &DatedPrice::from);
    return after == token.laterPrices.begin() ? nullptr : &*std::prev(after);
}

const Plan &planAt(const RatingInput &input, Instant t)
{
    const auto after = std::ranges::upper_bound(input.versions, t, {}, &PlanVersion::from);
    if (input.versions.empty())
        return *input.plan;
    return after == input.versions.begin() ? *after->plan : *std::prev(after)->plan;
}

/// The same usage under other conditions; owns the plans it made.
class Variants {
public:
    Variants(const RatingInput &input, Instant constantAt) : m_asItIs(input), m_gross(input), m_constant(input)
    {
        for (PlanVersion &version : m_gross.versions)
            version.plan = &m_plans.emplace_back(withoutLimits(*version.plan));
        m_gross.plan = &m_plans.emplace_back(withoutLimits(*input.plan));
        m_constant.versions.clear();
        m_constant.plan = &m_plans.emplace_back(withoutLimits(planAt(input, constantAt)));
        for (RatedToken &token : m_constant.tokens) {
            if (const DatedPrice *price = priceAt(token, constantAt))
                token.price = price->price;
            token.laterPrices.clear();
        }
    }
    Variants(const Variants &) = delete;
    Variants &operator=(const Variants &) = delete;

    Result<Statement> asItIs(const Interval &period) { return in(m_asItIs, period); }
    Result<Statement> gross(const Interval &period) { return in(m_gross, period); }
    Result<Statement> constant(const Interval &period) { return in(m_constant, period); }

private:
    static Result<Statement> in(RatingInput &input, const Interval &period)
    {
        input.period = period;
        input.keepRows = false;
        // A version in force when the period begins is its plan: billing periods are counted by it.
        if (!input.versions.empty())
            input.plan = &planAt(input, period.begin);
        return rate(input);
    }

    std::deque<Plan> m_plans; ///< never moves what it holds
    RatingInput m_asItIs;
    RatingInput m_gross;
    RatingInput m_constant;
};

/// Adds and subtracts, remembering an overflow instead of stopping at it.
class Sum {
public:
    Sum &add(const Decimal &value) { return keep(m_value.plus(value)); }
    Sum &take(const Decimal &value) { return keep(m_value.minus(value)); }
    [[nodiscard]] Result<Decimal> value() const
    {
        return m_isTooLarge ? Result<Decimal>(fail(ErrorCode::Overflow, "change")) : m_value;
    }

private:
    Sum &keep(const Result<Decimal> &value)
    {
        m_isTooLarge = m_isTooLarge || !value;
        m_value = value.value_or(m_value);
        return *this;
    }

    Decimal m_value;
    bool m_isTooLarge = false;
};

/// What a meter cost in both periods at constant prices, and its units.
struct MeterCost {
    Decimal before;
    Decimal after;
    std::int64_t unitsBefore = 0;
    std::int64_t unitsAfter = 0;
};

/// By meter; fees, discounts and tax under the empty name.
class Costs {
public:
    Result<void> add(const Statement &statement, Decimal MeterCost::*cost, std::int64_t MeterCost::*units)
    {
        for (const StatementLine &line : statement.lines) {
            const bool isFee = line.shape == "fixed";
            MeterCost &meter = byMeter[line.charge.empty() || isFee ? std::string() : line.meter];
            const Result<Decimal> sum = (meter.*cost).plus(line.amount);
            const bool counts = line.kind == LineKind::Shape && !isFee;
            if (!sum || (counts && !addChecked(meter.*units, line.n)))
                return fail(ErrorCode::Overflow, line.meter);
            meter.*cost = *sum;
            if (isFee) {
                const Result<Decimal> allFees = (fees.*cost).plus(line.amount);
                if (!allFees)
                    return fail(ErrorCode::Overflow, line.charge);
                fees.*cost = *allFees;
            }
        }
        return {};
    }

    std::map<std::string, MeterCost> byMeter;
    MeterCost fees; ///< of the empty name: fixed fees alone
};

/// Splits constant prices' difference into volume and mix.
class Splitting {
public:
    Splitting(Costs costs, int minorDigits) : m_costs(std::move(costs)), m_digits(minorDigits) { }

    Result<std::vector<MeterChange>> run()
    {
        std::vector<MeterChange> changes;
        for (const auto &[meter, cost] : m_costs.byMeter)
            if (!meter.empty())
                if (Result<void> added = addMeter(changes, meter, cost); !added)
                    return std::unexpected(added.error());
        if (const auto rest = m_costs.byMeter.find(""); rest != m_costs.byMeter.end())
            if (Result<void> added = addRest(changes, rest->second); !added)
                return std::unexpected(added.error());
        return changes;
    }

private:
    Result<void> addMeter(std::vector<MeterChange> &changes, const std::string &meter, const MeterCost &cost)
    {
        const Result<Decimal> difference = cost.after.minus(cost.before);
        if (!difference)
            return std::unexpected(difference.error());
        Result<Decimal> volume = *difference;
        if (cost.unitsBefore > 0) {
            const Result<Decimal> grown = Decimal(cost.unitsAfter).minus(Decimal(cost.unitsBefore));
            const Result<Decimal> product = grown ? cost.before.times(*grown) : grown;
            volume = product ? product->divided(Decimal(cost.unitsBefore), m_digits, Rounding::HalfUp) : product;
        }
        return addSplit(changes, {meter, cost.unitsBefore, cost.unitsAfter, {}, {}}, *difference, volume);
    }

    /// Discounts and tax move with the charges they are taken on.
    Result<void> addRest(std::vector<MeterChange> &changes, const MeterCost &rest)
    {
        Sum moved;
        Sum volume;
        for (const MeterChange &change : changes) {
            moved.add(change.volume).add(change.mix);
            volume.add(change.volume);
        }
        const Result<Decimal> fees = m_costs.fees.after.minus(m_costs.fees.before);
        const Result<Decimal> whole = rest.after.minus(rest.before);
        const Result<Decimal> relative = whole && fees ? whole->minus(*fees) : whole;
        const Result<Decimal> base = moved.value();
        const Result<Decimal> part = volume.value();
        for (const Result<Decimal> *each : {&fees, &whole, &relative, &base, &part})
            if (!*each)
                return std::unexpected(each->error());
        Result<Decimal> share = *relative;
        if (!base->isZero()) {
            const Result<Decimal> product = relative->times(*part);
            share = product ? product->divided(*base, m_digits, Rounding::HalfUp) : product;
        }
        return addSplit(changes, {}, *whole, share ? fees->plus(*share) : share);
    }

    static Result<void> addSplit(std::vector<MeterChange> &changes, MeterChange change, const Decimal &difference,
        const Result<Decimal> &volume)
    {
        const Result<Decimal> mix = volume ? difference.minus(*volume) : volume;
        if (!mix)
            return std::unexpected(mix.error());
        change.volume = *volume;
        change.mix = *mix;
        changes.push_back(std::move(change));
        return {};
    }

    Costs m_costs;
    int m_digits;
};

Result<void> fill(BillChange &change, Variants &variants)
{
    const Result<Statement> before = variants.asItIs(change.earlier);
    const Result<Statement> after = variants.asItIs(change.later);
    const Result<Statement> grossBefore = variants.gross(change.earlier);
    const Result<Statement> grossAfter = variants.gross(change.later);
    const Result<Statement> constantBefore = variants.constant(change.earlier);
    const Result<Statement> constantAfter = variants.constant(change.later);
    for (const Result<Statement> *statement :
        {&before, &after, &grossBefore, &grossAfter, &constantBefore, &constantAfter})
        if (!*statement)
            return std::unexpected(statement->error());
    change.before = before->total;
    change.after = after->total;
    const Result<Decimal> limits =
        Sum().add(after->total).take(grossAfter->total).take(before->total).add(grossBefore->total).value();
    const Result<Decimal> price = Sum()
                                      .add(grossAfter->total)
                                      .take(constantAfter->total)
                                      .take(grossBefore->total)
                                      .add(constantBefore->total)
                                      .value();
    if (!limits || !price)
        return fail(ErrorCode::Overflow, "change");
    change.limits = *limits;
    change.price = *price;
    Costs costs;
    for (const Result<void> &added : {costs.add(*constantBefore, &MeterCost::before, &MeterCost::unitsBefore),
             costs.add(*constantAfter, &MeterCost::after, &MeterCost::unitsAfter)})
        if (!added)
            return added;
    Result<std::vector<MeterChange>> meters = Splitting(std::move(costs), change.currency.minorDigits).run();
    if (!meters)
        return std::unexpected(meters.error());
    change.meters = std::move(*meters);
    return {};
}

/// The parts of all meters together.
Result<void> sumMeters(BillChange &change)
{
    Sum volume;
    Sum mix;
    for (const MeterChange &meter : change.meters) {
        volume.add(meter.volume);
        mix.add(meter.mix);
    }
    if (!volume.value() || !mix.value())
        return fail(ErrorCode::Overflow, "change");
    change.volume = *volume.value();
    change.mix = *mix.value();
    return {};
}

/// Joins meters of the same name; that without one stays last.
Result<void> addMeter(std::vector<MeterChange> &meters, const MeterChange &meter)
{
    const auto known = std::ranges::find(meters, meter.meter, &MeterChange::meter);
    if (known == meters.end()) {
        const bool endsWithRest = !meters.empty() && meters.back().meter.empty();
        meters.insert(endsWithRest && !meter.meter.empty() ? meters.end() - 1 : meters.end(), meter);
        return {};
    }
    const Result<Decimal> volume = known->volume.plus(meter.volume);
    const Result<Decimal> mix = known->mix.plus(meter.mix);
    if (!volume || !mix || !addChecked(known->before, meter.before) || !addChecked(known->after, meter.after))
        return fail(ErrorCode::Overflow, meter.meter);
    known->volume = *volume;
    known->mix = *mix;
    return {};
}

} // namespace

Result<BillChange> explainChange(const RatingInput &input, const Interval &earlier, const Interval &later)
{
    BillChange change;
    change.currency = input.currency;
    change.earlier = earlier;
    change.later = later;
    // The last instant of the earlier period: a change on the edge belongs to what follows.
    Variants variants(input, earlier.end.plus(-1));
    if (Result<void> filled = fill(change, variants); !filled)
        return std::unexpected(filled.error());
    if (Result<void> summed = sumMeters(change); !summed)
        return std::unexpected(summed.error());
    const Plan &then = planAt(input, earlier.end.plus(-1));
    const Plan &now = planAt(input, later.end.plus(-1));
    if (then != now)
        change.plans.emplace_back(then, now);
    return change;
}

Result<BillChange> combine(const std::vector<BillChange> &changes)
{
    BillChange sum = changes.front();
    for (const BillChange &change : std::span(changes).subspan(1)) {
        if (change.currency != sum.currency)
            return fail(ErrorCode::Conflict, "currency", change.currency.code, sum.currency.code);
        for (Decimal BillChange::*part : {&BillChange::before, &BillChange::after, &BillChange::price,
                 &BillChange::volume, &BillChange::mix, &BillChange::limits}) {
            const Result<Decimal> together = (sum.*part).plus(change.*part);
            if (!together)
                return std::unexpected(together.error());
            sum.*part = *together;
        }
        for (const MeterChange &meter : change.meters)
            if (Result<void> added = addMeter(sum.meters, meter); !added)
                return std::unexpected(added.error());
        for (const std::pair<Plan, Plan> &plans : change.plans)
            if (std::ranges::find(sum.plans, plans) == sum.plans.end())
                sum.plans.push_back(plans);
    }
    return sum;
}

} // namespace toll
