// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importdialog.h"

#include "core/services/wording.h"
#include "ui/pages/usage/importjob.h"
#include "ui/pages/usage/importreading.h"
#include "ui/pages/usage/importresult.h"
#include "ui/pages/usage/importtarget.h"
#include "ui/pages/usage/importtext.h"
#include "ui/pages/usage/importtimes.h"
#include "ui/pages/usage/mappingtable.h"
#include "ui/pages/usage/previewtable.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace toll {

ImportDialog::ImportDialog(PageContext &context, const UsageFrame &frame, QWidget *parent)
    : QDialog(parent), m_context(context), m_frame(frame)
{
    build();
    connect(&context.jobs, &Jobs::changed, this, &ImportDialog::showProgress);
    connect(m_result, &ImportResult::saved, this,
        [this](const QString &path) { m_context.notify(tr("Saved as %1").arg(QDir::toNativeSeparators(path))); });
    connect(m_result, &ImportResult::saveFailed, this, [this](const QString &path) {
        m_hint->setText(tr("The file %1 cannot be written. Choose another place.").arg(QDir::toNativeSeparators(path)));
    });
    follow();
}

void ImportDialog::load(const QStringList &paths)
{
    if (m_job != 0 || paths.isEmpty())
        return;
    m_paths = paths;
    m_problem.clear();
    m_layout.reset();
    m_before.reset();
    m_reading->forget();
    m_file->setText(filesText(paths));
    QStringList tips;
    for (const QString &path : paths)
        tips << QDir::toNativeSeparators(path);
    m_file->setToolTip(tips.join(u'\n'));
    look({});
}

void ImportDialog::chooseFile()
{
    const QStringList paths =
        QFileDialog::getOpenFileNames(this, tr("Import usage"), QFileInfo(m_paths.value(0)).path());
    if (!paths.isEmpty())
        load(paths);
}

void ImportDialog::look(const std::optional<Layout> &layout)
{
    m_isLooking = true;
    const int number = ++m_lookNumber;
    follow();
    m_context.workspace.read(
        this,
        [path = m_paths.value(0).toStdString(), zone = m_times->zone(), layout, choices = m_reading->choices()](
            Services &services) { return lookAt(services, path, zone, layout, choices); },
        [this, number](Result<ImportLook> answer) {
            if (number != m_lookNumber)
                return; // another file or mapping was chosen meanwhile
            m_isLooking = false;
            if (answer)
                show(std::move(*answer));
            else
                fail(sentence(answer.error()));
        });
}

void ImportDialog::fail(const QString &text)
{
    m_layout.reset();
    m_recognised->setText(text);
    m_mapping->setRowCount(0);
    m_preview->show({}, m_frame.zone);
    m_lower->setCurrentIndex(0);
    follow();
}

void ImportDialog::show(ImportLook look)
{
    m_layout = look.preview.layout;
    if (const auto before = std::exchange(m_before, {}); before && before->columns == m_layout->columns
        && before->fields != m_layout->fields) { // what was mapped stays where the columns are the same
        Layout mapped = *m_layout;
        mapped.fields = before->fields;
        mapped.units = before->units;
        this->look(mapped);
        return;
    }
    m_recognised->setText(recognisedText(look.preview));
    m_mapping->show(look);
    m_reading->setLayoutOfFile(*m_layout);
    m_times->setLayoutOfFile(*m_layout);
    m_target->setLayoutOfFile(*m_layout);
    m_preview->show(std::move(look.preview.rows), m_frame.zone);
    m_lower->setCurrentIndex(0);
    follow();
}

void ImportDialog::map(const QString &column, const QString &field)
{
    if (!m_layout)
        return;
    Layout layout = *m_layout;
    std::erase_if(layout.fields, [&](const auto &mapping) { return mapping.second == column.toStdString(); });
    QString problem;
    if (!field.isEmpty()) {
        const std::string assignment = field.toStdString() + '=' + column.toStdString();
        if (const Result<void> mapped = applyMapping(layout, assignment); !mapped) {
            layout = *m_layout;
            problem =
                mapped.error().where == "time" ? tr("Column %1 holds no times.").arg(column) : sentence(mapped.error());
        }
    }
    m_problem = problem;
    look(layout);
}

void ImportDialog::changeTimes()
{
    if (!m_layout)
        return;
    m_problem.clear();
    Layout layout = *m_layout;
    m_times->fill(layout);
    look(layout);
}

void ImportDialog::changeReading()
{
    if (!m_layout && m_recognised->text().isEmpty())
        return;
    m_problem.clear();
    m_before = m_layout;
    look({});
}

QString ImportDialog::gap() const
{
    if (!m_layout)
        return m_isLooking ? tr("Reading the file…") : QString();
    for (const Error &missing : gapsOf(*m_layout)) {
        if (missing.where == "time_format")
            return tr("The dates read both ways. Choose whether the day or the month comes first.");
        return missing.where == "time_origin"
            ? tr("The times count from a start that the file does not state. Choose it.")
            : tr("Choose the column that holds the time.");
    }
    return m_target->gap();
}

bool ImportDialog::isReady() const
{
    return m_layout && !m_isLooking && m_job == 0 && gap().isEmpty();
}

void ImportDialog::follow()
{
    m_hint->setText(m_problem.isEmpty() ? gap() : m_problem);
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_dryRun->setEnabled(isReady());
    m_import->setEnabled(isReady());
    for (QWidget *setting :
        {static_cast<QWidget *>(m_mapping), static_cast<QWidget *>(m_times), static_cast<QWidget *>(m_target)})
        setting->setEnabled(m_job == 0 && m_layout);
    m_reading->setEnabled(m_job == 0 && !m_paths.isEmpty()); // also to make readable what is not
    m_progress->setVisible(m_job != 0);
    m_close->setText(m_job != 0 ? tr("Stop") : m_lower->currentIndex() == 0 ? tr("Cancel") : tr("Close"));
}

void ImportDialog::start(bool isDryRun)
{
    if (!isReady())
        return;
    ImportOptions options;
    options.layout = *m_layout;
    options.zone = m_times->zone();
    options.dryRun = isDryRun;
    m_target->fill(options);
    m_progress->setRange(0, 0);
    m_job = startImport(m_context, m_paths, options, m_reading->choices(), this,
        [this, isDryRun](const std::vector<FileOutcome> &outcomes) { finish(outcomes, isDryRun); });
    follow();
}

void ImportDialog::finish(const std::vector<FileOutcome> &outcomes, bool isDryRun)
{
    m_job = 0;
    m_lower->setCurrentIndex(1);
    m_result->show(outcomes, isDryRun);
    follow();
    if (isDryRun)
        return;
    const ImportReport all = totalOf(outcomes);
    if (all.first && all.last) {
        const std::vector<Interval> days = daysOf({*all.first, all.last->plus(1)}, m_frame.zone);
        emit imported({days.front().begin, days.back().end});
    }
    if (all.read == 0 && all.broken)
        return;
    m_context.notify(reportText(all, isDryRun));
    if (all.rejected == 0 && !all.cancelled && !all.broken && all.added > 0)
        accept(); // nothing left to read here; the page shows the rows
}

void ImportDialog::showProgress()
{
    const auto &jobs = m_context.jobs.all();
    const auto job = std::ranges::find(jobs, m_job, &Jobs::Job::id);
    if (m_job == 0 || job == jobs.end() || job->total <= 0)
        return;
    m_progress->setRange(0, 1000);
    m_progress->setValue(static_cast<int>(1000.0 * static_cast<double>(job->done) / static_cast<double>(job->total)));
}

void ImportDialog::cancel()
{
    if (m_job != 0)
        m_context.jobs.cancel(m_job); // the answer ends the run
    else
        reject();
}

QString ImportDialog::resultText() const
{
    return m_result->text();
}

void ImportDialog::dragEnterEvent(QDragEnterEvent *event)
{
    if (m_job == 0 && event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void ImportDialog::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    load(paths);
}

} // namespace toll
