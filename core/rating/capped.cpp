// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/capped.h"

#include "core/base/checked.h"
#include "core/rating/windowcounter.h"

#include <algorithm>
#include <map>

namespace toll {

class CappedWalk::Walk {
public:
    explicit Walk(CappedInput input) : m_input(std::move(input)), m_results(m_input.pieces.size())
    {
        for (std::size_t i = 0; i < m_results.size(); ++i)
            m_results[i].part.price = priceAt(m_input.pieces[i].begin);
        while (m_known < m_input.prices.size() && m_input.prices[m_known].from <= m_input.firstTermStart)
            ++m_known;
        m_known = std::max<std::size_t>(m_known, 1);
        if (!m_input.pieces.empty())
            layTerms();
    }

    Result<std::vector<PeriodPart>> finish()
    {
        if (Result<void> described = describe(); !described)
            return std::unexpected(described.error());
        return std::move(m_results);
    }

    Result<void> count(const Take &take, bool isBillable, FreeUnits *free)
    {
        const UsageRow &row = usage().rows[take.row];
        if (Result<void> learnt = learnPrices(row.time); !learnt)
            return learnt;
        while (m_piece < m_input.pieces.size() && m_input.pieces[m_piece].end <= row.time)
            ++m_piece;
        PeriodPart *target = m_piece < m_input.pieces.size() && m_input.pieces[m_piece].contains(row.time)
            ? &m_results[m_piece]
            : nullptr;
        if (target && !addChecked(target->part.quantity, take.quantity))
            return fail(ErrorCode::Overflow, "quantity");
        if (target)
            target->isTouched = true;

        while (m_term < m_terms.size() && m_terms[m_term].span.end <= row.time) {
            ++m_term;
            m_isTermOpen = false;
        }
        const bool isRevoked = m_input.token->revokedAt && row.time >= *m_input.token->revokedAt;
        if (isRevoked || m_term == m_terms.size() || !m_terms[m_term].span.contains(row.time)) {
            if (target)
                bookOutside(target->part, take.quantity, isRevoked, row.time);
            return {};
        }
        if (Result<void> opened = openTerm(); !opened)
            return opened;
        if (m_input.freePerTerm > 0)
            free = &m_freeInTerm;
        return price().overCap == OverCap::Reject ? countRejecting(take, row, isBillable, free, target)
                                                  : countServing(take, row, isBillable, free, target);
    }

private:
    const UsageTable &usage() const { return *m_input.rating->usage; }
    /// In force where the walk is.
    const TokenPrice &price() const { return m_input.prices[m_known - 1].price; }
    std::span<const DatedPrice> knownPrices() const { return std::span(m_input.prices).first(m_known); }

    const TokenPrice &priceAt(Instant t) const
    {
        const auto after = std::ranges::upper_bound(m_input.prices, t, {}, &DatedPrice::from);
        return after == m_input.prices.begin() ? after->price : std::prev(after)->price;
    }

    void layTerms()
    {
        m_terms = termsOf(knownPrices(), m_input.token->changes, m_input.firstTermStart, m_input.pieces.back().end,
            m_input.rating->zone);
    }

    /// What was priced before a change stays as it was: a price is not known before it is in force.
    Result<void> learnPrices(Instant t)
    {
        if (m_known == m_input.prices.size() || m_input.prices[m_known].from > t)
            return {};
        while (m_known < m_input.prices.size() && m_input.prices[m_known].from <= t)
            ++m_known;
        layTerms();
        if (!m_isTermOpen || m_term >= m_terms.size())
            return {};
        std::vector<CapSeries> series = capSeriesOf(knownPrices(), m_terms[m_term], m_input.rating->zone);
        const Result<std::optional<std::int64_t>> allowance = allowanceOf(series);
        if (!allowance)
            return std::unexpected(allowance.error());
        m_allowance = *allowance;
        for (std::size_t i = 0; i < series.size(); ++i) {
            if (i < m_counters.size())
                m_counters[i].replace(std::move(series[i]));
            else
                m_counters.emplace_back(std::move(series[i]));
        }
        return {};
    }

    Result<void> openTerm()
    {
        if (m_isTermOpen)
            return {};
        std::vector<CapSeries> series = capSeriesOf(knownPrices(), m_terms[m_term], m_input.rating->zone);
        const Result<std::optional<std::int64_t>> allowance = allowanceOf(series);
        if (!allowance)
            return std::unexpected(allowance.error());
        m_allowance = *allowance;
        m_usedOfTerm = 0;
        m_unitsOfTerm = 0;
        m_freeInTerm.left = m_input.freePerTerm;
        m_counters.clear();
        for (CapSeries &cap : series)
            m_counters.emplace_back(std::move(cap));
        m_isTermOpen = true;
        return {};
    }

    /// Sums of no more than the part's quantity, which was checked.
    void bookOutside(LinePart &part, std::int64_t units, bool isRevoked, Instant t) const
    {
        part.outsideTerm += units;
        const bool isBefore = m_terms.empty() || t < m_terms.front().span.begin;
        (isRevoked ? part.outsideBy.revoked : isBefore ? part.outsideBy.beforeFirst : part.outsideBy.ended) += units;
    }

    std::int64_t roomInTerm() const
    {
        return m_allowance ? roomIn(*m_allowance, m_usedOfTerm) : unlimited;
    }

    std::int64_t roomInWindows(Instant t)
    {
        std::int64_t room = unlimited;
        for (WindowCounter &counter : m_counters) {
            counter.moveTo(t);
            room = std::min(room, counter.room());
        }
        return room;
    }

    /// Everything is served; only billable units use up the caps (billing-rules.md 10), those given free do not (11),
    /// and a unit that one cap has no room for uses up none of them (18).
    Result<void> countServing(
        const Take &take, const UsageRow &row, bool isBillable, FreeUnits *free, PeriodPart *target)
    {
        if (!isBillable) {
            if (target)
                target->part.addNotBillable(row.status, take.quantity);
            return {};
        }
        const std::int64_t given = free ? free->give(take.quantity) : 0;
        const std::int64_t units = take.quantity - given;
        const std::int64_t before = m_unitsOfTerm;
        if (!countUnits(units, target))
            return fail(ErrorCode::Overflow, "n");
        const std::int64_t inTerm = unitsWithin(units, roomInTerm());
        m_usedOfTerm += inTerm;
        const std::int64_t inWindows = unitsWithin(units, roomInWindows(row.time));
        use(inWindows);
        if (!target)
            return {};
        noteMisses(units - inWindows, *target);
        const bool byTerm = price().capScope == CapScope::WholeTerm;
        const std::int64_t billable = byTerm ? inTerm : inWindows;
        const std::int64_t other = byTerm ? inWindows : inTerm;
        book(take, row, {given, {billable, units - billable}, {other, units - other}, before}, *target);
        return {};
    }

    /// C per window and C x T per term are both enforced, whatever the scope; every admitted unit uses them up, and
    /// only the billable ones among them are billed (billing-rules.md 10). What is refused is refused before the
    /// allowance (11).
    Result<void> countRejecting(
        const Take &take, const UsageRow &row, bool isBillable, FreeUnits *free, PeriodPart *target)
    {
        const std::int64_t admitted = std::min({take.quantity, roomInTerm(), roomInWindows(row.time)});
        m_usedOfTerm += admitted;
        use(admitted);
        const std::int64_t before = m_unitsOfTerm;
        const std::int64_t given = isBillable && free ? free->give(admitted) : 0;
        if (isBillable && !countUnits(take.quantity - given, target))
            return fail(ErrorCode::Overflow, "n");
        if (!target)
            return {};
        const std::int64_t refused = take.quantity - admitted;
        noteMisses(refused, *target);
        target->part.refused += refused;
        const ScopeResult billed{admitted - given, refused};
        if (isBillable)
            book(take, row, {given, billed, billed, before}, *target);
        else
            target->part.addNotBillable(row.status, take.quantity);
        return {};
    }

    /// Adds to N of the term, and remembers how far it was in this period.
    bool countUnits(std::int64_t units, const PeriodPart *target)
    {
        const std::pair key{m_terms[m_term].number, target ? m_piece + 1 : 0};
        if (!m_slot || m_slotKey != key) {
            m_slot = &m_unitsSoFar[key];
            m_slotKey = key;
        }
        const bool isFit = addChecked(m_unitsOfTerm, units);
        *m_slot = m_unitsOfTerm;
        return isFit;
    }

    void use(std::int64_t units)
    {
        for (WindowCounter &counter : m_counters)
            counter.use(units);
    }

    void noteMisses(std::int64_t missed, PeriodPart &target)
    {
        if (missed == 0)
            return;
        for (WindowCounter &counter : m_counters) {
            if (counter.room() > 0)
                continue; // another cap refused them
            if (counter.miss(missed))
                ++target.part.fullWindows;
            const FullWindow full = counter.full();
            if (!target.part.fullest || full.over > target.part.fullest->over)
                target.part.fullest = full;
        }
    }

    /// What became of the billable units of a row.
    struct Booking {
        std::int64_t given = 0;
        ScopeResult applied;
        ScopeResult other;
        std::int64_t before = 0; ///< N of the term before the row
    };

    void book(const Take &take, const UsageRow &row, const Booking &booking, PeriodPart &target)
    {
        LinePart &part = target.part;
        part.n += take.quantity;
        part.given += booking.given;
        if (row.status == noStatus)
            part.absentStatus += take.quantity;
        part.applied.billable += booking.applied.billable;
        part.applied.over += booking.applied.over;
        part.other.billable += booking.other.billable;
        part.other.over += booking.other.over;
        TermPart &term = termPart(part, booking.before);
        term.n += take.quantity - booking.given;
        term.billable += booking.applied.billable;
        term.over += booking.applied.over;
        if (m_input.keepsRows)
            target.rows.push_back({take.row, 0, booking.applied.billable, booking.applied.over});
    }

    TermPart &termPart(LinePart &part, std::int64_t before)
    {
        if (part.terms.empty() || part.terms.back().term.number != m_terms[m_term].number)
            part.terms.push_back({m_terms[m_term], m_allowance, before, 0, 0, 0});
        return part.terms.back();
    }

    /// Counts the windows, and lists terms that touch a piece without use: a bill shows them too.
    Result<void> describe()
    {
        for (std::size_t p = 0; p < m_results.size(); ++p) {
            LinePart &part = m_results[p].part;
            std::size_t known = 1;
            while (known < m_input.prices.size() && m_input.prices[known].from <= m_input.pieces[p].begin)
                ++known;
            const std::span<const DatedPrice> prices = std::span(m_input.prices).first(known);
            if (known != m_known) {
                m_known = known;
                layTerms();
            }
            const Interval piece = m_input.pieces[p];
            auto term = std::ranges::upper_bound(m_terms, piece.begin, {}, [](const Term &t) { return t.span.end; });
            const std::size_t used = part.terms.size();
            for (; term != m_terms.end() && term->span.begin < piece.end; ++term)
                if (Result<void> told = describe(part, used, p, *term, prices); !told)
                    return told;
            std::ranges::sort(part.terms, {}, numberOf);
        }
        return {};
    }

    static std::int64_t numberOf(const TermPart &part) { return part.term.number; }

    /// `used`: how many terms the part has from usage, in order. A lifetime of seconds makes tens of thousands without.
    Result<void> describe(
        LinePart &part, std::size_t used, std::size_t p, const Term &term, std::span<const DatedPrice> prices)
    {
        const Interval shared = intersection(term.span, m_input.pieces[p]);
        if (shared.isEmpty())
            return {};
        const bool isListed =
            std::ranges::binary_search(std::span(part.terms).first(used), term.number, {}, numberOf);
        const std::vector<CapSeries> series = capSeriesOf(prices, term, m_input.rating->zone);
        if (!series.empty())
            part.windows += series.front().windowsWithin(shared);
        if (isListed)
            return {};
        const Result<std::optional<std::int64_t>> allowance = allowanceOf(series);
        if (!allowance)
            return std::unexpected(allowance.error());
        part.terms.push_back({term, *allowance, unitsBefore(term, p), 0, 0, 0});
        return {};
    }

    /// Status-billable units of the term before a period it has none in.
    std::int64_t unitsBefore(const Term &term, std::size_t period) const
    {
        const auto after = m_unitsSoFar.lower_bound({term.number, period + 1});
        const bool isSame = after != m_unitsSoFar.begin() && std::prev(after)->first.first == term.number;
        return isSame ? std::prev(after)->second : 0;
    }

    CappedInput m_input;
    std::vector<PeriodPart> m_results;
    std::size_t m_known = 0; ///< prices in force so far
    std::vector<Term> m_terms; ///< by these
    std::size_t m_term = 0;
    std::size_t m_piece = 0;
    bool m_isTermOpen = false;
    std::optional<std::int64_t> m_allowance;
    std::int64_t m_usedOfTerm = 0; ///< of C x T
    std::int64_t m_unitsOfTerm = 0; ///< status-billable units of the term so far, N
    FreeUnits m_freeInTerm;
    std::vector<WindowCounter> m_counters;
    /// N at the end of (term number, period counted from 1; 0 is the time before them).
    std::map<std::pair<std::int64_t, std::size_t>, std::int64_t> m_unitsSoFar;
    std::pair<std::int64_t, std::size_t> m_slotKey{};
    std::int64_t *m_slot = nullptr; ///< of m_unitsSoFar, for m_slotKey
};

CappedWalk::CappedWalk(CappedInput input) : m_walk(std::make_unique<Walk>(std::move(input))) { }
CappedWalk::~CappedWalk() = default;
CappedWalk::CappedWalk(CappedWalk &&) noexcept = default;

Result<void> CappedWalk::count(const Take &take, bool isBillable, FreeUnits *free)
{
    return m_walk->count(take, isBillable, free);
}

Result<std::vector<PeriodPart>> CappedWalk::finish()
{
    return m_walk->finish();
}

std::vector<std::optional<Instant>> termStarts(const RatingInput &input)
{
    std::vector<std::optional<Instant>> starts;
    for (const RatedToken &token : input.tokens)
        starts.push_back(token.firstTermStart);
    for (const UsageRow &row : input.usage->rows)
        if (!starts[row.token])
            starts[row.token] = floorTo(row.time, msPerQuarter);
    return starts;
}

Result<std::vector<PeriodPart>> countCapped(CappedInput input, std::span<const Take> takes)
{
    const RatingInput &rating = *input.rating;
    CappedWalk walk(std::move(input));
    for (const Take &take : takes)
        if (Result<void> counted =
                walk.count(take, rating.plan->isBillable(rating.usage->rows[take.row].status), nullptr);
            !counted)
            return std::unexpected(counted.error());
    return walk.finish();
}

} // namespace toll
