// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

namespace toll {

class WaterfallChart;

/// From today's bills to the scenario's, step by step.
class WaterfallTab : public ResultTab {
    Q_OBJECT

public:
    explicit WaterfallTab(QWidget *parent = nullptr);

    /// One bar of it.
    struct Step {
        QString id;
        QString title;
        QString meaning;
        std::optional<Decimal> change; ///< nothing of both ends
        Decimal after; ///< what it comes to with this step
        Currency currency;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;

protected:
    void showPlace() override;

private:
    std::vector<Waterfall> m_falls;
    WaterfallChart *m_chart;
    RowsModel<Step> *m_model;
};

/// The steps of a fall, both ends included.
[[nodiscard]] std::vector<WaterfallTab::Step> stepsOf(const Waterfall &fall);

} // namespace toll
