// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with the events shown: going to one, copying some, writing all to a file.
#include "core/services/eventexport.h"
#include "core/services/wording.h"
#include "core/usage/filtertime.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/pages/usage/usageexport.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>

namespace toll {

namespace {

/// Places of a view that follow one another, the last included.
using Places = std::pair<std::int64_t, std::int64_t>;

std::vector<Places> selectedPlaces(const QItemSelection &selection)
{
    std::vector<Places> all;
    for (const QItemSelectionRange &range : selection)
        all.emplace_back(range.top(), range.bottom());
    std::ranges::sort(all);
    std::vector<Places> places;
    for (const Places &next : all) {
        if (!places.empty() && next.first <= places.back().second + 1)
            places.back().second = std::max(places.back().second, next.second);
        else
            places.push_back(next);
    }
    return places;
}

QString field(const Column<EventRow> &column, const EventRow &row)
{
    return (column.copy ? column.copy(row) : column.text(row)).replace(u'\t', u' ').replace(u'\n', u' ');
}

template<typename Text>
QString line(const std::vector<Column<EventRow>> &columns, const Text &text)
{
    QStringList fields;
    for (const Column<EventRow> &column : columns)
        fields << text(column);
    return fields.join(u'\t');
}

/// The rows as spreadsheets paste them, read piece by piece.
Result<QString> textOf(Services &services, EventView &view, const std::vector<Places> &places,
    const std::vector<Column<EventRow>> &columns)
{
    constexpr std::int64_t piece = 4096;
    QStringList lines;
    for (const auto &[first, last] : places) {
        for (std::int64_t at = first; at <= last; at += piece) {
            const Result<std::vector<EventRow>> rows = services.usage.rows(view, at, std::min(piece, last + 1 - at));
            if (!rows)
                return std::unexpected(rows.error());
            for (const EventRow &row : *rows)
                lines << line(columns, [&row](const Column<EventRow> &column) { return field(column, row); });
        }
    }
    return lines.join(u'\n');
}

/// An export that is one of the window's jobs. It goes on by itself, a piece at a time, so that pages are read between.
class ExportJob : public std::enable_shared_from_this<ExportJob> {
public:
    ExportJob(PageContext &context, std::shared_ptr<EventView> view, QString path)
        : m_context(context), m_view(std::move(view)), m_path(std::move(path))
    {
    }

    void start()
    {
        m_id = m_context.jobs.start(EventsPanel::tr("Export to %1").arg(QFileInfo(m_path).fileName()),
            [control = m_control]() mutable { control.cancel(); });
        next([self = shared_from_this()](Services &services) -> Result<std::shared_ptr<EventExport>> {
            return services.usage.beginExport(self->m_view, self->m_path.toStdString(),
                isJsonPath(self->m_path) ? EventFileFormat::Json : EventFileFormat::Csv);
        });
    }

private:
    /// The jobs outlive every page, so the answer goes to them.
    template<typename Work>
    void next(Work work)
    {
        m_context.workspace.read(
            &m_context.jobs, std::move(work), [self = shared_from_this()](Result<std::shared_ptr<EventExport>> answer) {
                self->take(std::move(answer));
            });
    }

    void take(Result<std::shared_ptr<EventExport>> answer)
    {
        const QString shown = QDir::toNativeSeparators(m_path);
        if (!answer) {
            m_context.jobs.finish(m_id, Jobs::State::Failed,
                isOutdated(answer.error())
                    ? EventsPanel::tr("The usage was rewritten meanwhile, so nothing was written. Export it again.")
                    : sentence(answer.error()));
            return;
        }
        const EventExport &going = **answer;
        if (going.isFinished()) {
            m_context.jobs.finish(m_id, Jobs::State::Succeeded,
                EventsPanel::tr("Saved as %1; events: %2").arg(shown, integerText(going.done())));
            return;
        }
        if (m_control.isCancelled()) {
            m_context.jobs.finish(
                m_id, Jobs::State::Cancelled, EventsPanel::tr("Nothing was written to %1.").arg(shown));
            return;
        }
        m_context.jobs.setProgress(m_id, going.done(), going.total());
        next([going = std::move(*answer)](Services &services) -> Result<std::shared_ptr<EventExport>> {
            if (Result<void> advanced = services.usage.advance(*going); !advanced)
                return std::unexpected(advanced.error());
            return going;
        });
    }

    PageContext &m_context;
    std::shared_ptr<EventView> m_view;
    QString m_path;
    JobControl m_control;
    int m_id = 0;
};

} // namespace

void EventsPanel::exportTo(const QString &path)
{
    if (!m_view)
        return;
    std::make_shared<ExportJob>(m_context, m_view, path)->start();
}

void EventsPanel::copy(bool withHeaders)
{
    if (!m_view)
        return;
    const std::vector<Places> places = selectedPlaces(m_table->view()->selectionModel()->selection());
    std::int64_t count = 0;
    for (const auto &[first, last] : places)
        count += last - first + 1;
    if (count == 0)
        return;
    if (count > mostCopied) {
        m_context.notifyError(tr("Too many rows to copy: %1. Select %2 at most, or export them to a file.")
                .arg(integerText(count), integerText(mostCopied)));
        return;
    }
    std::vector<Column<EventRow>> columns;
    for (const int column : m_table->shownColumns())
        columns.push_back(m_model->columns()[static_cast<std::size_t>(column)]);
    const QString head =
        withHeaders ? line(columns, [](const Column<EventRow> &column) { return column.title; }) + u'\n' : QString();
    m_context.workspace.read(
        this, [view = m_view, places, columns](Services &services) { return textOf(services, *view, places, columns); },
        [this, head](const Result<QString> &text) {
            if (text)
                QApplication::clipboard()->setText(head + *text);
            else if (isOutdated(text.error()))
                m_context.notifyError(tr("The usage was rewritten meanwhile. Select the rows again."));
            else
                m_context.notifyError(sentence(text.error()));
        });
}

void EventsPanel::focusGoTo()
{
    m_goTo->setFocus(Qt::ShortcutFocusReason);
    m_goTo->selectAll();
}

void EventsPanel::goTo()
{
    const QString text = m_goTo->text().trimmed();
    if (text.isEmpty() || !m_view || m_view->size() == 0)
        return;
    bool isNumber = false;
    const qlonglong row = QLocale().toLongLong(text, &isNumber);
    // Four digits are a year to a filter, but a row to a table.
    if (isNumber) {
        if (row < 1 || row > m_view->size())
            m_context.notifyError(tr("There are rows from 1 to %1.").arg(integerText(m_view->size())));
        else
            scrollTo(row - 1);
        return;
    }
    const std::optional<Interval> span = filterTime(text.toStdString(), m_zone);
    if (!span)
        m_context.notifyError(tr("“%1” is neither a row nor a time such as 2026-10-05T14:30.").arg(text));
    else if (!m_view->isByTime())
        m_context.notifyError(tr("Sort by time to go to a time."));
    else
        goToTime(m_view->query().order.empty() || m_view->query().order.front().isDescending ? span->end.plus(-1)
                                                                                             : span->begin);
}

void EventsPanel::goToTime(Instant time)
{
    m_context.workspace.read(
        this, [view = m_view, time](Services &services) { return services.usage.placeOf(*view, time); },
        [this, view = m_view](const Result<std::int64_t> &place) {
            if (view != m_view)
                return;
            if (place)
                scrollTo(*place);
            else if (isOutdated(place.error()))
                open(true);
            else
                m_context.notifyError(sentence(place.error()));
        });
}

void EventsPanel::scrollTo(std::int64_t row)
{
    if (row >= m_model->rowCount())
        return;
    const QModelIndex index = m_model->index(static_cast<int>(row), 0);
    m_table->view()->scrollTo(index, QAbstractItemView::PositionAtTop);
    if (row > 0)
        m_table->view()->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
}

} // namespace toll
