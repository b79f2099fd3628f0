// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/termwalk.h"

#include <algorithm>

namespace toll {

TermWalk::TermWalk(std::span<const DatedPrice> prices, const RatedToken &token, Instant firstTermStart,
    std::optional<Instant> until, const Zone &zone)
    : m_prices(prices), m_token(token), m_start(firstTermStart), m_until(until), m_zone(zone)
{
    while (m_known < m_prices.size() && m_prices[m_known].from <= m_start)
        ++m_known;
    m_known = std::max<std::size_t>(m_known, 1);
    layTerms();
}

void TermWalk::layTerms()
{
    if (m_until)
        m_terms = termsOf(m_prices.first(m_known), m_token.changes, m_start, *m_until, m_zone);
}

Result<TermPlace> TermWalk::moveTo(Instant t)
{
    m_change = Change::None;
    if (m_known < m_prices.size() && m_prices[m_known].from <= t) {
        while (m_known < m_prices.size() && m_prices[m_known].from <= t)
            ++m_known;
        layTerms();
        m_isStale = true;
    }
    while (m_term < m_terms.size() && m_terms[m_term].span.end <= t) {
        ++m_term;
        m_isOpen = false;
    }
    if (m_token.revokedAt && t >= *m_token.revokedAt)
        return TermPlace::Revoked;
    if (m_term >= m_terms.size() || !m_terms[m_term].span.contains(t))
        return m_terms.empty() || t < m_terms.front().span.begin ? TermPlace::BeforeFirst : TermPlace::Ended;
    if (m_isOpen && !m_isStale)
        return TermPlace::Inside;
    if (Result<void> read = readTerm(); !read)
        return std::unexpected(read.error());
    return TermPlace::Inside;
}

void TermWalk::forgetEnded()
{
    if (m_term == 0 || m_term >= m_terms.size())
        return;
    m_terms.erase(m_terms.begin(), m_terms.begin() + static_cast<std::ptrdiff_t>(m_term));
    m_terms.shrink_to_fit();
    m_term = 0;
}

Result<void> TermWalk::readTerm()
{
    m_series = capSeriesOf(m_prices.first(m_known), term(), m_zone);
    const Result<std::optional<std::int64_t>> allowance = allowanceOf(m_series);
    if (!allowance)
        return std::unexpected(allowance.error());
    m_allowance = *allowance;
    m_change = m_isOpen ? Change::Learnt : Change::Opened;
    m_isOpen = true;
    m_isStale = false;
    return {};
}

} // namespace toll
