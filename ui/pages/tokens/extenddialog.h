// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QDialog>

class QTableWidget;

namespace toll {

class SpanPicker;

/// By how much to extend tokens, with what becomes of each; single ones can be left out.
class ExtendDialog : public QDialog {
    Q_OBJECT

public:
    ExtendDialog(std::vector<TokenRow> rows, QWidget *parent);

signals:
    void chosen(const std::vector<toll::TokenId> &tokens, const toll::Span &by);

private:
    void buildTable();
    void showDates();
    void apply();

    std::vector<TokenRow> m_rows;
    SpanPicker *m_span;
    QTableWidget *m_table;
};

} // namespace toll
