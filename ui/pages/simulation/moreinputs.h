// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/scenarioset.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QSpinBox;
class QToolButton;

namespace toll {

class NumberEdit;

/// What a what-if rarely needs, folded away: whole plans, discounts, limits of a bill, demand, and what is assumed of
/// customers and times.
class MoreInputs : public QWidget {
    Q_OBJECT

public:
    explicit MoreInputs(QWidget *parent = nullptr);

    void setHistory(const Baseline &baseline);
    void setPlans(const std::vector<Plan> &plans);
    /// Writes what the inputs say into the change and the assumptions.
    void tell(Scenario &change, Assumptions &assumptions) const;
    /// Shows what they can tell; unfolds where that is anything. Says nothing.
    void show(const Scenario &change, const Assumptions &assumptions);
    [[nodiscard]] bool isUnfolded() const;
    void unfold(bool isUnfolded);

signals:
    void changed();

private:
    void build();
    void addRow(QFormLayout *form, const QString &text, QWidget *input);
    void offerPlans(const std::optional<Plan> &chosen);
    [[nodiscard]] static QString keyOf(const Plan &plan);

    std::vector<Plan> m_plans;
    std::optional<Plan> m_kept; ///< of a scenario, as it was stored with it
    QToolButton *m_fold;
    QWidget *m_contents;
    QComboBox *m_plan;
    NumberEdit *m_overage;
    NumberEdit *m_discount;
    NumberEdit *m_minimum;
    NumberEdit *m_maximum;
    NumberEdit *m_elasticity;
    NumberEdit *m_churn;
    QSpinBox *m_seed;
    QSpinBox *m_shift;
    QComboBox *m_like;
    NumberEdit *m_share;
    NumberEdit *m_upstream;
};

} // namespace toll
