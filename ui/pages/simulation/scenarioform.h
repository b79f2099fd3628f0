// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"
#include "ui/text/periods.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace toll {

class QuantityField;
class SliderField;
class TokenChoice;

/// How much of the past a scenario is tried on.
enum class HistoryRange { Last30Days, Last90Days, ThisMonth, All };

/// The inputs of a what-if. Every one of them starts as "keep as it is" and has a way back there.
class ScenarioForm : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioForm(QWidget *parent = nullptr);

    /// Offers the history's tokens, and shows what is usual among them.
    void setHistory(const Baseline &baseline);
    [[nodiscard]] Scenario scenario() const;
    /// Shows as much of a scenario as the inputs can tell; says nothing.
    void setScenario(const Scenario &scenario);
    [[nodiscard]] HistoryRange range() const;
    void setRange(HistoryRange range);

signals:
    void scenarioChanged(); ///< while sliders move, too
    void rangeChanged();

private:
    void buildHistory(QVBoxLayout *layout);
    void buildInputs(QVBoxLayout *layout);
    void buildQuestions(QVBoxLayout *layout);
    void connectInputs();
    void addQuestion(QGridLayout *grid, const QString &text, const QString &question, const char *setting);
    void onRateTyped();
    void showRateFault(bool isFaulty);
    void tell();

    TokenChoice *m_on;
    QComboBox *m_range;
    SliderField *m_percent;
    QLineEdit *m_rate;
    QLabel *m_rateFault;
    QuantityField *m_cap;
    QuantityField *m_lifetime;
    QComboBox *m_capScope;
    QComboBox *m_overCap;
    QPushButton *m_reset;
};

} // namespace toll
