// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"
#include "core/services/wording.h"

namespace toll {

namespace {

struct CloseOptions {
    std::optional<std::string> customer;
    std::string period;
};

struct ListOptions {
    std::optional<std::string> customer;
};

struct ReopenOptions {
    std::string customer;
    std::string period;
    std::string reason;
};

const Output::Columns columns{
    "customer", "period", "state", "total", "currency", "closed_at", "closed_by", "late", "reopened_at", "reason"};

Json closingJson(const ClosingRow &row, const char *state)
{
    Json span;
    span.set("start", toRfc3339(row.span.begin)).set("end", toRfc3339(row.span.end));
    Json json;
    json.set("id", row.id.text).set("customer", row.customerName).set("customer_id", row.customer.text);
    json.set("period", row.period).set("span", std::move(span)).set("state", state);
    json.set("total", row.total).set("currency", row.currency);
    json.set("closed_at", toRfc3339(row.closedAt)).set("closed_by", row.closedBy).set("late", row.late);
    json.set("reopened_at", row.reopenedAt ? Json(toRfc3339(*row.reopenedAt)) : Json());
    return json.set("reason", row.reason);
}

Json closingJson(const ClosingRow &row)
{
    return closingJson(row, row.reopenedAt ? "reopened" : "closed");
}

Finished closePeriods(Session &session, const CloseOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const JobControl job([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
    const Result<ClosingReport> report = (*services)->periods.close(options.customer, options.period, job);
    if (!report)
        return failed(report);
    Json::Array rows;
    for (const ClosingRow &row : report->closed)
        rows.push_back(closingJson(row));
    for (const ClosingRow &row : report->known)
        rows.push_back(closingJson(row, "closed_before"));
    session.out.rows(rows, columns);
    std::vector<Error> faults;
    for (const ClosingReport::Refusal &refusal : report->refused) {
        faults.push_back(refusal.fault);
        faults.back().where += " (" + refusal.customerName + ')';
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return {};
}

Finished listPeriods(Session &session, const ListOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<ClosingRow>> list = (*services)->periods.list(options.customer);
    if (!list)
        return failed(list);
    Json::Array rows;
    for (const ClosingRow &row : *list)
        rows.push_back(closingJson(row));
    session.out.rows(rows, columns);
    return {};
}

Finished reopenPeriod(Session &session, const ReopenOptions &options)
{
    const Result<Services *> services = session.write();
    if (!services)
        return failed(services);
    const Result<ClosingRow> row = (*services)->periods.reopen(options.customer, options.period, options.reason);
    if (!row)
        return failed(row);
    session.out.object(closingJson(*row), columns);
    return {};
}

} // namespace

void addPeriodCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "period", Words::tr("Closed billing periods: their bills never change"));
    auto [closeApp, closing] = addCommand(group, session, "close",
        Words::tr("Close whole billing periods that are over: in order, without a gap; what is closed stays"),
        &closePeriods);
    addText(closeApp, "--customer", closing.customer, Words::tr("The customer: name or id (default: all)"));
    addText(closeApp, "--period", closing.period, Words::tr("2026, 2026-10, 2026-10-05 or START/END"))->required();

    auto [listApp, listing] = addCommand(
        group, session, "list", Words::tr("List closed periods, and those that were reopened"), &listPeriods);
    addText(listApp, "--customer", listing.customer, Words::tr("The customer: name or id"));

    auto [reopenApp, reopening] =
        addCommand(group, session, "reopen", Words::tr("Open a customer's last closed period again"), &reopenPeriod);
    addText(reopenApp, "--customer", reopening.customer, Words::tr("The customer: name or id"))->required();
    addText(reopenApp, "--period", reopening.period, Words::tr("2026, 2026-10, 2026-10-05 or START/END"))->required();
    addText(reopenApp, "--reason", reopening.reason, Words::tr("Why; kept in the ledger"))->required();
}

} // namespace toll
