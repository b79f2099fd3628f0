// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/overview.h"
#include "ui/pages/page.h"

#include <optional>

class QComboBox;
class QStackedWidget;

namespace toll {

class AttentionList;
class KpiCard;
class LinesChart;
class StackedColumnsChart;

/// The first look: what the month has cost so far, whether calls go well, and which tokens need a hand.
class DashboardPage : public Page {
    Q_OBJECT

public:
    explicit DashboardPage(PageContext &context, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("dashboard"); }
    QString title() const override { return tr("Dashboard"); }
    QString iconName() const override { return QStringLiteral("dashboard"); }
    void refresh() override;
    Topics topics() const override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *headerWidget() override { return m_header; }
    bool isSettled() const override { return m_pending == 0; }

private:
    void buildHeader();
    [[nodiscard]] QWidget *buildContents();
    [[nodiscard]] QWidget *buildEmptyState();
    [[nodiscard]] QWidget *buildCards();
    void show(Overview overview);
    void showMoney();
    void showUse();
    void goTo(const QString &page, const QVariantMap &arguments);
    void help(const Attention &attention);
    void suspend(const TokenId &token, const QString &name);
    [[nodiscard]] QVariantMap monthArguments() const;

    int m_pending = 0;
    std::optional<Overview> m_overview;
    QString m_currency; ///< code of the one shown; empty: the first
    QWidget *m_header;
    QComboBox *m_currencies = nullptr;
    QStackedWidget *m_stack;
    KpiCard *m_spend = nullptr;
    KpiCard *m_requests = nullptr;
    KpiCard *m_response = nullptr;
    KpiCard *m_tokens = nullptr;
    StackedColumnsChart *m_daily = nullptr;
    LinesChart *m_cumulative = nullptr;
    AttentionList *m_attention = nullptr;
};

} // namespace toll
