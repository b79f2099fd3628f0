// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/planexample.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace toll {

class Field;
class LinesChart;
class Workspace;

/// What a charge comes to: a quantity to type with its cost in a sentence, and over all quantities the cost and the rate
/// of the last unit, drawn. Rated away from the window's thread, the newest price last.
class PriceView : public QWidget {
    Q_OBJECT

public:
    explicit PriceView(Workspace &workspace, QWidget *parent = nullptr);

    /// Shows a charge of a valid plan; nothing: there is no price to show, and why.
    void show(const std::optional<Plan> &plan, const std::string &charge, const QString &whyNot);
    [[nodiscard]] bool isSettled() const { return m_pending == 0; }

private:
    struct Answer {
        Result<Decimal> cost;
        Result<std::vector<PricePoint>> curve;
    };

    [[nodiscard]] QWidget *buildExample();
    void onQuantity();
    void ask();
    void adopt(const Plan &plan, const std::string &charge, const Answer &answer);
    void showCurve(const Currency &currency, const std::vector<PricePoint> &curve);
    void showNothing(const QString &why);

    Workspace &m_workspace;
    std::optional<Plan> m_plan;
    std::string m_charge;
    std::int64_t m_quantity = 1'500;
    QLineEdit *m_input;
    Field *m_field = nullptr;
    QLabel *m_sentence;
    LinesChart *m_cost;
    LinesChart *m_rate;
    int m_newest = 0;
    int m_pending = 0;
};

} // namespace toll
