// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/rate.h"

#include "core/base/checked.h"
#include "core/rating/adjustments.h"
#include "core/rating/capped.h"
#include "core/rating/charging.h"
#include "core/rating/modifiers.h"
#include "core/rating/pricing.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <map>
#include <memory>

namespace toll {

namespace {

/// Builds the lines of one statement: charge by charge first, then sorted into their periods.
class Rating {
public:
    explicit Rating(const RatingInput &input)
        : m_input(input), m_periods(ratedPeriods(input)), m_starts(termStarts(input)),
          m_byPeriod(m_periods.billed.size()), m_unknown(m_periods.billed.size()), m_unpriced(m_periods.billed.size())
    {
    }

    Result<Statement> run()
    {
        Statement statement = head();
        if (m_periods.billed.empty())
            return statement;
        buildLoad();
        m_taking = distribute(*m_input.plan, *m_input.usage, m_periods.billed.back().end);
        for (std::size_t i = 0; i < m_input.plan->charges.size(); ++i)
            if (Result<void> added = addCharge(i); !added)
                return std::unexpected(added.error());
        if (Result<void> added = addUnpriced(); !added)
            return std::unexpected(added.error());
        if (Result<void> totalled = collect(statement); !totalled)
            return std::unexpected(totalled.error());
        return statement;
    }

private:
    Statement head() const
    {
        Statement statement;
        statement.currency = m_input.currency;
        statement.timezone = m_input.zone.id();
        statement.plan = m_input.plan->name;
        statement.rounding = m_input.plan->rounding;
        statement.billableStatuses = m_input.plan->billable;
        for (const RatedToken &token : m_input.tokens)
            statement.tokens.push_back({token.id, token.name});
        if (m_input.period)
            statement.period = m_input.period;
        else if (!m_periods.billed.empty())
            statement.period = Interval{m_periods.billed.front().begin, m_periods.billed.back().end};
        return statement;
    }

    void buildLoad()
    {
        const bool isAsked =
            std::ranges::any_of(m_input.plan->charges, [](const Charge &charge) { return !charge.load.empty(); });
        if (isAsked && m_input.plan->capacity)
            m_load = std::make_unique<Load>(
                *m_input.plan->capacity, m_input.traffic ? *m_input.traffic : *m_input.usage, m_input.zone);
    }

    Result<void> addCharge(std::size_t index)
    {
        const Charge &charge = m_input.plan->charges[index];
        if (const Fixed *fee = std::get_if<Fixed>(&charge.shape))
            return addFixed(charge, *fee);
        const bool isLinear = std::holds_alternative<Flat>(charge.shape)
            || std::holds_alternative<FlatCapped>(charge.shape) || std::holds_alternative<Percentage>(charge.shape);
        const bool keepsRows = m_input.keepRows || !isLinear || charge.hasModifiers();
        Result<std::vector<ChargeCount>> counts =
            countCharge(m_input, m_periods, m_starts, charge, m_taking.takes[index], keepsRows);
        if (!counts)
            return std::unexpected(counts.error());
        for (std::size_t p = 0; p < m_periods.billed.size(); ++p)
            if (Result<void> added = addLines(p, charge, std::move((*counts)[p]), isLinear); !added)
                return added;
        return addUnknown(charge, index);
    }

    /// Allowance, shape, modifiers and what stood outside every term, in this order.
    Result<void> addLines(std::size_t p, const Charge &charge, ChargeCount count, bool isLinear)
    {
        std::vector<StatementLine> &lines = m_byPeriod[p];
        StatementLine line = emptyLine(charge, LineKind::Shape, p);
        line.isCapped = std::holds_alternative<FlatCapped>(charge.shape);
        line.parts = std::move(count.parts);
        line.rows = std::move(count.rows);
        if (Result<void> summed = sumUp(line); !summed)
            return summed;
        std::vector<Decimal> amounts;
        const bool needsAmounts = charge.hasModifiers() || (m_input.keepRows && !isLinear);
        if (Result<void> priced = priceShape(line, charge, *m_input.usage, needsAmounts ? &amounts : nullptr); !priced)
            return priced;
        Result<std::vector<StatementLine>> modifiers = charge.hasModifiers()
            ? modifierLines(m_input, charge, line, amounts, m_load.get())
            : std::vector<StatementLine>();
        if (!modifiers)
            return std::unexpected(modifiers.error());
        if (!isLinear)
            line.rowAmounts = std::move(amounts);
        addQuantityLine(lines, line, LineKind::Allowance, &LinePart::given);
        const std::size_t at = lines.size();
        lines.push_back(std::move(line));
        std::ranges::move(*modifiers, std::back_inserter(lines));
        for (std::size_t i = at; i < lines.size(); ++i)
            if (Result<void> rounded = finish(lines[i]); !rounded)
                return rounded;
        const StatementLine shape = withoutRows(lines[at]);
        addQuantityLine(lines, shape, LineKind::OutsideTerm, &LinePart::outsideTerm);
        return {};
    }

    static StatementLine withoutRows(const StatementLine &line)
    {
        StatementLine copy;
        copy.charge = line.charge;
        copy.shape = line.shape;
        copy.version = line.version;
        copy.period = line.period;
        copy.meter = line.meter;
        copy.perPlaces = line.perPlaces;
        copy.parts = line.parts;
        return copy;
    }

    Result<void> finish(StatementLine &line)
    {
        if (!m_input.keepRows) {
            line.rows.clear();
            line.rowAmounts.clear();
        }
        return roundLine(line, m_input.currency, m_input.plan->rounding);
    }

    /// The line's counts are those of its parts.
    static Result<void> sumUp(StatementLine &line)
    {
        for (const LinePart &part : line.parts) {
            const std::int64_t overCharged = part.price.overCap == OverCap::Charge ? part.applied.over : 0;
            if (!addChecked(line.quantity, part.quantity) || !addChecked(line.n, part.n)
                || !addChecked(line.given, part.given) || !addChecked(line.billable, part.applied.billable)
                || !addChecked(line.billable, overCharged))
                return fail(ErrorCode::Overflow, line.charge);
        }
        return {};
    }

    /// A line that only says how many units of a shape's line had some fate; none where there were none.
    static void addQuantityLine(std::vector<StatementLine> &lines, const StatementLine &shape, LineKind kind,
        std::int64_t LinePart::*fate)
    {
        StatementLine line;
        line.charge = shape.charge;
        line.shape = shape.shape;
        line.kind = kind;
        line.version = shape.version;
        line.period = shape.period;
        line.meter = shape.meter;
        line.perPlaces = shape.perPlaces;
        for (const LinePart &part : shape.parts)
            if (part.*fate > 0) {
                line.quantity += part.*fate; // no more than the shape's own quantity, which was checked
                line.parts.push_back(quantityPart(part.token, part.*fate));
            }
        if (line.quantity > 0)
            lines.push_back(std::move(line));
    }

    /// Owed once for the customer, from the subscription's start to the statement's end (billing-rules.md 8).
    Result<void> addFixed(const Charge &charge, const Fixed &fee)
    {
        const Interval statement{m_periods.billed.front().begin, m_periods.billed.back().end};
        const Instant from = std::max(m_input.subscribedAt.value_or(statement.begin), statement.begin);
        for (std::size_t p = 0; p < m_periods.billed.size(); ++p) {
            StatementLine line = emptyLine(charge, LineKind::Shape, p);
            for (std::uint32_t token = 0; token < m_input.tokens.size(); ++token)
                line.parts.emplace_back().token = token;
            const Interval owed = intersection({from, latestInstant}, m_periods.billed[p]);
            if (Result<void> priced = priceFixed(line, fee, m_periods.whole[p], owed, m_input.zone, m_input.currency,
                    m_input.plan->rounding);
                !priced)
                return priced;
            m_byPeriod[p].push_back(std::move(line));
        }
        return {};
    }

    Result<void> addUnknown(const Charge &charge, std::size_t index)
    {
        std::vector<StatementLine> unknown;
        for (std::size_t p = 0; p < m_periods.billed.size(); ++p)
            unknown.push_back(emptyLine(charge, LineKind::Unknown, p));
        for (const Take &take : m_taking.unknown[index])
            if (Result<void> added = addQuantity(unknown, take.row, take.quantity); !added)
                return added;
        for (std::size_t p = 0; p < m_periods.billed.size(); ++p)
            if (unknown[p].quantity > 0)
                m_unknown[p].push_back(std::move(unknown[p]));
        return {};
    }

    Result<void> addUnpriced()
    {
        std::map<std::string, std::vector<StatementLine>> byMeter;
        for (const Taking::Unpriced &unpriced : m_taking.unpriced) {
            std::vector<StatementLine> &lines = byMeter[unpriced.meter];
            if (lines.empty())
                for (std::size_t p = 0; p < m_periods.billed.size(); ++p) {
                    lines.push_back(emptyLine({}, LineKind::Unpriced, p));
                    lines.back().shape.clear();
                    lines.back().meter = unpriced.meter;
                }
            if (Result<void> added = addQuantity(lines, unpriced.row, unpriced.quantity); !added)
                return added;
        }
        for (auto &[meter, lines] : byMeter)
            for (std::size_t p = 0; p < m_periods.billed.size(); ++p)
                if (lines[p].quantity > 0)
                    m_unpriced[p].push_back(std::move(lines[p]));
        return {};
    }

    Result<void> addQuantity(std::vector<StatementLine> &lines, std::uint32_t row, std::int64_t quantity) const
    {
        const UsageRow &usage = m_input.usage->rows[row];
        const std::optional<std::size_t> p = m_periods.at(usage.time);
        if (!p)
            return {};
        StatementLine &line = lines[*p];
        auto part = std::ranges::find(line.parts, usage.token, &LinePart::token);
        if (part == line.parts.end()) {
            line.parts.push_back(quantityPart(usage.token, 0));
            part = line.parts.end() - 1;
        }
        if (!addChecked(line.quantity, quantity) || !addChecked(part->quantity, quantity))
            return fail(ErrorCode::Overflow, line.meter);
        return {};
    }

    static LinePart quantityPart(std::uint32_t token, std::int64_t quantity)
    {
        LinePart part;
        part.token = token;
        part.quantity = quantity;
        return part;
    }

    StatementLine emptyLine(const Charge &charge, LineKind kind, std::size_t period) const
    {
        StatementLine line;
        line.charge = charge.id;
        line.shape = shapeName(charge.shape);
        line.kind = kind;
        line.version = m_input.plan->version;
        line.period = m_periods.billed[period];
        line.meter = charge.meter;
        line.perPlaces = charge.perPlaces;
        return line;
    }

    /// Period by period: charges, unknown, unpriced, then what acts on the sum of these.
    Result<void> collect(Statement &statement)
    {
        for (std::size_t p = 0; p < m_periods.billed.size(); ++p) {
            std::vector<StatementLine> lines = std::move(m_byPeriod[p]);
            std::ranges::move(m_unknown[p], std::back_inserter(lines));
            std::ranges::move(m_unpriced[p], std::back_inserter(lines));
            Result<std::vector<StatementLine>> adjustments =
                adjustmentLines(m_input, lines, m_periods.billed[p], m_periods.whole[p]);
            if (!adjustments)
                return std::unexpected(adjustments.error());
            std::ranges::move(*adjustments, std::back_inserter(lines));
            for (StatementLine &line : lines) {
                const Result<Decimal> total = statement.total.plus(line.amount);
                if (!total)
                    return std::unexpected(total.error());
                statement.total = *total;
                statement.lines.push_back(std::move(line));
            }
        }
        return {};
    }

    const RatingInput &m_input;
    RatedPeriods m_periods;
    std::vector<std::optional<Instant>> m_starts;
    Taking m_taking;
    std::unique_ptr<Load> m_load;
    std::vector<std::vector<StatementLine>> m_byPeriod; ///< lines of charges
    std::vector<std::vector<StatementLine>> m_unknown;
    std::vector<std::vector<StatementLine>> m_unpriced;
};

} // namespace

Result<Statement> rate(const RatingInput &input)
{
    return Rating(input).run();
}

} // namespace toll
