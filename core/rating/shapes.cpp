// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What each price shape makes of units.
#include "core/rating/pricing.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr int percentPlaces = 2;

std::size_t tierOf(const std::vector<Tier> &tiers, std::int64_t size)
{
    std::size_t tier = 0;
    while (tiers[tier].upTo && size > *tiers[tier].upTo)
        ++tier;
    return tier;
}

/// Prices the rows of one line, one after the other.
class ShapePricing {
public:
    ShapePricing(StatementLine &line, const Charge &charge, const UsageTable &usage, LinePosition position,
        std::vector<Decimal> *rowAmounts)
        : m_line(line), m_charge(charge), m_usage(usage), m_position(position), m_rowAmounts(rowAmounts)
    {
    }

    Result<void> operator()(const Flat &) { return linear(); }
    Result<void> operator()(const FlatCapped &) { return linear(); }
    Result<void> operator()(const Percentage &) { return linear(percentPlaces); }
    Result<void> operator()(const Fixed &) { return {}; } // owed without use

    Result<void> operator()(const Graduated &shape)
    {
        startTiers(shape.tiers);
        std::int64_t before = m_position.before;
        return eachRow([&](const RowCharge &row) -> Result<Decimal> {
            if (shape.by == TierBy::Request)
                before = 0;
            const Result<Decimal> amount = walkTiers(shape.tiers, before, row.billable);
            before += row.billable;
            return amount;
        });
    }

    Result<void> operator()(const Volume &shape)
    {
        startTiers(shape.tiers);
        const std::size_t all = tierOf(shape.tiers, m_position.all);
        return eachRow([&](const RowCharge &row) -> Result<Decimal> {
            const std::size_t tier =
                shape.by == TierBy::Request ? tierOf(shape.tiers, sizeOf(shape, row.row)) : all;
            return inTier(tier, row.billable);
        });
    }

    Result<void> operator()(const Package &shape)
    {
        m_line.steps.push_back({"", shape.size, 0, {}, shape.rate, {}});
        std::int64_t before = m_position.before;
        const auto blocks = [&](std::int64_t units) { return units / shape.size + (units % shape.size > 0 ? 1 : 0); };
        return eachRow([&](const RowCharge &row) -> Result<Decimal> {
            const std::int64_t started = blocks(before + row.billable) - blocks(before);
            before += row.billable;
            const Result<Decimal> amount = shape.rate.times(started);
            return amount ? addToStep(0, started, *amount) : amount;
        });
    }

private:
    /// A rate times the units: sums are enough.
    Result<void> linear(int morePlaces = 0)
    {
        const int places = m_line.perPlaces + morePlaces;
        for (LinePart &part : m_line.parts) {
            const Result<Decimal> own = amountOf(part.price, places, part.applied);
            const Result<Decimal> other = amountOf(part.price, places, part.other);
            if (!own || !other)
                return overflow();
            part.exact = *own;
            part.otherExact = *other;
            if (Result<void> added = addTo(m_line.exact, *own); !added)
                return added;
            if (Result<void> added = addTo(m_line.otherExact, *other); !added)
                return added;
        }
        if (!m_rowAmounts)
            return {};
        for (const RowCharge &row : m_line.rows) {
            const Result<Decimal> amount =
                amountOf(m_line.parts[row.part].price, places, {row.billable, row.over});
            if (!amount)
                return overflow();
            m_rowAmounts->push_back(*amount);
        }
        return {};
    }

    template<typename Price>
    Result<void> eachRow(Price price)
    {
        for (const RowCharge &row : m_line.rows) {
            const Result<Decimal> units = price(row);
            const Result<Decimal> amount = units ? units->shiftedDown(m_line.perPlaces) : units;
            if (!amount)
                return overflow();
            if (Result<void> added = addTo(m_line.parts[row.part].exact, *amount); !added)
                return added;
            if (Result<void> added = addTo(m_line.exact, *amount); !added)
                return added;
            if (m_rowAmounts)
                m_rowAmounts->push_back(*amount);
        }
        for (LineStep &step : m_line.steps) {
            const Result<Decimal> exact = step.exact.shiftedDown(m_line.perPlaces);
            if (!exact)
                return overflow();
            step.exact = *exact;
        }
        for (LinePart &part : m_line.parts)
            part.otherExact = part.exact;
        m_line.otherExact = m_line.exact;
        return {};
    }

    void startTiers(const std::vector<Tier> &tiers)
    {
        for (const Tier &tier : tiers)
            m_line.steps.push_back({"", tier.upTo, 0, {}, tier.rate, {}});
    }

    Result<Decimal> addToStep(std::size_t index, std::int64_t units, const Decimal &amount)
    {
        LineStep &step = m_line.steps[index];
        step.quantity += units;
        const Result<Decimal> sum = step.exact.plus(amount);
        if (!sum)
            return sum;
        step.exact = *sum;
        return amount;
    }

    Result<Decimal> inTier(std::size_t tier, std::int64_t units)
    {
        const Result<Decimal> amount = m_line.steps[tier].factor.times(units);
        return amount ? addToStep(tier, units, *amount) : amount;
    }

    /// The price of `units` that come after `before` others.
    Result<Decimal> walkTiers(const std::vector<Tier> &tiers, std::int64_t before, std::int64_t units)
    {
        Decimal amount;
        while (units > 0) {
            const std::size_t tier = tierOf(tiers, before + 1);
            const std::int64_t fits = tiers[tier].upTo ? std::min(units, *tiers[tier].upTo - before) : units;
            const Result<Decimal> part = inTier(tier, fits);
            const Result<Decimal> sum = part ? amount.plus(*part) : part;
            if (!sum)
                return sum;
            amount = *sum;
            before += fits;
            units -= fits;
        }
        return amount;
    }

    /// Before any allowance, absent meters adding nothing (billing-rules.md 29).
    std::int64_t sizeOf(const Volume &shape, std::uint32_t index) const
    {
        const UsageRow &row = m_usage.rows[index];
        if (shape.context.empty())
            return meterOf(m_usage, row, m_charge.meter).sum;
        std::int64_t size = 0;
        for (const std::string &meter : shape.context)
            if (__builtin_add_overflow(size, meterOf(m_usage, row, meter).sum, &size))
                return std::numeric_limits<std::int64_t>::max();
        return size;
    }

    Result<void> addTo(Decimal &sum, const Decimal &amount) const
    {
        const Result<Decimal> added = sum.plus(amount);
        if (!added)
            return overflow();
        sum = *added;
        return {};
    }

    std::unexpected<Error> overflow() const { return fail(ErrorCode::Overflow, m_line.charge); }

    StatementLine &m_line;
    const Charge &m_charge;
    const UsageTable &m_usage;
    LinePosition m_position;
    std::vector<Decimal> *m_rowAmounts;
};

} // namespace

Result<void> priceShape(
    StatementLine &line, const Charge &charge, const UsageTable &usage, LinePosition position,
    std::vector<Decimal> *rowAmounts)
{
    return std::visit(ShapePricing(line, charge, usage, position, rowAmounts), charge.shape);
}

} // namespace toll
