// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/charging.h"

#include "core/base/checked.h"
#include "core/rating/capped.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

/// The prices a token has had, whatever the plan makes of them.
std::vector<DatedPrice> ownPrices(const RatedToken &token)
{
    std::vector<DatedPrice> prices{{earliestInstant, token.price}};
    prices.insert(prices.end(), token.laterPrices.begin(), token.laterPrices.end());
    return prices;
}

const DatedPrice &inForce(const std::vector<DatedPrice> &prices, Instant t)
{
    const auto after = std::ranges::upper_bound(prices, t, {}, &DatedPrice::from);
    return after == prices.begin() ? *after : *std::prev(after);
}

const FlatCapped *cappedOf(const Charge &charge)
{
    return std::get_if<FlatCapped>(&charge.shape);
}

/// Counts one charge over all tokens in order of time, because tokens share its allowance.
class ChargeCounting {
public:
    ChargeCounting(const RatingInput &input, const RatedPeriods &periods,
        const std::vector<std::optional<Instant>> &termStarts, const ChargeHistory &charge, bool keepsRows)
        : m_input(input), m_periods(periods), m_termStarts(termStarts), m_charge(charge), m_keepsRows(keepsRows),
          m_counts(periods.pieces.size()), m_partOf(input.tokens.size(), none),
          m_givenTo(input.tokens.size())
    {
        m_stretches = periods.earlier;
        m_stretches.insert(m_stretches.end(), periods.billed.begin(), periods.billed.end());
        for (const Piece &piece : periods.pieces)
            m_spans.push_back(piece.span);
    }

    Result<std::vector<ChargeCount>> run()
    {
        const bool isCappedAnywhere = std::ranges::any_of(
            m_charge.byVersion, [](const Charge *charge) { return charge && cappedOf(*charge); });
        if (isCappedAnywhere)
            buildWalks();
        for (const Take &take : m_charge.takes)
            if (Result<void> counted = count(take); !counted)
                return named(counted.error());
        for (std::uint32_t token = 0; token < m_walks.size(); ++token)
            if (Result<void> collected = collectWalk(token); !collected)
                return named(collected.error());
        for (ChargeCount &count : m_counts)
            sortParts(count);
        return std::move(m_counts);
    }

private:
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    /// What has no place of its own (a C x T too large to count) is of this charge.
    std::unexpected<Error> named(Error error) const
    {
        if (error.where.empty())
            error.where = m_charge.id;
        return std::unexpected(std::move(error));
    }

    void buildWalks()
    {
        m_walks.resize(m_input.tokens.size());
        m_walkSpans.resize(m_input.tokens.size());
        for (std::size_t token = 0; token < m_walks.size(); ++token) {
            if (!m_termStarts[token])
                continue;
            m_walkSpans[token] = spansOf(m_input.tokens[token]);
            const RatedToken &rated = m_input.tokens[token];
            CappedInput input;
            input.rating = &m_input;
            input.token = &rated;
            input.prices = cappedPrices(m_periods, m_charge, rated);
            input.firstTermStart = *m_termStarts[token];
            input.pieces = m_walkSpans[token];
            input.freePerTerm = freePerTerm();
            input.keepsRows = m_keepsRows;
            m_walks[token].emplace(std::move(input));
        }
    }

    /// The pieces, cut where the token's own price changed.
    std::vector<Interval> spansOf(const RatedToken &token) const
    {
        std::vector<Interval> spans;
        for (Interval span : m_spans) {
            for (const DatedPrice &later : token.laterPrices)
                if (span.begin < later.from && later.from < span.end) {
                    spans.push_back({span.begin, later.from});
                    span.begin = later.from;
                }
            spans.push_back(span);
        }
        return spans;
    }

    std::int64_t freePerTerm() const
    {
        for (const Charge *charge : m_charge.byVersion)
            if (charge && charge->isPerTerm)
                return charge->allowance;
        return 0;
    }

    Result<void> count(const Take &take)
    {
        const UsageRow &row = m_input.usage->rows[take.row];
        const std::size_t version = m_periods.versions.size() == 1 ? 0 : m_periods.versionAt(row.time);
        const Charge *charge = m_charge.byVersion[version];
        if (!charge)
            return {};
        moveTo(row.time);
        FreeUnits *free = charge->allowance > 0 && !charge->isPerTerm ? &m_free : nullptr;
        if (free)
            if (Result<void> known = findFree(*charge, row.token); !known)
                return known;
        const std::int64_t before = m_free.left;
        const bool isBillable = m_periods.versions[version].plan->isBillable(row.status);
        Result<void> counted;
        if (cappedOf(*charge))
            counted = m_walks[row.token] ? m_walks[row.token]->count(take, isBillable, free) : Result<void>();
        else if (m_piece < m_spans.size() && m_spans[m_piece].contains(row.time))
            counted = countUncapped(take, *charge, isBillable, free);
        if (free) {
            m_given += before - m_free.left;
            m_givenTo[row.token] += before - m_free.left;
        }
        return counted;
    }

    /// What is left of the allowance for a token: of the pool, or of its own share.
    Result<void> findFree(const Charge &charge, std::uint32_t token)
    {
        if (m_stretch >= m_stretches.size()) {
            m_free.left = 0;
            return {};
        }
        if (charge.allowancePolicy == AllowancePolicy::SharedPool) {
            m_free.left = std::max<std::int64_t>(0, charge.allowance - m_given);
            return {};
        }
        if (m_sharesOf != &charge) {
            Result<std::vector<std::int64_t>> shares =
                allowanceShares(charge, m_input.tokens, m_stretches[m_stretch].begin);
            if (!shares)
                return std::unexpected(shares.error());
            m_shares = std::move(*shares);
            m_sharesOf = &charge;
        }
        m_free.left = std::max<std::int64_t>(0, m_shares[token] - m_givenTo[token]);
        return {};
    }

    /// Each period, or what is left of a cut one, has its own allowance; versions within it share what is used up.
    void moveTo(Instant t)
    {
        const std::size_t stretch = m_stretch;
        while (m_stretch < m_stretches.size() && m_stretches[m_stretch].end <= t)
            ++m_stretch;
        if (m_stretch != stretch || !m_isStarted) {
            m_given = 0;
            std::ranges::fill(m_givenTo, 0);
            m_sharesOf = nullptr;
        }
        const std::size_t piece = m_piece;
        while (m_piece < m_spans.size() && m_spans[m_piece].end <= t)
            ++m_piece;
        if (m_piece != piece)
            std::ranges::fill(m_partOf, none);
        m_isStarted = true;
    }

    Result<void> countUncapped(const Take &take, const Charge &charge, bool isBillable, FreeUnits *free)
    {
        const UsageRow &row = m_input.usage->rows[take.row];
        ChargeCount &target = m_counts[m_piece];
        const std::uint32_t index = partFor(row, charge, target);
        LinePart &part = target.parts[index];
        if (!addChecked(part.quantity, take.quantity))
            return fail(ErrorCode::Overflow, m_charge.id);
        if (!isBillable) {
            part.addNotBillable(row.status, take.quantity);
            return {};
        }
        const std::int64_t given = free ? free->give(take.quantity) : 0;
        part.n += take.quantity;
        part.given += given;
        part.absentStatus += row.status == noStatus ? take.quantity : 0;
        part.applied.billable += take.quantity - given;
        part.other.billable += take.quantity - given;
        if (m_keepsRows)
            target.rows.push_back({take.row, index, take.quantity - given, 0});
        return {};
    }

    /// The token's part of the piece; a new one where its own rate has changed within it.
    std::uint32_t partFor(const UsageRow &row, const Charge &charge, ChargeCount &target)
    {
        const RatedToken &token = m_input.tokens[row.token];
        const Flat *flat = std::get_if<Flat>(&charge.shape);
        const bool isOwn = flat && !flat->rate && !token.laterPrices.empty();
        std::uint32_t &index = m_partOf[row.token];
        if (index != none && (!isOwn || target.parts[index].price.rate == rateAt(token, row.time)))
            return index;
        index = static_cast<std::uint32_t>(target.parts.size());
        LinePart &part = target.parts.emplace_back();
        part.token = row.token;
        if (flat)
            part.price.rate = flat->rate.value_or(rateAt(token, row.time));
        else if (const Percentage *share = std::get_if<Percentage>(&charge.shape))
            part.price.rate = share->percent;
        return index;
    }

    static Decimal rateAt(const RatedToken &token, Instant t)
    {
        Decimal rate = token.price.rate;
        for (const DatedPrice &later : token.laterPrices)
            if (later.from <= t)
                rate = later.price.rate;
        return rate;
    }

    Result<void> collectWalk(std::uint32_t token)
    {
        if (!m_walks[token])
            return {};
        Result<std::vector<PeriodPart>> parts = m_walks[token]->finish();
        if (!parts)
            return std::unexpected(parts.error());
        std::size_t piece = 0;
        for (std::size_t i = 0; i < parts->size(); ++i) {
            PeriodPart &part = (*parts)[i];
            while (m_spans[piece].end <= m_walkSpans[token][i].begin)
                ++piece;
            if (!part.isTouched)
                continue;
            ChargeCount &target = m_counts[piece];
            for (RowCharge row : part.rows) {
                row.part = static_cast<std::uint32_t>(target.parts.size());
                target.rows.push_back(row);
            }
            target.parts.push_back(std::move(part.part));
            target.parts.back().token = token;
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
        std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return count.parts[i].token; });
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
    const ChargeHistory &m_charge;
    bool m_keepsRows;
    std::vector<ChargeCount> m_counts;
    std::vector<Interval> m_stretches; ///< earlier and billed periods
    std::vector<Interval> m_spans; ///< of the pieces
    std::vector<std::uint32_t> m_partOf; ///< of the current piece, by token
    std::size_t m_stretch = 0;
    std::size_t m_piece = 0;
    bool m_isStarted = false;
    FreeUnits m_free;
    std::int64_t m_given = 0; ///< units given free in the stretch so far
    std::vector<std::int64_t> m_givenTo; ///< of these, by token
    std::vector<std::int64_t> m_shares; ///< of a divided allowance, by token
    const Charge *m_sharesOf = nullptr; ///< whose m_shares are, in this stretch
    std::vector<std::vector<Interval>> m_walkSpans; ///< by token
    std::vector<std::optional<CappedWalk>> m_walks; ///< by token
};

} // namespace

std::vector<DatedPrice> cappedPrices(
    const RatedPeriods &periods, const ChargeHistory &history, const RatedToken &token)
{
    const std::vector<DatedPrice> own = ownPrices(token);
    std::vector<Instant> changes;
    for (std::size_t version = 0; version < periods.versions.size(); ++version)
        changes.push_back(periods.spanOf(version).begin);
    for (const DatedPrice &price : own)
        changes.push_back(price.from);
    std::ranges::sort(changes);
    std::vector<DatedPrice> prices;
    for (const Instant change : changes) {
        const Charge *charge = history.byVersion[periods.versionAt(change)];
        if (!charge || !cappedOf(*charge))
            continue;
        const DatedPrice next{change, cappedOf(*charge)->resolve(inForce(own, change).price)};
        if (prices.empty() || prices.back().price != next.price)
            prices.push_back(next);
    }
    return prices;
}

Result<std::vector<ChargeCount>> countCharge(const RatingInput &input, const RatedPeriods &periods,
    const std::vector<std::optional<Instant>> &termStarts, const ChargeHistory &charge, bool keepsRows)
{
    return ChargeCounting(input, periods, termStarts, charge, keepsRows).run();
}

} // namespace toll
