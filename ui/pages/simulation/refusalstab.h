// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/rowsmodel.h"
#include "ui/pages/simulation/resulttab.h"

class QComboBox;
class QSpinBox;

namespace toll {

class DataTable;
class FilterChips;

/// Who would have been refused, when and why; which tokens would have run out, and what would have followed.
class RefusalsTab : public ResultTab {
    Q_OBJECT

public:
    explicit RefusalsTab(QWidget *parent = nullptr);

    struct TokenRow {
        TokenLimits token;
        QString customer;
        Currency currency;
    };
    struct RefusalRow {
        RefusedRow row;
        QString customer;
        QString token;
        int number = 0;
    };

    [[nodiscard]] std::optional<StudyQuestions> questions() const override;
    void showStudy(const Study &study, bool isCoarse) override;
    void showTried(const TriedOut &tried, const LoadedHistory &history) override;
    [[nodiscard]] QString method() const override;
    [[nodiscard]] QVariantMap state() const override;
    void restore(const QVariantMap &state) override;

protected:
    void showPlace() override;

private:
    void buildInputs();
    void choose(const QString &chip);
    /// What each token is held to beside its plan; nothing: no rate.
    [[nodiscard]] std::optional<RateLimit> rateLimit() const;
    [[nodiscard]] static QString summary(const LimitOutcome &outcome);

    std::vector<LimitOutcome> m_limits;
    Zone m_zone;
    std::optional<RateLimit> m_asked; ///< what the figures shown were found under
    QSpinBox *m_rate; ///< requests; 0: no limit
    QComboBox *m_unit;
    QSpinBox *m_burst; ///< requests; 0: as many as the rate
    FilterChips *m_chips;
    RowsModel<TokenRow> *m_tokens;
    RowsModel<RefusalRow> *m_refusals;
    DataTable *m_tokenTable;
    DataTable *m_refusalTable;
};

} // namespace toll
