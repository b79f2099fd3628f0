// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/tokens/tokencolumns.h"

#include <QVariantMap>
#include <QWidget>

#include <optional>

class QAction;
class QLabel;
class QMenu;

namespace toll {

class DataTable;
class EmptyState;
class FilterChips;
class SearchField;
enum class TokenGroup;

/// The tokens as a table, with chips and a filter above it and counts and sums below.
class TokenList : public QWidget {
    Q_OBJECT

public:
    explicit TokenList(QWidget *parent = nullptr);

    /// While a cell is being edited the rows wait.
    void setRows(std::vector<TokenRow> rows, Instant now);
    /// Begins to edit the name of the one token that is selected.
    void rename();
    /// Buttons for what can be done to all selected tokens at once.
    void setBulkActions(const std::vector<QAction *> &actions);
    [[nodiscard]] const TokenModel &model() const { return *m_model; }
    [[nodiscard]] std::vector<TokenRow> selected() const;
    /// Selects the token, dropping a filter that hides it; false where there is none.
    bool select(const QString &key);
    void showOnly(const QString &group, const QString &text);
    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void selectionChanged();
    void activated(); ///< Enter or a double click on a row
    void createRequested();
    void edited(const toll::Token &token, const QString &field, const QString &text);
    void menuRequested(QMenu *menu); ///< add what can be done to the selection

private:
    void buildTable();
    void addEmptyStates();
    [[nodiscard]] QWidget *buildFilter();
    [[nodiscard]] QWidget *buildBulkBar();
    void countGroups();
    void applyFilter();
    void clearFilter();
    void showPlace();
    void showFooter();
    void onSelectionChanged();
    [[nodiscard]] TokenGroup group() const;

    struct Waiting {
        std::vector<TokenRow> rows;
        Instant now;
    };
    void onEditingEnded();

    Instant m_now;
    std::optional<Waiting> m_waiting;
    TokenModel *m_model;
    FilterChips *m_chips;
    SearchField *m_filter;
    QLabel *m_fault;
    DataTable *m_table;
    QWidget *m_filterBar = nullptr;
    EmptyState *m_noMatch = nullptr;
    QWidget *m_bulkBar = nullptr;
    QLabel *m_bulkText = nullptr;
};

} // namespace toll
