// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/quickreplay.h"

#include "core/base/checked.h"
#include "core/simulation/demand.h"
#include "core/simulation/demandrun.h"
#include "core/simulation/quickrun.h"

#include <algorithm>

namespace toll {

namespace {

/// Outlines whose matrices are kept; a matrix takes four bytes a window, twelve more once it is sorted.
constexpr std::size_t mostKept = 24;

} // namespace

std::vector<CurrencyTotal> totalsOf(const std::vector<Outcome> &outcomes)
{
    std::vector<CurrencyTotal> totals;
    for (const Outcome &outcome : outcomes)
        totals.push_back({outcome.currency, outcome.baseline, outcome.scenario, outcome.delta, outcome.refused});
    return totals;
}

QuickReplay::QuickReplay(const Baseline &baseline) : m_baseline(baseline), m_use(baseline)
{
    std::vector<Replayed> bills;
    for (const BaselineCustomer &customer : baseline.customers)
        bills.push_back({customer.total, 0});
    const Result<std::vector<Outcome>> before = outcomesOf(baseline, bills);
    if (!before)
        return; // without sums everything is left to replay(), which says what is wrong with them
    m_before = totalsOf(*before);
    for (const BaselineCustomer &customer : baseline.customers)
        m_currencyOf.push_back(static_cast<std::size_t>(
            std::ranges::find(m_before, customer.currency.code, [](const auto &total) { return total.currency.code; })
            - m_before.begin()));
}

std::shared_ptr<const UsageMatrix> QuickReplay::matrixFor(const Scenario &outline) const
{
    return matricesFor({outline}).front();
}

std::vector<std::shared_ptr<const UsageMatrix>> QuickReplay::matricesFor(const std::vector<Scenario> &outlines) const
{
    std::vector<std::shared_ptr<const UsageMatrix>> matrices(outlines.size());
    std::vector<Scenario> missing;
    {
        const std::lock_guard lock(m_mutex);
        for (std::size_t i = 0; i < outlines.size(); ++i) {
            const auto known = std::ranges::find(m_kept, outlines[i], &Kept::outline);
            if (known == m_kept.end()) {
                missing.push_back(outlines[i]);
                continue;
            }
            std::rotate(known, std::next(known), m_kept.end());
            matrices[i] = m_kept.back().matrix;
        }
    }
    const std::vector<std::shared_ptr<const UsageMatrix>> made = UsageMatrix::build(m_baseline, m_use, missing);
    const std::lock_guard lock(m_mutex);
    for (std::size_t i = 0, next = 0; i < matrices.size(); ++i) {
        if (matrices[i])
            continue;
        matrices[i] = made[next];
        if (m_kept.size() == mostKept)
            m_kept.erase(m_kept.begin());
        m_kept.push_back({missing[next++], matrices[i]});
    }
    return matrices;
}

Result<std::vector<Replayed>> QuickReplay::replayed(const Scenario &scenario) const
{
    const std::shared_ptr<const UsageMatrix> matrix = matrixFor(outlineOf(scenario));
    const UsageMatrix &sums = *matrix;
    std::vector<Replayed> replayed(m_baseline.customers.size());
    for (const std::uint32_t customer : sums.refused()) {
        const Result<Replayed> one = replayCustomer(m_baseline.customers[customer], scenario, m_baseline.range);
        if (!one)
            return std::unexpected(one.error());
        replayed[customer] = *one;
    }
    const Result<std::vector<TokenPrice>> prices = sums.prices(scenario);
    const Result<std::vector<std::int64_t>> caps = prices ? sums.caps(*prices) : std::unexpected(prices.error());
    if (!caps)
        return std::unexpected(caps.error());
    const std::vector<std::int64_t> within = sums.unitsWithin(*caps, false);
    std::vector<std::int64_t> amounts(sums.lines().size());
    const bool isScaled = sums.amounts(*prices, within, amounts);
    for (std::size_t i = 0; i < sums.lines().size(); ++i) {
        const UsageMatrix::Line &line = sums.lines()[i];
        const Result<Decimal> amount =
            isScaled ? Decimal::fromParts(amounts[i], line.minorDigits) : sums.amount(line, *prices, within);
        Replayed &of = replayed[line.customer];
        const Result<Decimal> total = amount ? of.total.plus(*amount) : amount;
        if (!total || !addChecked(of.refused, sums.refusedUnits(line, *prices, within)))
            return fail(ErrorCode::Overflow);
        of.total = *total;
    }
    return replayed;
}

Result<std::vector<Outcome>> QuickReplay::outcomes(const Scenario &scenario) const
{
    if (changesUse(scenario))
        return replay(m_baseline, scenario);
    const Result<std::vector<Replayed>> replayed = this->replayed(scenario);
    // Whatever is wrong, the function that bills is the one to say it.
    return replayed ? outcomesOf(m_baseline, *replayed) : replay(m_baseline, scenario);
}

Result<std::vector<CurrencyTotal>> QuickReplay::totals(const Scenario &scenario) const
{
    Result<std::vector<std::vector<CurrencyTotal>>> totals = this->totals(std::span(&scenario, 1), Pace());
    return totals ? Result<std::vector<CurrencyTotal>>(std::move(totals->front())) : std::unexpected(totals.error());
}

Result<std::vector<std::vector<CurrencyTotal>>> QuickReplay::totals(
    std::span<const Scenario> scenarios, const Pace &pace) const
{
    if (std::ranges::any_of(scenarios, &changesUse))
        return DemandRun(m_baseline, scenarios, pace).run();
    return QuickRun(*this, scenarios, pace).run();
}

std::vector<MatrixRefusal> QuickReplay::refusals(const Scenario &scenario) const
{
    return matrixFor(outlineOf(scenario))->refusals();
}

std::vector<MatrixRefusal> matrixRefusals(const Baseline &baseline, const Scenario &scenario)
{
    return QuickReplay(baseline).refusals(scenario);
}

bool matrixSuffices(const Baseline &baseline, const Scenario &scenario)
{
    return matrixRefusals(baseline, scenario).empty();
}

} // namespace toll
