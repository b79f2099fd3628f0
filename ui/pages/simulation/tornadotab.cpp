// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/tornadotab.h"

#include "core/services/scenariowords.h"
#include "ui/charts/tornadochart.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/chartformat.h"
#include "ui/widgets/datatable.h"

#include <QSpinBox>

namespace toll {

namespace {

using Row = TornadoTab::Row;

std::vector<Column<Row>> columns()
{
    const auto value = [](std::string TornadoStep::*end) {
        return [end](const Row &row) { return parameterText(row.bar.step.key, row.bar.step.*end); };
    };
    std::vector<Column<Row>> columns{wordColumn<Row>("parameter", TornadoTab::tr("Parameter"),
                                         [](const Row &row) { return parameterLabel(row.bar.step.key); }),
        wordColumn<Row>("low", TornadoTab::tr("Down to"), value(&TornadoStep::low)),
        amountColumn<Row>("at_low", TornadoTab::tr("gives"), [](const Row &row) { return row.bar.atLow; }),
        wordColumn<Row>("high", TornadoTab::tr("Up to"), value(&TornadoStep::high)),
        amountColumn<Row>("at_high", TornadoTab::tr("gives"), [](const Row &row) { return row.bar.atHigh; }),
        amountColumn<Row>("effect", TornadoTab::tr("Spread"), [](const Row &row) { return row.bar.effect; })};
    columns[0].copy = [](const Row &row) { return QString::fromStdString(row.bar.step.key); };
    columns[1].copy = [](const Row &row) { return QString::fromStdString(row.bar.step.low); };
    columns[3].copy = [](const Row &row) { return QString::fromStdString(row.bar.step.high); };
    return columns;
}

TornadoData chartOf(const Tornado &tornado, const std::vector<Row> &rows, const QString &title)
{
    TornadoData data;
    data.title = title;
    if (rows.empty())
        return data;
    formatAsMoney(data, rows.front().currency);
    data.middleName = TornadoTab::tr("The scenario");
    data.middle = exactValue(tornado.middle);
    for (const Row &row : rows) {
        const TornadoStep &step = row.bar.step;
        data.bars.push_back({parameterLabel(step.key), {parameterText(step.key, step.low), exactValue(row.bar.atLow)},
            {parameterText(step.key, step.high), exactValue(row.bar.atHigh)}});
    }
    return data;
}

} // namespace

TornadoTab::TornadoTab(QWidget *parent)
    : ResultTab(tr("What matters"), QStringLiteral("tornado"), parent), m_percent(new QSpinBox),
      m_chart(new TornadoChart),
      m_model(
          new RowsModel<Row>(columns(), [](const Row &row) { return QString::fromStdString(row.bar.step.key); }, this))
{
    m_percent->setRange(1, 100);
    m_percent->setValue(10);
    m_percent->setSuffix(tr(" %"));
    addInput(tr("Move each parameter down and up by"), m_percent);
    addChart(m_chart);
    addTable(m_model, tr("What moving one parameter does"), QStringLiteral("parameter"));
    connect(m_percent, &QSpinBox::valueChanged, this, &TornadoTab::asked);
}

std::optional<StudyQuestions> TornadoTab::questions() const
{
    StudyQuestions questions;
    questions.tornado = Decimal(m_percent->value());
    return questions;
}

void TornadoTab::showStudy(const Study &study, bool)
{
    m_tornadoes = study.tornadoes;
    m_currencies.clear();
    for (const Outcome &outcome : study.outcomes)
        m_currencies.push_back(outcome.currency);
    showPlace();
}

void TornadoTab::showPlace()
{
    const Tornado *tornado = shown(m_tornadoes);
    if (!tornado)
        return;
    const Currency currency = m_currencies[place()];
    std::vector<Row> rows;
    for (const TornadoBar &bar : tornado->bars)
        rows.push_back({bar, currency});
    setHeadline(rows.empty() ? tr("There is no parameter to move.")
                             : tr("%1 matters most: from %2 to %3, around %4.")
                                   .arg(parameterLabel(rows.front().bar.step.key),
                                       moneyText(std::min(rows.front().bar.atLow, rows.front().bar.atHigh), currency),
                                       moneyText(std::max(rows.front().bar.atLow, rows.front().bar.atHigh), currency),
                                       moneyText(tornado->middle, currency)));
    m_chart->setTornado(chartOf(*tornado, rows, tr("What moving one parameter does")));
    m_model->setRows(std::move(rows));
}

QVariantMap TornadoTab::state() const
{
    return {{QStringLiteral("percent"), m_percent->value()}};
}

void TornadoTab::restore(const QVariantMap &state)
{
    m_percent->setValue(state.value(QStringLiteral("percent")).toInt());
}

} // namespace toll
