// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/plans/planentry.h"

#include <QList>

class QAction;
class QSplitter;
class QStackedWidget;

namespace toll {

class PlanDrafts;
class PlanEditor;
class PlanList;

/// Plans and their prices: written as drafts, tried on the last 30 days, and followed by a version. A stored version
/// is never changed.
class PlansPage : public Page {
    Q_OBJECT

public:
    explicit PlansPage(PageContext &context, QWidget *parent = nullptr);

    QString id() const override { return QStringLiteral("plans"); }
    QString title() const override { return tr("Plans & rates"); }
    QString iconName() const override { return QStringLiteral("plans"); }
    void refresh() override;
    Topics topics() const override;
    void open(const QVariantMap &arguments) override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *headerWidget() override { return m_header; }
    bool isSettled() const override;

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum Shown { Loading, Empty, Editing };

    void addActions();
    QAction *add(const char *id, const QString &text, const QString &icon, const QString &tip, void (PlansPage::*run)(),
        bool isEverywhere = false);
    void buildHeader();
    [[nodiscard]] QWidget *buildEmptyState();
    void adopt(PlansAnswer answer);
    /// Puts stored plans and drafts together, and shows the one that is chosen.
    void showEntries();
    void showCurrent();
    void followActions();
    [[nodiscard]] const PlanEntry *current() const;
    [[nodiscard]] QStringList names() const;
    void begin(const Json &document, const QString &what);
    void beginFromTemplate(const std::string &name);
    void newPlan();
    void duplicatePlan();
    void importPlan();
    void exportPlan();
    void exportReference(const QString &reference);
    void writeFile(const QString &suggested, const QByteArray &text);
    void assignPlan();
    void agreeTerms();
    void endAgreement();
    void stateRates();
    void assignUpstream();
    void previewPlan();
    void discardDraft();
    void addCharge();
    void pasteTiers();

    PlanDrafts &m_drafts;
    std::optional<PlansAnswer> m_answer;
    std::vector<PlanEntry> m_entries;
    QString m_wanted; ///< key of the plan to show once it is there
    QList<QAction *> m_local; ///< work on the plan shown, while the page is
    PlanList *m_list;
    QStackedWidget *m_stack;
    PlanEditor *m_editor;
    QSplitter *m_splitter;
    QWidget *m_header;
    int m_pending = 0;
};

} // namespace toll
