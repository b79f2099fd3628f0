// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/scenarioset.h"
#include "ui/text/periods.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace toll {

class ChargeInputs;
class FilterLine;
class MoreInputs;
class QuantityField;
class SliderField;
class TokenChoice;

/// How much of the past a scenario is tried on.
enum class HistoryRange { Last30Days, Last90Days, ThisMonth, All };

/// The inputs of a what-if. Every one of them starts as "keep as it is" and has a way back there. Of a set of changes
/// the last one is edited; those before it, and what no input can show, are kept and said in words.
class ScenarioForm : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioForm(QWidget *parent = nullptr);

    /// Offers the history's tokens, and shows what is usual among them.
    void setHistory(const std::shared_ptr<const Baseline> &history);
    void setPlans(const std::vector<Plan> &plans);
    [[nodiscard]] ScenarioSet scenarioSet() const;
    /// Says nothing. What comes back is the same set until an input is moved, and then all of it but that.
    void setScenarioSet(const ScenarioSet &set);
    /// The change that the inputs are about.
    [[nodiscard]] Scenario scenario() const;
    [[nodiscard]] HistoryRange range() const;
    void setRange(HistoryRange range);

signals:
    void scenarioChanged(); ///< while sliders move, too
    void rangeChanged();

private:
    void buildHistory(QVBoxLayout *layout);
    void buildInputs(QVBoxLayout *layout);
    void buildKept(QVBoxLayout *layout);
    void connectInputs();
    void onTokensChosen();
    void onRateTyped();
    void showRateFault(bool isFaulty);
    void tell();
    void addChange();
    void dropChange();
    void showKept();
    [[nodiscard]] Scenario toldByInputs(Assumptions &assumptions) const;

    std::shared_ptr<const Baseline> m_history; ///< for names
    ScenarioSet m_set; ///< as it was given
    Scenario m_told; ///< what the inputs said of it right then
    Assumptions m_assumed; ///< likewise

    TokenChoice *m_on;
    FilterLine *m_filter; ///< while m_on says so
    QComboBox *m_range;
    SliderField *m_volume;
    SliderField *m_percent;
    QLineEdit *m_rate;
    QLabel *m_rateFault;
    QuantityField *m_cap;
    QuantityField *m_lifetime;
    QComboBox *m_capScope;
    QComboBox *m_overCap;
    ChargeInputs *m_ofCharge;
    MoreInputs *m_more;
    QLabel *m_kept;
    QPushButton *m_reset;
    QPushButton *m_add;
    QPushButton *m_drop;
};

} // namespace toll
