// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/scenarios.h"
#include "ui/pages/page.h"
#include "ui/pages/simulation/comparer.h"
#include "ui/pages/simulation/replayer.h"
#include "ui/pages/simulation/studier.h"

#include <map>

class QAction;
class QPushButton;
class QStackedWidget;

namespace toll {

class InlineBanner;
class NameDialog;
class ResultTab;
class ResultsView;
class ScenarioBox;

/// What this history would have cost otherwise: every move of an input is answered from the real usage at once, and
/// what takes longer when the inputs have come to rest.
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
    bool isSettled() const override;

private:
    enum Shown { Loading, Empty, Results };

    QAction *add(
        const char *id, const QString &text, const QString &icon, const QString &tip, void (SimulationPage::*run)());
    void addActions();
    void followActions();
    void buildHeader();
    [[nodiscard]] QWidget *buildContents();
    [[nodiscard]] QWidget *buildEmptyState();
    [[nodiscard]] QWidget *buildLoadingState();
    void connectReplayer();
    void connectScenarios();

    void onHistory();
    void onAnswer(const TriedOut &tried);
    void onFailure(const Error &error);
    void showActivity();
    void tryOut(const ScenarioSet &set);
    void onMoved();
    void study();
    void onStudyFailure(ResultTab *tab, const Error &error);
    void connectTabs();
    void comparePins();
    void onCompared(const Comparer::Outcomes &outcomes);
    void pinShown();

    void loadScenarios();
    void openSet(const ScenarioSet &set, const std::optional<ScenarioEntry> &entry);
    void openStored(const QString &name);
    void openReady(const QString &id);
    [[nodiscard]] QString readyShown() const;
    [[nodiscard]] bool isKnown(const QString &name) const;
    NameDialog *askName(const QString &title, const QString &button, const QString &name, bool mayBeKnown);
    void save();
    void duplicate();
    void renameOpened();
    void removeOpened();
    void showVersions();

    void turnIntoDraft();
    void offerDrafts(const ScenarioSet &set, const std::vector<DraftedPlan> &all);
    void openDraft(const ScenarioSet &set, const DraftedPlan &draft);
    [[nodiscard]] std::map<std::string, std::size_t> tokensByPlan() const;
    [[nodiscard]] QString planMostUsed() const;

    void exportTable();
    void writeTable(const QString &path);
    void exportPdf();
    void exportScenario();
    void copyCommand();
    void trigger(const QString &action);

    Replayer *m_replayer;
    Studier *m_studier;
    Comparer *m_comparer;
    QTimer m_rest; ///< until the inputs have come to rest
    std::optional<ScenarioSet> m_start; ///< to begin with, once the history is there: from a kept state or another page
    std::optional<ScenarioEntry> m_opened; ///< the stored scenario that is being looked at
    TriedOut m_answered;
    int m_round = 0; ///< counts answers
    std::map<ResultTab *, int> m_studied; ///< the round a tab shows
    QString m_openedAtStart; ///< to be looked for among the stored ones
    int m_listing = 0; ///< how often they are being asked for
    QWidget *m_header;
    QStackedWidget *m_stack;
    ScenarioBox *m_box = nullptr;
    ScenarioForm *m_form = nullptr;
    ResultsView *m_results = nullptr;
    InlineBanner *m_banner = nullptr;
    QList<QAction *> m_ofStored; ///< what can be done to a stored scenario alone
};

} // namespace toll
