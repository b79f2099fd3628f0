// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/usage/usagequery.h"

#include <QVariantMap>
#include <QWidget>

class QComboBox;

namespace toll {

class SearchCombo;

/// Whose usage is shown, what of it is counted, and by what it is split.
class FilterBar : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    void setFrame(const UsageFrame &frame);
    void setCurrencies(const std::vector<Currency> &currencies);
    /// The filter without its range.
    [[nodiscard]] UsageFilter filter() const;
    void setToken(const TokenId &token);
    void setCustomer(const CustomerId &customer);
    void clear(); ///< all customers and tokens
    [[nodiscard]] std::optional<Currency> currency() const;

    [[nodiscard]] QVariantMap state() const;
    void restore(const QVariantMap &state);

signals:
    void changed(); ///< another question
    void currencyChanged(); ///< another look at the same answer

private:
    void fillTokens();
    void fillGroups();
    void buildMeasures();

    std::vector<UsageChoice> m_allTokens;
    std::vector<Grouping> m_groupings; ///< as offered
    QString m_pendingToken; ///< chosen before the list of tokens was known
    QString m_pendingCustomer;
    bool m_hasFrame = false;
    std::vector<Currency> m_known;
    SearchCombo *m_customers;
    SearchCombo *m_tokens;
    QComboBox *m_measures;
    QComboBox *m_groups;
    QComboBox *m_currencies;
};

} // namespace toll
