// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/simulation/outcometext.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;

namespace toll {

class ComparisonBars;
class DataTable;

/// The answer: key figures per currency, bars and a table per customer, and how it was found.
class OutcomeView : public QWidget {
    Q_OBJECT

public:
    explicit OutcomeView(QWidget *parent = nullptr);

    void setOutcomes(const std::vector<Outcome> &outcomes);
    void setMethod(const QString &text);
    /// What is going on above the figures, empty for nothing; the line keeps its place.
    void setActivity(const QString &text);
    [[nodiscard]] const std::vector<Outcome> &outcomes() const { return m_outcomes; }
    [[nodiscard]] DataTable *table() const { return m_table; }

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

    void buildFigures();
    [[nodiscard]] Figures addFigures(int row);
    void showFigures();
    void showShare();
    void offerCurrencies();

    std::vector<Outcome> m_outcomes;
    std::vector<Figures> m_figures; ///< one a currency
    RowsModel<ComparisonRow> *m_model;
    QLabel *m_activity;
    QGridLayout *m_grid;
    QComboBox *m_currency;
    ComparisonBars *m_bars;
    DataTable *m_table;
    QLabel *m_method;
};

} // namespace toll
