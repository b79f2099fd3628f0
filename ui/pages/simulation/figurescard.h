// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"
#include "ui/widgets/card.h"

class QGridLayout;
class QLabel;

namespace toll {

/// The answer in four figures a currency, and what is going on.
class FiguresCard : public Card {
    Q_OBJECT

public:
    explicit FiguresCard(QWidget *parent = nullptr);

    /// `isCoarse`: about; what is stated so is marked.
    void setOutcomes(const std::vector<Outcome> &outcomes, bool isCoarse);
    /// The line below the figures; it keeps its place.
    void setActivity(const QString &text);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Figures {
        QLabel *currency;
        QLabel *baseline;
        QLabel *scenario;
        QLabel *difference;
        QLabel *refused;
    };

    [[nodiscard]] Figures addFigures(int row);
    void showFigures();

    std::vector<Outcome> m_outcomes;
    bool m_isCoarse = false;
    std::vector<Figures> m_figures; ///< one a currency
    QGridLayout *m_grid;
    QLabel *m_activity;
};

} // namespace toll
