// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/replay.h"

#include "core/base/checked.h"
#include "core/simulation/applying.h"
#include "core/simulation/demand.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace toll {

namespace {

Result<Replayed> sumOf(const Statement &statement)
{
    Replayed sum{statement.total, 0};
    for (const StatementLine &line : statement.lines)
        for (const LinePart &part : line.parts)
            if (!addChecked(sum.refused, part.refused))
                return fail(ErrorCode::Overflow, "refused");
    return sum;
}

} // namespace

Result<Replayed> replayCustomer(
    const BaselineCustomer &customer, const Scenario &scenario, const std::optional<Interval> &range)
{
    if (changesUse(scenario)) {
        BaselineCustomer other = customer;
        const Result<void> done = followDemand(other, scenario, range);
        return done ? replayCustomer(other, withoutDemand(scenario), range) : std::unexpected(done.error());
    }
    const Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, scenario, range);
    if (!next)
        return std::unexpected(next.error());
    if (customer.grain == Grain::Cells && !cellsSuffice((*next)->input))
        return fail(ErrorCode::WrongState, "grain", "cells", "events");
    const Result<Statement> statement = rate((*next)->input);
    return statement ? sumOf(*statement) : std::unexpected(statement.error());
}

Result<void> rateBaseline(Baseline &baseline)
{
    for (BaselineCustomer &customer : baseline.customers) {
        const Result<Statement> statement = rate(inputOf(customer, baseline.range));
        if (!statement)
            return std::unexpected(statement.error());
        customer.total = statement->total;
    }
    return {};
}

bool cellsSuffice(const Baseline &baseline, const Scenario &scenario)
{
    return std::ranges::all_of(baseline.customers, [&](const BaselineCustomer &customer) {
        const Result<std::unique_ptr<ChangedCustomer>> next = changed(customer, scenario, baseline.range);
        return !next || customer.grain == Grain::Events || cellsSuffice((*next)->input);
    });
}

std::optional<Decimal> percentChange(const Decimal &before, const Decimal &after)
{
    if (before.isZero())
        return std::nullopt;
    const Result<Decimal> delta = after.minus(before);
    const Result<Decimal> hundredfold = delta ? delta->times(100) : delta;
    const Result<Decimal> percent = hundredfold ? hundredfold->divided(before.abs(), 1, Rounding::HalfUp) : hundredfold;
    return percent ? std::optional(*percent) : std::nullopt;
}

Result<std::vector<Outcome>> replay(const Baseline &baseline, const Scenario &scenario)
{
    std::vector<Replayed> replayed;
    for (const BaselineCustomer &customer : baseline.customers) {
        const Result<Replayed> one = replayCustomer(customer, scenario, baseline.range);
        if (!one)
            return std::unexpected(one.error());
        replayed.push_back(*one);
    }
    return outcomesOf(baseline, replayed);
}

Result<std::vector<Outcome>> outcomesOf(const Baseline &baseline, std::span<const Replayed> replayed)
{
    std::map<std::string, Outcome> byCurrency;
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> rows; // by currency and customer
    for (std::size_t i = 0; i < baseline.customers.size(); ++i) {
        const BaselineCustomer &customer = baseline.customers[i];
        Outcome &outcome = byCurrency[customer.currency.code];
        outcome.currency = customer.currency;
        const auto [known, isNew] =
            rows.try_emplace({customer.currency.code, customer.id.text}, outcome.customers.size());
        if (isNew)
            outcome.customers.push_back({customer.id, customer.name, {}, {}, {}, 0});
        OutcomeRow &row = outcome.customers[known->second];
        const auto add = [](Decimal &sum, const Decimal &more) {
            const Result<Decimal> total = sum.plus(more);
            sum = total.value_or(sum);
            return total.has_value();
        };
        const Result<Decimal> delta = replayed[i].total.minus(customer.total);
        if (!delta || !add(row.baseline, customer.total) || !add(row.scenario, replayed[i].total)
            || !add(row.delta, *delta) || !add(outcome.baseline, customer.total)
            || !add(outcome.scenario, replayed[i].total) || !add(outcome.delta, *delta)
            || !addChecked(row.refused, replayed[i].refused) || !addChecked(outcome.refused, replayed[i].refused))
            return fail(ErrorCode::Overflow, customer.name);
    }
    std::vector<Outcome> outcomes;
    for (auto &[code, outcome] : byCurrency) {
        std::ranges::sort(outcome.customers, {}, &OutcomeRow::name);
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

} // namespace toll
