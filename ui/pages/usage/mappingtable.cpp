// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/mappingtable.h"

#include "ui/pages/usage/importtext.h"

#include <QComboBox>
#include <QHeaderView>

#include <algorithm>

namespace toll {

namespace {

enum MappingColumn { NameColumn, SampleColumn, FieldColumn, mappingColumns };

std::string fieldOf(const Layout &layout, const std::string &column)
{
    const auto found =
        std::ranges::find(layout.fields, column, &std::map<std::string, std::string>::value_type::second);
    return found == layout.fields.end() ? std::string() : found->first;
}

QTableWidgetItem *textItem(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    item->setToolTip(text);
    return item;
}

} // namespace

MappingTable::MappingTable(QWidget *parent) : QTableWidget(0, mappingColumns, parent)
{
    setHorizontalHeaderLabels({tr("Column of the file"), tr("Values"), tr("Is read as")});
    setAccessibleName(tr("Columns of the file and what they are read as"));
    setSelectionMode(NoSelection);
    setFocusPolicy(Qt::NoFocus); // the boxes in it take the focus
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    for (const MappingColumn column : {NameColumn, SampleColumn, FieldColumn})
        horizontalHeaderItem(column)->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(SampleColumn, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(FieldColumn, QHeaderView::ResizeToContents);
}

void MappingTable::show(const ImportLook &look)
{
    const auto &columns = look.preview.layout.columns;
    setRowCount(static_cast<int>(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i)
        addRow(static_cast<int>(i), look, columns[i]);
    resizeRowsToContents();
}

void MappingTable::addRow(int row, const ImportLook &look, const std::string &column)
{
    const QString name = QString::fromStdString(column);
    const auto sample = look.samples.find(column);
    setItem(row, NameColumn, textItem(name));
    setItem(
        row, SampleColumn, textItem(sample == look.samples.end() ? QString() : QString::fromStdString(sample->second)));
    auto *box = new QComboBox;
    box->setAccessibleName(tr("What column %1 is read as").arg(name));
    box->addItem(tr("Not used"), QString());
    std::vector<std::string> fields = canonicalFields();
    fields.insert(fields.end(), {"meter." + column, "dim." + column});
    const std::string current = fieldOf(look.preview.layout, column);
    if (!current.empty() && std::ranges::find(fields, current) == fields.end())
        fields.push_back(current);
    for (const std::string &field : fields)
        box->addItem(fieldLabel(field), QString::fromStdString(field));
    box->setCurrentIndex(box->findData(QString::fromStdString(current)));
    // Not while the box itself is still telling: the table is filled anew.
    connect(
        box, &QComboBox::activated, this, [this, box, name] { emit mapped(name, box->currentData().toString()); },
        Qt::QueuedConnection);
    setCellWidget(row, FieldColumn, box);
}

} // namespace toll
