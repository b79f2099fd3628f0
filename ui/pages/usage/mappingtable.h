// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/usage/importlook.h"

#include <QTableWidget>

namespace toll {

/// One row a column of the file: its name, some of its values, and the field it is read as.
class MappingTable : public QTableWidget {
    Q_OBJECT

public:
    explicit MappingTable(QWidget *parent = nullptr);

    void show(const ImportLook &look);

signals:
    /// The user mapped a column: `field` is empty for "not used".
    void mapped(const QString &column, const QString &field);

private:
    void addRow(int row, const ImportLook &look, const std::string &column);
};

} // namespace toll
