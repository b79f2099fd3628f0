// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/studyjson.h"

#include "app/cli/outlookjson.h"
#include "app/cli/rows.h"

#include <algorithm>

namespace toll {

namespace {

template<typename Amounts>
void addAmounts(Json &json, const Amounts &amounts, const Currency &currency)
{
    json.set("baseline", amountText(amounts.baseline, currency));
    json.set("scenario", amountText(amounts.scenario, currency));
    json.set("delta", amountText(amounts.delta, currency));
}

Json textsOf(const std::vector<std::string> &texts)
{
    return Json(Json::Array(texts.begin(), texts.end()));
}

Json outcomeOf(const Outcome &outcome, const std::optional<Interval> &range)
{
    Json json;
    addAmounts(json, outcome, outcome.currency);
    json.set("currency", outcome.currency.code);
    Json period;
    period.set("start", range ? Json(toRfc3339(range->begin)) : Json());
    period.set("end", range ? Json(toRfc3339(range->end)) : Json());
    json.set("period", std::move(period));
    Json::Array customers;
    for (const OutcomeRow &row : outcome.customers) {
        Json customer;
        customer.set("id", row.id.text);
        customer.set("name", row.name);
        addAmounts(customer, row, outcome.currency);
        customer.set("refused", row.refused);
        customers.push_back(std::move(customer));
    }
    json.set("customers", std::move(customers));
    json.set("refused", outcome.refused);
    return json;
}

Json waterfallOf(const Waterfall &fall)
{
    Json json;
    for (const WaterfallStep &step : waterfallSteps(fall))
        json.set(std::string(step.name), amountText(step.change.value_or(step.after), fall.currency));
    return json;
}

Json moversOf(const std::vector<Mover> &movers, const Currency &currency)
{
    Json::Array rows;
    for (const Mover &mover : movers) {
        Json row;
        row.set("name", mover.row.name);
        addAmounts(row, mover.row, currency);
        row.set("percent", mover.percent ? Json(mover.percent->toString()) : Json());
        rows.push_back(std::move(row));
    }
    return rows;
}

Json winnersJson(const Winners &winners)
{
    Json json;
    json.set("pay_more", moversOf(winners.payMore, winners.currency));
    json.set("pay_less", moversOf(winners.payLess, winners.currency));
    json.set("unchanged", static_cast<std::int64_t>(winners.unchanged));
    json.set("from_nothing", static_cast<std::int64_t>(winners.fromNothing));
    Json::Array past;
    for (const MoversPast &one : winners.past) {
        Json row;
        row.set("percent", one.percent.toString());
        row.set("pay_more", static_cast<std::int64_t>(one.payMore));
        row.set("pay_less", static_cast<std::int64_t>(one.payLess));
        past.push_back(std::move(row));
    }
    json.set("past", std::move(past));
    return json;
}

Json reasonsOf(const RefusedBy &by)
{
    Json json{Json::Object()};
    for (std::size_t reason = 0; reason < refusalReasonCount; ++reason)
        if (by[reason] > 0)
            json.set(std::string(name(static_cast<RefusalReason>(reason))), by[reason]);
    return json;
}

Json refusedRowOf(const RefusedRow &row)
{
    Json json;
    json.set("time", toRfc3339(row.time));
    json.set("customer", row.customer.text);
    json.set("token", row.token.text);
    json.set("requests", row.requests);
    json.set("reason", name(row.reason));
    json.set("limit", row.limit);
    json.set("not_before", row.notBefore ? Json(toRfc3339(*row.notBefore)) : Json());
    return json;
}

Json limitsOf(const TokenLimits &token, const Currency &currency)
{
    Json json;
    json.set("id", token.id.text);
    json.set("name", token.name);
    json.set("admitted", token.admitted);
    json.set("refused", token.refused);
    json.set("by", reasonsOf(token.by));
    json.set("first_refusal", token.firstRefusal ? refusedRowOf(*token.firstRefusal) : Json());
    Json::Array days;
    for (const RunOut &out : token.runOuts)
        days.push_back(Json().set("day", toIso(out.day)).set("at", toRfc3339(out.at)).set("term", out.term));
    json.set("ran_out", std::move(days));
    json.set("renewals", token.renewals);
    addAmounts(json, token, currency);
    return json;
}

Json limitsOf(const LimitOutcome &limits)
{
    Json json;
    json.set("admitted", limits.admitted);
    json.set("refused", limits.refused);
    json.set("by", reasonsOf(limits.by));
    addAmounts(json, limits, limits.currency);
    Json::Array customers;
    for (const CustomerLimits &customer : limits.customers) {
        Json one;
        one.set("id", customer.id.text);
        one.set("name", customer.name);
        one.set("admitted", customer.admitted);
        one.set("refused", customer.refused);
        addAmounts(one, customer, limits.currency);
        Json::Array tokens;
        for (const TokenLimits &token : customer.tokens)
            tokens.push_back(limitsOf(token, limits.currency));
        one.set("tokens", std::move(tokens));
        customers.push_back(std::move(one));
    }
    json.set("customers", std::move(customers));
    Json::Array refusals;
    for (const RefusedRow &row : limits.refusals)
        refusals.push_back(refusedRowOf(row));
    json.set("refusals", std::move(refusals));
    json.set("refused_rows", limits.refusedRows);
    return json;
}

Json sideOf(const MarginSide &side, const Currency &currency)
{
    Json json;
    json.set("charge", amountText(side.charge, currency)).set("cost", amountText(side.cost, currency));
    return json.set("margin", amountText(side.margin, currency)).set("complete", side.isComplete);
}

Json sweepOf(const SweepTable &table, const std::string &code)
{
    Json json;
    Json::Array axes;
    for (const SweepAxis &axis : table.axes)
        axes.push_back(Json().set("key", axis.key).set("values", textsOf(axis.values)));
    json.set("axes", std::move(axes));
    Json::Array points;
    for (std::size_t i = 0; i < table.points.size(); ++i) {
        const auto total = std::ranges::find_if(
            table.points[i], [&code](const CurrencyTotal &one) { return one.currency.code == code; });
        if (total == table.points[i].end())
            continue;
        Json point, values;
        std::size_t rest = i;
        for (std::size_t axis = table.axes.size(); axis-- > 0; rest /= table.axes[axis].values.size())
            values.set(table.axes[axis].key, table.axes[axis].values[rest % table.axes[axis].values.size()]);
        point.set("values", std::move(values));
        addAmounts(point, *total, total->currency);
        point.set("refused", total->refused);
        points.push_back(std::move(point));
    }
    json.set("points", std::move(points));
    return json;
}

Json tornadoOf(const Tornado &tornado, const Currency &currency)
{
    Json json;
    json.set("middle", amountText(tornado.middle, currency));
    Json::Array bars;
    for (const TornadoBar &bar : tornado.bars) {
        Json one;
        one.set("key", bar.step.key).set("low", bar.step.low).set("high", bar.step.high);
        one.set("at_low", amountText(bar.atLow, currency));
        one.set("at_high", amountText(bar.atHigh, currency));
        one.set("effect", amountText(bar.effect, currency));
        bars.push_back(std::move(one));
    }
    json.set("bars", std::move(bars));
    return json;
}

Json pointOf(const std::optional<GoalPoint> &point)
{
    Json json;
    if (point)
        json.set("value", point->value.toString()).set("total", point->total.toString());
    return json;
}

Json goalsOf(const std::vector<GoalAnswer> &answers)
{
    Json::Array all;
    for (const GoalAnswer &answer : answers) {
        Json json;
        json.set("state", name(answer.state));
        if (answer.first)
            json.set("first", answer.first->toString());
        Json::Array ranges;
        for (const GoalRange &range : answer.ranges)
            ranges.push_back(Json().set("first", range.first.toString()).set("last", range.last.toString()));
        json.set("ranges", std::move(ranges));
        json.set("best", pointOf(answer.best));
        json.set("below", pointOf(answer.below));
        json.set("above", pointOf(answer.above));
        json.set("monotone", answer.isMonotone);
        all.push_back(std::move(json));
    }
    return all;
}

} // namespace

Json::Array toJson(const Study &study)
{
    Json::Array all;
    for (std::size_t i = 0; i < study.outcomes.size(); ++i) {
        const Currency &currency = study.outcomes[i].currency;
        Json json = outcomeOf(study.outcomes[i], study.range);
        if (!study.left.empty())
            json.set("left", textsOf(study.left));
        if (i < study.waterfalls.size())
            json.set("waterfall", waterfallOf(study.waterfalls[i]));
        if (i < study.winners.size())
            json.set("movers", winnersJson(study.winners[i]));
        if (i < study.limits.size())
            json.set("limits", limitsOf(study.limits[i]));
        if (i < study.margins.size())
            json.set("margin", Json()
                                   .set("before", sideOf(study.margins[i].before, currency))
                                   .set("after", sideOf(study.margins[i].after, currency)));
        if (study.sweep)
            json.set("sweep", sweepOf(*study.sweep, currency.code));
        if (i < study.tornadoes.size())
            json.set("tornado", tornadoOf(study.tornadoes[i], currency));
        if (!study.goals.empty())
            json.set("goal", goalsOf(study.goals));
        if (i < study.forecasts.size())
            json.set("outlook", toJson(study.forecasts[i]));
        if (i < study.comparisons.size())
            json.set("forecast", toJson(study.comparisons[i]));
        all.push_back(std::move(json));
    }
    return all;
}

} // namespace toll
