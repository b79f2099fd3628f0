// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/margintab.h"

#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/datatable.h"

namespace toll {

namespace {

using Row = MarginTab::Row;

std::vector<Column<Row>> columns()
{
    std::vector<Column<Row>> columns{
        wordColumn<Row>("figure", MarginTab::tr("Figure"), [](const Row &row) { return row.title; }),
        amountColumn<Row>("baseline", MarginTab::tr("Now"), [](const Row &row) { return row.before; }),
        amountColumn<Row>("scenario", MarginTab::tr("What if"), [](const Row &row) { return row.after; }),
        changeColumn<Row>("delta", MarginTab::tr("Difference"), [](const Row &row) { return row.delta; }),
        percentColumn<Row>(
            "percent", MarginTab::tr("%"), [](const Row &row) { return percentChange(row.before, row.after); })};
    columns[0].copy = [](const Row &row) { return row.id; };
    columns[3].tone = [](const Row &row) { return toneOf(row.isCost ? row.delta.negated() : row.delta); };
    return columns;
}

} // namespace

MarginTab::MarginTab(QWidget *parent)
    : ResultTab(tr("Margin"), QStringLiteral("margin"), parent),
      m_model(new RowsModel<Row>(columns(), [](const Row &row) { return row.id; }, this))
{
    addTable(m_model, tr("What is left once providers are paid"), QStringLiteral("figure"));
}

void MarginTab::showTried(const TriedOut &, const LoadedHistory &history)
{
    m_providers = history.providers;
    if (!m_providers->runs.empty())
        return;
    m_margins.clear();
    showPlace();
}

std::optional<StudyQuestions> MarginTab::questions() const
{
    if (!m_providers || m_providers->runs.empty())
        return std::nullopt;
    StudyQuestions questions;
    questions.providers = m_providers;
    return questions;
}

void MarginTab::showStudy(const Study &study, bool)
{
    m_margins = study.margins;
    showPlace();
}

void MarginTab::showPlace()
{
    const MarginOutcome *margin = shown(m_margins);
    if (!margin) {
        m_model->setRows({});
        return setHeadline(m_providers && m_providers->runs.empty()
                ? tr("No price list of a provider is stated, so nothing is known of costs. “Plans & rates”, Provider "
                     "prices, states one.")
                : QString());
    }
    const MarginSide &before = margin->before;
    const MarginSide &after = margin->after;
    const MarginSide &delta = margin->delta;
    const Currency &currency = margin->currency;
    m_model->setRows(
        {{QStringLiteral("charge"), tr("Charged"), before.charge, after.charge, delta.charge, false, currency},
            {QStringLiteral("cost"), tr("Providers are paid"), before.cost, after.cost, delta.cost, true, currency},
            {QStringLiteral("margin"), tr("Margin"), before.margin, after.margin, delta.margin, false, currency}});
    QString text = tr("What is left: %1 now, %2 in the what-if.")
                       .arg(moneyText(before.margin, margin->currency), moneyText(after.margin, margin->currency));
    if (!before.isComplete || !after.isComplete)
        text += u' ' + tr("Some costs have no exchange rate and are not in it.");
    setHeadline(text);
}

} // namespace toll
