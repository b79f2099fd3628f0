// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

class QSpinBox;

namespace toll {

class TornadoChart;

/// What matters most: each parameter moved alone.
class TornadoTab : public ResultTab {
    Q_OBJECT

public:
    explicit TornadoTab(QWidget *parent = nullptr);

    struct Row {
        TornadoBar bar;
        Currency currency;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

protected:
    void showPlace() override;

private:
    std::vector<Tornado> m_tornadoes;
    std::vector<Currency> m_currencies; ///< parallel
    QSpinBox *m_percent;
    TornadoChart *m_chart;
    RowsModel<Row> *m_model;
};

} // namespace toll
