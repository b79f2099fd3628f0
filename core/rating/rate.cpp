// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/rate.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"
#include "core/rating/pricing.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <map>
#include <memory>

namespace toll {

namespace {

/// The periods to bill, and the span they cover together.
std::vector<Interval> periodsOf(const RatingInput &input)
{
    const std::vector<UsageRow> &rows = input.usage->rows;
    if (rows.empty() && !input.period)
        return {};
    const Instant anchor =
        input.periodAnchor.value_or(rows.empty() ? input.period->begin : floorTo(rows.front().time, msPerQuarter));
    const BillingPeriods periods(input.plan->period, input.plan->periodAlign, anchor, input.zone);
    if (!input.period)
        return periods.covering({rows.front().time, rows.back().time.plus(1)});
    std::vector<Interval> result;
    if (input.period->isEmpty())
        return result;
    for (const Interval &whole : periods.covering(*input.period))
        result.push_back(intersection(whole, *input.period));
    return result;
}

/// Builds the lines of one statement: charge by charge first, then sorted into their periods.
class Rating {
public:
    explicit Rating(const RatingInput &input)
        : m_input(input), m_periods(periodsOf(input)), m_starts(termStarts(input)), m_byPeriod(m_periods.size()),
          m_trailing(m_periods.size())
    {
    }

    Result<Statement> run()
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
        else if (!m_periods.empty())
            statement.period = Interval{m_periods.front().begin, m_periods.back().end};
        if (m_periods.empty())
            return statement;

        m_taking = distribute(*m_input.plan, *m_input.usage, m_periods.back().end);
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
    Result<void> addCharge(std::size_t index)
    {
        const Charge &charge = m_input.plan->charges[index];
        const bool isCapped = std::holds_alternative<FlatCapped>(charge.shape);
        for (std::size_t p = 0; p < m_periods.size(); ++p) {
            StatementLine line = emptyLine(charge, LineKind::Shape, p);
            line.isCapped = isCapped;
            m_byPeriod[p].push_back(std::move(line));
        }
        m_firstLine = m_byPeriod.front().size() - 1;
        const std::vector<std::vector<Take>> byToken =
            takesByToken(m_taking.takes[index], *m_input.usage, m_input.tokens.size());
        for (std::uint32_t token = 0; token < byToken.size(); ++token) {
            const Result<std::vector<PeriodPart>> parts =
                isCapped ? countCappedOf(charge, token, byToken[token]) : countFlat(charge, token, byToken[token]);
            if (!parts)
                return std::unexpected(parts.error());
            for (std::size_t p = 0; p < m_periods.size(); ++p)
                if (Result<void> added = addPart(p, token, (*parts)[p]); !added)
                    return added;
        }
        return finishCharge(charge, index);
    }

    Result<std::vector<PeriodPart>> countCappedOf(
        const Charge &charge, std::uint32_t token, const std::vector<Take> &takes) const
    {
        if (!m_starts[token])
            return std::vector<PeriodPart>(m_periods.size());
        const RatedToken &rated = m_input.tokens[token];
        const TokenPrice price = std::get<FlatCapped>(charge.shape).resolve(rated.price);
        return countCapped({&m_input, &rated, price, *m_starts[token], takes, m_periods});
    }

    Result<std::vector<PeriodPart>> countFlat(
        const Charge &charge, std::uint32_t token, const std::vector<Take> &takes) const
    {
        std::vector<PeriodPart> parts(m_periods.size());
        const TokenPrice &own = m_input.tokens[token].price;
        for (PeriodPart &part : parts) {
            part.part.price = TokenPrice{};
            part.part.price.rate = std::get<Flat>(charge.shape).rate.value_or(own.rate);
        }
        for (const Take &take : takes) {
            const UsageRow &row = m_input.usage->rows[take.row];
            const std::optional<std::size_t> p = periodAt(row.time);
            if (!p)
                continue;
            LinePart &part = parts[*p].part;
            parts[*p].isTouched = true;
            if (!addChecked(part.quantity, take.quantity))
                return fail(ErrorCode::Overflow, charge.id);
            if (!m_input.plan->isBillable(row.status)) {
                part.notBillable += take.quantity;
                continue;
            }
            part.n += take.quantity;
            part.absentStatus += row.status == noStatus ? take.quantity : 0;
            part.applied.billable += take.quantity;
            part.other.billable += take.quantity;
            if (m_input.keepRows)
                parts[*p].rows.push_back({take.row, 0, take.quantity, 0});
        }
        return parts;
    }

    Result<void> addPart(std::size_t period, std::uint32_t token, const PeriodPart &part)
    {
        if (!part.isTouched)
            return {};
        StatementLine &line = m_byPeriod[period][m_firstLine];
        const std::int64_t overCharged = part.part.price.overCap == OverCap::Charge ? part.part.applied.over : 0;
        if (!addChecked(line.quantity, part.part.quantity) || !addChecked(line.n, part.part.n)
            || !addChecked(line.billable, part.part.applied.billable) || !addChecked(line.billable, overCharged))
            return fail(ErrorCode::Overflow, line.charge);
        const auto index = static_cast<std::uint32_t>(line.parts.size());
        line.parts.push_back(part.part);
        line.parts.back().token = token;
        for (RowCharge row : part.rows) {
            row.part = index;
            line.rows.push_back(row);
        }
        return {};
    }

    /// Prices the charge's lines, and puts beside them what stood outside every term or lacked the meter.
    Result<void> finishCharge(const Charge &charge, std::size_t index)
    {
        for (std::size_t p = 0; p < m_periods.size(); ++p) {
            StatementLine &line = m_byPeriod[p][m_firstLine];
            if (Result<void> priced = price(line, m_input.currency, m_input.plan->rounding); !priced)
                return priced;
            StatementLine outside = emptyLine(charge, LineKind::OutsideTerm, p);
            for (const LinePart &part : line.parts)
                if (part.outsideTerm > 0) {
                    outside.quantity += part.outsideTerm;
                    outside.parts.push_back(quantityPart(part.token, part.outsideTerm));
                }
            if (outside.quantity > 0)
                m_byPeriod[p].push_back(std::move(outside));
        }
        std::vector<StatementLine> unknown(m_periods.size());
        for (std::size_t p = 0; p < m_periods.size(); ++p)
            unknown[p] = emptyLine(charge, LineKind::Unknown, p);
        for (const Take &take : m_taking.unknown[index])
            if (Result<void> added = addQuantity(unknown, take.row, take.quantity); !added)
                return added;
        for (std::size_t p = 0; p < m_periods.size(); ++p)
            if (unknown[p].quantity > 0)
                m_trailing[p].push_back(std::move(unknown[p]));
        return {};
    }

    Result<void> addUnpriced()
    {
        std::map<std::string, std::vector<StatementLine>> byMeter;
        for (const Taking::Unpriced &unpriced : m_taking.unpriced) {
            std::vector<StatementLine> &lines = byMeter[unpriced.meter];
            if (lines.empty())
                for (std::size_t p = 0; p < m_periods.size(); ++p) {
                    lines.push_back(emptyLine({}, LineKind::Unpriced, p));
                    lines.back().meter = unpriced.meter;
                }
            if (Result<void> added = addQuantity(lines, unpriced.row, unpriced.quantity); !added)
                return added;
        }
        for (auto &[meter, lines] : byMeter)
            for (std::size_t p = 0; p < m_periods.size(); ++p)
                if (lines[p].quantity > 0)
                    m_trailing[p].push_back(std::move(lines[p]));
        return {};
    }

    Result<void> addQuantity(std::vector<StatementLine> &lines, std::uint32_t row, std::int64_t quantity) const
    {
        const UsageRow &usage = m_input.usage->rows[row];
        const std::optional<std::size_t> p = periodAt(usage.time);
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
        line.kind = kind;
        line.version = m_input.plan->version;
        line.period = m_periods[period];
        line.meter = charge.meter;
        line.perPlaces = charge.perPlaces;
        return line;
    }

    std::optional<std::size_t> periodAt(Instant t) const
    {
        const auto after = std::ranges::upper_bound(m_periods, t, {}, &Interval::begin);
        if (after == m_periods.begin() || !std::prev(after)->contains(t))
            return std::nullopt;
        return static_cast<std::size_t>(std::prev(after) - m_periods.begin());
    }

    Result<void> collect(Statement &statement)
    {
        for (std::size_t p = 0; p < m_periods.size(); ++p)
            for (std::vector<StatementLine> *lines : {&m_byPeriod[p], &m_trailing[p]})
                for (StatementLine &line : *lines) {
                    const Result<Decimal> total = statement.total.plus(line.amount);
                    if (!total)
                        return std::unexpected(total.error());
                    statement.total = *total;
                    statement.lines.push_back(std::move(line));
                }
        return {};
    }

    const RatingInput &m_input;
    std::vector<Interval> m_periods;
    std::vector<std::optional<Instant>> m_starts;
    Taking m_taking;
    std::vector<std::vector<StatementLine>> m_byPeriod; ///< lines of charges
    std::vector<std::vector<StatementLine>> m_trailing; ///< unknown, then unpriced
    std::size_t m_firstLine = 0; ///< of the charge under way, in every period
};

bool isOnQuarter(Instant t)
{
    return floorTo(t, msPerQuarter) == t;
}

/// Whether the windows, terms and bounds of one token's price all fall on quarters of an hour.
bool isQuarterly(const TokenPrice &price, Instant start)
{
    if (!isOnQuarter(start) || price.overCap == OverCap::Reject)
        return false;
    if (price.lifetime && price.lifetime->kind == Span::Kind::Exact && price.lifetime->amount % msPerQuarter != 0)
        return false;
    return std::ranges::all_of(price.caps, [](const Cap &cap) {
        return (cap.unit != TimeUnit::Second && cap.unit != TimeUnit::Minute)
            || cap.every * (cap.unit == TimeUnit::Second ? msPerSecond : msPerMinute) % msPerQuarter == 0;
    });
}

} // namespace

Result<Statement> rate(const RatingInput &input)
{
    return Rating(input).run();
}

bool cellsSuffice(const RatingInput &input)
{
    if (input.period && (!isOnQuarter(input.period->begin) || !isOnQuarter(input.period->end)))
        return false;
    const std::vector<std::optional<Instant>> starts = termStarts(input);
    for (const Charge &charge : input.plan->charges) {
        if (!charge.group.empty()
            || std::ranges::any_of(charge.match, [](const auto &m) { return m.first == "endpoint"; }))
            return false; // cells do not keep which events had which meter, nor the endpoint
        const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
        if (!capped)
            continue;
        for (std::size_t i = 0; i < input.tokens.size(); ++i) {
            const RatedToken &token = input.tokens[i];
            const bool isOn = std::ranges::all_of(token.changes, [](const TermChange &change) {
                return isOnQuarter(change.at);
            }) && (!token.revokedAt || isOnQuarter(*token.revokedAt));
            if (starts[i] && (!isOn || !isQuarterly(capped->resolve(token.price), *starts[i])))
                return false;
        }
    }
    return true;
}

} // namespace toll
