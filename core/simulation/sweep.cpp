// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/sweep.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t mostAxes = 3;

Result<void> check(const SweepGrid &grid)
{
    if (grid.axes.empty() || grid.axes.size() > mostAxes)
        return fail(ErrorCode::OutOfRange, "axes", std::to_string(grid.axes.size()), "1…3");
    std::size_t points = 1;
    for (std::size_t i = 0; i < grid.axes.size(); ++i) {
        const SweepAxis &axis = grid.axes[i];
        if (axis.values.empty())
            return fail(ErrorCode::Missing, axis.key);
        for (std::size_t other = 0; other < i; ++other)
            if (grid.axes[other].key == axis.key)
                return fail(ErrorCode::Conflict, "axes", axis.key);
        if (axis.values.size() > mostSweepPoints / points)
            return fail(ErrorCode::OutOfRange, axis.key, {}, std::to_string(mostSweepPoints));
        points *= axis.values.size();
    }
    return {};
}

} // namespace

Result<std::vector<std::string>> valuesBetween(const Decimal &from, const Decimal &to, const Decimal &step)
{
    if (step <= Decimal(0))
        return fail(ErrorCode::OutOfRange, {}, step.toString());
    std::vector<std::string> values;
    Decimal value = from;
    while (value <= to) {
        if (values.size() == mostSweepPoints)
            return fail(ErrorCode::OutOfRange, {}, step.toString());
        values.push_back(value.toString());
        const Result<Decimal> next = value.plus(step);
        if (!next)
            return std::unexpected(next.error());
        value = *next;
    }
    return values;
}

Result<std::vector<Scenario>> scenariosOf(const SweepGrid &grid)
{
    if (Result<void> checked = check(grid); !checked)
        return std::unexpected(checked.error());
    std::vector<Scenario> scenarios{grid.base};
    for (const SweepAxis &axis : grid.axes) {
        std::vector<Scenario> finer;
        finer.reserve(scenarios.size() * axis.values.size());
        for (const Scenario &scenario : scenarios)
            for (const std::string &value : axis.values) {
                finer.push_back(scenario);
                if (Result<void> done = applySetting(finer.back(), axis.key + '=' + value); !done)
                    return std::unexpected(done.error());
            }
        scenarios = std::move(finer);
    }
    return scenarios;
}

std::size_t SweepTable::at(std::initializer_list<std::size_t> indices) const
{
    std::size_t place = 0;
    const SweepAxis *axis = axes.data();
    for (const std::size_t index : indices)
        place = place * axis++->values.size() + index;
    return place;
}

Result<SweepTable> sweep(const QuickReplay &quick, const SweepGrid &grid, const Pace &pace)
{
    Result<std::vector<Scenario>> scenarios = scenariosOf(grid);
    if (!scenarios)
        return std::unexpected(scenarios.error());
    Result<std::vector<std::vector<CurrencyTotal>>> points = quick.totals(*scenarios, pace);
    if (!points)
        return std::unexpected(points.error());
    return SweepTable{grid.axes, std::move(*scenarios), std::move(*points)};
}

} // namespace toll
