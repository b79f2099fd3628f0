// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/term.h"

#include <algorithm>

namespace toll {

namespace {

/// Lays terms one after the other, counted from an anchor as long as they follow on.
class TermRun {
public:
    TermRun(const Lifetime &lifetime, Instant start, const Zone &zone) : m_lifetime(lifetime), m_zone(zone)
    {
        appendAt(start);
    }

    /// Another lifetime from `at` on, for the term that holds it and for those to come.
    void setLifetime(const Lifetime &lifetime, Instant at)
    {
        if (lifetime == m_lifetime)
            return;
        m_lifetime = lifetime;
        Interval &last = m_terms.back().span;
        if (!last.contains(at) || isExtended())
            return;
        m_anchor = m_terms.back().anchor();
        m_laid = 1;
        last.end = m_lifetime ? std::min(steps().at(1), latestInstant) : latestInstant;
        if (last.end <= at) {
            last.end = at;
            countFrom(at);
        }
    }

    [[nodiscard]] const std::vector<Term> &terms() const { return m_terms; }
    [[nodiscard]] Instant end() const { return m_terms.back().span.end; }
    /// Nothing can follow a term without end.
    [[nodiscard]] bool isComplete() const { return end() == latestInstant; }

    /// One more term, at the end of the last.
    void append() { lay(end()); }

    /// One more term, counted anew.
    void appendAt(Instant begin)
    {
        countFrom(begin);
        lay(begin);
    }

    void appendUntil(Instant until)
    {
        while (end() <= until && !isComplete())
            append();
    }

    void extend(const Span &by)
    {
        Instant &last = m_terms.back().span.end;
        last = std::min(addSpans(last, by, 1, m_zone), latestInstant);
        countFrom(last);
        m_extended = m_terms.back().number;
    }

private:
    void countFrom(Instant anchor)
    {
        m_anchor = {anchor};
        m_laid = 0;
    }

    /// Only where there is a lifetime.
    [[nodiscard]] Steps steps() const
    {
        return m_anchor.wall ? Steps(m_anchor.start, *m_anchor.wall, *m_lifetime, m_zone)
                             : Steps(m_anchor.start, *m_lifetime, m_zone);
    }

    void lay(Instant begin)
    {
        Term term{{begin, latestInstant}, static_cast<std::int64_t>(m_terms.size()) + 1};
        if (m_lifetime) {
            const Steps steps = this->steps();
            if (m_laid > 0 && m_lifetime->kind != Span::Kind::Exact)
                term.wall = steps.wallAt(m_laid);
            // A local day that does not exist makes no term.
            while ((term.span.end = steps.at(++m_laid)) <= begin) { }
            term.span.end = std::min(term.span.end, latestInstant);
        }
        m_terms.push_back(term);
    }

    /// What an operator granted stays granted.
    [[nodiscard]] bool isExtended() const { return m_extended == m_terms.back().number; }

    Lifetime m_lifetime;
    const Zone &m_zone;
    WindowAnchor m_anchor;
    std::int64_t m_laid = 0; ///< terms since the anchor
    std::int64_t m_extended = 0; ///< number of the last term that was extended
    std::vector<Term> m_terms;
};

} // namespace

std::vector<Term> termsOf(
    const TokenPrice &price, std::span<const TermChange> changes, Instant start, Instant until, const Zone &zone)
{
    const DatedPrice only{earliestInstant, price};
    return termsOf(std::span(&only, 1), changes, start, until, zone);
}

std::vector<Term> termsOf(std::span<const DatedPrice> prices, std::span<const TermChange> changes, Instant start,
    Instant until, const Zone &zone)
{
    auto price = prices.begin();
    while (std::next(price) != prices.end() && std::next(price)->from <= start)
        ++price;
    TermRun run(price->price.lifetime, start, zone);
    const auto isAutomatic = [&] { return price->price.renewal == Renewal::Auto; };
    const auto goTo = [&](Instant at) {
        while (std::next(price) != prices.end() && std::next(price)->from <= at) {
            const auto next = std::next(price);
            if (isAutomatic())
                run.appendUntil(next->from);
            run.setLifetime(next->price.lifetime, next->from);
            price = next;
        }
        if (isAutomatic())
            run.appendUntil(at);
    };
    for (const TermChange &change : changes) {
        goTo(change.at);
        if (run.isComplete())
            continue;
        if (change.kind == TermChange::Kind::Extend && change.by)
            run.extend(*change.by);
        else if (change.kind == TermChange::Kind::Renew && !isAutomatic() && change.at <= run.end())
            run.append();
        else if (change.kind == TermChange::Kind::Renew && !isAutomatic())
            run.appendAt(change.at);
    }
    goTo(until);
    std::vector<Term> terms = run.terms();
    std::erase_if(terms, [&](const Term &term) { return term.span.begin > until; });
    return terms;
}

Result<std::optional<std::int64_t>> termAllowance(const TokenPrice &price, const Term &term, const Zone &zone)
{
    std::optional<std::int64_t> smallest;
    std::optional<Error> overflow;
    for (const Cap &cap : price.caps) {
        const auto total = WindowGrid(cap, term.span, term.anchor(), price.align, zone).total();
        if (!total)
            overflow = total.error();
        else if (*total && (!smallest || **total < *smallest))
            smallest = **total;
    }
    // A total too large to count is never the smallest beside one that can be counted.
    if (!smallest && overflow)
        return std::unexpected(*overflow);
    return smallest;
}

std::optional<Instant> firstTermStart(const Token &token, std::optional<Instant> firstUse)
{
    if (token.starts == Starts::Creation)
        return token.createdAt;
    if (!firstUse)
        return std::nullopt;
    return floorTo(*firstUse, msPerQuarter);
}

} // namespace toll
