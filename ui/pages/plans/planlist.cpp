// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/planlist.h"

#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"

#include <QHBoxLayout>
#include <QTableView>

namespace toll {

namespace {

using PlanColumn = Column<PlanEntry>;

QString textIn(const Json &document, const char *key)
{
    const Json *value = document.find(key);
    return value && value->asString() ? QString::fromStdString(*value->asString()) : QString();
}

std::vector<PlanColumn> columns()
{
    PlanColumn name;
    name.id = QStringLiteral("name");
    name.title = PlanList::tr("Plan");
    name.text = [](const PlanEntry &entry) { return entry.name(); };
    // Always one, so that names keep their place and their room.
    name.icon = [](const PlanEntry &entry) { return entry.draft ? QStringLiteral("edit") : QStringLiteral("plans"); };
    name.toolTip = [](const PlanEntry &entry) {
        return entry.draft ? PlanList::tr("%1: has a draft").arg(entry.name()) : entry.name();
    };
    PlanColumn versions;
    versions.id = QStringLiteral("versions");
    versions.title = PlanList::tr("Versions");
    versions.text = [](const PlanEntry &entry) {
        return entry.stored ? integerText(entry.stored->row.versions) : PlanList::tr("draft");
    };
    versions.alignment = Qt::AlignRight;
    PlanColumn customers;
    customers.id = QStringLiteral("customers");
    customers.title = PlanList::tr("Customers");
    customers.text = [](const PlanEntry &entry) {
        return entry.stored ? integerText(static_cast<std::int64_t>(entry.stored->row.customers.size()))
                            : QStringLiteral("–");
    };
    customers.toolTip = [](const PlanEntry &entry) {
        QStringList names;
        for (const std::string &one : entry.stored ? entry.stored->row.customers : std::vector<std::string>())
            names << QString::fromStdString(one);
        return names.join(u'\n').toHtmlEscaped();
    };
    customers.alignment = Qt::AlignRight;
    PlanColumn currency;
    currency.id = QStringLiteral("currency");
    currency.title = PlanList::tr("Currency");
    currency.text = [](const PlanEntry &entry) { return entry.currency(); };
    return {name, versions, customers, currency};
}

} // namespace

QString PlanEntry::name() const
{
    const QString own = draft ? textIn(*draft, "name") : QString();
    return !own.isEmpty() || !stored ? own : QString::fromStdString(stored->row.plan.name);
}

QString PlanEntry::currency() const
{
    const QString own = textIn(document(), "currency");
    return own.isEmpty() ? QStringLiteral("–") : own;
}

PlanList::PlanList(QWidget *parent)
    : QWidget(parent),
      m_model(new RowsModel<PlanEntry>(columns(), [](const PlanEntry &entry) { return entry.key; }, this)),
      m_table(new DataTable)
{
    m_table->view()->setObjectName(QStringLiteral("plans"));
    m_table->view()->setAccessibleName(tr("Plans"));
    m_table->view()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("name"));
    m_table->setYieldingColumns({QStringLiteral("currency"), QStringLiteral("versions")});
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table, &DataTable::selectionChanged, this, [this] { emit currentChanged(current()); });
    connect(m_table, &DataTable::contextMenuRequested, this, [this](QMenu *menu) { emit menuRequested(menu); });
}

void PlanList::setEntries(const std::vector<PlanEntry> &entries)
{
    m_model->setRows(entries);
}

QString PlanList::current() const
{
    return m_table->selectedKeys().value(0);
}

bool PlanList::select(const QString &key)
{
    return m_table->selectKey(key);
}

} // namespace toll
