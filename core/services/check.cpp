// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/check.h"

#include "core/services/checkrun.h"
#include "core/storage/migrator.h"

#include <QFile>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::array<std::pair<FindingKind, std::string_view>, 18> kindNames{{
    {FindingKind::Header, "header"},
    {FindingKind::Version, "version"},
    {FindingKind::Schema, "schema"},
    {FindingKind::Database, "database"},
    {FindingKind::Reference, "reference"},
    {FindingKind::Record, "record"},
    {FindingKind::Segment, "segment"},
    {FindingKind::SegmentFacts, "segment_facts"},
    {FindingKind::Identity, "identity"},
    {FindingKind::Repeated, "repeated"},
    {FindingKind::Lost, "lost"},
    {FindingKind::Cells, "cells"},
    {FindingKind::Dropped, "dropped"},
    {FindingKind::KeptCells, "kept_cells"},
    {FindingKind::Uses, "uses"},
    {FindingKind::Bucket, "bucket"},
    {FindingKind::Conflict, "conflict"},
    {FindingKind::Ledger, "ledger"},
}};

/// What the first bytes tell, without SQLite, which would refuse the file as a whole.
Result<std::vector<Finding>> headerFindings(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return fail(ErrorCode::FileNotFound, "workspace", path.toStdString());
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path.toStdString(), file.errorString().toStdString());
    const QByteArray header = file.read(100);
    if (header.size() < 100 || !header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return std::vector<Finding>{{FindingKind::Header, "magic", {}, {}}};
    const auto id = qFromBigEndian<qint32>(header.constData() + 68);
    if (id != workspaceApplicationId)
        return std::vector<Finding>{
            {FindingKind::Header, "application_id", std::to_string(id), std::to_string(workspaceApplicationId)}};
    return std::vector<Finding>();
}

/// A database that cannot be opened or looked through at all, if that is why.
Result<CheckReport> unreadable(CheckReport report, const Error &error)
{
    if (error.code != ErrorCode::Damaged && error.code != ErrorCode::Database)
        return std::unexpected(error);
    report.findings.push_back({FindingKind::Database, {}, error.found, {}});
    return report;
}

} // namespace

std::string_view name(FindingKind kind)
{
    return std::ranges::find(kindNames, kind, &std::pair<FindingKind, std::string_view>::first)->second;
}

std::string_view name(Remedy remedy)
{
    switch (remedy) {
    case Remedy::Restore:
        return "restore";
    case Remedy::RebuildCells:
        return "rebuild_cells";
    case Remedy::NewerProgram:
        return "newer_program";
    }
    return {};
}

Remedy remedyFor(const Finding &finding)
{
    switch (finding.kind) {
    case FindingKind::Cells:
    case FindingKind::Uses:
        return Remedy::RebuildCells;
    case FindingKind::Version:
        return Remedy::NewerProgram;
    default:
        return Remedy::Restore;
    }
}

Result<CheckReport> checkWorkspace(const std::string &path, const JobControl &job)
{
    const QString file = toQString(path);
    CheckReport report;
    Result<std::vector<Finding>> header = headerFindings(file);
    if (!header)
        return std::unexpected(header.error());
    if (!header->empty()) {
        report.findings = std::move(*header);
        return report;
    }
    Result<std::unique_ptr<Connection>> reader = Connection::openReader(file);
    if (!reader)
        return unreadable(std::move(report), reader.error());
    Stores stores(std::move(*reader));
    CheckRun run(stores, job);
    const Result<void> checked = atomically(*stores.connection, [&run] { return run.check(); });
    return checked ? std::move(run).report() : unreadable(std::move(run).report(), checked.error());
}

Result<void> soundness(const std::string &path, const CheckReport &report)
{
    if (report.findings.empty())
        return {};
    return fail(ErrorCode::Damaged, path, sentence(report.findings.front()).toStdString());
}

} // namespace toll
