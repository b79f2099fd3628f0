// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importjob.h"

#include "ui/pages/usage/importtext.h"

#include <QCoreApplication>

#include <algorithm>

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

void finish(Jobs &jobs, int id, const std::vector<FileOutcome> &outcomes, bool isDryRun)
{
    const bool isFailed = std::ranges::none_of(outcomes, [](const FileOutcome &one) { return one.report.has_value(); });
    const ImportReport all = totalOf(outcomes);
    const bool isCancelled = all.cancelled || outcomes.empty();
    jobs.finish(id,
        isFailed && !isCancelled ? Jobs::State::Failed
            : isCancelled        ? Jobs::State::Cancelled
                                 : Jobs::State::Succeeded,
        outcomesText(outcomes, isDryRun));
}

LayoutOfFile layoutsFor(
    Services &services, const ImportOptions &options, const ReadingChoices &choices, const std::string &first)
{
    return [&services, options, choices, first](const std::string &path) -> Result<Layout> {
        if (path == first)
            return options.layout;
        Result<Layout> layout = services.imports.layoutOf(path, options.zone, {choices, {}, {}});
        if (!layout || shapeOf(*layout) != shapeOf(options.layout))
            return layout;
        Layout same = options.layout;
        same.encoding = layout->encoding;
        return same;
    };
}

} // namespace

int startImport(PageContext &shared, const QStringList &paths, const ImportOptions &options,
    const ReadingChoices &choices, QObject *listener, std::function<void(const std::vector<FileOutcome> &)> done)
{
    const QString file = filesText(paths);
    const QString title = options.dryRun ? Words::tr("Dry run of %1").arg(file) : Words::tr("Import of %1").arg(file);
    auto control = std::make_shared<JobControl>();
    Jobs &jobs = shared.jobs;
    const int id = jobs.start(title, [control] { control->cancel(); });
    *control = JobControl(progressOf(jobs, id));
    std::vector<std::string> files;
    for (const QString &path : paths)
        files.push_back(path.toStdString());
    // The answer goes to the jobs, which outlive every page and dialog.
    shared.workspace.ask(
        &jobs,
        [files, options, choices, control](Services &services) {
            return importFiles(
                services.imports, files, options, layoutsFor(services, options, choices, files.front()), *control);
        },
        [&jobs, id, isDryRun = options.dryRun, guard = QPointer<QObject>(listener), done = std::move(done)](
            const std::vector<FileOutcome> &outcomes) {
            finish(jobs, id, outcomes, isDryRun);
            if (guard)
                done(outcomes);
        });
    return id;
}

} // namespace toll
