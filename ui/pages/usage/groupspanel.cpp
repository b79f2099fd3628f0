// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/groupspanel.h"

#include "ui/pages/usage/filterterms.h"
#include "ui/pages/usage/groupcolumns.h"
#include "ui/pages/usage/usagecharts.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QToolButton>

namespace toll {

GroupsPanel::GroupsPanel(QWidget *parent)
    : QWidget(parent), m_model(new RowsModel<UsageSums>(groupColumns({}), &groupKeyOf, this)), m_table(new DataTable),
      m_total(new QLabel)
{
    m_table->view()->setAccessibleName(tr("Usage by group"));
    m_table->setModel(m_model);
    m_table->setHiddenColumns({QStringLiteral("cache_write")});
    m_table->setYieldingColumns({QStringLiteral("cached"), QStringLiteral("mean"), QStringLiteral("p99"),
        QStringLiteral("p50"), QStringLiteral("output"), QStringLiteral("input")});
    m_total->setTextFormat(Qt::PlainText);
    m_total->setWordWrap(true);
    connect(m_table, &DataTable::activated, this, [this](const QString &key) {
        if (const UsageSums *row = m_model->find(key))
            emit drillWanted(QString::fromStdString(termsOf(*row)));
    });
    connect(m_table, &DataTable::contextMenuRequested, this, &GroupsPanel::fillMenu);
    auto *top = new QHBoxLayout;
    top->addWidget(m_total, 1);
    top->addWidget(m_table->createColumnButton());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
}

std::string GroupsPanel::termsOf(const UsageSums &row) const
{
    if (!row.token.isEmpty())
        return tokenTerm(row.token, m_frame);
    return filterFor(m_summary.by, row, m_frame.zone);
}

void GroupsPanel::show(UsageSummary summary, const UsageFrame &frame)
{
    const bool isOther = summary.by != m_summary.by;
    m_summary = std::move(summary);
    m_frame = frame;
    if (isOther)
        m_model->setColumns(groupColumns(m_summary));
    m_model->setRows(m_summary.rows);
    m_total->setText(totalText());
    QString footer = tr("Groups: %1. Enter or a double click shows the events of one.")
                         .arg(integerText(static_cast<std::int64_t>(m_summary.rows.size())));
    if (m_summary.by == std::vector<Grouping>{GroupBy::Tag})
        footer += u' ' + tr("A token with several tags counts under each of them; the total counts it once.");
    m_table->setFooter(footer);
}

QString GroupsPanel::totalText() const
{
    const UsageSums &total = m_summary.total;
    QStringList parts{tr("Total: requests %1").arg(integerText(total.requests))};
    parts << tr("errors %1").arg(integerText(total.errors));
    if (!total.amounts.empty())
        parts << tr("charge %1").arg(amountsText(total.amounts));
    if (!total.costs.empty())
        parts << tr("cost %1").arg(amountsText(total.costs));
    if (!total.margins.empty())
        parts << tr("margin %1").arg(marginsText(total.margins));
    if (const std::optional<std::int64_t> p95 = total.response.percentile(95))
        parts << tr("p95 %1").arg(millisecondsText(static_cast<double>(*p95)));
    QString text = parts.join(QStringLiteral(" · "));
    if (const QString gap = marginGapText(total); !gap.isEmpty() && !total.costs.empty())
        text += u'\n' + gap;
    return text;
}

void GroupsPanel::fillMenu(QMenu *menu, const QStringList &keys)
{
    const UsageSums *row = keys.size() == 1 ? m_model->find(keys.front()) : nullptr;
    if (!row)
        return;
    const QString terms = QString::fromStdString(termsOf(*row));
    if (!menu->isEmpty())
        menu->addSeparator();
    QAction *show = menu->addAction(tr("Show &events"));
    connect(show, &QAction::triggered, this, [this, terms] { emit drillWanted(terms); });
    addFilterActions(menu, groupTerms(terms.toStdString()), this, [this](const QString &term) { emit termWanted(term); });
}

} // namespace toll
