// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/simulation/outcometext.h"
#include "ui/pages/simulation/resulttab.h"

namespace toll {

class ComparisonBars;
class DataTable;

/// Who would pay what: bars and a table by customer.
class OutcomeView : public ResultTab {
    Q_OBJECT

public:
    explicit OutcomeView(QWidget *parent = nullptr);

    void showTried(const TriedOut &tried, const LoadedHistory &history) override;
    [[nodiscard]] ReportTable report() const override;
    [[nodiscard]] const std::vector<Outcome> &outcomes() const { return m_outcomes; }
    [[nodiscard]] DataTable *table() const { return m_table; }

protected:
    void showPlace() override;

private:
    std::vector<Outcome> m_outcomes;
    RowsModel<ComparisonRow> *m_model;
    ComparisonBars *m_bars;
    DataTable *m_table;
};

} // namespace toll
