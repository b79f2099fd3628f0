// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/overviewtab.h"

#include "ui/charts/chart.h"
#include "ui/charts/chartcanvas.h"
#include "ui/widgets/card.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace toll {

namespace {

QWidget *onCard(QWidget *chart)
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins(0, 0, 0, 0); // the card has its own
    layout->addWidget(chart);
    return card;
}

} // namespace

UsageOverviewTab::UsageOverviewTab(QWidget *parent)
    : QWidget(parent), m_groups(new StackedColumnsChart), m_statuses(new StackedColumnsChart), m_times(new LinesChart)
{
    m_times->setEmptyText(tr("No response times are known for this time."));
    auto *contents = new QWidget;
    auto *grid = new QGridLayout(contents);
    grid->setContentsMargins(0, 10, 0, 0);
    grid->setSpacing(12);
    grid->addWidget(onCard(m_groups), 0, 0, 1, 2);
    grid->addWidget(onCard(m_statuses), 1, 0);
    grid->addWidget(onCard(m_times), 1, 1);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 6);
    grid->setRowStretch(1, 5);
    grid->setRowMinimumHeight(0, 260);
    grid->setRowMinimumHeight(1, 230);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
    scroll->setWidget(contents);
    contents->setAutoFillBackground(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);

    connect(m_groups, &Chart::bucketActivated, this, &UsageOverviewTab::groupActivated);
    for (Chart *chart : charts()) {
        if (chart != m_groups)
            connect(chart, &Chart::bucketActivated, this, &UsageOverviewTab::bucketActivated);
        connect(chart, &Chart::saveFailed, this, &UsageOverviewTab::saveFailed);
        connect(chart->canvas(), &ChartCanvas::currentBucketChanged, this, [this, chart] { shareCrosshair(chart); });
    }
}

std::array<Chart *, 3> UsageOverviewTab::charts() const
{
    return {m_groups, m_statuses, m_times};
}

void UsageOverviewTab::setCharts(ChartData groups, ChartData statuses, ChartData times)
{
    m_groups->setData(std::move(groups));
    m_statuses->setData(std::move(statuses));
    m_times->setData(std::move(times));
}

const ChartData &UsageOverviewTab::groups() const
{
    return m_groups->chartData();
}

void UsageOverviewTab::shareCrosshair(Chart *from)
{
    if (m_isSharing)
        return;
    m_isSharing = true;
    for (Chart *chart : charts()) {
        if (chart != from && chart->chartData().buckets.size() == from->chartData().buckets.size())
            chart->canvas()->setCurrentBucket(from->canvas()->currentBucket());
    }
    m_isSharing = false;
}

} // namespace toll
