// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together; what it shows is in dashboardpage.cpp.
#include "ui/charts/chart.h"
#include "ui/pages/dashboard/attentionlist.h"
#include "ui/pages/dashboard/dashboardpage.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace toll {

namespace {

/// On a surface, with a heading where the widget has none of its own.
QWidget *onCard(QWidget *widget, const QString &title)
{
    auto *card = new Card;
    auto *layout = new QVBoxLayout(card);
    layout->setContentsMargins({}); // the card has its own
    if (!title.isEmpty()) {
        auto *heading = new QLabel(title);
        heading->setFont(headingFont(heading->font(), 1));
        layout->addWidget(heading);
    }
    layout->addWidget(widget, 1);
    return card;
}

} // namespace

void DashboardPage::buildHeader()
{
    m_currencies = new QComboBox(m_header);
    m_currencies->setAccessibleName(tr("Currency"));
    m_currencies->setToolTip(tr("The currency that figures and charts are shown in. Currencies are never added up."));
    auto *layout = new QHBoxLayout(m_header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_currencies);
    m_currencies->hide();
    connect(m_currencies, &QComboBox::currentTextChanged, this, [this](const QString &code) {
        m_currency = code;
        showMoney();
    });
}

QWidget *DashboardPage::buildCards()
{
    m_spend = new KpiCard(tr("Spend this month"));
    m_requests = new KpiCard(tr("Requests this month"));
    m_response = new KpiCard(tr("Response time, 95th percentile"));
    m_tokens = new KpiCard(tr("Active tokens"));
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    for (KpiCard *card : {m_spend, m_requests, m_response, m_tokens})
        layout->addWidget(card, 1);

    const QString usage = QStringLiteral("usage");
    connect(m_spend, &KpiCard::clicked, this, [this, usage] { goTo(usage, monthArguments()); });
    connect(m_requests, &KpiCard::clicked, this, [this, usage] { goTo(usage, monthArguments()); });
    connect(m_response, &KpiCard::clicked, this, [this, usage] { goTo(usage, monthArguments()); });
    connect(m_tokens, &KpiCard::clicked, this, [this] {
        const bool isAnyExpiring = m_overview && m_overview->expiring > 0;
        goTo(QStringLiteral("tokens"),
            {{QStringLiteral("group"), isAnyExpiring ? QStringLiteral("2") : QStringLiteral("1")}});
    });
    return row;
}

QWidget *DashboardPage::buildContents()
{
    m_daily = new StackedColumnsChart;
    m_cumulative = new LinesChart;
    m_attention = new AttentionList;
    connect(m_daily, &Chart::bucketActivated, this, [this](const Interval &day, const QString &) {
        goTo(QStringLiteral("usage"),
            {{QStringLiteral("from"), qint64(day.begin.ms)}, {QStringLiteral("to"), qint64(day.end.ms)}});
    });
    connect(m_attention, &AttentionList::chosen, this, &DashboardPage::help);
    for (Chart *chart : {static_cast<Chart *>(m_daily), static_cast<Chart *>(m_cumulative)})
        connect(chart, &Chart::saveFailed, this,
            [this](const QString &file) { context().notifyError(tr("The file %1 cannot be written.").arg(file)); });

    auto *contents = new QWidget;
    auto *grid = new QGridLayout(contents);
    grid->setContentsMargins(20, 2, 20, 16);
    grid->setSpacing(12);
    grid->addWidget(buildCards(), 0, 0, 1, 2);
    grid->addWidget(onCard(m_daily, {}), 1, 0, 1, 2);
    grid->addWidget(onCard(m_cumulative, {}), 2, 0);
    grid->addWidget(onCard(m_attention, tr("Needs attention")), 2, 1);
    grid->setColumnStretch(0, 5);
    grid->setColumnStretch(1, 6);
    grid->setRowStretch(1, 6);
    grid->setRowStretch(2, 6);
    grid->setRowMinimumHeight(1, 230);
    grid->setRowMinimumHeight(2, 220);

    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    contents->setAutoFillBackground(false);
    scroll->setWidget(contents);
    return scroll;
}

QWidget *DashboardPage::buildEmptyState()
{
    auto *empty = new EmptyState(QStringLiteral("usage"), tr("No usage yet"),
        tr("Load the requests your API has served, or look at the demo first."));
    const std::pair<const char *, QString> ways[]{{"file.import", tr("Import usage…")}, {"token.new", tr("New token…")},
        {"file.demo", tr("Open demo workspace")}};
    for (const auto &[id, label] : ways) {
        connect(empty->addButton(label), &QPushButton::clicked, this, [this, action = QString::fromLatin1(id)] {
            if (QAction *found = context().actions.find(action))
                found->trigger();
        });
    }
    return empty;
}

} // namespace toll
