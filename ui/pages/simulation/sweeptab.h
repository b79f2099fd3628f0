// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

namespace toll {

class DataTable;
class HeatMap;
class ParameterRange;

/// One or two parameters through their values: what each combination comes to.
class SweepTab : public ResultTab {
    Q_OBJECT

public:
    explicit SweepTab(QWidget *parent = nullptr);

    struct Row {
        std::vector<std::string> values; ///< one an axis, as applySetting() reads them
        CurrencyTotal total;
        Currency currency;
        std::vector<std::string> keys;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

protected:
    void showPlace() override;

private:
    void showMap(const std::vector<Row> &rows);

    std::optional<SweepTable> m_sweep;
    ParameterRange *m_first;
    ParameterRange *m_second;
    HeatMap *m_map;
    RowsModel<Row> *m_model;
    DataTable *m_table;
};

} // namespace toll
