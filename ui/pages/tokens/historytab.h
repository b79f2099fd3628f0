// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/page.h"

class QTableView;

namespace toll {

/// What has been done to a token, newest first, from the ledger.
class HistoryTab : public QWidget {
    Q_OBJECT

public:
    explicit HistoryTab(PageContext &context, QWidget *parent = nullptr);
    void show(const TokenRow &row);
    [[nodiscard]] bool isSettled() const { return m_pending == 0; }

private:
    void adopt(std::vector<HistoryEntry> entries);

    PageContext &m_context;
    int m_pending = 0;
    TokenId m_token;
    Zone m_zone;
    RowsModel<HistoryEntry> *m_model;
    QTableView *m_table;
};

} // namespace toll
