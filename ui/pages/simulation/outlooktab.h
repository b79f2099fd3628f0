// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace toll {

class ComparedBands;
class DataTable;
class FilterChips;
class FanChart;
class NumberEdit;

/// What may come: thousands of futures drawn from the history, billed under the scenario.
class OutlookTab : public ResultTab {
    Q_OBJECT

public:
    explicit OutlookTab(QWidget *parent = nullptr);

    struct FigureRow {
        QString id;
        QString title;
        std::optional<Decimal> low;
        std::optional<Decimal> value;
        std::optional<Decimal> high;
        Currency currency;
    };
    struct DayRow {
        Date day;
        FanStep daily;
        FanStep cumulative;
        std::optional<Decimal> over; ///< share of the paths over the budget by then, in percent
        Currency currency;
    };
    struct RunsRow {
        Convergence convergence;
        Currency currency;
    };
    /// Of one side of a comparison, or of the difference.
    struct SideRow {
        QString id;
        QString title;
        PathTotals totals;
        bool isDifference = false;
        Currency currency;
    };
    struct TokenRow {
        OutlookToken token;
        QString state; ///< why it is not in the figures; empty: it is
        std::optional<Decimal> mean;
        QString ranOut; ///< on which day, in half of the paths
        Currency currency;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;
    [[nodiscard]] QString method() const override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

protected:
    void showPlace() override;

private:
    void build();
    void choose(const QString &chip);
    [[nodiscard]] QString summary(const Forecast &forecast) const;
    void showFigures(const Forecast &forecast);
    void showFan();
    void showDays(const Forecast &forecast);
    void showTokens(const Forecast &forecast);
    void showComparison();
    [[nodiscard]] QString comparisonSummary(const ForecastComparison &comparison) const;

    std::vector<Forecast> m_forecasts;
    std::vector<ForecastComparison> m_comparisons; ///< with today's prices on the same futures, where that is asked
    bool m_isCoarse = false;
    ForecastQuestion m_asked;
    QSpinBox *m_days;
    QSpinBox *m_runs;
    QSpinBox *m_seed;
    NumberEdit *m_budget;
    QComboBox *m_source;
    QCheckBox *m_together;
    QCheckBox *m_beside;
    QComboBox *m_chart;
    FanChart *m_fan;
    ComparedBands *m_bands;
    FilterChips *m_chips;
    RowsModel<FigureRow> *m_figures;
    RowsModel<DayRow> *m_daily;
    RowsModel<RunsRow> *m_convergence;
    RowsModel<TokenRow> *m_tokens;
    RowsModel<SideRow> *m_sides;
    std::vector<std::pair<QString, DataTable *>> m_tables; ///< by chip
};

} // namespace toll
