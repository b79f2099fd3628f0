// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/outlook.h"

#include "core/rating/capseries.h"
#include "core/simulation/applying.h"
#include "core/simulation/outlookgroup.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace toll {

namespace {

constexpr int mostRateDigits = 12; ///< after the point
constexpr std::int64_t mostEffort = 40'000'000; ///< rows rated for an outlook: some ten seconds of one core
constexpr std::int64_t fewestRatedRuns = 200;

/// One customer's tokens as the horizon will find them.
class CustomerOutlook {
public:
    CustomerOutlook(const BaselineCustomer &customer, const CustomerUse &use, const OutlookDays &days)
        : m_customer(customer), m_use(use), m_days(days)
    {
    }

    std::optional<OutlookFault> tokenAt(std::size_t index, SimulatedToken &to) const
    {
        if (m_use.fault)
            return OutlookFault::Size; // all others are rated together
        const RatedToken &token = m_customer.tokens[index];
        if (!m_use.starts[index])
            return OutlookFault::Unused;
        const Charge &charge = m_customer.plan.charges.front();
        const TokenPrice price = priceOf(charge, token.price);
        to.id = token.id.text;
        if (!takeRate(price, charge, to) || !takeHistory(index, to.history))
            return OutlookFault::Size;
        if (to.history.counts.empty())
            return OutlookFault::Unused;
        if (token.revokedAt && *token.revokedAt <= m_days.horizonBegin())
            return OutlookFault::Ended;
        return std::holds_alternative<Flat>(charge.shape) ? std::nullopt : takeLimits(index, price, to);
    }

private:
    [[nodiscard]] static bool takeRate(const TokenPrice &price, const Charge &charge, SimulatedToken &to)
    {
        const Result<Decimal> rate = price.rate.shiftedDown(charge.perPlaces);
        const Result<Decimal> overage = price.overageRate.value_or(price.rate).shiftedDown(charge.perPlaces);
        if (!rate || !overage)
            return false;
        to.rate = *rate;
        if (price.overageRate)
            to.overageRate = *overage;
        const auto fits = [](const Decimal &value) { return value.rounded(mostRateDigits, Rounding::Floor) == value; };
        return fits(*rate) && fits(*overage);
    }

    /// Billable units by local day, from the first day of use on.
    bool takeHistory(std::size_t index, StepHistory &to) const
    {
        DailyCounts counts(m_days);
        for (std::size_t at = m_use.begins[index]; at < m_use.begins[index + 1]; ++at)
            if (!counts.add(m_use.marks[at].time, m_use.marks[at + 1].before - m_use.marks[at].before))
                return false;
        to = counts.take();
        return true;
    }

    std::optional<OutlookFault> takeLimits(std::size_t index, const TokenPrice &price, SimulatedToken &to) const
    {
        to.scope = price.capScope;
        to.overCap = price.overCap;
        if (isLimitedByWindows(price)) {
            const Cap &cap = price.caps.front();
            if (price.caps.size() != 1 || cap.unit != TimeUnit::Day || cap.every != 1)
                return OutlookFault::Windows;
            to.cap = cap.count;
        }
        const std::vector<DatedPrice> prices{{earliestInstant, price}};
        const std::vector<Term> terms = termsOf(
            prices, m_customer.tokens[index].changes, *m_use.starts[index], m_days.horizonEnd(), m_customer.zone);
        for (const Term &term : terms) {
            if (term.span.end <= m_days.horizonBegin() || term.span.begin >= m_days.horizonEnd())
                continue;
            const auto allowance = allowanceOf(capSeriesOf(prices, term, m_customer.zone));
            if (!allowance)
                return OutlookFault::Size;
            SimulatedTerm simulated;
            simulated.firstStep = m_days.stepOf(term.span.begin);
            const std::size_t end = std::max(m_days.stepOf(term.span.end), simulated.firstStep + 1);
            simulated.steps = end - simulated.firstStep;
            if (*allowance)
                simulated.allowance = std::max<std::int64_t>(0, **allowance - billedBefore(index, term.span.begin));
            if (!to.terms.empty() && to.terms.back().firstStep + to.terms.back().steps > simulated.firstStep)
                return OutlookFault::Windows; // terms shorter than a day
            to.terms.push_back(simulated);
        }
        return to.terms.empty() ? std::optional(OutlookFault::Ended) : std::nullopt;
    }

    /// Units from an instant to the horizon.
    [[nodiscard]] std::int64_t billedBefore(std::size_t index, Instant from) const
    {
        // Also the mark after the token's last: its sum is that of all before.
        const auto marks = std::span(m_use.marks).subspan(
            m_use.begins[index], m_use.begins[index + 1] - m_use.begins[index] + 1);
        const auto placeOf = [&](Instant t) {
            return static_cast<std::size_t>(
                std::ranges::lower_bound(marks.first(marks.size() - 1), t, {}, &CustomerUse::Mark::time)
                - marks.begin());
        };
        const std::size_t first = placeOf(from);
        const std::size_t last = placeOf(m_days.horizonBegin());
        return last <= first ? 0 : marks[last].before - marks[first].before;
    }

    const BaselineCustomer &m_customer;
    const CustomerUse &m_use;
    const OutlookDays &m_days;
};

/// The customers as the scenario would have them.
Result<Baseline> under(const Baseline &baseline, const Scenario &scenario)
{
    Baseline after;
    after.range = baseline.range;
    for (const BaselineCustomer &customer : baseline.customers) {
        Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, scenario, baseline.range);
        if (!next)
            return std::unexpected(next.error());
        BaselineCustomer &made = after.customers.emplace_back(customer);
        made.tokens = (*next)->input.tokens;
        made.plan = std::move((*next)->plan);
        made.versions = std::move((*next)->versions);
        for (RatedToken &token : made.tokens) {
            if (!token.laterPrices.empty()) // what comes is priced by the last one
                token.price = token.laterPrices.back().price;
            token.laterPrices.clear();
        }
        if (made.versions.size() > 1)
            made.plan = made.versions.back().plan;
        made.versions.clear();
    }
    return after;
}

/// One currency's outlook while customers are added to it.
struct Collected {
    void begin(const BaselineCustomer &customer, const OutlookDays &days)
    {
        outlook.currency = customer.currency;
        outlook.history = {days.startOf(days.first()), days.horizonBegin()};
        outlook.firstDay = dateFromDays(days.end());
        outlook.input.steps = days.horizon();
        outlook.missingDays = days.missing().size();
    }

    void addTokens(const BaselineCustomer &customer, const CustomerOutlook &view)
    {
        for (std::size_t token = 0; token < customer.tokens.size(); ++token) {
            OutlookToken named{customer.id, customer.name, customer.tokens[token].id, customer.tokens[token].name};
            SimulatedToken simulated;
            if (const auto fault = view.tokenAt(token, simulated)) {
                outlook.gaps.push_back({std::move(named), *fault});
                continue;
            }
            outlook.tokens.push_back(std::move(named));
            outlook.input.tokens.push_back(std::move(simulated));
        }
    }

    void addGroup(OutlookGroup group)
    {
        std::ranges::move(group.gaps, std::back_inserter(outlook.gaps));
        std::ranges::move(group.tokens, std::back_inserter(grouped));
        if (!group.group.tokens.empty())
            outlook.input.groups.push_back(std::move(group.group));
        effort += group.effort;
    }

    Outlook finish()
    {
        outlook.ratedTogether = grouped.size();
        std::ranges::move(grouped, std::back_inserter(outlook.tokens));
        if (effort > 0)
            outlook.mostRuns = std::max(fewestRatedRuns, mostEffort / effort);
        return std::move(outlook);
    }

    Outlook outlook;
    std::vector<OutlookToken> grouped; ///< they come after all others
    std::int64_t effort = 0;
};

} // namespace

std::string_view name(OutlookFault fault)
{
    static constexpr std::array<std::string_view, 5> names{"plan", "windows", "ended", "unused", "size"};
    return names[static_cast<std::size_t>(fault)];
}

Result<std::vector<Outlook>> outlookOf(const Baseline &baseline, const Scenario &scenario, std::size_t days)
{
    const Result<Baseline> after = under(baseline, scenario);
    if (!after)
        return std::unexpected(after.error());
    if (!after->range)
        return std::vector<Outlook>();
    const BilledUse use(*after);
    const UsedQuarters used(*after, *after->range);
    std::map<std::string, Collected> byCurrency;
    for (std::size_t i = 0; i < after->customers.size(); ++i) {
        const BaselineCustomer &customer = after->customers[i];
        const OutlookDays local(*after->range, customer.zone, days, used);
        Collected &collected = byCurrency[customer.currency.code];
        if (collected.outlook.currency.code.empty())
            collected.begin(customer, local);
        if (!needsRating(customer, use.customers[i])) {
            collected.addTokens(customer, CustomerOutlook(customer, use.customers[i], local));
            continue;
        }
        Result<OutlookGroup> group = outlookGroupOf(customer, *after->range, local);
        if (!group)
            return std::unexpected(group.error());
        collected.addGroup(std::move(*group));
    }
    std::vector<Outlook> outlooks;
    for (auto &[code, collected] : byCurrency)
        outlooks.push_back(collected.finish());
    return outlooks;
}

} // namespace toll
