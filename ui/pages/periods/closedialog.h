// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/page.h"
#include "ui/pages/periods/periodrows.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;

namespace toll {

class DataTable;

/// What closing these periods would freeze, and the closing itself.
class ClosePeriodsDialog : public QDialog {
    Q_OBJECT

public:
    ClosePeriodsDialog(
        PageContext &context, std::vector<PeriodRow> periods, LateUsage policy, QWidget *parent);

    [[nodiscard]] bool isSettled() const { return !m_isRating; }
    void closePeriods();

private:
    struct Row {
        ClosingPreview preview;
        Zone zone;
    };

    void build(LateUsage policy);
    void rate();
    void adopt(const std::vector<ClosingPreview> &previews);
    [[nodiscard]] static std::vector<Column<Row>> columns();
    [[nodiscard]] static QString noteOf(const Row &row);

    PageContext &m_context;
    std::vector<PeriodRow> m_periods; ///< in the order they are to be closed
    JobControl m_control; ///< of the rating
    RowsModel<Row> *m_model;
    DataTable *m_table;
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_close = nullptr;
    bool m_isRating = false;
};

} // namespace toll
