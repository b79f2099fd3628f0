// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/rowsedit.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

constexpr int leastRows = 2;
constexpr int mostRows = 6; ///< more are scrolled

QToolButton *button(const QString &iconName, const QString &text)
{
    auto *made = new QToolButton;
    made->setAutoRaise(true);
    made->setIcon(icon(iconName));
    made->setAccessibleName(text);
    made->setToolTip(text);
    return made;
}

} // namespace

RowsEdit::RowsEdit(const QString &name, const Row &titles, First first, const QString &hint, QWidget *parent)
    : QWidget(parent), m_first(first), m_table(new QTableWidget(0, 2)), m_remove(button(QStringLiteral("close"), tr("Remove the row"))),
      m_reset(button(QStringLiteral("undo"), tr("Keep as it is"))), m_fault(new QLabel)
{
    m_table->setHorizontalHeaderLabels({titles[0], titles[1]});
    for (int column = 0; column < 2; ++column)
        m_table->horizontalHeaderItem(column)->setTextAlignment(alignmentOf(column));
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    m_table->setAccessibleName(name);
    m_table->setToolTip(hint);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false); // Tab leaves the table
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_fault->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setForegroundRole(QPalette::BrightText);
    m_fault->hide();
    auto *title = new QLabel(name);
    title->setBuddy(m_table);
    auto *add = button(QStringLiteral("plus"), tr("Add a row"));
    auto *head = new QHBoxLayout;
    head->addWidget(title, 1);
    for (QToolButton *one : {add, m_remove, m_reset})
        head->addWidget(one);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(m_table);
    layout->addWidget(m_fault);
    connect(m_table, &QTableWidget::cellChanged, this, &RowsEdit::edited);
    connect(add, &QToolButton::clicked, this, &RowsEdit::addRow);
    connect(m_remove, &QToolButton::clicked, this, &RowsEdit::removeRow);
    connect(m_reset, &QToolButton::clicked, this, &RowsEdit::resetAsked);
    setChanged(false);
    fit();
}

std::vector<RowsEdit::Row> RowsEdit::rows() const
{
    std::vector<Row> rows;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        Row cells;
        for (int column = 0; column < 2; ++column)
            if (const QTableWidgetItem *item = m_table->item(row, column))
                cells[static_cast<std::size_t>(column)] = item->text().trimmed();
        if (!cells[0].isEmpty() || !cells[1].isEmpty())
            rows.push_back(cells);
    }
    return rows;
}

void RowsEdit::setRows(const std::vector<Row> &rows)
{
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(static_cast<int>(rows.size()));
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (int column = 0; column < 2; ++column) {
            auto *item = new QTableWidgetItem(rows[row][static_cast<std::size_t>(column)]);
            item->setTextAlignment(alignmentOf(column));
            m_table->setItem(static_cast<int>(row), column, item);
        }
    setFault({});
    fit();
}

void RowsEdit::setFault(const QString &text, int row, int column)
{
    const QSignalBlocker quiet(m_table);
    for (int i = 0; i < m_table->rowCount(); ++i)
        for (int j = 0; j < m_table->columnCount(); ++j)
            if (QTableWidgetItem *item = m_table->item(i, j))
                item->setForeground(i == row && (j == column || column < 0)
                        ? QBrush(themeColors(palette()).ofTone(Tone::Danger))
                        : QBrush());
    m_fault->setText(text);
    m_fault->setVisible(!text.isEmpty());
    m_table->setAccessibleDescription(text);
}

void RowsEdit::setChanged(bool isChanged)
{
    m_reset->setEnabled(isChanged);
}

void RowsEdit::addRow()
{
    const int row = m_table->currentRow() < 0 ? m_table->rowCount() : m_table->currentRow() + 1;
    {
        const QSignalBlocker quiet(m_table);
        m_table->insertRow(row);
        for (int column = 0; column < 2; ++column) {
            auto *item = new QTableWidgetItem;
            item->setTextAlignment(alignmentOf(column));
            m_table->setItem(row, column, item);
        }
    }
    fit();
    m_table->setCurrentCell(row, 0);
    m_table->editItem(m_table->item(row, 0));
}

void RowsEdit::removeRow()
{
    const int row = m_table->currentRow() < 0 ? m_table->rowCount() - 1 : m_table->currentRow();
    m_table->removeRow(row);
    fit();
    emit edited();
}

Qt::Alignment RowsEdit::alignmentOf(int column) const
{
    const bool isNumber = column == 1 || m_first == First::Numbers;
    return Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft);
}

/// As high as its rows.
void RowsEdit::fit()
{
    const int rows = std::clamp(m_table->rowCount(), leastRows, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height()
        + rows * m_table->verticalHeader()->defaultSectionSize() + 2 * m_table->frameWidth());
    m_remove->setEnabled(m_table->rowCount() > 0);
}

} // namespace toll
