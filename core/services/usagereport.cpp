// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagereport.h"

#include "core/services/eventjson.h"

#include <algorithm>

namespace toll {

namespace {

std::string amountText(const Money &money)
{
    return money.rounded(Rounding::HalfUp).toString();
}

Json amountsJson(const std::vector<Money> &amounts)
{
    Json::Array texts;
    for (const Money &money : amounts) {
        Json amount;
        amount.set("amount", amountText(money));
        amount.set("currency", money.currency.code);
        texts.push_back(std::move(amount));
    }
    return texts;
}

Json marginsJson(const std::vector<Margin> &margins)
{
    Json::Array texts;
    for (const Margin &margin : margins) {
        Json one;
        one.set("amount", margin.amount ? Json(amountText({*margin.amount, margin.currency})) : Json());
        one.set("currency", margin.currency.code);
        if (margin.gap != MarginGap::None)
            one.set("unknown", name(margin.gap));
        texts.push_back(std::move(one));
    }
    return texts;
}

Json numberOrNull(const std::optional<std::int64_t> &number)
{
    return number ? Json(*number) : Json();
}

void addCosts(Json &json, const UsageSums &sums)
{
    const bool isOne = sums.costs.size() == 1;
    json.set("cost", isOne ? Json(amountText(sums.costs[0])) : Json());
    json.set("cost_currency", isOne ? Json(sums.costs[0].currency.code) : Json());
    if (sums.costs.size() > 1)
        json.set("costs", amountsJson(sums.costs));
    json.set("cost_unknown", sums.costUnknown);
    const Margin *only = sums.margins.size() == 1 ? &sums.margins.front() : nullptr;
    json.set("margin", only && only->amount ? Json(amountText({*only->amount, only->currency})) : Json());
    json.set("margin_currency", only ? Json(only->currency.code) : Json());
    json.set("margin_unknown", only && only->gap != MarginGap::None ? Json(name(only->gap)) : Json());
    if (sums.margins.size() > 1)
        json.set("margins", marginsJson(sums.margins));
}

std::string text(const std::optional<std::int64_t> &number)
{
    return number ? std::to_string(*number) : std::string(); // unknown stays empty, never 0
}

std::vector<std::string> countCells(const UsageSums &sums)
{
    const std::optional<Decimal> rate = sums.errorRate();
    std::vector<std::string> cells{
        std::to_string(sums.requests), std::to_string(sums.errors), rate ? rate->toString() : std::string()};
    for (const MeterSum &unit : sums.units)
        cells.push_back(unit.known > 0 ? std::to_string(unit.sum) : std::string());
    cells.push_back(text(sums.responseMean()));
    for (const int percent : {50, 95, 99})
        cells.push_back(text(sums.responsePercentile(percent)));
    return cells;
}

/// The amounts of one group line by line: the n-th currency of each kind.
void addMoneyCells(std::vector<std::string> &row, const UsageSums &sums, std::size_t line, bool withCosts)
{
    const auto add = [&row](bool isThere, const std::string &amount, const std::string &currency) {
        row.push_back(isThere ? amount : std::string());
        row.push_back(isThere ? currency : std::string());
    };
    const Money *charge = line < sums.amounts.size() ? &sums.amounts[line] : nullptr;
    add(charge, charge ? amountText(*charge) : "", charge ? charge->currency.code : "");
    if (!withCosts)
        return;
    const Money *cost = line < sums.costs.size() ? &sums.costs[line] : nullptr;
    add(cost, cost ? amountText(*cost) : "", cost ? cost->currency.code : "");
    row.push_back(line == 0 ? std::to_string(sums.costUnknown) : std::string());
    const Margin *margin = line < sums.margins.size() ? &sums.margins[line] : nullptr;
    add(margin, margin && margin->amount ? amountText({*margin->amount, margin->currency}) : "",
        margin ? margin->currency.code : "");
    row.emplace_back(margin ? name(margin->gap) : "");
}

void addRows(ReportTable &table, const UsageSums &sums, bool withCosts)
{
    const std::size_t lines = std::max(
        {std::size_t(1), sums.amounts.size(), withCosts ? sums.costs.size() : 0, withCosts ? sums.margins.size() : 0});
    const std::vector<std::string> counts = countCells(sums);
    for (std::size_t line = 0; line < lines; ++line) {
        std::vector<std::string> row = sums.keys;
        if (line == 0) // the counts stand once, so that a column of them sums to the truth
            row.insert(row.end(), counts.begin(), counts.end());
        else
            row.resize(row.size() + counts.size());
        addMoneyCells(row, sums, line, withCosts);
        table.rows.push_back(std::move(row));
    }
}

} // namespace

std::string_view name(MarginGap gap)
{
    switch (gap) {
    case MarginGap::NoPriceList:
        return "no_price_list";
    case MarginGap::NoRate:
        return "no_exchange_rate";
    case MarginGap::None:
        break;
    }
    return {};
}

Json toJson(const UsageSums &sums, const std::vector<Grouping> &by, bool withCosts)
{
    Json json;
    for (std::size_t i = 0; i < by.size() && i < sums.keys.size(); ++i)
        json.set(name(by[i]), sums.keys[i]);
    if (!by.empty() && !sums.token.isEmpty())
        json.set("token_id", sums.token.text);
    json.set("requests", sums.requests);
    json.set("errors", sums.errors);
    const std::optional<Decimal> rate = sums.errorRate();
    json.set("error_rate", rate ? Json(rate->toString()) : Json());
    for (std::size_t i = 0; i < unitMeterCount; ++i) {
        const MeterSum &units = sums.units[i];
        json.set(std::string(name(static_cast<UnitMeter>(i))), units.known > 0 ? Json(units.sum) : Json());
    }
    json.set("response_mean_ms", numberOrNull(sums.responseMean()));
    json.set("response_p50_ms", numberOrNull(sums.responsePercentile(50)));
    json.set("response_p95_ms", numberOrNull(sums.responsePercentile(95)));
    json.set("response_p99_ms", numberOrNull(sums.responsePercentile(99)));
    const bool isOne = sums.amounts.size() == 1;
    json.set("amount", isOne ? Json(amountText(sums.amounts[0])) : Json());
    json.set("currency", isOne ? Json(sums.amounts[0].currency.code) : Json());
    if (sums.amounts.size() > 1)
        json.set("amounts", amountsJson(sums.amounts));
    if (withCosts)
        addCosts(json, sums);
    return json;
}

Json toJson(const UsageSummary &summary, bool withCosts)
{
    Json::Array rows;
    for (const UsageSums &sums : summary.rows)
        rows.push_back(toJson(sums, summary.by, withCosts));
    Json json;
    json.set("rows", std::move(rows));
    json.set("total", toJson(summary.total, {}, withCosts));
    return json;
}

std::vector<std::string> summaryColumns(const UsageSummary &summary, bool withCosts)
{
    std::vector<std::string> columns;
    for (const Grouping &grouping : summary.by)
        columns.push_back(name(grouping));
    for (const char *column :
        {"requests", "errors", "error_rate", "input_units", "cached_input_units", "cache_write_units", "output_units",
            "response_mean_ms", "response_p50_ms", "response_p95_ms", "response_p99_ms", "amount", "currency"})
        columns.emplace_back(column);
    if (withCosts)
        for (const char *column :
            {"cost", "cost_currency", "cost_unknown", "margin", "margin_currency", "margin_unknown"})
            columns.emplace_back(column);
    return columns;
}

ReportTable summaryTable(const std::string &name, const UsageSummary &summary, bool withCosts)
{
    ReportTable table;
    table.name = name;
    const std::vector<std::string> columns = summaryColumns(summary, withCosts);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const bool isText = i < summary.by.size() || columns[i].ends_with("currency") || columns[i] == "margin_unknown";
        table.columns.push_back({columns[i], !isText});
    }
    for (const UsageSums &sums : summary.rows)
        addRows(table, sums, withCosts);
    return table;
}

Json toJson(const EventRow &row)
{
    Json json = toJson(row.stored);
    json.set("token_name", row.tokenName);
    json.set("customer", row.customerName);
    return json;
}

Json toJson(const EventsFound &found)
{
    Json::Array rows;
    for (const EventRow &row : found.rows)
        rows.push_back(toJson(row));
    Json json;
    json.set("rows", std::move(rows));
    json.set("matching", found.matching);
    json.set("requests", found.requests);
    json.set("all_requests", found.allRequests);
    json.set("missing", Json());
    if (found.missing)
        json.set(
            "missing", Json().set("start", toRfc3339(found.missing->begin)).set("end", toRfc3339(found.missing->end)));
    return json;
}

ReportTable canonicalUsageTable()
{
    ReportTable table;
    table.name = "usage";
    table.columns = {{"time", false}, {"id", false}, {"customer", false}, {"token", false}, {"status", true},
        {"response_ms", true}, {"count", true}, {"input_units", true}, {"cached_input_units", true},
        {"cache_write_units", true}, {"output_units", true}, {"model", false}, {"endpoint", false}, {"source", false}};
    return table;
}

} // namespace toll
