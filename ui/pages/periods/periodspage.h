// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/periods/periodrows.h"

class QAction;
class QMenu;
class QTabWidget;

namespace toll {

class DataTable;
class FilterChips;
class LateTab;

/// Billing periods of all customers: which are open, which are closed and at what, and usage that came out of its time.
class PeriodsPage : public Page {
    Q_OBJECT

public:
    explicit PeriodsPage(PageContext &context, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("periods"); }
    QString title() const override { return tr("Periods"); }
    QString iconName() const override { return QStringLiteral("calendar"); }
    void refresh() override;
    Topics topics() const override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *headerWidget() override { return m_header; }
    bool isSettled() const override { return m_pending == 0; }

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    [[nodiscard]] QWidget *buildList();
    void addActions();
    void adopt(PeriodsAnswer answer);
    void applyFilter();
    void countChips();
    void followActions();
    [[nodiscard]] std::vector<PeriodRow> chosen() const;
    [[nodiscard]] std::vector<PeriodRow> closable() const;
    void closePeriods();
    void reopenPeriod();
    void showUsage();
    void exportShown();

    std::optional<PeriodsAnswer> m_answer;
    RowsModel<PeriodRow> *m_model;
    DataTable *m_table;
    FilterChips *m_chips;
    LateTab *m_late;
    QTabWidget *m_tabs;
    QWidget *m_header;
    QAction *m_close = nullptr;
    QAction *m_reopen = nullptr;
    QAction *m_usage = nullptr;
    int m_pending = 0;
};

} // namespace toll
