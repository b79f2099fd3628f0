// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/resulttab.h"

#include "ui/charts/chart.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int leastTableHeight = 150;
constexpr int leastChartHeight = 210;

} // namespace

ResultTab::ResultTab(const QString &title, const QString &id, QWidget *parent)
    : QWidget(parent), m_title(title), m_id(id), m_inputRows(new QVBoxLayout), m_headline(new QLabel),
      m_state(new QLabel), m_charts(new QVBoxLayout), m_tables(new QVBoxLayout)
{
    m_headline->setWordWrap(true);
    m_headline->setTextFormat(Qt::PlainText);
    m_headline->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_headline->setObjectName(QStringLiteral("headline"));
    m_headline->hide();
    m_state->setWordWrap(true);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setObjectName(QStringLiteral("state"));
    m_state->hide();
    m_inputRows->setSpacing(6);
    beginInputRow();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(m_inputRows);
    layout->addWidget(m_headline);
    layout->addWidget(m_state);
    layout->addLayout(m_charts);
    layout->addLayout(m_tables, 1);
}

void ResultTab::showStudy(const Study &, bool)
{
    showPlace();
}

void ResultTab::showTried(const TriedOut &, const LoadedHistory &) { }

ReportTable ResultTab::report() const
{
    for (const auto &[table, model] : m_shown)
        if (!table->isHidden())
            return reportOf(*model, m_id.toStdString());
    return {};
}

void ResultTab::setPlace(std::size_t place)
{
    m_place = place;
    showPlace();
}

void ResultTab::setState(const QString &text, Tone tone)
{
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, themeColors(ink).ofTone(tone));
    m_state->setPalette(ink);
    m_state->setText(text);
    m_state->setVisible(!text.isEmpty());
}

void ResultTab::setHeadline(const QString &text)
{
    m_headline->setText(text);
    m_headline->setVisible(!text.isEmpty());
}

void ResultTab::addInput(const QString &text, QWidget *input)
{
    auto *label = new QLabel(text);
    label->setBuddy(input);
    if (input->accessibleName().isEmpty())
        input->setAccessibleName(text);
    addInput(label);
    addInput(input);
}

void ResultTab::beginInputRow()
{
    m_inputs = new QHBoxLayout;
    m_inputs->setSpacing(8);
    m_inputs->addStretch(1);
    m_inputRows->addLayout(m_inputs);
}

void ResultTab::addInput(QWidget *input)
{
    m_inputs->insertWidget(m_inputs->count() - 1, input);
}

DataTable *ResultTab::addTable(TableModel *model, const QString &accessibleName, const QString &stretchColumn)
{
    auto *table = new DataTable;
    table->setWidensWithData(true); // answers follow one another, and differences grow
    table->setModel(model);
    table->setStretchColumn(stretchColumn);
    table->view()->setAccessibleName(accessibleName);
    table->setMinimumHeight(leastTableHeight);
    m_tables->addWidget(table, 1);
    m_shown.emplace_back(table, model);
    return table;
}

void ResultTab::addChart(QWidget *chart)
{
    if (qobject_cast<Chart *>(chart))
        chart->setMinimumHeight(leastChartHeight);
    m_charts->addWidget(chart);
}

ReportTable reportOf(const TableModel &model, const std::string &name)
{
    ReportTable report;
    report.name = name;
    for (int column = 0; column < model.columnCount(); ++column) {
        const auto alignment = model.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).value<Qt::Alignment>();
        report.columns.push_back({model.columnId(column).toStdString(), alignment.testFlag(Qt::AlignRight)});
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        std::vector<std::string> cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            const QVariant copy = index.data(CopyRole);
            cells.push_back((copy.isValid() ? copy : index.data()).toString().toStdString());
        }
        report.rows.push_back(std::move(cells));
    }
    return report;
}

} // namespace toll
