// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

class QPushButton;

namespace toll {

class DataTable;
class FilterChips;

/// Up to six scenarios side by side, on the same history.
class CompareTab : public ResultTab {
    Q_OBJECT

public:
    explicit CompareTab(QWidget *parent = nullptr);

    static constexpr std::size_t most = 6;

    struct Pin {
        QString name;
        ScenarioSet set;
        Result<std::vector<Outcome>> outcomes; ///< empty until they are known
    };
    struct Row {
        int number = 0; ///< of the pin
        Pin pin;
        QString words;
        std::optional<Outcome> outcome; ///< of the chosen currency
        Currency currency;
    };
    struct CustomerRow {
        QString name;
        Decimal baseline;
        std::vector<std::optional<Decimal>> totals; ///< one a pin
        Currency currency;
    };

    [[nodiscard]] const std::vector<Pin> &pins() const { return m_pins; }
    /// False where there are as many as there may be. A name that is there is told apart by a number.
    bool pin(const QString &name, const ScenarioSet &set);
    /// What became of the pins, in their order; what belongs to other pins is left alone.
    void setOutcomes(const std::vector<Result<std::vector<Outcome>>> &outcomes);
    void showTried(const TriedOut &tried, const LoadedHistory &history) override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

signals:
    void pinsChanged(); ///< their outcomes are wanted
    void opened(const toll::ScenarioSet &set);

protected:
    void showPlace() override;

private:
    void build();
    void choose(const QString &chip);
    void move(int by);
    void removeChosen();
    void followButtons();
    [[nodiscard]] int chosen() const; ///< -1: none
    void showCustomers();

    std::vector<Pin> m_pins;
    std::shared_ptr<const Baseline> m_history;
    FilterChips *m_chips;
    QPushButton *m_up;
    QPushButton *m_down;
    QPushButton *m_remove;
    QPushButton *m_open;
    RowsModel<Row> *m_rows;
    RowsModel<CustomerRow> *m_customers;
    DataTable *m_table;
    DataTable *m_customerTable;
};

} // namespace toll
