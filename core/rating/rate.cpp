// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/rate.h"

#include "core/base/checked.h"
#include "core/rating/adjustments.h"
#include "core/rating/capped.h"
#include "core/rating/charging.h"
#include "core/rating/modifiers.h"
#include "core/rating/nearmisses.h"
#include "core/rating/pricing.h"
#include "core/rating/taking.h"
#include "core/rating/untaken.h"

#include <algorithm>
#include <memory>

namespace toll {

namespace {

/// Whether a rate times the units gives the amount, so that single rows need not be kept.
bool isLinear(const Charge &charge)
{
    return std::holds_alternative<Flat>(charge.shape) || std::holds_alternative<FlatCapped>(charge.shape)
        || std::holds_alternative<Percentage>(charge.shape);
}

/// Builds the lines of one statement: charge by charge first, then sorted into their periods.
class Rating {
public:
    explicit Rating(const RatingInput &input)
        : m_input(input), m_periods(ratedPeriods(input)), m_starts(termStarts(input)),
          m_byPiece(m_periods.pieces.size())
    {
        m_untaken.unknown.resize(m_periods.pieces.size());
        m_untaken.unpriced.resize(m_periods.pieces.size());
    }

    Result<Statement> run()
    {
        Statement statement = head();
        if (m_periods.billed.empty())
            return statement;
        buildLoads();
        distributeRows();
        for (std::size_t i = 0; i < m_charges.size(); ++i)
            if (Result<void> added = addCharge(m_charges[i]); !added)
                return std::unexpected(added.error());
        for (std::size_t version = 0; version < m_periods.versions.size(); ++version)
            if (Result<void> added = addUntaken(m_untaken, *m_input.usage, m_periods, m_takings[version], version);
                !added)
                return std::unexpected(added.error());
        if (m_input.explains)
            addNearMisses();
        if (Result<void> totalled = collect(statement); !totalled)
            return std::unexpected(totalled.error());
        return statement;
    }

private:
    const Plan &planOf(std::size_t version) const { return *m_periods.versions[version].plan; }

    Statement head() const
    {
        Statement statement;
        statement.currency = m_input.currency;
        statement.timezone = m_input.zone.id();
        statement.plan = m_input.plan->name;
        statement.rounding = m_input.plan->rounding;
        statement.billableStatuses = m_input.plan->billable;
        for (const RatedToken &token : m_input.tokens)
            statement.tokens.push_back({token.id, token.name, token.tags});
        if (m_input.period)
            statement.period = m_input.period;
        else if (!m_periods.billed.empty())
            statement.period = Interval{m_periods.billed.front().begin, m_periods.billed.back().end};
        return statement;
    }

    void buildLoads()
    {
        for (const PlanVersion &version : m_periods.versions) {
            const bool isAsked =
                std::ranges::any_of(version.plan->charges, [](const Charge &charge) { return !charge.load.empty(); });
            m_loads.push_back(isAsked && version.plan->capacity
                    ? std::make_unique<Load>(*version.plan->capacity,
                          m_input.traffic ? *m_input.traffic : *m_input.usage, m_input.zone)
                    : nullptr);
        }
    }

    /// Lets each version's charges take the rows of its time, and joins charges of the same id.
    void distributeRows()
    {
        const std::size_t versions = m_periods.versions.size();
        const Instant end = m_periods.billed.back().end;
        for (std::size_t version = 0; version < versions; ++version) {
            const Plan &plan = planOf(version);
            const Interval span = intersection(m_periods.spanOf(version), {earliestInstant, end});
            m_takings.push_back(distribute(plan, *m_input.usage, span));
            for (std::size_t i = 0; i < plan.charges.size(); ++i) {
                auto history = std::ranges::find(m_charges, plan.charges[i].id, &ChargeHistory::id);
                if (history == m_charges.end())
                    history = m_charges.insert(
                        m_charges.end(), {plan.charges[i].id, std::vector<const Charge *>(versions), {}});
                history->byVersion[version] = &plan.charges[i];
                std::vector<Take> &takes = m_takings.back().takes[i];
                if (history->takes.empty())
                    history->takes = std::move(takes);
                else
                    history->takes.insert(history->takes.end(), takes.begin(), takes.end());
            }
        }
    }

    Result<void> addCharge(const ChargeHistory &history)
    {
        const bool keepsRows = m_input.keepRows || std::ranges::any_of(history.byVersion, [](const Charge *charge) {
            return charge && (!isLinear(*charge) || charge->hasModifiers());
        });
        Result<std::vector<ChargeCount>> counts =
            countCharge(m_input, m_periods, m_starts, history, keepsRows);
        if (!counts)
            return std::unexpected(counts.error());
        std::vector<LinePosition> positions;
        if (Result<void> found = findPositions(*counts, positions); !found)
            return found;
        for (std::size_t p = 0; p < m_periods.pieces.size(); ++p) {
            const Charge *charge = history.byVersion[m_periods.pieces[p].version];
            if (!charge)
                continue;
            const Fixed *fee = std::get_if<Fixed>(&charge->shape);
            Result<void> added =
                fee ? addFixed(p, *charge, *fee) : addLines(p, *charge, std::move((*counts)[p]), positions[p]);
            if (!added)
                return added;
        }
        return {};
    }

    /// How far the period was before each piece, and how far it went in all.
    Result<void> findPositions(const std::vector<ChargeCount> &counts, std::vector<LinePosition> &positions) const
    {
        positions.resize(counts.size());
        for (std::size_t p = 0; p < counts.size(); ++p) {
            std::int64_t units = 0;
            for (const LinePart &part : counts[p].parts)
                if (!addChecked(units, part.applied.billable))
                    return fail(ErrorCode::Overflow, "billable");
            const bool isFirst = p == 0 || m_periods.pieces[p].period != m_periods.pieces[p - 1].period;
            positions[p].before = isFirst ? 0 : positions[p - 1].all;
            positions[p].all = positions[p].before;
            if (!addChecked(positions[p].all, units))
                return fail(ErrorCode::Overflow, "billable");
        }
        for (std::size_t p = counts.size(); p-- > 1;)
            if (m_periods.pieces[p].period == m_periods.pieces[p - 1].period)
                positions[p - 1].all = positions[p].all;
        return {};
    }

    /// Allowance, shape, modifiers and what stood outside every term, in this order.
    Result<void> addLines(std::size_t p, const Charge &charge, ChargeCount count, LinePosition position)
    {
        std::vector<StatementLine> &lines = m_byPiece[p];
        StatementLine line = emptyLine(m_periods, charge, LineKind::Shape, p);
        line.isCapped = std::holds_alternative<FlatCapped>(charge.shape);
        line.parts = std::move(count.parts);
        line.rows = std::move(count.rows);
        if (Result<void> summed = sumUp(line); !summed)
            return summed;
        std::vector<Decimal> amounts;
        const bool needsAmounts = charge.hasModifiers() || (m_input.keepRows && !isLinear(charge));
        if (Result<void> priced =
                priceShape(line, charge, *m_input.usage, position, needsAmounts ? &amounts : nullptr);
            !priced)
            return priced;
        Result<Modified> modifiers = charge.hasModifiers()
            ? modifierLines(m_input, charge, line, amounts, m_loads[m_periods.pieces[p].version].get())
            : Modified();
        if (!modifiers)
            return std::unexpected(modifiers.error());
        line.idle = std::move(modifiers->idle);
        if (!isLinear(charge))
            line.rowAmounts = std::move(amounts);
        if (Result<void> shared = noteShares(line, charge, m_periods.pieces[p].period); !shared)
            return shared;
        addQuantityLine(lines, line, LineKind::Allowance, &LinePart::given);
        const std::size_t at = lines.size();
        lines.push_back(std::move(line));
        std::ranges::move(modifiers->lines, std::back_inserter(lines));
        for (std::size_t i = at; i < lines.size(); ++i)
            if (Result<void> rounded = finish(lines[i], p); !rounded)
                return rounded;
        std::vector<StatementLine> outside;
        addQuantityLine(outside, lines[at], LineKind::OutsideTerm, &LinePart::outsideTerm);
        std::ranges::move(outside, std::back_inserter(lines));
        return {};
    }

    /// What each token could have been given of a divided allowance.
    Result<void> noteShares(StatementLine &line, const Charge &charge, std::size_t period) const
    {
        if (charge.allowance == 0 || charge.allowancePolicy == AllowancePolicy::SharedPool)
            return {};
        const Result<std::vector<std::int64_t>> shares =
            allowanceShares(charge, m_input.tokens, m_periods.billed[period].begin);
        if (!shares)
            return std::unexpected(shares.error());
        for (LinePart &part : line.parts)
            part.share = (*shares)[part.token];
        return {};
    }

    Result<void> finish(StatementLine &line, std::size_t piece)
    {
        if (!m_input.keepRows) {
            line.rows.clear();
            line.rowAmounts.clear();
        }
        return roundLine(line, m_input.currency, planOf(m_periods.pieces[piece].version).rounding);
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
        line.inForceFrom = shape.inForceFrom;
        line.agreement = shape.agreement;
        line.period = shape.period;
        line.meter = shape.meter;
        line.perPlaces = shape.perPlaces;
        for (const LinePart &part : shape.parts)
            if (part.*fate > 0) {
                line.quantity += part.*fate; // no more than the shape's own quantity, which was checked
                line.parts.push_back(quantityPart(part.token, part.*fate));
                if (kind == LineKind::Allowance)
                    line.parts.back().share = part.share;
            }
        if (line.quantity > 0)
            lines.push_back(std::move(line));
    }

    /// Owed once for the customer, from the subscription's start to the statement's end (billing-rules.md 8). A date
    /// on which the version changes belongs to the earlier one.
    Result<void> addFixed(std::size_t p, const Charge &charge, const Fixed &fee)
    {
        const Piece &piece = m_periods.pieces[p];
        const Instant from = m_input.subscribedAt.value_or(m_periods.billed.front().begin);
        StatementLine line = emptyLine(m_periods, charge, LineKind::Shape, p);
        for (std::uint32_t token = 0; token < m_input.tokens.size(); ++token)
            line.parts.emplace_back().token = token;
        const Interval owed = intersection({from, latestInstant}, piece.span);
        line.days = datesIn(owed, m_input.zone);
        line.daysOfPeriod = datesIn(m_periods.whole[piece.period], m_input.zone);
        const bool isContinued = p > 0 && m_periods.pieces[p - 1].period == piece.period && from < piece.span.begin;
        if (isContinued && line.days > 0
            && m_input.zone.startOfDay(m_input.zone.toLocal(piece.span.begin).date) != piece.span.begin)
            --line.days;
        if (Result<void> priced = priceFixed(line, fee, m_input.currency, planOf(piece.version).rounding); !priced)
            return priced;
        m_byPiece[p].push_back(std::move(line));
        return {};
    }

    static LinePart quantityPart(std::uint32_t token, std::int64_t quantity)
    {
        LinePart part;
        part.token = token;
        part.quantity = quantity;
        return part;
    }

    void addNearMisses()
    {
        for (std::size_t p = 0; p < m_periods.pieces.size(); ++p) {
            const Piece &piece = m_periods.pieces[p];
            const Plan &plan = planOf(piece.version);
            NearMisses misses(plan, *m_input.usage, m_charges);
            for (StatementLine &line : m_byPiece[p])
                if (line.kind == LineKind::Shape && line.shape != "fixed")
                    line.near = misses.ofCharge(
                        static_cast<std::size_t>(
                            std::ranges::find(plan.charges, line.charge, &Charge::id) - plan.charges.begin()),
                        piece.span);
            for (StatementLine &line : m_untaken.unpriced[p])
                line.near = misses.ofUnpriced(line.meter, piece.span);
        }
    }

    /// Period by period: charges, unknown, unpriced, each version by version, then what acts on the sum of these.
    Result<void> collect(Statement &statement)
    {
        for (std::size_t period = 0; period < m_periods.billed.size(); ++period) {
            std::vector<StatementLine> lines;
            for (std::vector<std::vector<StatementLine>> *source : {&m_byPiece, &m_untaken.unknown, &m_untaken.unpriced})
                for (std::size_t p = 0; p < m_periods.pieces.size(); ++p)
                    if (m_periods.pieces[p].period == period)
                        std::ranges::move((*source)[p], std::back_inserter(lines));
            const std::size_t version = m_periods.versionAt(m_periods.billed[period].begin);
            const Plan &plan = planOf(version);
            Result<std::vector<StatementLine>> adjustments =
                adjustmentLines(m_input, plan, lines, m_periods.billed[period], m_periods.whole[period]);
            if (!adjustments)
                return std::unexpected(adjustments.error());
            for (StatementLine &line : *adjustments)
                if (version > 0)
                    line.inForceFrom = m_periods.versions[version].from;
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
    std::vector<Taking> m_takings; ///< by version
    std::vector<std::unique_ptr<Load>> m_loads; ///< by version; none where no charge asks
    std::vector<ChargeHistory> m_charges; ///< in the order of the plan, those of later versions after them
    std::vector<std::vector<StatementLine>> m_byPiece; ///< lines of charges
    UntakenLines m_untaken;
};

} // namespace

Result<Statement> rate(const RatingInput &input)
{
    return Rating(input).run();
}

} // namespace toll
