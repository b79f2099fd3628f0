// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <optional>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace toll {

class BillTab;
class HistoryTab;
class TokenOverviewTab;
class StatusLabel;

/// Everything about the one token that is selected.
class TokenInspector : public QWidget {
    Q_OBJECT

public:
    explicit TokenInspector(PageContext &context, QWidget *parent = nullptr);

    /// Buttons under the name, for what can be done to this token.
    void setActions(const std::vector<QAction *> &actions);
    void show(const TokenRow &row, Instant now);
    void showNothing(const QString &reason);
    void showBill();
    [[nodiscard]] int tab() const;
    void setTab(int tab);
    [[nodiscard]] bool isSettled() const;

signals:
    void edited(const toll::Token &token, const QString &field, const QString &text);

private:
    [[nodiscard]] QWidget *buildHeading();
    void load();

    std::optional<TokenRow> m_row;
    Instant m_now;
    QStackedWidget *m_stack;
    QLabel *m_reason;
    QLabel *m_name = nullptr;
    QLabel *m_secret = nullptr;
    StatusLabel *m_status = nullptr;
    QWidget *m_actions = nullptr;
    QTabWidget *m_tabs;
    TokenOverviewTab *m_overview;
    BillTab *m_bill;
    HistoryTab *m_history;
};

} // namespace toll
