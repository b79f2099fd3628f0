// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outcomeview.h"

#include "ui/pages/simulation/comparisonbars.h"
#include "ui/widgets/datatable.h"

namespace toll {

OutcomeView::OutcomeView(QWidget *parent)
    : ResultTab(tr("Customers"), QStringLiteral("customers"), parent),
      m_model(new RowsModel<ComparisonRow>(
          comparisonColumns(),
          [](const ComparisonRow &one) { return QString::fromStdString(one.row.id.text + '/' + one.currency.code); },
          this)),
      m_bars(new ComparisonBars)
{
    addChart(m_bars);
    m_table = addTable(m_model, tr("Difference by customer"), QStringLiteral("customer"));
}

void OutcomeView::showTried(const TriedOut &tried, const LoadedHistory &)
{
    m_outcomes = tried.outcomes;
    showPlace();
}

/// Of all currencies.
ReportTable OutcomeView::report() const
{
    return outcomeTable(m_outcomes);
}

/// The chart and the table of the chosen currency.
void OutcomeView::showPlace()
{
    const Outcome *outcome = shown(m_outcomes);
    const Outcome now = outcome ? *outcome : Outcome();
    m_bars->setOutcome(now);
    m_model->setRows(comparisonRows(now));
    m_table->setFooter(outcome ? totalsText(now) : QString());
}

} // namespace toll
