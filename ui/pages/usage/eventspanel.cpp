// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/eventspanel.h"

#include "ui/pages/usage/eventcolumns.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>

namespace toll {

EventsPanel::EventsPanel(QWidget *parent)
    : QWidget(parent), m_model(new RowsModel<EventRow>(eventColumns(m_zone), &keyOf, this)), m_table(new DataTable),
      m_filter(new SearchField(tr("Token, customer, model, endpoint, id or status"), QKeySequence(QKeySequence::Find))),
      m_scope(new QToolButton)
{
    m_table->view()->setAccessibleName(tr("Events"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("id"));
    connect(m_filter, &SearchField::searched, this, &EventsPanel::searchChanged);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addWidget(buildTop());
    layout->addWidget(m_table, 1);
}

QWidget *EventsPanel::buildTop()
{
    m_filter->setAccessibleName(tr("Filter events"));
    m_filter->setMinimumWidth(400);
    m_scope->setIcon(icon(QStringLiteral("close")));
    m_scope->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_scope->setToolTip(tr("Show the whole period again"));
    m_scope->setFocusPolicy(Qt::StrongFocus);
    m_scope->hide();
    connect(m_scope, &QToolButton::clicked, this, [this] {
        narrow({}, {});
        emit searchChanged();
    });
    auto *top = new QWidget;
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_filter);
    row->addWidget(m_scope);
    row->addStretch(1);
    row->addWidget(m_table->createColumnButton());
    return top;
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
    m_filter->search(text);
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
        m_table->setFooter(
            text().empty() ? tr("No events in this time") : tr("No event matches “%1”").arg(m_filter->text()));
    else if (shown == found.matching)
        m_table->setFooter(tr("All %1 events shown").arg(integerText(shown)));
    else
        m_table->setFooter(tr("The newest %1 of %2 shown").arg(integerText(shown), integerText(found.matching)));
}

QString EventsPanel::columnState() const
{
    return QString::fromUtf8(m_table->saveState());
}

void EventsPanel::restoreColumns(const QString &state)
{
    m_table->restoreState(state.toUtf8());
}

} // namespace toll
