// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/rows.h"
#include "core/calendar/period.h"
#include "core/services/zones.h"

#include <algorithm>

namespace toll {

namespace {

struct NoticeOptions { };

/// Late usage, or usage from the future.
Finished listNotices(Session &session, NoticeRow::Kind kind)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Result<std::vector<NoticeRow>> notices = (*services)->periods.notices();
    if (!notices)
        return failed(notices);
    const bool isLate = kind == NoticeRow::Kind::Late;
    Json::Array rows;
    for (const NoticeRow &notice : *notices) {
        if (notice.kind != kind)
            continue;
        Json json;
        json.set("customer", notice.customerName).set("customer_id", notice.customer.text);
        if (isLate)
            json.set("period", notice.period).set("policy", notice.policy);
        json.set("events", notice.events);
        json.set("first", toRfc3339(notice.first)).set("last", toRfc3339(notice.last));
        json.set("arrived", toRfc3339(notice.notedAt)).set("file", notice.file).set("batch", notice.batch.text);
        rows.push_back(std::move(json));
    }
    Output::Columns columns{"customer", "period", "policy", "events", "first", "last", "arrived", "file"};
    if (!isLate)
        std::erase_if(columns, [](const std::string &column) { return column == "period" || column == "policy"; });
    session.out.rows(rows, columns);
    return {};
}

Finished listLate(Session &session, const NoticeOptions &)
{
    return listNotices(session, NoticeRow::Kind::Late);
}

Finished listFuture(Session &session, const NoticeOptions &)
{
    return listNotices(session, NoticeRow::Kind::Future);
}

} // namespace

void addUsageCommands(CLI::App &app, Session &session)
{
    CLI::App &group = addGroup(app, "usage", Words::tr("Requests that were made"));
    addImportCommands(group, session);
    addCommand(group, session, "late",
        Words::tr("Usage that came after its period was closed, and what was done with it (config set late_usage)"),
        &listLate);
    addCommand(group, session, "future",
        Words::tr("Usage that was dated more than five minutes after it arrived"), &listFuture);
    addUsageQuestions(group, session);
    addOwnUsageCommands(group, session);
    addBucketCommands(group, session);
}

} // namespace toll
