// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/importfiles.h"

#include <QFileInfo>

#include <algorithm>

namespace toll {

namespace {

std::int64_t sizeOf(const std::string &path)
{
    return QFileInfo(QString::fromStdString(path)).size();
}

void add(ImportReport &all, const ImportReport &one)
{
    all.read += one.read;
    all.added += one.added;
    all.duplicates += one.duplicates;
    all.knownDropped += one.knownDropped;
    all.conflicts += one.conflicts;
    all.empty += one.empty;
    all.rejected += one.rejected;
    all.createdTokens += one.createdTokens;
    all.late += one.late;
    all.future += one.future;
    if (one.first && (!all.first || *one.first < *all.first))
        all.first = one.first;
    if (one.last && (!all.last || *one.last > *all.last))
        all.last = one.last;
    all.faults.insert(all.faults.end(), one.faults.begin(), one.faults.end());
    all.cancelled = all.cancelled || one.cancelled;
    if (!all.broken)
        all.broken = one.broken;
}

} // namespace

std::vector<FileOutcome> importFiles(ImportService &imports, const std::vector<std::string> &paths,
    const ImportOptions &options, const LayoutOfFile &layoutOf, const JobControl &job, const FileFaultSink &sink)
{
    std::int64_t total = 0;
    for (const std::string &path : paths)
        total += sizeOf(path);
    std::int64_t before = 0;
    std::vector<FileOutcome> outcomes;
    for (const std::string &path : paths) {
        if (job.isCancelled())
            break;
        FileOutcome &outcome = outcomes.emplace_back();
        outcome.path = path;
        ImportOptions own = options;
        if (Result<Layout> layout = layoutOf(path); layout) {
            own.layout = outcome.layout = std::move(*layout);
            const JobControl part = job.withProgress(
                [&job, before, total](std::int64_t done, std::int64_t) { job.report(before + done, total); });
            outcome.report = imports.run(path, own, part, [&](const Error &fault) {
                if (sink)
                    sink(path, fault);
            });
        } else {
            outcome.report = std::unexpected(layout.error());
        }
        before += sizeOf(path);
    }
    return outcomes;
}

ImportReport totalOf(const std::vector<FileOutcome> &outcomes)
{
    ImportReport all;
    for (const FileOutcome &outcome : outcomes) {
        if (outcome.report)
            add(all, *outcome.report);
        else if (!all.broken)
            all.broken = outcome.report.error();
    }
    return all;
}

} // namespace toll
