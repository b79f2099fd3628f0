// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/simulation/replayer.h"

class QPushButton;
class QStackedWidget;

namespace toll {

class InlineBanner;
class OutcomeView;

/// What this history would have cost otherwise: every move of an input is answered from the real usage.
class SimulationPage : public Page {
    Q_OBJECT

public:
    explicit SimulationPage(PageContext &context, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("simulation"); }
    QString title() const override { return tr("Simulation"); }
    QString iconName() const override { return QStringLiteral("simulation"); }
    void refresh() override;
    Topics topics() const override;
    void open(const QVariantMap &arguments) override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *headerWidget() override { return m_header; }
    bool isSettled() const override { return m_replayer->isSettled(); }

private:
    enum Shown { Loading, Empty, Results };

    void addActions();
    void buildHeader();
    [[nodiscard]] QWidget *buildContents();
    [[nodiscard]] QWidget *buildEmptyState();
    [[nodiscard]] QWidget *buildLoadingState();
    void connectReplayer();
    void onHistory();
    void onAnswer(const Scenario &scenario, const std::vector<Outcome> &outcomes, qint64 microseconds);
    void onFailure(const Error &error);
    void showActivity();
    void exportTable();
    void copyCommand();
    void trigger(const QString &action);

    Replayer *m_replayer;
    Scenario m_start; ///< to begin with, once the history is there: from a kept state or another page
    Scenario m_answered;
    QWidget *m_header;
    QStackedWidget *m_stack;
    ScenarioForm *m_form = nullptr;
    OutcomeView *m_view = nullptr;
    InlineBanner *m_banner = nullptr;
};

} // namespace toll
