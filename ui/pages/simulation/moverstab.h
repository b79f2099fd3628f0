// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

class QLineEdit;

namespace toll {

class FilterChips;

/// Who would pay more, and who less.
class MoversTab : public ResultTab {
    Q_OBJECT

public:
    explicit MoversTab(QWidget *parent = nullptr);

    struct Row {
        Mover mover;
        bool paysMore = false;
        Currency currency;
    };

    void showTried(const TriedOut &tried, const LoadedHistory &history) override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

protected:
    void showPlace() override;

private:
    [[nodiscard]] std::optional<std::vector<Decimal>> thresholds() const;
    [[nodiscard]] QString summary(const Winners &winners) const;

    std::vector<Outcome> m_outcomes;
    QLineEdit *m_thresholds;
    FilterChips *m_chips;
    RowsModel<Row> *m_model;
};

} // namespace toll
