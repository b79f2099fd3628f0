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

/// Whether a rate times the units gives the amount, so that single rows need not be kept.
bool isLinear(const Charge &charge)
{
    return std::holds_alternative<Flat>(charge.shape) || std::holds_alternative<FlatCapped>(charge.shape)
        || std::holds_alternative<Percentage>(charge.shape);
}

/// Requests, then the units in their usual order, then custom meters by name.
struct MeterOrder {
    static std::size_t rankOf(const std::string &meter)
    {
        if (meter == "requests")
            return 0;
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (meter == name(static_cast<UnitMeter>(unit)))
                return 1 + unit;
        return 1 + unitMeterCount;
    }
    bool operator()(const std::string &a, const std::string &b) const
    {
        return std::pair(rankOf(a), a) < std::pair(rankOf(b), b);
    }
};

/// Builds the lines of one statement: charge by charge first, then sorted into their periods.
class Rating {
public:
    explicit Rating(const RatingInput &input)
        : m_input(input), m_periods(ratedPeriods(input)), m_starts(termStarts(input)),
          m_byPiece(m_periods.pieces.size()), m_unknown(m_periods.pieces.size()), m_unpriced(m_periods.pieces.size())
    {
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
            if (Result<void> added = addUntaken(version); !added)
                return std::unexpected(added.error());
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
            statement.tokens.push_back({token.id, token.name});
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
        StatementLine line = emptyLine(charge, LineKind::Shape, p);
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
        Result<std::vector<StatementLine>> modifiers = charge.hasModifiers()
            ? modifierLines(m_input, charge, line, amounts, m_loads[m_periods.pieces[p].version].get())
            : std::vector<StatementLine>();
        if (!modifiers)
            return std::unexpected(modifiers.error());
        if (!isLinear(charge))
            line.rowAmounts = std::move(amounts);
        addQuantityLine(lines, line, LineKind::Allowance, &LinePart::given);
        const std::size_t at = lines.size();
        lines.push_back(std::move(line));
        std::ranges::move(*modifiers, std::back_inserter(lines));
        for (std::size_t i = at; i < lines.size(); ++i)
            if (Result<void> rounded = finish(lines[i], p); !rounded)
                return rounded;
        std::vector<StatementLine> outside;
        addQuantityLine(outside, lines[at], LineKind::OutsideTerm, &LinePart::outsideTerm);
        std::ranges::move(outside, std::back_inserter(lines));
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

    /// Owed once for the customer, from the subscription's start to the statement's end (billing-rules.md 8). A date
    /// on which the version changes belongs to the earlier one.
    Result<void> addFixed(std::size_t p, const Charge &charge, const Fixed &fee)
    {
        const Piece &piece = m_periods.pieces[p];
        const Instant from = m_input.subscribedAt.value_or(m_periods.billed.front().begin);
        StatementLine line = emptyLine(charge, LineKind::Shape, p);
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

    /// What lacked a charge's meter, and what no charge took.
    Result<void> addUntaken(std::size_t version)
    {
        const Taking &taking = m_takings[version];
        const std::vector<Charge> &charges = planOf(version).charges;
        for (std::size_t i = 0; i < charges.size(); ++i) {
            std::vector<StatementLine> unknown = emptyLines(charges[i], LineKind::Unknown);
            for (const Take &take : taking.unknown[i])
                if (Result<void> added = addQuantity(unknown, take.row, take.quantity); !added)
                    return added;
            moveUsed(unknown, m_unknown);
        }
        Charge none;
        std::map<std::string, std::vector<StatementLine>, MeterOrder> byMeter;
        for (const Taking::Unpriced &unpriced : taking.unpriced) {
            std::vector<StatementLine> &lines = byMeter[unpriced.meter];
            if (lines.empty()) {
                none.meter = unpriced.meter;
                lines = emptyLines(none, LineKind::Unpriced);
            }
            if (Result<void> added = addQuantity(lines, unpriced.row, unpriced.quantity); !added)
                return added;
        }
        for (auto &[meter, lines] : byMeter)
            moveUsed(lines, m_unpriced);
        return {};
    }

    std::vector<StatementLine> emptyLines(const Charge &charge, LineKind kind) const
    {
        std::vector<StatementLine> lines;
        for (std::size_t p = 0; p < m_periods.pieces.size(); ++p) {
            lines.push_back(emptyLine(charge, kind, p));
            if (kind == LineKind::Unpriced)
                lines.back().shape.clear();
        }
        return lines;
    }

    static void moveUsed(std::vector<StatementLine> &lines, std::vector<std::vector<StatementLine>> &target)
    {
        for (std::size_t p = 0; p < lines.size(); ++p)
            if (lines[p].quantity > 0)
                target[p].push_back(std::move(lines[p]));
    }

    Result<void> addQuantity(std::vector<StatementLine> &lines, std::uint32_t row, std::int64_t quantity) const
    {
        const UsageRow &usage = m_input.usage->rows[row];
        const std::optional<std::size_t> p = m_periods.pieceAt(usage.time);
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

    StatementLine emptyLine(const Charge &charge, LineKind kind, std::size_t piece) const
    {
        StatementLine line;
        line.charge = charge.id;
        line.shape = shapeName(charge.shape);
        line.kind = kind;
        line.version = planOf(m_periods.pieces[piece].version).version;
        line.period = m_periods.billed[m_periods.pieces[piece].period];
        line.meter = charge.meter;
        line.perPlaces = charge.perPlaces;
        return line;
    }

    /// Period by period: charges, unknown, unpriced, each version by version, then what acts on the sum of these.
    Result<void> collect(Statement &statement)
    {
        for (std::size_t period = 0; period < m_periods.billed.size(); ++period) {
            std::vector<StatementLine> lines;
            for (std::vector<std::vector<StatementLine>> *source : {&m_byPiece, &m_unknown, &m_unpriced})
                for (std::size_t p = 0; p < m_periods.pieces.size(); ++p)
                    if (m_periods.pieces[p].period == period)
                        std::ranges::move((*source)[p], std::back_inserter(lines));
            const Plan &plan = planOf(m_periods.versionAt(m_periods.billed[period].begin));
            Result<std::vector<StatementLine>> adjustments =
                adjustmentLines(m_input, plan, lines, m_periods.billed[period], m_periods.whole[period]);
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
    std::vector<Taking> m_takings; ///< by version
    std::vector<std::unique_ptr<Load>> m_loads; ///< by version; none where no charge asks
    std::vector<ChargeHistory> m_charges; ///< in the order of the plan, those of later versions after them
    std::vector<std::vector<StatementLine>> m_byPiece; ///< lines of charges
    std::vector<std::vector<StatementLine>> m_unknown;
    std::vector<std::vector<StatementLine>> m_unpriced;
};

} // namespace

Result<Statement> rate(const RatingInput &input)
{
    return Rating(input).run();
}

} // namespace toll
