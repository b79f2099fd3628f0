// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/calendar/period.h"
#include "core/services/backup.h"
#include "core/services/check.h"
#include "core/services/entropy.h"
#include "core/services/zones.h"

namespace toll {

namespace {

struct CheckOptions {
    bool rebuildCells = false;
};

struct BackupOptions {
    std::string file;
    bool replace = false;
};

struct RestoreOptions {
    std::string file;
};

struct UpkeepOptions {
    bool compact = false;
    bool retention = false;
    std::string dropBefore;
    bool dryRun = false;
};

JobControl jobOf(Session &session)
{
    return JobControl([&session](std::int64_t done, std::int64_t total) { session.out.progress(done, total); });
}

Json toJson(const Finding &finding)
{
    const auto textOrNull = [](const std::string &text) { return text.empty() ? Json() : Json(text); };
    const Remedy remedy = remedyFor(finding);
    Json json;
    json.set("kind", name(finding.kind)).set("where", textOrNull(finding.where));
    json.set("found", textOrNull(finding.found)).set("expected", textOrNull(finding.expected));
    json.set("message", sentence(finding).toStdString());
    json.set("remedy", name(remedy)).set("advice", sentence(remedy).toStdString());
    return json;
}

Json checkedJson(const CheckReport &report)
{
    Json json;
    json.set("segments", report.segments).set("events", report.events);
    json.set("cell_days", report.cellDays).set("ledger_entries", report.ledgerEntries);
    json.set("buckets", report.buckets);
    json.set("dropped", report.dropped).set("dropped_days", report.droppedDays);
    if (report.droppedSpan)
        json.set("dropped_from", toRfc3339(report.droppedSpan->begin))
            .set("dropped_to", toRfc3339(report.droppedSpan->end));
    return json;
}

Json toJson(const WorkspaceSize &size)
{
    Json columns = Json::Object();
    for (const auto &[column, bytes] : size.columns)
        columns.set(column, bytes);
    Json json;
    json.set("file", size.file).set("log", size.log).set("segments", size.segments).set("cells", size.cells);
    json.set("other", size.other).set("free", size.free).set("columns", std::move(columns));
    json.set("segment_count", size.segmentCount).set("small_segments", size.smallSegments);
    json.set("events", size.events).set("cell_days", size.cellDays);
    json.set("dropped", size.dropped).set("identities", size.identities);
    return json;
}

/// What fills the file, where it can still be asked.
Json sizeJson(Session &session)
{
    const Result<Services *> services = session.read();
    if (!services)
        return {};
    const Result<WorkspaceSize> size = (*services)->upkeep.size();
    return size ? toJson(*size) : Json();
}

Result<Json> rebuildCells(Session &session)
{
    const Result<Services *> services = session.write();
    if (!services)
        return std::unexpected(services.error());
    const Result<CellRebuild> rebuild = (*services)->upkeep.rebuildCells(jobOf(session));
    session.close();
    if (!rebuild)
        return std::unexpected(rebuild.error());
    Json json;
    json.set("events", rebuild->events).set("cell_days", rebuild->cellDays).set("tokens", rebuild->tokens);
    json.set("kept_days", rebuild->keptDays);
    if (rebuild->keptDays > 0)
        session.out.note(
            Words::tr("Days whose sums were kept, for retention dropped their records: %1.").arg(rebuild->keptDays));
    return json;
}

Json texts(const std::vector<std::string> &all)
{
    Json::Array array;
    for (const std::string &one : all)
        array.push_back(one);
    return array;
}

Json toJson(const Retention &done)
{
    Json::Array customers;
    for (const Retention::Books &books : done.books) {
        Json json;
        json.set("customer", books.customerName).set("customer_id", books.customer.text);
        json.set("events", books.events).set("periods", texts(books.periods)).set("kept", texts(books.kept));
        customers.push_back(std::move(json));
    }
    Json json;
    json.set("before", toRfc3339(done.before)).set("events", done.events).set("segments", done.segments);
    json.set("first", done.first ? Json(toRfc3339(*done.first)) : Json());
    json.set("last", done.last ? Json(toRfc3339(*done.last)) : Json());
    json.set("bytes_freed", done.bytesFreed).set("waiting", done.waiting).set("final_periods", done.closingsFinal);
    return json.set("customers", std::move(customers));
}

/// The instant before which periods must have ended: the one that is named, or the one that the setting means.
Result<Instant> dropBefore(Services &services, const UpkeepOptions &options)
{
    if (options.dropBefore.empty())
        return services.retention.dueBefore();
    const Result<WorkspaceInfo> info = services.settings.info();
    const Result<Zone> zone = info ? zoneNamed(info->timezone) : std::unexpected(info.error());
    if (!zone)
        return std::unexpected(zone.error());
    Result<Instant> before = parseDateOrTime(options.dropBefore, *zone);
    if (!before)
        before.error().where = "--drop-before";
    return before;
}

Finished check(Session &session, const CheckOptions &options)
{
    const Result<std::string> path = session.existingPath();
    if (!path)
        return failed(path);
    Json json;
    json.set("store", *path);
    if (options.rebuildCells) {
        const Result<Json> rebuilt = rebuildCells(session);
        if (!rebuilt)
            return failed(rebuilt);
        json.set("rebuilt", *rebuilt);
    }
    const Result<CheckReport> report = checkWorkspace(*path, jobOf(session));
    if (!report)
        return failed(report);
    const bool isSound = report->findings.empty();
    Json::Array findings;
    for (const Finding &finding : report->findings)
        findings.push_back(toJson(finding));
    json.set("ok", isSound).set("checked", checkedJson(*report));
    if (session.out.isJson()) {
        json.set("findings", findings).set("not_shown", report->notShown).set("size", sizeJson(session));
        session.out.document(json);
    } else {
        session.out.object(
            json, {"store", "ok", "checked.segments", "checked.events", "checked.cell_days", "checked.ledger_entries"});
        if (!isSound)
            session.out.rows(findings, {"kind", "message", "advice"});
    }
    const auto count = static_cast<std::int64_t>(report->findings.size()) + report->notShown;
    if (!isSound)
        return failed(Error{ErrorCode::Damaged, *path, Words::tr("findings: %1").arg(count).toStdString(), {}, 0});
    return {};
}

Finished backUp(Session &session, const BackupOptions &options)
{
    const Result<std::string> path = session.existingPath();
    if (!path)
        return failed(path);
    const Result<BackupReport> report =
        backUpWorkspace(*path, options.file, options.replace ? IfThere::Replace : IfThere::Refuse, jobOf(session));
    if (!report)
        return failed(report);
    Json json;
    json.set("store", *path).set("backup", report->file).set("bytes", report->bytes);
    json.set("checked", checkedJson(report->check));
    session.out.object(json, {"store", "backup", "bytes", "checked.segments", "checked.events"});
    return {};
}

Finished restore(Session &session, const RestoreOptions &options)
{
    const Result<std::string> path = session.path();
    if (!path)
        return failed(path);
    const Result<RestoreReport> report = restoreWorkspace(*path, options.file, systemClock()(), jobOf(session));
    if (!report)
        return failed(report);
    Json json;
    json.set("store", report->file).set("restored", options.file);
    json.set("moved_to", report->movedTo.empty() ? Json() : Json(report->movedTo));
    json.set("checked", checkedJson(report->check));
    session.out.object(json, {"store", "restored", "moved_to", "checked.segments", "checked.events"});
    return {};
}

Finished upkeep(Session &session, const UpkeepOptions &options)
{
    const Result<std::string> path = session.existingPath();
    if (!path)
        return failed(path);
    const bool drops = options.retention || !options.dropBefore.empty();
    const Result<Services *> services =
        (options.compact || drops) && !options.dryRun ? session.write() : session.read();
    if (!services)
        return failed(services);
    Json dropped;
    if (drops) {
        const Result<Instant> before = dropBefore(**services, options);
        const Result<Retention> done = before ? (*services)->retention.drop(*before, jobOf(session), options.dryRun)
                                              : std::unexpected(before.error());
        if (!done)
            return failed(done);
        dropped = toJson(*done);
        for (const QString &fact : session.out.isJson() ? QStringList() : explanation(*done))
            session.out.note(fact);
    }
    Json compacted;
    if (options.compact) {
        const Result<Compaction> done = (*services)->upkeep.compact(jobOf(session), options.dryRun);
        if (!done)
            return failed(done);
        compacted.set("segments_before", done->segmentsBefore).set("segments_after", done->segmentsAfter);
        compacted.set("events", done->events).set("bytes_before", done->bytesBefore);
        compacted.set("bytes_after", options.dryRun ? Json() : Json(done->bytesAfter));
    }
    const Result<WorkspaceSize> size = (*services)->upkeep.size();
    if (!size)
        return failed(size);
    Json json;
    json.set("store", *path).set("size", toJson(*size));
    Output::Columns columns{"store", "size.file", "size.log", "size.segments", "size.cells", "size.other", "size.free",
        "size.segment_count", "size.small_segments", "size.events", "size.dropped"};
    if (drops) {
        json.set("dropped", std::move(dropped)).set("dry_run", options.dryRun);
        columns.insert(columns.end(), {"dropped.before", "dropped.events", "dropped.bytes_freed"});
    }
    if (options.compact) {
        json.set("compacted", std::move(compacted)).set("dry_run", options.dryRun);
        columns.insert(columns.end(), {"compacted.segments_before", "compacted.segments_after"});
    }
    session.out.object(json, columns);
    return {};
}

} // namespace

void addUpkeepCommands(CLI::App &app, Session &session)
{
    auto [checkApp, checking] = addCommand(app, session, "check",
        Words::tr("Look through the whole workspace, and say what is wrong and what to do"), &check);
    checkApp.add_flag(
        "--rebuild-cells", checking.rebuildCells, Words::tr("First sum all usage anew from its events").toStdString());
    auto [backupApp, backing] =
        addCommand(app, session, "backup", Words::tr("Copy the workspace to a file, and check the copy"), &backUp);
    addText(backupApp, "file", backing.file, Words::tr("A file that does not exist yet"))->required();
    backupApp.add_flag("--replace", backing.replace, Words::tr("Replace the file where there is one").toStdString());
    auto [restoreApp, restoring] = addCommand(app, session, "restore",
        Words::tr("Put a backup in the place of the workspace, which is kept under a dated name"), &restore);
    addText(restoreApp, "file", restoring.file, Words::tr("A backup; it stays as it is"))->required();
    auto [upkeepApp, keeping] =
        addCommand(app, session, "upkeep", Words::tr("What fills the file, and keeping it small"), &upkeep);
    upkeepApp.add_flag("--compact", keeping.compact, Words::tr("Put small segments of usage together").toStdString());
    upkeepApp.add_flag("--retention", keeping.retention,
        Words::tr(
            "Drop single records of closed periods that are older than retention_months (config set): sums, closed "
            "bills and the identities of the records stay")
            .toStdString());
    addText(upkeepApp, "--drop-before", keeping.dropBefore,
        Words::tr("The same of closed periods that ended by this date or time"));
    upkeepApp.add_flag("--dry-run", keeping.dryRun, Words::tr("Count everything, write nothing").toStdString());
}

} // namespace toll
