// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/pages/usage/usagequery.h"

#include <QDialog>
#include <QPointer>

#include <optional>

class QGraphicsOpacityEffect;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QTimer;

namespace toll {

class EmptyState;
class EventsPanel;
class FilterBar;
class FilterField;
class GroupsPanel;
class ImportDialog;
class InlineBanner;
class PeriodPicker;
class UsageOverviewTab;
class SumsModel;
class UsageEmpty;

/// What was used: charts, the same numbers as a table, and single events; and the door for usage files.
class UsagePage : public Page {
    Q_OBJECT

public:
    explicit UsagePage(PageContext &context, QWidget *parent = nullptr);
    ~UsagePage() override; ///< takes its open windows along: they speak its language and know its workspace

    QString id() const override { return QStringLiteral("usage"); }
    QString title() const override { return tr("Usage"); }
    QString iconName() const override { return QStringLiteral("usage"); }
    void refresh() override;
    Topics topics() const override;
    void open(const QVariantMap &arguments) override;
    QVariantMap state() const override;
    void restore(const QVariantMap &state) override;
    QWidget *headerWidget() override { return m_header; }
    bool isSettled() const override;

    /// Opens the import window on these files; without any it asks for some.
    void importFiles(const QStringList &paths);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// One kind of question: at most one is under way, and what was wanted meanwhile is asked after it.
    struct Question {
        bool isUnderWay = false;
        bool isWanted = false;
    };
    enum Tab { OverviewPlace, TablePlace, GroupsPlace, EventsPlace };
    enum Place { ContentsPlace, NothingPlace, EmptyPlace };

    // usagelayout.cpp
    void buildHeader();
    [[nodiscard]] QWidget *buildContents();
    [[nodiscard]] QWidget *buildNothing();
    void buildTable();
    void addActions();

    [[nodiscard]] UsageFilter filter() const;
    void ask();
    void take(Result<UsageAnswer> answer);
    void show();
    void askEvents();
    void askSums();
    void showDim();
    void drillDown(const Interval &span, const QString &seriesId);
    void drillTo(const QString &terms);
    void addTerms(const QString &terms);
    void showAll();

    // usagecare.cpp
    void addCare();
    void askCare();
    void showCare();
    void decideConflicts();
    void watchFolder();
    void declareDimensions();
    template<typename Dialog>
    void openOnce(QPointer<QDialog> &place);

    // usagefiles.cpp
    void exportShown();
    void exportSums(const QString &path);
    void saveSample();
    void reportSaved(bool isSaved, const QString &path);
    void openImport(const QStringList &paths);

    Question m_question;
    Question m_sumsQuestion;
    Question m_careQuestion;
    std::int64_t m_waitingConflicts = 0;
    std::optional<UsageAnswer> m_answer;
    std::optional<QStringList> m_pendingImport; ///< until the workspace is known
    bool m_isRangeChosen = false;
    QWidget *m_header;
    PeriodPicker *m_period = nullptr;
    FilterBar *m_filters = nullptr;
    FilterField *m_where = nullptr;
    EmptyState *m_nothing = nullptr;
    QPushButton *m_clear = nullptr; ///< of m_nothing, where a filter is in the way
    QStackedWidget *m_stack;
    QTabWidget *m_tabs = nullptr;
    UsageOverviewTab *m_overview = nullptr;
    QTableView *m_table = nullptr;
    SumsModel *m_sums = nullptr;
    GroupsPanel *m_groups = nullptr;
    EventsPanel *m_events = nullptr;
    QGraphicsOpacityEffect *m_dim = nullptr;
    QTimer *m_dimDelay = nullptr;
    QPointer<ImportDialog> m_import;
    InlineBanner *m_conflicts = nullptr; ///< that there are some
    InlineBanner *m_watch = nullptr; ///< that a folder is watched
    QPointer<QDialog> m_conflictsDialog;
    QPointer<QDialog> m_watchDialog;
    QPointer<QDialog> m_dimensionsDialog;
    std::function<void()> m_pendingCare; ///< until the workspace is known
};

} // namespace toll
