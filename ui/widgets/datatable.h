// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/tablemodel.h"

#include <QByteArray>
#include <QHash>
#include <QPointer>
#include <QSet>
#include <QStringList>
#include <QWidget>

class QKeyEvent;
class QLabel;
class QMenu;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace toll {

class CellDelegate;
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
    /// Columns that are left out, the first of these first, while there is no room for all; those the user has chosen
    /// stay.
    void setYieldingColumns(const QStringList &ids);
    /// Columns grow when later data needs more room; those the user has made another width stay. For tables of few rows.
    void setWidensWithData(bool widens) { m_widensWithData = widens; }
    /// The line below: "16 of 48 tokens · $1,204.10". Hidden where empty.
    void setFooter(const QString &text);
    /// Shown instead of a table without rows: there are none at all, or none that match (may be null). Both become
    /// children.
    void setEmptyStates(QWidget *noRows, QWidget *noMatch);

    /// None where keys do not last.
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
    /// A button with that menu, to be placed above the table.
    [[nodiscard]] QToolButton *createColumnButton();
    [[nodiscard]] QString selectionAsText(bool withHeaders) const;
    [[nodiscard]] std::vector<int> shownColumns() const; ///< in the order shown
    /// Begins to edit the current row in this column, where it can be edited.
    void edit(const QString &columnId);
    [[nodiscard]] bool isEditing() const;

signals:
    /// Enter or a double click on a row; not on a cell that a double click edits.
    void activated(const QString &key);
    /// Another text was entered into a cell. The model is as it was: it is for the page to change what it shows.
    void edited(const QString &key, const QString &columnId, const QString &text);
    void editingEnded();
    void selectionChanged();
    /// Of a model whose keys do not last: its rows are to be copied by whoever made it.
    void copyWanted(bool withHeaders);
    /// Add what can be done to these rows; copying is in the menu already.
    void contextMenuRequested(QMenu *menu, const QStringList &keys);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void buildEditing();
    void buildHeader();
    void buildShortcuts();
    void onHeaderClicked(int column);
    void showContextMenu(const QPoint &position);
    void fillColumnMenu(QMenu *menu);
    void showColumnMenu(const QPoint &position);
    void showColumn(int column, bool isShown);
    void resetColumns();
    void showSortOrder();
    void choosePage();
    void fitColumns();
    void measureColumns();
    void widenColumns();
    void arrangeColumns();
    void applyResizeModes();
    bool handleKey(QKeyEvent *event);
    void copy(bool withHeaders);
    [[nodiscard]] int columnOf(const QString &id) const;

    QTableView *m_view;
    CellDelegate *m_delegate;
    QLabel *m_footer;
    QStackedWidget *m_pages;
    QPointer<QWidget> m_noRows;
    QPointer<QWidget> m_noMatch;
    SelectionKeeper *m_keeper;
    QPointer<TableModel> m_model;
    QString m_stretchColumn;
    QStringList m_hiddenAtFirst;
    QStringList m_yielding;
    QHash<QString, int> m_yielded; ///< those without room now, with their widths
    QSet<QString> m_chosen; ///< those that do not yield
    QHash<QString, int> m_fittedWidths; ///< that columns got from their content
    bool m_widensWithData = false;
    bool m_isFitted = false;
};

} // namespace toll
