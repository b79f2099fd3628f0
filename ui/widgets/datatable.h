// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tablemodel.h"

#include <QByteArray>
#include <QPointer>
#include <QStringList>
#include <QWidget>

class QLabel;
class QMenu;
class QStackedWidget;
class QTableView;

namespace toll {

class SelectionKeeper;

/// The table of every page: rows of one height, columns that fit their content with one that takes the rest, sorting by
/// click and Shift+click, columns to choose, copying as spreadsheets expect, and a footer for totals.
class DataTable : public QWidget {
    Q_OBJECT

public:
    explicit DataTable(QWidget *parent = nullptr);

    /// The model is not owned.
    void setModel(TableModel *model);
    [[nodiscard]] QTableView *view() const { return m_view; }
    /// The column that takes the room that is left; the first unless set.
    void setStretchColumn(const QString &id);
    /// Columns shown only when chosen.
    void setHiddenColumns(const QStringList &ids);
    /// The line below: "16 of 48 tokens · $1,204.10". Hidden where empty.
    void setFooter(const QString &text);
    /// What is shown instead of a table without rows: there are none at all, or none that match. Both become children.
    void setEmptyStates(QWidget *noRows, QWidget *noMatch);

    [[nodiscard]] QStringList selectedKeys() const;
    [[nodiscard]] QString currentKey() const;
    /// Selects the row and scrolls to it; false where it is not shown.
    bool selectKey(const QString &key);

    /// Widths, order, visibility and sorting, by column ids. A state of another version or a damaged one is refused and
    /// changes nothing.
    [[nodiscard]] QByteArray saveState() const;
    bool restoreState(const QByteArray &state);
    /// A menu of check boxes, one a column; the caller deletes it.
    [[nodiscard]] QMenu *createColumnMenu();
    [[nodiscard]] QString selectionAsText(bool withHeaders) const;

signals:
    /// Enter or a double click on a row.
    void activated(const QString &key);
    void selectionChanged();
    /// Add what can be done to these rows; copying is in the menu already.
    void contextMenuRequested(QMenu *menu, const QStringList &keys);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildHeader();
    void buildShortcuts();
    void onHeaderClicked(int column);
    void showContextMenu(const QPoint &position);
    void showColumnMenu(const QPoint &position);
    void showSortOrder();
    void choosePage();
    void fitColumns();
    void applyResizeModes();
    void copy(bool withHeaders);
    [[nodiscard]] int columnOf(const QString &id) const;
    [[nodiscard]] std::vector<int> shownColumns() const;

    QTableView *m_view;
    QLabel *m_footer;
    QStackedWidget *m_pages;
    QPointer<QWidget> m_noRows;
    QPointer<QWidget> m_noMatch;
    SelectionKeeper *m_keeper;
    QPointer<TableModel> m_model;
    QString m_stretchColumn;
    bool m_isFitted = false;
};

} // namespace toll
