// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/pdfexport.h"

#include "core/services/printing.h"
#include "core/services/studyreport.h"
#include "ui/pages/pagejob.h"
#include "ui/pages/simulation/resulttab.h"
#include "ui/pages/simulation/studier.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>

#include <stop_token>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(SimulationPage)
};

constexpr int thresholds[]{5, 20}; ///< percent, by which customers who move are counted

/// What is to be printed, but for the answer.
struct Wanted {
    StudyRecord record;
    std::string path;
};

Result<void> print(Wanted wanted, const std::stop_token &stop, const JobControl::Progress &progress)
{
    StudyRecord &record = wanted.record;
    Pace pace;
    pace.stop = stop;
    pace.progress = [&progress](std::size_t done, std::size_t all) {
        progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(all));
    };
    Result<Study> answer = study(record.history, record.set, record.questions, pace);
    if (!answer)
        return std::unexpected(answer.error());
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled);
    record.study = std::move(*answer);
    return writePdf(studyReport(record), wanted.path);
}

void start(PageContext &context, const Wanted &wanted)
{
    const QString path = QString::fromStdString(wanted.path);
    const auto stop = std::make_shared<std::stop_source>();
    const int job = context.jobs.start(
        Words::tr("Export to %1").arg(QFileInfo(path).fileName()), [stop] { stop->request_stop(); });
    context.workspace.compute(
        &context.jobs, [wanted, token = stop->get_token(), progress = progressOf(context.jobs, job)] {
            return print(wanted, token, progress);
        },
        [&context, job, path](const Result<void> &printed) {
            const QString saved = Words::tr("Saved as %1").arg(QDir::toNativeSeparators(path));
            const bool isCancelled = !printed && printed.error().code == ErrorCode::Cancelled;
            context.jobs.finish(job,
                printed           ? Jobs::State::Succeeded
                    : isCancelled ? Jobs::State::Cancelled
                                  : Jobs::State::Failed,
                printed ? saved : sentence(printed.error()));
            if (printed)
                context.notify(saved);
            else if (!isCancelled)
                context.notifyError(sentence(printed.error()));
        });
}

} // namespace

void exportPdf(PageContext &context, QWidget *window, const ScenarioSet &set, const ResultTab &tab,
    const LoadedHistory &history)
{
    StudyQuestions questions = tab.questions().value_or(StudyQuestions());
    questions.waterfall = true;
    for (const int percent : thresholds)
        questions.thresholds.emplace_back(percent);
    Studier::Question question{history.baseline, set, questions, tab.title()};
    if (questions.forecast) // today is not over yet
        question.until = history.now;
    StudyRecord record{set, questions, {}, Studier::historyOf(question), history.zone, history.now};
    if (QLocale().measurementSystem() == QLocale::ImperialUSSystem)
        record.paper = Paper::Letter;
    auto *dialog = new QFileDialog(window, Words::tr("Export as PDF"), Words::tr("what-if-%1.pdf").arg(tab.id()),
        Words::tr("PDF files (*.pdf)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("pdf"));
    QObject::connect(dialog, &QFileDialog::fileSelected, &context.jobs,
        [&context, record](const QString &path) { start(context, {record, path.toStdString()}); });
    dialog->open();
}

} // namespace toll
