// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together; what it shows is in dashboardpage.cpp.
#include "ui/charts/chart.h"
#include "ui/pages/dashboard/attentionlist.h"
#include "ui/pages/dashboard/dashboardpage.h"
#include "ui/pages/dashboard/kpicard.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/stylepaint.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace toll {

namespace {

/// A surface with an edge, the widget upon it, and a heading where the widget has none of its own.
class Panel : public QWidget {
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const ThemeColors &colors = themeColors(palette());
        paintPanel(&painter, QRectF(rect()), controlRadius + 2, colors.surface, colors.separator);
    }
};

QWidget *inPanel(QWidget *widget, const QString &title)
{
    auto *panel = new Panel;
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(14, 10, 14, 12);
    if (!title.isEmpty()) {
        auto *heading = new QLabel(title);
        heading->setFont(headingFont(heading->font(), 1));
        layout->addWidget(heading);
    }
    layout->addWidget(widget, 1);
    return panel;
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
            {{QStringLiteral("state"), isAnyExpiring ? QStringLiteral("expiring") : QStringLiteral("active")}});
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
    grid->addWidget(inPanel(m_daily, {}), 1, 0, 1, 2);
    grid->addWidget(inPanel(m_cumulative, {}), 2, 0);
    grid->addWidget(inPanel(m_attention, tr("Needs attention")), 2, 1);
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
    auto *empty = new QWidget;
    auto *layout = new QVBoxLayout(empty);
    layout->setSpacing(12);
    layout->addStretch(2);
    layout->addWidget(new IconLabel(QStringLiteral("usage"), Tone::Muted, 56), 0, Qt::AlignCenter);
    auto *heading = new QLabel(tr("No usage yet"));
    heading->setFont(headingFont(font(), 1.5));
    layout->addWidget(heading, 0, Qt::AlignCenter);
    auto *text = new QLabel(tr("Load the requests your API has served, or look at the demo first."));
    text->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(text, 0, Qt::AlignCenter);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    row->addStretch(1);
    const std::pair<const char *, QString> ways[]{{"file.import", tr("Import usage…")}, {"token.new", tr("New token…")},
        {"file.demo", tr("Open demo workspace")}};
    for (const auto &[id, label] : ways) {
        auto *button = new QPushButton(label);
        if (row->count() == 1)
            setPrimary(button);
        connect(button, &QPushButton::clicked, this, [this, action = QString::fromLatin1(id)] {
            if (QAction *found = context().actions.find(action))
                found->trigger();
        });
        row->addWidget(button);
    }
    row->addStretch(1);
    layout->addSpacing(6);
    layout->addLayout(row);
    layout->addStretch(3);
    return empty;
}

} // namespace toll
