// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importjob.h"

#include "ui/pages/usage/importtext.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

constexpr std::int64_t steps = 100; ///< progress is told this often, not once a piece of the file

/// Runs on the storage thread; the registry of jobs lives on the window's.
JobControl::Progress progressOf(Jobs &jobs, int id)
{
    return [&jobs, id, last = std::int64_t{-1}](std::int64_t done, std::int64_t total) mutable {
        const std::int64_t step = total > 0 ? done / std::max<std::int64_t>(total / steps, 1) : done;
        if (std::exchange(last, step) == step)
            return;
        QMetaObject::invokeMethod(
            &jobs, [&jobs, id, done, total] { jobs.setProgress(id, done, total); }, Qt::QueuedConnection);
    };
}

void finish(Jobs &jobs, int id, const Result<ImportReport> &report, bool isDryRun)
{
    if (!report)
        jobs.finish(id, Jobs::State::Failed, failureText(report.error(), isDryRun));
    else
        jobs.finish(
            id, report->cancelled ? Jobs::State::Cancelled : Jobs::State::Succeeded, reportText(*report, isDryRun));
}

} // namespace

int startImport(PageContext &shared, const QString &path, const ImportOptions &options, QObject *listener,
    std::function<void(const Result<ImportReport> &)> done)
{
    const QString file = QFileInfo(path).fileName();
    const QString title = options.dryRun ? Words::tr("Dry run of %1").arg(file) : Words::tr("Import of %1").arg(file);
    auto control = std::make_shared<JobControl>();
    Jobs &jobs = shared.jobs;
    const int id = jobs.start(title, [control] { control->cancel(); });
    *control = JobControl(progressOf(jobs, id));
    // The answer goes to the jobs, which outlive every page and dialog.
    shared.workspace.ask(
        &jobs,
        [path = path.toStdString(), options, control](
            Services &services) { return services.imports.run(path, options, *control); },
        [&jobs, id, isDryRun = options.dryRun, guard = QPointer<QObject>(listener), done = std::move(done)](
            const Result<ImportReport> &report) {
            finish(jobs, id, report, isDryRun);
            if (guard)
                done(report);
        });
    return id;
}

} // namespace toll
