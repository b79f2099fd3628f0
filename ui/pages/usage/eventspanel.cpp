// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How events are asked for and shown; going to a row, copying and files are in eventsactions.cpp.
#include "ui/pages/usage/eventspanel.h"

#include "core/services/wording.h"
#include "ui/pages/usage/filterterms.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int progressAfter = 300; // ms: shorter waits would only flicker
constexpr int progressEvery = 100; // ms

} // namespace

EventsPanel::EventsPanel(PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_model(new EventsModel(m_zone, this)), m_table(new DataTable),
      m_shownOrder(m_model->sortOrder())
{
    m_table->view()->setAccessibleName(tr("Events"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("id"));
    connect(m_table, &DataTable::contextMenuRequested, this, [this](QMenu *menu) { fillMenu(menu); });
    connect(m_table, &DataTable::copyWanted, this, &EventsPanel::copy);
    connect(m_model, &EventsModel::pagesWanted, this, &EventsPanel::fetch);
    connect(m_model, &EventsModel::orderWanted, this, [this] { open(false); });
    // Rows are read while the place they go to is painted without them.
    QTableView *const view = m_table->view();
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, this,
        [this, view] { m_model->prefetch(view->rowAt(0), view->rowAt(view->viewport()->height() - 1)); });
    buildProgress();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addWidget(buildTop());
    layout->addWidget(m_progressRow);
    layout->addWidget(m_table, 1);
}

EventsPanel::~EventsPanel()
{
    if (m_opening)
        m_opening->control.cancel();
}

QWidget *EventsPanel::buildTop()
{
    auto *hint = new QLabel(tr("Headers sort. The menu of a cell filters by its value."));
    hint->setForegroundRole(QPalette::PlaceholderText);
    m_goTo = new QLineEdit;
    m_goTo->setPlaceholderText(tr("Go to row or time"));
    m_goTo->setToolTip(tr("A row's number, or a time such as 2026-10-05 or 2026-10-05T14:30"));
    m_goTo->setAccessibleName(m_goTo->placeholderText());
    m_goTo->setClearButtonEnabled(true);
    m_goTo->setMaximumWidth(220);
    connect(m_goTo, &QLineEdit::returnPressed, this, &EventsPanel::goTo);
    auto *top = new QWidget;
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(hint);
    row->addStretch(1);
    row->addWidget(m_goTo);
    row->addWidget(m_table->createColumnButton());
    return top;
}

void EventsPanel::buildProgress()
{
    m_progressRow = new QWidget;
    m_progressText = new QLabel;
    m_progress = new QProgressBar;
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setMaximumHeight(8);
    auto *cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &EventsPanel::giveUp);
    auto *row = new QHBoxLayout(m_progressRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_progressText);
    row->addWidget(m_progress, 1);
    row->addWidget(cancel);
    m_progressRow->hide();
    m_progressTimer = new QTimer(this);
    m_progressTimer->setInterval(progressEvery);
    connect(m_progressTimer, &QTimer::timeout, this, &EventsPanel::showProgress);
}

void EventsPanel::fillMenu(QMenu *menu)
{
    const QModelIndex current = m_table->view()->currentIndex();
    const EventRow *row = current.isValid() ? m_model->rowAt(current.row()) : nullptr;
    if (row)
        addFilterActions(menu, eventTerms(*row, m_model->columnId(current.column()), m_zone), this,
            [this](const QString &term) { emit termWanted(term); });
}

void EventsPanel::setZone(const Zone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    m_model->setZone(zone);
}

bool EventsPanel::isSettled() const
{
    return !m_opening && !m_isFetching && m_pages.empty();
}

void EventsPanel::show(EventQuery query)
{
    // The same events as before may be more by now: the user stays where they are.
    const bool isSame = m_query && m_view && m_query->range == query.range && m_query->tokens == query.tokens
        && m_query->where == query.where;
    m_query = std::move(query);
    open(isSame);
}

void EventsPanel::showNothing()
{
    if (m_opening)
        m_opening->control.cancel();
    m_opening.reset();
    m_query.reset();
    m_view.reset();
    m_pages.clear();
    m_model->reset(0, 0, {});
    showCount();
    emit settledChanged();
}

int EventsPanel::topRow() const
{
    return m_table->view()->verticalScrollBar()->value();
}

void EventsPanel::open(bool staysInPlace)
{
    if (!m_query)
        return;
    if (m_opening)
        m_opening->control.cancel();
    m_query->order = m_model->eventOrder();
    const auto opening = std::make_shared<Opening>();
    opening->control =
        opening->control.withProgress([weak = std::weak_ptr(opening)](std::int64_t done, std::int64_t total) {
            if (const auto alive = weak.lock(); alive && total > 0)
                alive->percent = static_cast<int>(100 * done / total);
        });
    m_opening = opening;
    m_progressTimer->start(progressAfter);
    emit settledChanged();
    const int row = staysInPlace ? topRow() : 0;
    const EventRow *top = row > 0 ? m_model->rowAt(row) : nullptr;
    const std::optional<Instant> anchor = top ? std::optional(top->stored.event.time) : std::nullopt;
    m_context.workspace.read(
        this,
        [query = *m_query, opening, row, anchor](Services &services) -> Result<Opened> {
            Result<std::shared_ptr<EventView>> view = services.usage.view(query, opening->control);
            if (!view)
                return std::unexpected(view.error());
            Opened opened{std::move(*view), row, 0, {}};
            if (anchor && opened.view->isByTime()) {
                const Result<std::int64_t> place = services.usage.placeOf(*opened.view, *anchor);
                if (!place)
                    return std::unexpected(place.error());
                opened.top = *place;
            }
            opened.top = std::clamp<std::int64_t>(opened.top, 0, std::max<std::int64_t>(opened.view->size() - 1, 0));
            opened.first = opened.top / EventsModel::pageRows * EventsModel::pageRows;
            Result<std::vector<EventRow>> rows = services.usage.rows(*opened.view, opened.first, EventsModel::pageRows);
            if (!rows)
                return std::unexpected(rows.error());
            opened.rows = std::move(*rows);
            return opened;
        },
        [this, opening](Result<Opened> opened) {
            if (m_opening == opening)
                take(std::move(opened));
        });
}

void EventsPanel::take(Result<Opened> opened)
{
    m_opening.reset();
    m_progressTimer->stop();
    m_progressRow->hide();
    if (!opened) {
        m_model->showOrder(m_shownOrder);
        if (opened.error().code == ErrorCode::Cancelled)
            m_table->setFooter(tr("Stopped. These are the events as they were shown before."));
        else
            m_context.notifyError(sentence(opened.error()));
        emit settledChanged();
        return;
    }
    m_view = std::move(opened->view);
    m_shownOrder = m_model->sortOrder();
    m_pages.clear();
    m_model->reset(m_view->size(), opened->first, std::move(opened->rows));
    scrollTo(opened->top);
    showCount();
    emit settledChanged();
}

void EventsPanel::giveUp()
{
    if (m_opening)
        m_opening->control.cancel();
}

void EventsPanel::showProgress()
{
    if (!m_opening)
        return;
    m_progressTimer->setInterval(progressEvery);
    const bool isSorting = m_view && m_model->sortOrder() != m_shownOrder;
    m_progressText->setText(isSorting ? tr("Sorting…") : tr("Looking through the events…"));
    m_progress->setValue(m_opening->percent);
    m_progressRow->show();
}

void EventsPanel::fetch(const std::vector<std::int64_t> &firsts)
{
    m_pages = firsts;
    fetchNext();
}

void EventsPanel::fetchNext()
{
    if (m_isFetching || !m_view)
        return;
    std::erase_if(m_pages, [this](std::int64_t first) { return m_model->rowAt(static_cast<int>(first)) != nullptr; });
    if (m_pages.empty()) {
        emit settledChanged();
        return;
    }
    m_isFetching = true;
    const std::int64_t first = m_pages.front();
    m_pages.erase(m_pages.begin());
    m_context.workspace.read(
        this,
        [view = m_view, first](Services &services) { return services.usage.rows(*view, first, EventsModel::pageRows); },
        [this, view = m_view, first](Result<std::vector<EventRow>> rows) {
            m_isFetching = false;
            if (view == m_view && rows) {
                m_model->setPage(first, std::move(*rows));
            } else if (view == m_view && isOutdated(rows.error())) {
                if (!m_opening)
                    open(true);
            } else if (view == m_view) {
                m_pages.clear();
                m_context.notifyError(sentence(rows.error()));
            }
            fetchNext();
        });
}

void EventsPanel::showCount()
{
    const std::int64_t size = m_view ? m_view->size() : 0;
    QString footer = tr("No event fits");
    if (size > 0 && m_view->requests() == size)
        footer = tr("Events: %1").arg(integerText(size));
    else if (size > 0)
        footer =
            tr("Events: %1, which stand for requests: %2").arg(integerText(size), integerText(m_view->requests()));
    if (m_view && m_view->missing())
        footer += QStringLiteral(" · ")
            + tr("retention dropped records from %1 to %2")
                  .arg(QString::fromStdString(m_zone.format(m_view->missing()->begin)),
                      QString::fromStdString(m_zone.format(m_view->missing()->end.plus(-1))));
    m_table->setFooter(footer);
}

QString EventsPanel::columnState() const
{
    return QString::fromUtf8(m_table->saveState());
}

void EventsPanel::restoreColumns(const QString &state)
{
    m_table->restoreState(state.toUtf8());
    m_shownOrder = m_model->sortOrder();
}

} // namespace toll
