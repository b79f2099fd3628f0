// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/eventspanel.h"

#include "ui/pages/usage/eventcolumns.h"
#include "ui/pages/usage/filterterms.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

EventsPanel::EventsPanel(QWidget *parent)
    : QWidget(parent), m_model(new RowsModel<EventRow>(eventColumns(m_zone), &keyOf, this)), m_table(new DataTable)
{
    m_table->view()->setAccessibleName(tr("Events"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("id"));
    connect(m_table, &DataTable::contextMenuRequested, this, [this](QMenu *menu) { fillMenu(menu); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addWidget(buildTop());
    layout->addWidget(m_table, 1);
}

QWidget *EventsPanel::buildTop()
{
    auto *hint = new QLabel(tr("Newest first. The menu of a cell filters by its value."));
    hint->setForegroundRole(QPalette::PlaceholderText);
    auto *top = new QWidget;
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(hint);
    row->addStretch(1);
    row->addWidget(m_table->createColumnButton());
    return top;
}

void EventsPanel::fillMenu(QMenu *menu)
{
    const QModelIndex current = m_table->view()->currentIndex();
    if (!current.isValid())
        return;
    addFilterActions(menu, eventTerms(m_model->rowAt(current.row()), m_model->columnId(current.column()), m_zone), this,
        [this](const QString &term) { emit termWanted(term); });
}

void EventsPanel::setZone(const Zone &zone)
{
    if (zone == m_zone)
        return;
    m_zone = zone;
    m_model->setColumns(eventColumns(zone));
}

void EventsPanel::show(const EventsFound &found)
{
    m_model->setRows(found.rows);
    const auto shown = static_cast<std::int64_t>(found.rows.size());
    QString footer = tr("The newest %1 of %2 shown").arg(integerText(shown), integerText(found.matching));
    if (found.matching == 0)
        footer = tr("No event fits");
    else if (shown == found.matching)
        footer = tr("All %1 events shown").arg(integerText(shown));
    if (found.missing)
        footer += QStringLiteral(" · ")
            + tr("retention dropped records from %1 to %2")
                  .arg(QString::fromStdString(m_zone.format(found.missing->begin)),
                      QString::fromStdString(m_zone.format(found.missing->end.plus(-1))));
    m_table->setFooter(footer);
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
