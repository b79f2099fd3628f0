// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QLabel;
class QTableWidget;
class QToolButton;

namespace toll {

/// A small table of two columns that one types into: rows are added below and taken out, and what is wrong with a cell
/// is said under the table.
class RowsEdit : public QWidget {
    Q_OBJECT

public:
    using Row = std::array<QString, 2>;

    /// `name` stands above it; `titles` of the columns, the second of numbers and the first where that is said; `hint`
    /// says how to fill it in.
    enum class First { Words, Numbers };
    RowsEdit(const QString &name, const Row &titles, First first, const QString &hint, QWidget *parent = nullptr);

    /// Without the rows in which nothing stands.
    [[nodiscard]] std::vector<Row> rows() const;
    /// Says nothing.
    void setRows(const std::vector<Row> &rows);
    /// `row` and `column` of the cell, -1 for none in particular; an empty text: nothing is wrong.
    void setFault(const QString &text, int row = -1, int column = -1);
    /// Whether what stands there is other than it is today.
    void setChanged(bool isChanged);

signals:
    void edited();
    void resetAsked();

private:
    void addRow();
    void removeRow();
    void fit();
    [[nodiscard]] Qt::Alignment alignmentOf(int column) const;

    First m_first;
    QTableWidget *m_table;
    QToolButton *m_remove;
    QToolButton *m_reset;
    QLabel *m_fault;
};

} // namespace toll
