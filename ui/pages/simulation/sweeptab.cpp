// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/sweeptab.h"

#include "core/services/scenariowords.h"
#include "ui/charts/heatmap.h"
#include "ui/pages/simulation/parameterrange.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/widgets/chartformat.h"
#include "ui/widgets/datatable.h"

#include <algorithm>

namespace toll {

namespace {

using Row = SweepTab::Row;

/// Sorted by its number, whatever is written around it.
SortKey numberKey(const std::string &value)
{
    std::string digits = value.substr(value.starts_with('P') ? 1 : 0);
    digits = digits.substr(0, digits.find_first_not_of("0123456789.-"));
    const Result<Decimal> number = Decimal::parse(digits);
    return number ? SortKey(*number) : SortKey(QString::fromStdString(value));
}

/// `keys`: one or two parameters.
std::vector<Column<Row>> columns(const std::vector<std::string> &keys)
{
    std::vector<Column<Row>> columns;
    for (std::size_t axis = 0; axis < keys.size(); ++axis) {
        Column<Row> column = wordColumn<Row>("", parameterLabel(keys[axis]),
            [axis](const Row &row) { return parameterText(row.keys[axis], row.values[axis]); });
        column.id = QString::fromStdString(keys[axis]);
        column.sortKey = [axis](const Row &row) { return numberKey(row.values[axis]); };
        column.copy = [axis](const Row &row) { return QString::fromStdString(row.values[axis]); };
        columns.push_back(std::move(column));
    }
    columns.push_back(
        amountColumn<Row>("scenario", SweepTab::tr("What if"), [](const Row &row) { return row.total.scenario; }));
    columns.push_back(
        changeColumn<Row>("delta", SweepTab::tr("Difference"), [](const Row &row) { return row.total.delta; }));
    columns.push_back(percentColumn<Row>("percent", SweepTab::tr("%"),
        [](const Row &row) { return percentChange(row.total.baseline, row.total.scenario); }));
    columns.push_back(countColumn<Row>(
        "refused", SweepTab::tr("Refused requests"), [](const Row &row) { return row.total.refused; }));
    return columns;
}

QString keyOf(const Row &row)
{
    QString key;
    for (const std::string &value : row.values)
        key += QString::fromStdString(value) + u';';
    return key;
}

} // namespace

SweepTab::SweepTab(QWidget *parent)
    : ResultTab(tr("Sweep"), QStringLiteral("sweep"), parent),
      m_first(new ParameterRange(tr("What is swept"), sweepParameters(), false)),
      m_second(new ParameterRange(tr("What is swept as well"), sweepParameters(), true)), m_map(new HeatMap),
      m_model(new RowsModel<Row>(columns({"rate_factor"}), &keyOf, this))
{
    addInput(m_first);
    beginInputRow();
    addInput(m_second);
    m_map->hide();
    addChart(m_map);
    m_table = addTable(m_model, tr("What each value comes to"), QStringLiteral("rate_factor"));
    connect(m_first, &ParameterRange::changed, this, &SweepTab::asked);
    connect(m_second, &ParameterRange::changed, this, &SweepTab::asked);
}

std::optional<StudyQuestions> SweepTab::questions() const
{
    StudyQuestions questions;
    for (const ParameterRange *range : {m_first, m_second}) {
        if (range->isNone())
            continue;
        const Result<SweepAxis> axis = range->axis();
        if (!range->isComplete() || !axis || axis->values.empty())
            return std::nullopt;
        questions.sweep.push_back(*axis);
    }
    return questions;
}

void SweepTab::showStudy(const Study &study, bool)
{
    m_sweep = study.sweep;
    if (m_sweep) {
        std::vector<std::string> keys;
        for (const SweepAxis &axis : m_sweep->axes)
            keys.push_back(axis.key);
        m_model->setRows({});
        m_model->setColumns(columns(keys));
        m_table->setStretchColumn(QString::fromStdString(keys.front()));
    }
    showPlace();
}

void SweepTab::showPlace()
{
    if (!m_sweep)
        return;
    std::vector<Row> rows;
    std::size_t point = 0;
    for (const std::vector<CurrencyTotal> &totals : m_sweep->points) {
        std::size_t rest = point++;
        if (const CurrencyTotal *total = shown(totals)) {
            Row row{{}, *total, total->currency, {}};
            for (std::size_t axis = m_sweep->axes.size(); axis-- > 0;) { // the last axis moves quickest
                const SweepAxis &one = m_sweep->axes[axis];
                row.values.insert(row.values.begin(), one.values[rest % one.values.size()]);
                row.keys.insert(row.keys.begin(), one.key);
                rest /= one.values.size();
            }
            rows.push_back(std::move(row));
        }
    }
    if (!rows.empty()) {
        const auto scenario = [](const Row &row) { return row.total.scenario; };
        const auto [least, most] = std::ranges::minmax_element(rows, {}, scenario);
        setHeadline(tr("%n combination(s): from %1 to %2.", nullptr, static_cast<int>(rows.size()))
                .arg(moneyText(least->total.scenario, least->currency),
                    moneyText(most->total.scenario, most->currency)));
    }
    showMap(rows);
    m_model->setRows(std::move(rows));
}

/// Two parameters at a glance: the first from the top down, the second from left to right.
void SweepTab::showMap(const std::vector<Row> &rows)
{
    const bool isMap = m_sweep->axes.size() == 2 && !rows.empty();
    m_map->setVisible(isMap);
    if (!isMap)
        return;
    const SweepAxis &down = m_sweep->axes[0];
    const SweepAxis &across = m_sweep->axes[1];
    HeatData heat;
    heat.title = tr("What each value comes to");
    formatAsMoney(heat, rows.front().currency);
    heat.rowTitle = parameterLabel(down.key);
    heat.columnTitle = parameterLabel(across.key);
    for (const std::string &value : down.values)
        heat.rows.push_back(parameterText(down.key, value));
    for (const std::string &value : across.values)
        heat.columns.push_back(parameterText(across.key, value));
    for (const Row &row : rows) // the second one moves quickest
        heat.cells.push_back(exactValue(row.total.scenario));
    heat.middle = exactValue(rows.front().total.baseline);
    heat.middleName = tr("What is billed now");
    m_map->setHeat(heat);
}

QVariantMap SweepTab::state() const
{
    return {{QStringLiteral("first"), m_first->state()}, {QStringLiteral("second"), m_second->state()}};
}

void SweepTab::restore(const QVariantMap &state)
{
    m_first->restore(state.value(QStringLiteral("first")).toMap());
    m_second->restore(state.value(QStringLiteral("second")).toMap());
}

} // namespace toll
