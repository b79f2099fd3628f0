// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/charging.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

std::vector<Interval> cutTo(const std::vector<Interval> &periods, Interval range)
{
    std::vector<Interval> cut;
    for (const Interval &whole : periods)
        cut.push_back(intersection(whole, range));
    return cut;
}

/// Counts one charge over all tokens in order of time, because tokens share its allowance.
class ChargeCounting {
public:
    ChargeCounting(const RatingInput &input, const RatedPeriods &periods,
        const std::vector<std::optional<Instant>> &termStarts, const Charge &charge, bool keepsRows)
        : m_input(input), m_periods(periods), m_termStarts(termStarts), m_charge(charge), m_keepsRows(keepsRows),
          m_capped(std::get_if<FlatCapped>(&charge.shape)), m_counts(periods.billed.size()),
          m_partOf(input.tokens.size(), none)
    {
        m_pieces = periods.earlier;
        m_pieces.insert(m_pieces.end(), periods.billed.begin(), periods.billed.end());
    }

    Result<std::vector<ChargeCount>> run(const std::vector<Take> &takes)
    {
        if (m_capped)
            buildWalks();
        for (const Take &take : takes)
            if (Result<void> counted = count(take); !counted)
                return std::unexpected(counted.error());
        if (m_capped)
            if (Result<void> collected = collectWalks(); !collected)
                return std::unexpected(collected.error());
        for (ChargeCount &count : m_counts)
            sortParts(count);
        return std::move(m_counts);
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    void buildWalks()
    {
        m_walks.resize(m_input.tokens.size());
        for (std::size_t token = 0; token < m_walks.size(); ++token) {
            if (!m_termStarts[token])
                continue;
            const RatedToken &rated = m_input.tokens[token];
            CappedInput input{&m_input, &rated, m_capped->resolve(rated.price), *m_termStarts[token],
                m_periods.billed, m_charge.isPerTerm ? m_charge.allowance : 0, m_keepsRows};
            m_walks[token].emplace(std::move(input));
        }
    }

    Result<void> count(const Take &take)
    {
        const UsageRow &row = m_input.usage->rows[take.row];
        moveTo(row.time);
        FreeUnits *free = m_charge.allowance > 0 && !m_charge.isPerTerm ? &m_free : nullptr;
        if (m_capped)
            return m_walks[row.token] ? m_walks[row.token]->count(take, free) : Result<void>();
        if (m_piece >= m_periods.earlier.size() && m_piece < m_pieces.size() && m_pieces[m_piece].contains(row.time))
            return countUncapped(take, row, free);
        return {};
    }

    /// Each period, or what is left of a cut one, has its own allowance.
    void moveTo(Instant t)
    {
        const std::size_t before = m_piece;
        while (m_piece < m_pieces.size() && m_pieces[m_piece].end <= t)
            ++m_piece;
        if (m_piece == before && m_isStarted)
            return;
        m_isStarted = true;
        m_free.left = m_piece < m_pieces.size() ? m_charge.allowance : 0;
        std::ranges::fill(m_partOf, none);
    }

    Result<void> countUncapped(const Take &take, const UsageRow &row, FreeUnits *free)
    {
        ChargeCount &target = m_counts[m_piece - m_periods.earlier.size()];
        if (m_partOf[row.token] == none) {
            m_partOf[row.token] = static_cast<std::uint32_t>(target.parts.size());
            target.parts.emplace_back().token = row.token;
            target.parts.back().price = priceFor(row.token);
        }
        LinePart &part = target.parts[m_partOf[row.token]];
        if (!addChecked(part.quantity, take.quantity))
            return fail(ErrorCode::Overflow, m_charge.id);
        if (!m_input.plan->isBillable(row.status)) {
            part.notBillable += take.quantity;
            return {};
        }
        const std::int64_t given = free ? free->give(take.quantity) : 0;
        part.n += take.quantity;
        part.given += given;
        part.absentStatus += row.status == noStatus ? take.quantity : 0;
        part.applied.billable += take.quantity - given;
        part.other.billable += take.quantity - given;
        if (m_keepsRows)
            target.rows.push_back({take.row, m_partOf[row.token], take.quantity - given, 0});
        return {};
    }

    /// What a rate times the units is made of, where the shape has one.
    TokenPrice priceFor(std::uint32_t token) const
    {
        TokenPrice price;
        if (const Flat *flat = std::get_if<Flat>(&m_charge.shape))
            price.rate = flat->rate.value_or(m_input.tokens[token].price.rate);
        else if (const Percentage *share = std::get_if<Percentage>(&m_charge.shape))
            price.rate = share->percent;
        return price;
    }

    Result<void> collectWalks()
    {
        for (std::uint32_t token = 0; token < m_walks.size(); ++token) {
            if (!m_walks[token])
                continue;
            Result<std::vector<PeriodPart>> parts = m_walks[token]->finish();
            if (!parts)
                return std::unexpected(parts.error());
            for (std::size_t p = 0; p < m_counts.size(); ++p) {
                PeriodPart &part = (*parts)[p];
                if (!part.isTouched)
                    continue;
                ChargeCount &target = m_counts[p];
                for (RowCharge row : part.rows) {
                    row.part = static_cast<std::uint32_t>(target.parts.size());
                    target.rows.push_back(row);
                }
                target.parts.push_back(std::move(part.part));
                target.parts.back().token = token;
            }
        }
        return {};
    }

    /// Tokens stand in the order of the input, whoever came first.
    static void sortParts(ChargeCount &count)
    {
        if (std::ranges::is_sorted(count.parts, {}, &LinePart::token))
            return;
        std::vector<std::uint32_t> order(count.parts.size());
        for (std::uint32_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::ranges::sort(order, {}, [&](std::uint32_t i) { return count.parts[i].token; });
        std::vector<LinePart> parts;
        std::vector<std::uint32_t> places(order.size());
        for (std::uint32_t place = 0; place < order.size(); ++place) {
            places[order[place]] = place;
            parts.push_back(std::move(count.parts[order[place]]));
        }
        count.parts = std::move(parts);
        for (RowCharge &row : count.rows)
            row.part = places[row.part];
    }

    const RatingInput &m_input;
    const RatedPeriods &m_periods;
    const std::vector<std::optional<Instant>> &m_termStarts;
    const Charge &m_charge;
    bool m_keepsRows;
    const FlatCapped *m_capped;
    std::vector<ChargeCount> m_counts;
    std::vector<Interval> m_pieces; ///< earlier and billed periods
    std::size_t m_piece = 0;
    bool m_isStarted = false;
    FreeUnits m_free;
    std::vector<std::uint32_t> m_partOf; ///< of the current period, by token
    std::vector<std::optional<CappedWalk>> m_walks; ///< by token
};

} // namespace

std::optional<std::size_t> RatedPeriods::at(Instant t) const
{
    const auto after = std::ranges::upper_bound(billed, t, {}, &Interval::begin);
    if (after == billed.begin() || !std::prev(after)->contains(t))
        return std::nullopt;
    return static_cast<std::size_t>(std::prev(after) - billed.begin());
}

RatedPeriods ratedPeriods(const RatingInput &input)
{
    RatedPeriods result;
    const std::vector<UsageRow> &rows = input.usage->rows;
    if ((rows.empty() && !input.period) || (input.period && input.period->isEmpty()))
        return result;
    const Instant anchor =
        input.periodAnchor.value_or(rows.empty() ? input.period->begin : floorTo(rows.front().time, msPerQuarter));
    const BillingPeriods periods(input.plan->period, input.plan->periodAlign, anchor, input.zone);
    const Interval range = input.period.value_or(
        rows.empty() ? Interval{} : Interval{rows.front().time, rows.back().time.plus(1)});
    result.whole = periods.covering(range);
    result.billed = input.period ? cutTo(result.whole, range) : result.whole;
    if (rows.empty() || result.billed.empty() || rows.front().time >= result.billed.front().begin)
        return result;
    const Interval earlier{rows.front().time, result.billed.front().begin};
    result.earlier = cutTo(periods.covering(earlier), {periods.at(earlier.begin).begin, earlier.end});
    return result;
}

Result<std::vector<ChargeCount>> countCharge(const RatingInput &input, const RatedPeriods &periods,
    const std::vector<std::optional<Instant>> &termStarts, const Charge &charge, const std::vector<Take> &takes,
    bool keepsRows)
{
    return ChargeCounting(input, periods, termStarts, charge, keepsRows).run(takes);
}

} // namespace toll
