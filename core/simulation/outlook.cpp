// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/outlook.h"

#include "core/base/checked.h"
#include "core/rating/capseries.h"
#include "core/simulation/applying.h"
#include "core/simulation/matrixfit.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace toll {

namespace {

constexpr std::size_t week = 7;
constexpr int mostRateDigits = 12; ///< after the point

/// The local days of a customer's zone that a range holds whole, and those of the horizon behind them.
class Days {
public:
    Days(const Interval &range, const Zone &zone, std::size_t horizon) : m_zone(zone), m_horizon(horizon)
    {
        m_first = dayOf(range.begin);
        if (startOf(m_first) < range.begin)
            ++m_first;
        m_end = std::max(m_first, dayOf(range.end));
    }
    [[nodiscard]] std::int64_t dayOf(Instant t) const { return daysSinceEpoch(m_zone.toLocal(t).date); }
    [[nodiscard]] Instant startOf(std::int64_t day) const { return m_zone.startOfDay(dateFromDays(day)); }
    [[nodiscard]] std::int64_t first() const { return m_first; }
    [[nodiscard]] std::int64_t end() const { return m_end; } ///< the first day of the horizon
    [[nodiscard]] Instant horizonBegin() const { return startOf(m_end); }
    [[nodiscard]] Instant horizonEnd() const { return startOf(m_end + static_cast<std::int64_t>(m_horizon)); }
    /// 0 is Monday; 1970-01-01 was a Thursday.
    [[nodiscard]] static std::size_t weekday(std::int64_t day)
    {
        return static_cast<std::size_t>(((day + 3) % std::int64_t{week} + std::int64_t{week}) % std::int64_t{week});
    }
    /// Days from the beginning of the horizon, within it.
    [[nodiscard]] std::size_t stepOf(Instant t) const
    {
        const std::int64_t step = (t >= horizonEnd() ? m_end + static_cast<std::int64_t>(m_horizon) : dayOf(t)) - m_end;
        return static_cast<std::size_t>(std::max<std::int64_t>(0, step));
    }

private:
    const Zone &m_zone;
    std::size_t m_horizon;
    std::int64_t m_first = 0;
    std::int64_t m_end = 0;
};

/// One customer's tokens as the horizon will find them.
class CustomerOutlook {
public:
    CustomerOutlook(const BaselineCustomer &customer, const CustomerUse &use, const Days &days)
        : m_customer(customer), m_use(use), m_days(days)
    {
    }

    std::optional<OutlookFault> tokenAt(std::size_t index, SimulatedToken &to) const
    {
        if (m_use.fault)
            return m_use.fault == MatrixFault::Size ? OutlookFault::Size : OutlookFault::Plan;
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
        std::int64_t first = m_days.end();
        for (std::size_t at = m_use.begins[index]; at < m_use.begins[index + 1]; ++at) {
            const std::int64_t day = m_days.dayOf(m_use.marks[at].time);
            if (day < m_days.first() || day >= m_days.end())
                continue;
            if (to.counts.empty()) {
                first = day;
                to.counts.resize(static_cast<std::size_t>(m_days.end() - day));
            }
            std::int64_t &count = to.counts[static_cast<std::size_t>(day - first)];
            if (!addChecked(count, m_use.marks[at + 1].before - m_use.marks[at].before) || count > mostInAStep)
                return false;
        }
        to.season = week;
        to.firstPlace = Days::weekday(first);
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
    const Days &m_days;
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
    std::map<std::string, Outlook> byCurrency;
    for (std::size_t i = 0; i < after->customers.size(); ++i) {
        const BaselineCustomer &customer = after->customers[i];
        const Days local(*after->range, customer.zone, days);
        const auto [entry, isNew] = byCurrency.try_emplace(customer.currency.code);
        Outlook &outlook = entry->second;
        if (isNew) {
            outlook.currency = customer.currency;
            outlook.history = {local.startOf(local.first()), local.horizonBegin()};
            outlook.firstDay = dateFromDays(local.end());
            outlook.input.steps = days;
        }
        const CustomerOutlook view(customer, use.customers[i], local);
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
    std::vector<Outlook> outlooks;
    for (auto &[code, outlook] : byCurrency)
        outlooks.push_back(std::move(outlook));
    return outlooks;
}

} // namespace toll
