// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/demandrun.h"

#include "core/simulation/demand.h"

#include <algorithm>
#include <thread>

namespace toll {

namespace {

/// What of a scenario its use depends on: rates only where demand looks at them.
Scenario demandIn(const Scenario &scenario)
{
    Scenario demand;
    if (!changesUse(scenario))
        return demand;
    demand.on = scenario.on;
    demand.volumeFactor = scenario.volumeFactor;
    demand.elasticity = scenario.elasticity;
    if (!scenario.elasticity)
        return demand;
    demand.charge = scenario.charge;
    demand.plan = scenario.plan;
    demand.rate = scenario.rate;
    demand.rateFactor = scenario.rateFactor;
    demand.ofCharge = scenario.ofCharge;
    return demand;
}

} // namespace

DemandRun::DemandRun(const Baseline &baseline, std::span<const Scenario> scenarios, const Pace &pace)
    : m_baseline(baseline), m_scenarios(scenarios), m_pace(pace)
{
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const Scenario demand = demandIn(scenarios[i]);
        auto group = std::ranges::find(m_groups, demand, &Group::demand);
        if (group == m_groups.end())
            group = m_groups.insert(m_groups.end(), Group{demand, {}});
        group->members.push_back(i);
    }
}

Result<std::vector<std::vector<CurrencyTotal>>> DemandRun::run()
{
    // Each group has a history of its own at hand: no more of them at once than threads.
    const std::size_t outer = std::clamp<std::size_t>(m_pace.threads, 1, std::max<std::size_t>(1, m_groups.size()));
    {
        const std::size_t inner = std::max<std::size_t>(1, m_pace.threads / outer);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < outer; ++i)
            others.emplace_back([this, inner] { work(inner); });
        work(inner);
    }
    std::vector<std::vector<CurrencyTotal>> totals(m_scenarios.size());
    for (Group &group : m_groups) {
        if (!group.totals)
            return std::unexpected(group.totals.error());
        for (std::size_t i = 0; i < group.members.size(); ++i)
            totals[group.members[i]] = std::move((*group.totals)[i]);
    }
    return totals;
}

void DemandRun::work(std::size_t threads)
{
    for (std::size_t i = m_next++; i < m_groups.size() && !m_pace.stop.stop_requested(); i = m_next++)
        m_groups[i].totals = totalsOf(m_groups[i], threads);
}

Result<std::vector<std::vector<CurrencyTotal>>> DemandRun::totalsOf(const Group &group, std::size_t threads)
{
    const Result<Baseline> scaled = withDemand(m_baseline, group.demand);
    if (!scaled)
        return std::unexpected(scaled.error());
    std::vector<Scenario> scenarios;
    for (const std::size_t member : group.members)
        scenarios.push_back(withoutDemand(m_scenarios[member]));
    const QuickReplay quick(*scaled);
    return quick.totals(scenarios, {threads, m_pace.stop, [this](std::size_t, std::size_t) { report(); }});
}

void DemandRun::report()
{
    const std::lock_guard lock(m_mutex);
    ++m_done;
    if (m_pace.progress)
        m_pace.progress(m_done, m_scenarios.size());
}

} // namespace toll
