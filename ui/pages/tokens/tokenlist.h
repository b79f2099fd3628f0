// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/tokens/tokencolumns.h"

#include <QVariantMap>
#include <QWidget>

class QAction;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTableView;

namespace toll {

class EmptyState;
class TokenChips;

/// The tokens as a table, with chips and a filter above it and counts and sums below.
class TokenList : public QWidget {
    Q_OBJECT

public:
    explicit TokenList(QWidget *parent = nullptr);

    void setRows(std::vector<TokenRow> rows, Instant now);
    /// Buttons for what can be done to all selected tokens at once.
    void setBulkActions(const std::vector<QAction *> &actions);
    [[nodiscard]] const TokenModel &model() const { return *m_model; }
    [[nodiscard]] QTableView *table() const { return m_table; }
    [[nodiscard]] std::vector<TokenRow> selected() const;
    /// Selects the token, dropping a filter that hides it; false where there is none.
    bool select(const QString &key);
    void showOnly(const QString &group, const QString &text);
    void focusFilter();
    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void selectionChanged();
    void activated(); ///< Enter or a double click on a row
    void createRequested();
    void menuRequested(const QPoint &globalPosition);

private:
    void buildTable();
    [[nodiscard]] QWidget *buildFilter();
    [[nodiscard]] QWidget *buildBulkBar();
    void connectTable();
    void applyFilter();
    void clearFilter();
    void showPlace();
    void showFooter();
    void onSelectionChanged();
    void fitColumns();
    void showColumnMenu(const QPoint &position);

    Instant m_now;
    bool m_isFitted = false;
    TokenModel *m_model;
    TokenChips *m_chips;
    QLineEdit *m_filter;
    QLabel *m_fault;
    QTableView *m_table;
    QStackedWidget *m_stack;
    EmptyState *m_none = nullptr;
    EmptyState *m_noMatch = nullptr;
    QWidget *m_bulkBar = nullptr;
    QLabel *m_bulkText = nullptr;
    QLabel *m_count;
    QLabel *m_sums;
};

} // namespace toll
