// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/imports.h"
#include "ui/models/rowsmodel.h"

#include <QTableView>

namespace toll {

/// The first rows of a file as they would be read, bad ones with what is wrong with them.
class PreviewTable : public QTableView {
    Q_OBJECT

public:
    explicit PreviewTable(QWidget *parent = nullptr);
    void show(std::vector<ImportPreview::Row> rows, const Zone &zone);

private:
    RowsModel<ImportPreview::Row> *m_model;
};

/// Rejected rows: line, field, what was there, what would do, and why in words.
class FaultsTable : public QTableView {
    Q_OBJECT

public:
    explicit FaultsTable(QWidget *parent = nullptr);
    void show(std::vector<Error> faults);
    [[nodiscard]] const std::vector<Error> &faults() const { return m_model->rows(); }

private:
    RowsModel<Error> *m_model;
};

} // namespace toll
