// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the page reads and writes.
#include "core/services/usagereport.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/pages/usage/filterfield.h"
#include "ui/pages/usage/groupspanel.h"
#include "ui/pages/usage/importdialog.h"
#include "ui/pages/usage/sumsmodel.h"
#include "ui/pages/usage/usageexport.h"
#include "ui/pages/usage/usagepage.h"
#include "ui/widgets/periodpicker.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QSignalBlocker>
#include <QTabWidget>

namespace toll {

namespace {

/// A path whose end says what it becomes.
QString askForPath(QWidget *parent, const QString &title, const QString &name, bool canBeJson)
{
    const QString csv = UsagePage::tr("CSV files (*.csv)");
    const QString json = UsagePage::tr("JSON files (*.json)");
    QString chosen;
    QString path =
        QFileDialog::getSaveFileName(parent, title, name, canBeJson ? csv + QStringLiteral(";;") + json : csv, &chosen);
    if (!path.isEmpty() && !QFileInfo(path).fileName().contains(u'.'))
        path += chosen == json ? QStringLiteral(".json") : QStringLiteral(".csv");
    return path;
}

QStringList localFiles(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls()) {
        if (url.isLocalFile())
            files << url.toLocalFile();
    }
    return files;
}

} // namespace

void UsagePage::exportShown()
{
    if (!m_answer || !m_answer->frame.extent) {
        context().notify(tr("There is nothing to export yet."));
        return;
    }
    const int tab = m_tabs->currentIndex();
    const QString path = askForPath(this, tr("Export usage"),
        tab == EventsPlace ? QStringLiteral("usage-events.csv") : QStringLiteral("usage.csv"),
        tab == EventsPlace || tab == GroupsPlace);
    if (path.isEmpty())
        return;
    if (tab == EventsPlace)
        m_events->exportTo(path);
    else if (tab == GroupsPlace)
        exportSums(path);
    else
        reportSaved(writeCsv(path, sumsReport(m_sums->chart(), m_answer->isByHour)), path);
}

void UsagePage::exportSums(const QString &path)
{
    const UsageSummary &sums = m_groups->summary();
    reportSaved(
        isJsonPath(path) ? writeJson(path, toJson(sums, true)) : writeCsv(path, summaryTable("usage", sums, true)),
        path);
}

void UsagePage::saveSample()
{
    const QString path = askForPath(this, tr("Save a sample CSV"), QStringLiteral("usage-sample.csv"), false);
    if (!path.isEmpty())
        reportSaved(writeCsv(path, sampleReport()), path);
}

void UsagePage::reportSaved(bool isSaved, const QString &path)
{
    const QString shown = QDir::toNativeSeparators(path);
    if (isSaved)
        context().notify(tr("Saved as %1").arg(shown));
    else
        context().notifyError(tr("The file %1 cannot be written. Choose another place.").arg(shown));
}

void UsagePage::importFiles(const QStringList &paths)
{
    QStringList chosen = paths;
    if (chosen.isEmpty())
        chosen = QFileDialog::getOpenFileNames(this, tr("Import usage"), {},
            tr("Usage files (*.csv *.tsv *.jsonl *.ndjson *.json *.log *.txt *.gz *.xz *.zst);;All files (*)"));
    if (chosen.isEmpty())
        return;
    if (m_answer)
        openImport(chosen);
    else
        m_pendingImport = chosen; // the first answer opens it
}

void UsagePage::openImport(const QStringList &paths)
{
    if (m_import) {
        m_import->load(paths);
        m_import->raise();
        return;
    }
    m_import = new ImportDialog(context(), m_answer->frame, window());
    m_import->setAttribute(Qt::WA_DeleteOnClose);
    // The window may outlive this page, which is rebuilt when the language changes.
    connect(m_import, &ImportDialog::imported, this, [this](const Interval &span) {
        const QSignalBlocker quiet(m_period);
        m_isRangeChosen = true;
        m_period->setPeriod(span);
        ask();
    });
    m_import->open();
    m_import->load(paths);
}

void UsagePage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!localFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void UsagePage::dropEvent(QDropEvent *event)
{
    const QStringList files = localFiles(event->mimeData());
    if (files.size() == 1 && files.first().endsWith(QStringLiteral(".toll"), Qt::CaseInsensitive)) {
        event->ignore(); // a workspace: the window opens it
        return;
    }
    if (!files.isEmpty())
        importFiles(files);
}

} // namespace toll
