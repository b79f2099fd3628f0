// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/overview.h"
#include "ui/models/rowsmodel.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace toll {

/// Who needs attention: one row a concern, each with the one thing to do about it. Enter and double click do it too.
class AttentionList : public QWidget {
    Q_OBJECT

public:
    explicit AttentionList(QWidget *parent = nullptr);

    void setRows(std::vector<Attention> rows, Instant now);

signals:
    void chosen(const toll::Attention &attention);

private:
    void addButtons();

    RowsModel<Attention> *m_model;
    QTableView *m_table;
    QLabel *m_allWell;
    Instant m_now;
};

} // namespace toll
