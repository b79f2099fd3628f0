// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/outlookgroup.h"

#include "core/rating/capped.h"
#include "core/simulation/applying.h"
#include "core/simulation/customerpricing.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

bool isByTheDay(const Cap &cap)
{
    return cap.unit == TimeUnit::Day || cap.unit == TimeUnit::Week || cap.unit == TimeUnit::Month
        || cap.unit == TimeUnit::Year;
}

/// Whether a charge can be rated from how many requests a day has.
bool isOnRequests(const Charge &charge)
{
    if (std::holds_alternative<Fixed>(charge.shape))
        return true;
    const Graduated *graduated = std::get_if<Graduated>(&charge.shape);
    const Volume *volume = std::get_if<Volume>(&charge.shape);
    return charge.meter == "requests" && charge.match.empty() && !charge.hasModifiers()
        && !std::holds_alternative<Percentage>(charge.shape) && !(graduated && graduated->by == TierBy::Request)
        && !(volume && volume->by == TierBy::Request);
}

bool hasFineWindows(const Charge &charge, const TokenPrice &own)
{
    const TokenPrice price = priceOf(charge, own);
    return isLimitedByWindows(price) && !std::ranges::all_of(price.caps, &isByTheDay);
}

std::optional<OutlookFault> faultOf(const BaselineCustomer &customer)
{
    if (!std::ranges::all_of(customer.plan.charges, &isOnRequests))
        return OutlookFault::Plan;
    for (const Charge &charge : customer.plan.charges)
        for (const RatedToken &token : customer.tokens)
            if (hasFineWindows(charge, token.price))
                return OutlookFault::Windows;
    return std::nullopt;
}

/// Collects one customer.
class Grouping {
public:
    Grouping(const BaselineCustomer &customer, const Interval &range, const OutlookDays &days)
        : m_customer(customer), m_range(range), m_days(days)
    {
    }

    Result<OutlookGroup> run()
    {
        if (const auto fault = faultOf(m_customer)) {
            for (std::size_t token = 0; token < m_customer.tokens.size(); ++token)
                m_group.gaps.push_back({named(token), *fault});
            return std::move(m_group);
        }
        readRows();
        std::vector<std::uint32_t> drawn;
        for (std::size_t token = 0; token < m_customer.tokens.size(); ++token)
            if (addToken(token))
                drawn.push_back(static_cast<std::uint32_t>(token));
        if (drawn.empty())
            return std::move(m_group);
        auto pricing = std::make_shared<CustomerPricing>(
            m_customer, std::move(m_history), ratedTokens(), std::move(drawn), m_days, periodAnchor());
        if (Result<void> prepared = pricing->prepare(); !prepared)
            return std::unexpected(prepared.error());
        m_group.effort = pricing->effort();
        m_group.group.pricing = std::move(pricing);
        return std::move(m_group);
    }

private:
    [[nodiscard]] OutlookToken named(std::size_t token) const
    {
        return {m_customer.id, m_customer.name, m_customer.tokens[token].id, m_customer.tokens[token].name};
    }

    /// Billable requests: by day for the bootstrap, and as few rows for what is under way.
    void readRows()
    {
        m_counts = std::vector<DailyCounts>(m_customer.tokens.size(), DailyCounts(m_days));
        m_fits.assign(m_customer.tokens.size(), true);
        m_history.tokens = m_customer.usage.tokens;
        std::map<std::pair<std::int64_t, std::uint32_t>, UsageRow> byDay;
        std::map<std::int16_t, bool> isBillable;
        for (const UsageRow &row : m_customer.usage.rows) {
            const auto [known, isNew] = isBillable.try_emplace(row.status, false);
            if (isNew)
                known->second = m_customer.plan.isBillable(row.status);
            if (!known->second || row.time >= m_days.horizonBegin())
                continue;
            if (m_range.contains(row.time) && !m_counts[row.token].add(row.time, row.requests))
                m_fits[row.token] = false;
            UsageRow &sum = byDay[{m_days.dayOf(row.time), row.token}];
            sum.requests = (sum.time == Instant() ? 0 : sum.requests) + row.requests;
            sum.time = row.time;
            sum.token = row.token;
        }
        for (const auto &[day, row] : byDay)
            m_history.rows.push_back(row);
        std::ranges::stable_sort(m_history.rows, {}, &UsageRow::time);
    }

    /// Whether its counts are drawn.
    bool addToken(std::size_t token)
    {
        const RatedToken &rated = m_customer.tokens[token];
        StepHistory history = m_counts[token].take();
        const bool hasEnded = rated.revokedAt && *rated.revokedAt <= m_days.horizonBegin();
        if (!m_fits[token] || history.counts.empty() || hasEnded) {
            const OutlookFault fault = !m_fits[token] ? OutlookFault::Size
                : history.counts.empty()              ? OutlookFault::Unused
                                                      : OutlookFault::Ended;
            m_group.gaps.push_back({named(token), fault});
            return false;
        }
        SimulatedToken &simulated = m_group.group.tokens.emplace_back();
        simulated.id = rated.id.text;
        simulated.history = std::move(history);
        m_group.tokens.push_back(named(token));
        return true;
    }

    /// First terms begin where they did, though the history has fewer rows.
    [[nodiscard]] std::vector<RatedToken> ratedTokens() const
    {
        std::vector<RatedToken> tokens = m_customer.tokens;
        const std::vector<std::optional<Instant>> starts = termStarts(inputOf(m_customer, m_range));
        for (std::size_t token = 0; token < tokens.size(); ++token)
            tokens[token].firstTermStart = starts[token];
        return tokens;
    }

    [[nodiscard]] Instant periodAnchor() const
    {
        const std::vector<UsageRow> &rows = m_customer.usage.rows;
        return rows.empty() ? m_range.begin : floorTo(rows.front().time, msPerQuarter);
    }

    const BaselineCustomer &m_customer;
    const Interval &m_range;
    const OutlookDays &m_days;
    std::vector<DailyCounts> m_counts;
    std::vector<bool> m_fits;
    UsageTable m_history;
    OutlookGroup m_group;
};

} // namespace

bool needsRating(const BaselineCustomer &customer, const CustomerUse &use)
{
    if (use.fault)
        return *use.fault != MatrixFault::Size;
    const Charge &charge = customer.plan.charges.front();
    return std::ranges::any_of(customer.tokens, [&](const RatedToken &token) {
        const TokenPrice price = priceOf(charge, token.price);
        const bool isDaily = price.caps.size() == 1 && price.caps.front().unit == TimeUnit::Day
            && price.caps.front().every == 1;
        return isLimitedByWindows(price) && !isDaily && !hasFineWindows(charge, token.price);
    });
}

Result<OutlookGroup> outlookGroupOf(const BaselineCustomer &customer, const Interval &range, const OutlookDays &days)
{
    return Grouping(customer, range, days).run();
}

} // namespace toll
