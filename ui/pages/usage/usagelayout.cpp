// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together; what it shows is in usagepage.cpp.
#include "ui/charts/chart.h"
#include "ui/pages/usage/eventspanel.h"
#include "ui/pages/usage/filterbar.h"
#include "ui/pages/usage/filterfield.h"
#include "ui/pages/usage/groupspanel.h"
#include "ui/pages/usage/overviewtab.h"
#include "ui/pages/usage/sumsmodel.h"
#include "ui/pages/usage/usagepage.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/periodpicker.h"
#include "ui/widgets/style.h"

#include <QAction>
#include <QDateTime>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>

namespace toll {

namespace {

constexpr qreal dimmed = 0.5;
constexpr int dimAfter = 150; // ms: shorter waits would only flicker

} // namespace

void UsagePage::buildHeader()
{
    // Today is the workspace's, once that has answered.
    m_period = new PeriodPicker(
        [this] { return m_answer ? m_answer->frame.now : Instant{QDateTime::currentMSecsSinceEpoch()}; }, Zone(),
        m_header);
    auto *exporting = new QPushButton(icon(QStringLiteral("export")), tr("Export"), m_header);
    auto *import = new QPushButton(iconOnAccent(QStringLiteral("import")), tr("Import…"), m_header);
    exporting->setToolTip(tr("Writes what is shown to a CSV or JSON file"));
    setPrimary(import);
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_period);
    layout->addWidget(exporting);
    layout->addWidget(import);
    connect(import, &QPushButton::clicked, this, [this] { importFiles({}); });
    connect(exporting, &QPushButton::clicked, this, &UsagePage::exportShown);
    connect(m_period, &PeriodPicker::periodChanged, this, [this] {
        m_isRangeChosen = true;
        ask();
    });
}

QWidget *UsagePage::buildContents()
{
    m_overview = new UsageOverviewTab;
    m_groups = new GroupsPanel;
    m_events = new EventsPanel(context());
    buildTable();
    auto *tableTab = new QWidget;
    auto *tableLayout = new QVBoxLayout(tableTab);
    tableLayout->setContentsMargins(0, 10, 0, 0);
    tableLayout->addWidget(m_table);
    m_tabs = new QTabWidget;
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_overview, tr("Overview"));
    m_tabs->addTab(tableTab, tr("Table"));
    m_tabs->addTab(m_groups, tr("Groups"));
    m_tabs->addTab(m_events, tr("Events"));
    m_dim = new QGraphicsOpacityEffect(m_tabs);
    m_dim->setOpacity(dimmed);
    m_dim->setEnabled(false);
    m_tabs->setGraphicsEffect(m_dim);
    m_dimDelay = new QTimer(this);
    m_dimDelay->setSingleShot(true);
    m_dimDelay->setInterval(dimAfter);
    connect(m_dimDelay, &QTimer::timeout, this, [this] { m_dim->setEnabled(!isSettled()); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == EventsPlace)
            askEvents();
        else if (tab == GroupsPlace)
            askSums();
    });
    connect(m_events, &EventsPanel::termWanted, this, &UsagePage::addTerms);
    connect(m_events, &EventsPanel::settledChanged, this, &UsagePage::showDim);
    connect(m_groups, &GroupsPanel::termWanted, this, &UsagePage::addTerms);
    connect(m_groups, &GroupsPanel::drillWanted, this, &UsagePage::drillTo);
    connect(m_overview, &UsageOverviewTab::groupActivated, this, &UsagePage::drillDown);
    connect(m_overview, &UsageOverviewTab::bucketActivated, this,
        [this](const Interval &span) { drillDown(span, QString()); });
    connect(m_overview, &UsageOverviewTab::saveFailed, this,
        [this](const QString &file) { context().notifyError(tr("The file %1 cannot be written.").arg(file)); });
    return m_tabs;
}

void UsagePage::buildTable()
{
    m_sums = new SumsModel(this);
    m_table = new QTableView;
    m_table->setModel(m_sums);
    m_table->setAccessibleName(tr("Usage by time"));
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.row() > 0)
            drillDown(m_sums->chart().buckets[static_cast<std::size_t>(index.row() - 1)].span, QString());
    });
}

QWidget *UsagePage::buildNothing()
{
    m_nothing = new EmptyState(QStringLiteral("search"), {}, {});
    connect(m_nothing->addButton(tr("Show all usage")), &QPushButton::clicked, this, &UsagePage::showAll);
    m_clear = m_nothing->addButton(tr("Clear the filter"));
    connect(m_clear, &QPushButton::clicked, this, [this] { m_where->setText({}); });
    return m_nothing;
}

void UsagePage::addActions()
{
    Actions &actions = context().actions;
    actions.add(this,
        {.id = QStringLiteral("usage.export"),
            .text = tr("Export &usage…"),
            .icon = QStringLiteral("export"),
            .statusTip = tr("Writes what the open tab shows to a CSV or JSON file."),
            .run = [this] { exportShown(); }});
    actions.add(this,
        {.id = QStringLiteral("usage.goto"),
            .text = tr("Go to an e&vent…"),
            .icon = QStringLiteral("search"),
            .shortcut = QKeySequence(Qt::CTRL | Qt::Key_G),
            .statusTip = tr("Goes to a row or a time in the table of events."),
            .run = [this] {
                context().navigate(id(), {});
                m_tabs->setCurrentIndex(EventsPlace);
                m_events->focusGoTo();
            }});
    actions.add(this,
        {.id = QStringLiteral("usage.import"),
            .text = tr("Import usage from a &file…"),
            .icon = QStringLiteral("import"),
            .statusTip = tr("Reads requests from a CSV, JSON Lines or access log file."),
            .run = [this] { importFiles({}); }});
    actions.add(this,
        {.id = QStringLiteral("usage.sample"),
            .text = tr("&Save a sample usage CSV…"),
            .icon = QStringLiteral("file"),
            .statusTip = tr("Writes a small file in the columns that need no mapping."),
            .run = [this] { saveSample(); }});
}

} // namespace toll
