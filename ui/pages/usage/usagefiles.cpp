// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the page reads and writes.
#include "core/services/wording.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/pages/usage/importdialog.h"
#include "ui/pages/usage/sumsmodel.h"
#include "ui/pages/usage/usageexport.h"
#include "ui/pages/usage/usagepage.h"
#include "ui/widgets/periodpicker.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QSignalBlocker>
#include <QTabWidget>

#include <limits>

namespace toll {

namespace {

QString askForPath(QWidget *parent, const QString &title, const QString &name)
{
    QString path = QFileDialog::getSaveFileName(parent, title, name, UsagePage::tr("CSV files (*.csv)"));
    if (!path.isEmpty() && !path.contains(u'.'))
        path += QStringLiteral(".csv");
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
    const bool isEvents = m_tabs->currentIndex() == EventsPlace;
    const QString path = askForPath(
        this, tr("Export usage"), isEvents ? QStringLiteral("usage-events.csv") : QStringLiteral("usage.csv"));
    if (path.isEmpty())
        return;
    if (isEvents)
        exportEvents(path);
    else
        reportSaved(writeCsv(path, sumsReport(m_sums->chart(), m_answer->isByHour)), path);
}

void UsagePage::exportEvents(const QString &path)
{
    EventSearch search = eventSearch();
    search.limit = std::numeric_limits<std::int64_t>::max(); // all that match, not only those in the table
    context().workspace.ask(
        this,
        [search, path](Services &services) -> Result<bool> {
            const Result<EventsFound> found = services.usage.events(search);
            if (!found)
                return std::unexpected(found.error());
            return writeCsv(path, eventsReport(*found));
        },
        [this, path](const Result<bool> &isSaved) {
            if (isSaved)
                reportSaved(*isSaved, path);
            else
                context().notifyError(sentence(isSaved.error()));
        });
}

void UsagePage::saveSample()
{
    const QString path = askForPath(this, tr("Save a sample CSV"), QStringLiteral("usage-sample.csv"));
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
        m_events->narrow({}, {});
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
