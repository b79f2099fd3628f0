// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

class QComboBox;
class QPushButton;

namespace toll {

class NumberEdit;
class ParameterRange;

/// Which rate keeps the revenue, or reaches a target?
class GoalTab : public ResultTab {
    Q_OBJECT

public:
    explicit GoalTab(QWidget *parent = nullptr);

    struct Row {
        GoalAnswer answer;
        std::string key; ///< of the parameter that was looked for
        std::string firstKey; ///< of two: of the other one
        Currency currency;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;
    void showTried(const TriedOut &tried, const LoadedHistory &history) override;
    [[nodiscard]] QString method() const override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

signals:
    /// The scenario with the answer is to be looked at.
    void adopted(const toll::Scenario &scenario);

protected:
    void showPlace() override;

private:
    [[nodiscard]] const GoalAnswer *best() const;
    [[nodiscard]] QString summary() const;

    std::vector<Currency> m_currencies;
    std::vector<GoalAnswer> m_goals;
    std::optional<Decimal> m_target; ///< of the answers shown
    Currency m_currency;
    std::vector<Outcome> m_outcomes;
    QComboBox *m_aim;
    NumberEdit *m_amount;
    ParameterRange *m_first;
    ParameterRange *m_second;
    QPushButton *m_adopt;
    RowsModel<Row> *m_model;
};

} // namespace toll
