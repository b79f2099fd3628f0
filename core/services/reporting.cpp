// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/reporting.h"

#include "core/calendar/period.h"
#include "core/services/billing.h"
#include "core/services/stores.h"
#include "core/services/usage.h"
#include "core/services/usagereport.h"
#include "core/services/zones.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

using Column = ReportTable::Column;

std::string unitText(const MeterSum &meter)
{
    return meter.known > 0 ? std::to_string(meter.sum) : std::string(); // unknown stays empty, never 0
}

/// One row a group and currency: amounts of several currencies never share a cell.
void appendRows(ReportTable &table, const UsageSums &sums)
{
    std::vector<std::string> row = sums.keys;
    row.push_back(std::to_string(sums.requests));
    row.push_back(std::to_string(sums.errors));
    for (const MeterSum &unit : sums.units)
        row.push_back(unitText(unit));
    if (sums.amounts.empty()) {
        row.insert(row.end(), {"", ""});
        table.rows.push_back(row);
        return;
    }
    for (std::size_t i = 0; i < sums.amounts.size(); ++i) {
        std::vector<std::string> priced = row;
        if (i > 0) // the counts stand once, so that a column of them sums to the truth
            std::fill(priced.begin() + static_cast<std::ptrdiff_t>(sums.keys.size()), priced.end(), std::string());
        priced.push_back(sums.amounts[i].toString());
        priced.push_back(sums.amounts[i].currency.code);
        table.rows.push_back(std::move(priced));
    }
}

/// What a day is depends on the zone: it stands beside them.
void stateZone(ReportTable &table, const std::string &zone)
{
    table.columns.push_back({"timezone", false});
    for (std::vector<std::string> &row : table.rows)
        row.push_back(zone);
}

ReportTable fromSummary(const std::string &name, const UsageSummary &summary)
{
    ReportTable table;
    table.name = name;
    for (const Grouping &group : summary.by)
        table.columns.push_back({toll::name(group), false});
    table.columns.insert(table.columns.end(), {{"requests", true}, {"errors", true}});
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        table.columns.push_back({std::string(toll::name(static_cast<UnitMeter>(unit))), true});
    table.columns.insert(table.columns.end(), {{"amount", true}, {"currency", false}});
    for (const UsageSums &sums : summary.rows)
        appendRows(table, sums);
    return table;
}

/// What a report of every measure, cost and margin included, is grouped by.
std::optional<Grouping> measuredGroup(const std::string &name)
{
    static const std::map<std::string, GroupBy> groups{{"models", GroupBy::Model}, {"plans", GroupBy::Plan},
        {"tags", GroupBy::Tag}, {"hours", GroupBy::HourOfWeek}, {"margin", GroupBy::Customer}};
    const auto found = groups.find(name);
    return found == groups.end() ? std::nullopt : std::optional(Grouping(found->second));
}

void appendStatement(ReportTable &table, const std::string &customer, const Statement &statement)
{
    for (const StatementLine &line : statement.lines)
        table.rows.push_back({customer, toRfc3339(line.period.begin), toRfc3339(line.period.end), line.charge,
            std::string(name(line.kind)), line.meter, std::to_string(line.quantity), std::to_string(line.billable),
            formulaOf(line), line.exact.toString(), Money{line.amount, statement.currency}.toString(),
            statement.currency.code, statement.timezone});
}

} // namespace

const std::vector<std::string> &ReportService::names()
{
    static const std::vector<std::string> all{
        "customers", "tokens", "days", "models", "plans", "tags", "hours", "margin", "statement"};
    return all;
}

Result<ReportTable> ReportService::report(const std::string &name, const std::string &period, const Zone &zone) const
{
    const Result<Interval> range = parsePeriod(period, zone);
    if (!range)
        return fail(range.error().code, "period", range.error().found, range.error().expected);
    SummaryQuery query;
    query.range = *range;
    query.zone = zone;
    if (name == "customers")
        query.by = {GroupBy::Customer};
    else if (name == "tokens")
        query.by = {GroupBy::Customer, GroupBy::Token};
    else if (name == "days")
        query.by = {GroupBy::Day};
    else if (const std::optional<Grouping> group = measuredGroup(name)) {
        query.by = {*group};
        query.withCosts = true;
    } else if (name != "statement") {
        std::string known;
        for (const std::string &one : names())
            known += (known.empty() ? "" : ", ") + one;
        return fail(ErrorCode::NotFound, "report", name, std::move(known));
    }
    if (!query.by.empty()) {
        const Result<UsageSummary> summary = UsageService(m_context).summary(query);
        if (!summary)
            return std::unexpected(summary.error());
        ReportTable table = query.withCosts ? summaryTable(name, *summary, true) : fromSummary(name, *summary);
        if (name == "days" || name == "hours")
            stateZone(table, zone.id());
        return table;
    }
    ReportTable table{name, {}, {}};
    for (const char *text : {"customer", "period_start", "period_end", "charge", "kind", "meter"})
        table.columns.push_back({text, false});
    table.columns.insert(table.columns.end(),
        {{"quantity", true}, {"billable", true}, {"formula", false}, {"exact", true}, {"amount", true},
            {"currency", false}, {"timezone", false}});
    const Result<std::vector<Customer>> customers = m_context.stores->customers.list(true);
    if (!customers)
        return std::unexpected(customers.error());
    for (const Customer &customer : *customers) {
        // A bill's period is the customer's own: the same text means other instants in another zone.
        const Result<Zone> own = zoneNamed(customer.timezone);
        const Result<Interval> billed = own ? parsePeriod(period, *own) : std::unexpected(own.error());
        const Result<Statement> statement =
            billed ? BillingService(m_context).billCustomer(customer.id, *billed) : std::unexpected(billed.error());
        if (!statement)
            return std::unexpected(statement.error());
        appendStatement(table, customer.name, *statement);
    }
    return table;
}

} // namespace toll
