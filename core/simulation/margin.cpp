// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/margin.h"

#include "core/base/pattern.h"
#include "core/rating/cuts.h"
#include "core/simulation/limitreplay.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace toll {

namespace {

/// In what is charged, and in what it costs.
using Costs = std::map<std::pair<std::string, std::string>, Decimal>;

/// What one provider sees of all customers.
struct Account {
    UsageTable usage;
    std::vector<std::uint32_t> currencyOfRow; ///< index into the baseline's currencies
};

/// Deals rows of customers out to the runs that price them.
class Accounts {
public:
    explicit Accounts(const Providers &providers) : m_providers(providers), m_accounts(providers.runs.size())
    {
        for (Account &account : m_accounts)
            account.usage.tokens = {TokenId{"upstream"}};
    }

    void add(const UsageTable &usage, const std::string &currency)
    {
        const auto known = std::ranges::find(m_currencies, currency);
        const auto place = static_cast<std::uint32_t>(known - m_currencies.begin());
        if (known == m_currencies.end())
            m_currencies.push_back(currency);
        for (const UsageRow &row : usage.rows)
            if (const std::optional<std::size_t> run = runOf(usage.text(row.source), row.time))
                m_rows.push_back({&usage, &row, *run, place});
    }

    /// In order of time, as all of one account came.
    void deal()
    {
        std::ranges::stable_sort(m_rows, {}, [](const Row &row) { return row.row->time; });
        for (const Row &row : m_rows) {
            Account &account = m_accounts[row.run];
            UsageRow copy = *row.row;
            copy.token = 0;
            copy.model = account.usage.intern(row.usage->text(copy.model));
            copy.endpoint = account.usage.intern(row.usage->text(copy.endpoint));
            copy.source = account.usage.intern(row.usage->text(copy.source));
            if (copy.custom != 0)
                copy.custom = account.usage.addCustoms(row.usage->customs(copy.custom));
            if (copy.dimensions != 0)
                copy.dimensions = account.usage.addDimensions(row.usage->dimensions(copy.dimensions));
            account.usage.rows.push_back(copy);
            account.currencyOfRow.push_back(row.currency);
        }
    }

    Result<Costs> rate(Interval range, Grain grain) const
    {
        Costs costs;
        for (std::size_t i = 0; i < m_accounts.size(); ++i) {
            const ProviderRun &run = m_providers.runs[i];
            const Interval period = intersection(run.span, range);
            if (period.isEmpty())
                continue;
            RatingInput input = providerInput(run, period, m_accounts[i].usage);
            if (grain == Grain::Cells && !cellsSuffice(input))
                return fail(ErrorCode::WrongState, "grain", "cells", "events");
            const Result<Statement> statement = toll::rate(input);
            if (!statement)
                return std::unexpected(statement.error());
            if (Result<void> added = add(*statement, m_accounts[i], run, costs); !added)
                return std::unexpected(added.error());
        }
        return costs;
    }

private:
    struct Row {
        const UsageTable *usage = nullptr;
        const UsageRow *row = nullptr;
        std::size_t run = 0;
        std::uint32_t currency = 0;
    };

    std::optional<std::size_t> runOf(const std::string &source, Instant time)
    {
        const auto [known, isNew] = m_runs.try_emplace(source);
        if (isNew)
            known->second = runsFor(source, m_providers.runs);
        for (const std::size_t run : known->second)
            if (m_providers.runs[run].span.contains(time))
                return run;
        return std::nullopt;
    }

    /// Fees that no row causes are the first currency's, as ties are.
    Result<void> add(const Statement &statement, const Account &account, const ProviderRun &run, Costs &costs) const
    {
        if (m_currencies.empty())
            return {};
        const Result<std::vector<Decimal>> shares = cut(statement, m_currencies.size(),
            [&account](std::uint32_t row) { return std::size_t{account.currencyOfRow[row]}; });
        if (!shares)
            return std::unexpected(shares.error());
        for (std::size_t i = 0; i < m_currencies.size(); ++i) {
            Decimal &cost = costs[{m_currencies[i], run.currency.code}];
            const Result<Decimal> sum = cost.plus((*shares)[i]);
            if (!sum)
                return std::unexpected(sum.error());
            cost = *sum;
        }
        return {};
    }

    const Providers &m_providers;
    std::vector<Account> m_accounts;
    std::vector<std::string> m_currencies;
    std::unordered_map<std::string, std::vector<std::size_t>> m_runs;
    std::vector<Row> m_rows;
};

/// `usages`: in place of the customers' own; empty: their own.
Result<Costs> costsOf(const Baseline &baseline, std::span<const UsageTable> usages, const Providers &providers)
{
    if (!baseline.range)
        return Costs();
    Accounts accounts(providers);
    Grain grain = Grain::Events;
    for (std::size_t i = 0; i < baseline.customers.size(); ++i) {
        const BaselineCustomer &customer = baseline.customers[i];
        accounts.add(usages.empty() ? customer.usage : usages[i], customer.currency.code);
        if (customer.grain == Grain::Cells)
            grain = Grain::Cells;
    }
    accounts.deal();
    return accounts.rate(*baseline.range, grain);
}

/// Of what is left where some is refused.
Result<Costs> costsOfServed(const Baseline &baseline, const Scenario &scenario, std::span<const Outcome> outcomes,
    const Providers &providers)
{
    if (std::ranges::none_of(outcomes, [](const Outcome &outcome) { return outcome.refused > 0; }))
        return costsOf(baseline, {}, providers);
    const Result<std::vector<UsageTable>> served = admittedUse(baseline, scenario);
    return served ? costsOf(baseline, *served, providers) : std::unexpected(served.error());
}

std::optional<Decimal> rateOf(const Providers &providers, const std::string &from, const std::string &to)
{
    if (from == to)
        return Decimal(1);
    const auto stated = std::ranges::find_if(
        providers.rates, [&](const StatedRate &rate) { return rate.base == from && rate.quote == to; });
    return stated == providers.rates.end() ? std::nullopt : std::optional(stated->rate);
}

Result<MarginSide> sideOf(
    const Decimal &charge, const Currency &currency, const Costs &costs, const Providers &providers, const Decimal &factor)
{
    MarginSide side;
    side.charge = charge;
    for (const auto &[pair, cost] : costs) {
        if (pair.first != currency.code || cost.isZero())
            continue;
        const std::optional<Decimal> rate = rateOf(providers, pair.second, currency.code);
        if (!rate) {
            side.isComplete = false;
            continue;
        }
        const Result<Decimal> scaled = cost.times(factor);
        const Result<Decimal> exact = scaled ? scaled->times(*rate) : scaled;
        const Result<Decimal> sum =
            exact ? side.cost.plus(exact->rounded(currency.minorDigits, Rounding::HalfUp)) : exact;
        if (!sum)
            return std::unexpected(sum.error());
        side.cost = *sum;
    }
    const Result<Decimal> margin = side.charge.minus(side.cost);
    if (!margin)
        return std::unexpected(margin.error());
    side.margin = *margin;
    return side;
}

Result<MarginSide> difference(const MarginSide &was, const MarginSide &is)
{
    const Result<Decimal> charge = is.charge.minus(was.charge);
    const Result<Decimal> cost = is.cost.minus(was.cost);
    const Result<Decimal> margin = is.margin.minus(was.margin);
    if (!charge || !cost || !margin)
        return fail(ErrorCode::Overflow);
    return MarginSide{*charge, *cost, *margin, was.isComplete && is.isComplete};
}

} // namespace

std::vector<std::size_t> runsFor(const std::string &source, std::span<const ProviderRun> runs)
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < runs.size(); ++i)
        if (fitsPattern(source, runs[i].pattern) && (found.empty() || runs[found.front()].pattern == runs[i].pattern))
            found.push_back(i);
    return found;
}

RatingInput providerInput(const ProviderRun &run, Interval period, const UsageTable &usage)
{
    RatingInput input;
    const auto inForce = std::ranges::upper_bound(run.versions, period.begin, {}, &DatedPlan::from);
    input.plan = inForce == run.versions.begin() ? &inForce->plan : &std::prev(inForce)->plan;
    if (run.versions.size() > 1)
        for (const DatedPlan &version : run.versions)
            input.versions.push_back({&version.plan, version.from});
    input.currency = run.currency;
    input.zone = run.zone;
    input.tokens = {RatedToken{TokenId{"upstream"}, run.pattern, {}, {}, {}, {}, {}, {}}};
    input.usage = &usage;
    input.period = period;
    input.keepRows = true;
    return input;
}

Result<std::vector<MarginOutcome>> margins(const Baseline &before, const Baseline &after, const Scenario &scenario,
    std::span<const Outcome> outcomes, const Providers &providers, const Decimal &factor)
{
    const Result<std::vector<Outcome>> asItWas = replay(before, Scenario());
    const Result<Costs> costsBefore =
        asItWas ? costsOfServed(before, Scenario(), *asItWas, providers) : std::unexpected(asItWas.error());
    const Result<Costs> costsAfter = costsOfServed(after, scenario, outcomes, providers);
    if (!costsBefore || !costsAfter)
        return std::unexpected(!costsBefore ? costsBefore.error() : costsAfter.error());
    std::vector<MarginOutcome> margins;
    for (const Outcome &outcome : outcomes) {
        const Result<MarginSide> was =
            sideOf(outcome.baseline, outcome.currency, *costsBefore, providers, Decimal(1));
        const Result<MarginSide> is = sideOf(outcome.scenario, outcome.currency, *costsAfter, providers, factor);
        if (!was || !is)
            return std::unexpected(!was ? was.error() : is.error());
        const Result<MarginSide> delta = difference(*was, *is);
        if (!delta)
            return std::unexpected(delta.error());
        margins.push_back({outcome.currency, *was, *is, *delta});
    }
    return margins;
}

} // namespace toll
