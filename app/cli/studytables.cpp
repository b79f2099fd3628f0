// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/studytables.h"

#include "app/cli/rows.h"

namespace toll {

namespace {

ReportTable customersOf(const Study &study)
{
    ReportTable table{"customers",
        {{"customer"}, {"baseline", true}, {"scenario", true}, {"delta", true}, {"currency"}, {"refused", true}}, {}};
    const auto add = [&table](const std::string &label, const auto &amounts, const Currency &currency) {
        table.rows.push_back({label, amountText(amounts.baseline, currency), amountText(amounts.scenario, currency),
            amountText(amounts.delta, currency), currency.code, std::to_string(amounts.refused)});
    };
    for (const Outcome &outcome : study.outcomes) {
        for (const OutcomeRow &row : outcome.customers)
            add(row.name, row, outcome.currency);
        add("total", outcome, outcome.currency);
    }
    return table;
}

ReportTable waterfallsOf(const Study &study)
{
    ReportTable table{"waterfall", {{"step"}, {"amount", true}, {"currency"}}, {}};
    for (const Waterfall &fall : study.waterfalls)
        for (const WaterfallStep &step : waterfallSteps(fall))
            table.rows.push_back({std::string(step.name), amountText(step.change.value_or(step.after), fall.currency),
                fall.currency.code});
    return table;
}

ReportTable moversOf(const Study &study)
{
    ReportTable table{"movers",
        {{"customer"}, {"baseline", true}, {"scenario", true}, {"delta", true}, {"percent", true}, {"currency"}}, {}};
    for (const Winners &winners : study.winners)
        for (const std::vector<Mover> *movers : {&winners.payMore, &winners.payLess})
            for (const Mover &mover : *movers)
                table.rows.push_back({mover.row.name, amountText(mover.row.baseline, winners.currency),
                    amountText(mover.row.scenario, winners.currency), amountText(mover.row.delta, winners.currency),
                    mover.percent ? mover.percent->toString() : std::string(), winners.currency.code});
    return table;
}

ReportTable limitsOf(const Study &study)
{
    ReportTable table{"limits",
        {{"token"}, {"customer"}, {"admitted", true}, {"refused", true}, {"first_refusal"}, {"reason"}, {"ran_out"},
            {"renewals", true}, {"delta", true}, {"currency"}},
        {}};
    for (const LimitOutcome &limits : study.limits)
        for (const CustomerLimits &customer : limits.customers)
            for (const TokenLimits &token : customer.tokens)
                table.rows.push_back({token.name, customer.name, std::to_string(token.admitted),
                    std::to_string(token.refused), token.firstRefusal ? toRfc3339(token.firstRefusal->time) : "",
                    token.firstRefusal ? std::string(name(token.firstRefusal->reason)) : "",
                    token.runOuts.empty() ? "" : toIso(token.runOuts.front().day), std::to_string(token.renewals),
                    amountText(token.delta, limits.currency), limits.currency.code});
    return table;
}

ReportTable marginsOf(const Study &study)
{
    ReportTable table{"margin", {{"when"}, {"charge", true}, {"cost", true}, {"margin", true}, {"complete"}, {"currency"}}, {}};
    for (const MarginOutcome &outcome : study.margins)
        for (const auto &[when, side] : {std::pair("before", &outcome.before), std::pair("after", &outcome.after)})
            table.rows.push_back({when, amountText(side->charge, outcome.currency),
                amountText(side->cost, outcome.currency), amountText(side->margin, outcome.currency),
                side->isComplete ? "yes" : "no", outcome.currency.code});
    return table;
}

ReportTable sweepOf(const SweepTable &sweep)
{
    ReportTable table{"sweep", {}, {}};
    for (const SweepAxis &axis : sweep.axes)
        table.columns.push_back({axis.key});
    for (const char *column : {"baseline", "scenario", "delta"})
        table.columns.push_back({column, true});
    table.columns.push_back({"currency"});
    table.columns.push_back({"refused", true});
    for (std::size_t i = 0; i < sweep.points.size(); ++i) {
        std::vector<std::string> values(sweep.axes.size());
        std::size_t rest = i;
        for (std::size_t axis = sweep.axes.size(); axis-- > 0; rest /= sweep.axes[axis].values.size())
            values[axis] = sweep.axes[axis].values[rest % sweep.axes[axis].values.size()];
        for (const CurrencyTotal &total : sweep.points[i]) {
            std::vector<std::string> row = values;
            for (const Decimal *amount : {&total.baseline, &total.scenario, &total.delta})
                row.push_back(amountText(*amount, total.currency));
            row.push_back(total.currency.code);
            row.push_back(std::to_string(total.refused));
            table.rows.push_back(std::move(row));
        }
    }
    return table;
}

ReportTable tornadoesOf(const Study &study)
{
    ReportTable table{"tornado",
        {{"parameter"}, {"low"}, {"high"}, {"at_low", true}, {"at_high", true}, {"effect", true}, {"currency"}}, {}};
    for (std::size_t i = 0; i < study.tornadoes.size(); ++i) {
        const Currency &currency = study.outcomes[i].currency;
        for (const TornadoBar &bar : study.tornadoes[i].bars)
            table.rows.push_back({bar.step.key, bar.step.low, bar.step.high, amountText(bar.atLow, currency),
                amountText(bar.atHigh, currency), amountText(bar.effect, currency), currency.code});
    }
    return table;
}

ReportTable goalsOf(const Study &study)
{
    ReportTable table{"goal", {{"state"}, {"first", true}, {"value", true}, {"total", true}}, {}};
    for (const GoalAnswer &answer : study.goals)
        table.rows.push_back({std::string(name(answer.state)), answer.first ? answer.first->toString() : "",
            answer.best.value.toString(), answer.best.total.toString()});
    return table;
}

ReportTable outlooksOf(const Study &study)
{
    ReportTable table{"outlook",
        {{"day"}, {"median", true}, {"low80", true}, {"high80", true}, {"low95", true}, {"high95", true}, {"currency"}},
        {}};
    for (const Forecast &forecast : study.forecasts)
        for (std::size_t step = 0; step < forecast.outcome.cumulative.size(); ++step) {
            const FanStep &fan = forecast.outcome.cumulative[step];
            const Currency &currency = forecast.outlook.currency;
            const Date day = dateFromDays(daysSinceEpoch(forecast.outlook.firstDay) + static_cast<std::int64_t>(step));
            table.rows.push_back({toIso(day), amountText(fan.median, currency), amountText(fan.low[1], currency),
                amountText(fan.high[1], currency), amountText(fan.low[2], currency), amountText(fan.high[2], currency),
                currency.code});
        }
    return table;
}

ReportTable comparisonsOf(const Study &study)
{
    ReportTable table{"forecast",
        {{"total"}, {"mean", true}, {"median", true}, {"low80", true}, {"high80", true}, {"low95", true},
            {"high95", true}, {"currency"}},
        {}};
    for (const ForecastComparison &comparison : study.comparisons)
        for (const auto &[label, totals] : {std::pair("baseline", &comparison.baseline),
                 std::pair("scenario", &comparison.scenario), std::pair("delta", &comparison.delta)}) {
            const FanStep &fan = totals->quantiles;
            const Currency &currency = comparison.currency;
            table.rows.push_back({label, amountText(totals->mean, currency), amountText(fan.median, currency),
                amountText(fan.low[1], currency), amountText(fan.high[1], currency), amountText(fan.low[2], currency),
                amountText(fan.high[2], currency), currency.code});
        }
    return table;
}

} // namespace

std::vector<ReportTable> tablesOf(const Study &study)
{
    std::vector<ReportTable> tables{customersOf(study)};
    const auto add = [&tables](bool isAsked, auto make) {
        if (isAsked)
            tables.push_back(make());
    };
    add(!study.waterfalls.empty(), [&] { return waterfallsOf(study); });
    add(!study.winners.empty(), [&] { return moversOf(study); });
    add(!study.limits.empty(), [&] { return limitsOf(study); });
    add(!study.margins.empty(), [&] { return marginsOf(study); });
    add(study.sweep.has_value(), [&] { return sweepOf(*study.sweep); });
    add(!study.tornadoes.empty(), [&] { return tornadoesOf(study); });
    add(!study.goals.empty(), [&] { return goalsOf(study); });
    add(!study.forecasts.empty(), [&] { return outlooksOf(study); });
    add(!study.comparisons.empty(), [&] { return comparisonsOf(study); });
    return tables;
}

} // namespace toll
