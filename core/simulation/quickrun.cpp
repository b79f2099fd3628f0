// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/quickrun.h"

#include "core/base/checked.h"

#include <algorithm>
#include <numeric>
#include <thread>

namespace toll {

namespace {

/// From how many caps of one outline on it pays to sort its counts.
constexpr std::size_t cheapBatches = 32;
/// Outlines whose matrices one thread makes at once.
constexpr std::size_t mostTogether = 8;

std::vector<std::int64_t> countsOf(const Scenario &scenario)
{
    std::vector<std::int64_t> counts;
    for (const Cap &cap : scenario.caps.value_or(std::vector<Cap>()))
        counts.push_back(cap.count);
    return counts;
}

} // namespace

QuickRun::QuickRun(const QuickReplay &quick, std::span<const Scenario> scenarios, const Pace &pace)
    : m_quick(quick), m_scenarios(scenarios), m_pace(pace), m_results(scenarios.size(), fail(ErrorCode::Cancelled))
{
}

Result<std::vector<std::vector<CurrencyTotal>>> QuickRun::run()
{
    sortOut();
    {
        const std::size_t threads =
            std::clamp<std::size_t>(m_pace.threads, 1, std::max<std::size_t>(1, m_batches.size()));
        const std::size_t outlines =
            m_outlines.size() >= 2 * threads ? std::min(mostTogether, m_outlines.size() / threads) : 0;
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < threads; ++i)
            others.emplace_back([this, outlines] { work(outlines); });
        work(outlines);
    }
    if (m_done < m_scenarios.size())
        return fail(ErrorCode::Cancelled);
    std::vector<std::vector<CurrencyTotal>> totals;
    totals.reserve(m_results.size());
    for (Result<std::vector<CurrencyTotal>> &result : m_results) {
        if (!result)
            return std::unexpected(result.error()); // of the first that has one, whoever came to it first
        totals.push_back(std::move(*result));
    }
    return totals;
}

void QuickRun::sortOut()
{
    std::vector<std::size_t> outlineOf(m_scenarios.size());
    std::vector<std::vector<std::int64_t>> counts(m_scenarios.size());
    for (std::size_t i = 0; i < m_scenarios.size(); ++i) {
        const Scenario outline = toll::outlineOf(m_scenarios[i]);
        const auto known = std::ranges::find(m_outlines, outline, [](const auto &one) { return one->outline; });
        outlineOf[i] = static_cast<std::size_t>(known - m_outlines.begin());
        if (known == m_outlines.end())
            m_outlines.emplace_back(std::make_unique<Outline>())->outline = outline;
        counts[i] = countsOf(m_scenarios[i]);
    }
    m_order.resize(m_scenarios.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    const auto keyOf = [&](std::size_t i) { return std::tie(outlineOf[i], counts[i]); };
    std::ranges::stable_sort(m_order, [&](std::size_t a, std::size_t b) { return keyOf(a) < keyOf(b); });
    for (std::size_t at = 0; at < m_order.size(); ++at) {
        if (at == 0 || keyOf(m_order[at]) != keyOf(m_order[at - 1])) {
            const std::size_t outline = outlineOf[m_order[at]];
            if (m_batches.empty() || m_batches.back().outline != outline)
                m_outlines[outline]->begin = m_batches.size();
            m_batches.push_back({outline, at, at});
            m_outlines[outline]->end = m_batches.size();
        }
        m_batches.back().end = at + 1;
    }
}

void QuickRun::work(std::size_t outlines)
{
    if (outlines == 0) {
        for (std::size_t i = m_next++; i < m_batches.size() && !isStopped(); i = m_next++)
            answer(m_batches[i]);
        return;
    }
    for (std::size_t i = m_next.fetch_add(outlines); i < m_outlines.size() && !isStopped();
         i = m_next.fetch_add(outlines)) {
        const std::size_t end = std::min(i + outlines, m_outlines.size());
        makeMatrices(i, end);
        for (std::size_t outline = i; outline < end; ++outline) {
            for (std::size_t batch = m_outlines[outline]->begin; batch < m_outlines[outline]->end && !isStopped(); ++batch)
                answer(m_batches[batch]);
            m_outlines[outline]->matrix.reset(); // nobody else has it, and there may be many
        }
    }
}

void QuickRun::makeMatrices(std::size_t begin, std::size_t end)
{
    if (m_quick.m_currencyOf.empty())
        return;
    std::vector<Scenario> outlines;
    for (std::size_t i = begin; i < end; ++i)
        outlines.push_back(m_outlines[i]->outline);
    const auto matrices = m_quick.matricesFor(outlines);
    for (std::size_t i = begin; i < end; ++i)
        std::call_once(m_outlines[i]->made, [&] { m_outlines[i]->matrix = matrices[i - begin]; });
}

void QuickRun::answer(const Batch &batch)
{
    Outline &outline = *m_outlines[batch.outline];
    std::call_once(outline.made, [&] {
        if (!m_quick.m_currencyOf.empty())
            outline.matrix = m_quick.matrixFor(outline.outline);
    });
    const UsageMatrix *matrix = outline.matrix.get();
    std::vector<std::int64_t> within;
    std::vector<std::int64_t> amounts(matrix ? matrix->lines().size() : 0);
    for (std::size_t at = batch.begin; at < batch.end && !isStopped(); ++at) {
        const Scenario &scenario = m_scenarios[m_order[at]];
        std::optional<std::vector<CurrencyTotal>> totals;
        if (const auto prices = matrix ? matrix->prices(scenario) : fail(ErrorCode::Internal)) {
            const auto caps = within.empty() ? matrix->caps(*prices) : std::vector<std::int64_t>();
            if (caps && within.empty())
                within = matrix->unitsWithin(*caps, outline.end - outline.begin >= cheapBatches);
            if (caps)
                totals = totalsOf(*matrix, scenario, *prices, within, amounts);
        }
        if (totals) {
            finish(m_order[at], std::move(*totals));
            continue;
        }
        const Result<std::vector<Outcome>> outcomes = replay(m_quick.m_baseline, scenario);
        finish(m_order[at],
            outcomes ? Result<std::vector<CurrencyTotal>>(toll::totalsOf(*outcomes))
                     : std::unexpected(outcomes.error()));
    }
}

std::optional<std::vector<CurrencyTotal>> QuickRun::totalsOf(const UsageMatrix &matrix, const Scenario &scenario,
    std::span<const TokenPrice> prices, std::span<const std::int64_t> within, std::vector<std::int64_t> &amounts) const
{
    if (!matrix.amounts(prices, within, amounts)) {
        const Result<std::vector<Outcome>> outcomes = m_quick.outcomes(scenario);
        return outcomes ? std::optional(toll::totalsOf(*outcomes)) : std::nullopt;
    }
    std::vector<CurrencyTotal> totals = m_quick.m_before;
    std::vector<std::int64_t> sums(totals.size());
    const bool refuses = std::ranges::any_of(prices, [](const TokenPrice &p) { return p.overCap == OverCap::Reject; });
    for (const UsageMatrix::Run &run : matrix.runs()) {
        const std::size_t of = m_quick.m_currencyOf[matrix.lines()[run.begin].customer];
        for (std::size_t i = run.begin; i < run.end; ++i)
            sums[of] += amounts[i]; // together no more than all units at the highest price, which fits
        for (std::size_t i = run.begin; i < run.end && refuses; ++i)
            totals[of].refused += matrix.refusedUnits(matrix.lines()[i], prices, within);
    }
    for (std::size_t i = 0; i < totals.size(); ++i) {
        const Result<Decimal> sum = Decimal::fromParts(sums[i], totals[i].currency.minorDigits);
        if (!sum)
            return std::nullopt;
        totals[i].scenario = *sum;
    }
    if (!addRefused(matrix, scenario, totals))
        return std::nullopt;
    for (CurrencyTotal &total : totals) {
        const Result<Decimal> delta = total.scenario.minus(total.baseline);
        if (!delta)
            return std::nullopt;
        total.delta = *delta;
    }
    return totals;
}

bool QuickRun::addRefused(const UsageMatrix &matrix, const Scenario &scenario, std::vector<CurrencyTotal> &totals) const
{
    const Baseline &baseline = m_quick.m_baseline;
    for (const std::uint32_t customer : matrix.refused()) {
        const Result<Replayed> one = replayCustomer(baseline.customers[customer], scenario, baseline.range);
        CurrencyTotal &total = totals[m_quick.m_currencyOf[customer]];
        const Result<Decimal> sum = one ? total.scenario.plus(one->total) : std::unexpected(one.error());
        if (!sum || !addChecked(total.refused, one->refused))
            return false;
        total.scenario = *sum;
    }
    return true;
}

void QuickRun::finish(std::size_t scenario, Result<std::vector<CurrencyTotal>> totals)
{
    m_results[scenario] = std::move(totals);
    const std::lock_guard lock(m_mutex);
    ++m_done;
    if (m_pace.progress)
        m_pace.progress(m_done, m_scenarios.size());
}

} // namespace toll
