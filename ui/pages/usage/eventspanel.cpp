// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/eventspanel.h"

#include "ui/models/selectionkeeper.h"
#include "ui/pages/usage/eventcolumns.h"
#include "ui/text/numbers.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

namespace toll {

namespace {

constexpr int typingPause = 250; // ms
constexpr int rowsMeasured = 200;

} // namespace

EventsPanel::EventsPanel(QWidget *parent)
    : QWidget(parent), m_model(new RowsModel<EventRow>(eventColumns(m_zone), &keyOf, this)),
      m_table(new QTableView(this)), m_filter(new QLineEdit(this)), m_scope(new QToolButton(this)),
      m_shown(new QLabel(this)), m_typing(new QTimer(this))
{
    m_typing->setSingleShot(true);
    m_typing->setInterval(typingPause);
    connect(m_typing, &QTimer::timeout, this, &EventsPanel::searchChanged);
    connect(m_filter, &QLineEdit::textChanged, m_typing, qOverload<>(&QTimer::start));
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addWidget(buildTop());
    layout->addWidget(m_table, 1);
}

QWidget *EventsPanel::buildTop()
{
    m_filter->setPlaceholderText(tr("Token, customer, model, endpoint, id or status"));
    m_filter->setAccessibleName(tr("Filter events"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icon(QStringLiteral("search"), Tone::Muted), QLineEdit::LeadingPosition);
    m_filter->setMinimumWidth(320);
    m_scope->setIcon(icon(QStringLiteral("close")));
    m_scope->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scope->setToolTip(tr("Show the whole period again"));
    m_scope->setFocusPolicy(Qt::StrongFocus);
    m_scope->hide();
    connect(m_scope, &QToolButton::clicked, this, [this] {
        narrow({}, {});
        emit searchChanged();
    });
    m_shown->setForegroundRole(QPalette::PlaceholderText);
    auto *top = new QWidget(this);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_filter);
    row->addWidget(m_scope);
    row->addStretch(1);
    row->addWidget(m_shown);
    return top;
}

void EventsPanel::buildTable()
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Events"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setResizeContentsPrecision(rowsMeasured);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->verticalHeader()->hide();
    (new SelectionKeeper(m_table))->follow(m_model);
}

void EventsPanel::setZone(const Zone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    m_model->setColumns(eventColumns(zone));
}

void EventsPanel::narrow(const std::optional<Interval> &span, const QString &spanText)
{
    m_span = span;
    m_scope->setText(spanText);
    m_scope->setVisible(span.has_value());
}

void EventsPanel::setText(const QString &text)
{
    const QSignalBlocker quiet(m_filter);
    m_filter->setText(text);
}

std::string EventsPanel::text() const
{
    return m_filter->text().trimmed().toStdString();
}

void EventsPanel::show(const EventsFound &found)
{
    m_model->setRows(found.rows);
    const auto shown = static_cast<std::int64_t>(found.rows.size());
    if (found.matching == 0)
        m_shown->setText(
            text().empty() ? tr("No events in this time") : tr("No event matches “%1”").arg(m_filter->text()));
    else if (shown == found.matching)
        m_shown->setText(tr("All %1 events shown").arg(integerText(shown)));
    else
        m_shown->setText(tr("The newest %1 of %2 shown").arg(integerText(shown), integerText(found.matching)));
    if (!m_isSized && shown > 0) {
        m_table->resizeColumnsToContents();
        m_isSized = true;
    }
}

} // namespace toll
