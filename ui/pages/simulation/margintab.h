// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

namespace toll {

/// What is left once the providers are paid.
class MarginTab : public ResultTab {
    Q_OBJECT

public:
    explicit MarginTab(QWidget *parent = nullptr);

    struct Row {
        QString id;
        QString title;
        Decimal before;
        Decimal after;
        Decimal delta;
        bool isCost = false;
        Currency currency;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;
    void showTried(const TriedOut &tried, const LoadedHistory &history) override;

protected:
    void showPlace() override;

private:
    std::optional<Providers> m_providers;
    std::vector<MarginOutcome> m_margins;
    RowsModel<Row> *m_model;
};

} // namespace toll
