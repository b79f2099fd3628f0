// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <optional>

class QLabel;
class QToolButton;

namespace toll {

class StatementView;

/// What one token costs in one month, line by line, and why that is not what the month before did.
class BillTab : public QWidget {
    Q_OBJECT

public:
    explicit BillTab(PageContext &context, QWidget *parent = nullptr);
    /// The month stays while the token changes.
    void show(const TokenRow &row, Instant now);
    [[nodiscard]] bool isSettled() const { return m_pending == 0; }

private:
    void step(int months);
    void ask();
    void askWhy();
    void showMonth();

    PageContext &m_context;
    int m_pending = 0;
    TokenId m_token;
    Zone m_zone;
    Instant m_now;
    Instant m_within; ///< an instant of the month shown
    Interval m_month;
    QToolButton *m_earlier;
    QToolButton *m_later;
    QLabel *m_title;
    QToolButton *m_why;
    QLabel *m_change; ///< why the month's bill is not that of the month before
    StatementView *m_statement;
};

} // namespace toll
