// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokeninspector.h"

#include "ui/pages/tokens/billtab.h"
#include "ui/pages/tokens/historytab.h"
#include "ui/pages/tokens/overviewtab.h"
#include "ui/pages/tokens/tokentext.h"
#include "ui/widgets/status.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

TokenInspector::TokenInspector(PageContext &context, QWidget *parent)
    : QWidget(parent), m_stack(new QStackedWidget(this)), m_reason(new QLabel(this)), m_tabs(new QTabWidget),
      m_overview(new TokenOverviewTab), m_bill(new BillTab(context)), m_history(new HistoryTab(context))
{
    m_reason->setAlignment(Qt::AlignCenter);
    m_reason->setWordWrap(true);
    m_reason->setForegroundRole(QPalette::PlaceholderText);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_overview, tr("Overview"));
    m_tabs->addTab(m_bill, tr("Bill"));
    m_tabs->addTab(m_history, tr("History"));
    auto *token = new QWidget;
    auto *down = new QVBoxLayout(token);
    down->setContentsMargins(0, 0, 0, 0);
    down->setSpacing(8);
    down->addWidget(buildHeading());
    down->addWidget(m_tabs, 1);
    m_stack->addWidget(m_reason);
    m_stack->addWidget(token);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    setMinimumWidth(320);
    connect(m_overview, &TokenOverviewTab::edited, this, &TokenInspector::edited);
    connect(m_tabs, &QTabWidget::currentChanged, this, &TokenInspector::load);
}

QWidget *TokenInspector::buildHeading()
{
    auto *heading = new QWidget;
    m_name = new QLabel(heading);
    m_name->setFont(headingFont(font(), 1.25));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_secret = new QLabel(heading);
    m_secret->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_secret->setForegroundRole(QPalette::PlaceholderText);
    m_secret->setTextFormat(Qt::PlainText);
    m_secret->setToolTip(tr("The secret itself is kept nowhere: it was shown once."));
    m_status = new StatusLabel(heading);
    m_actions = new QWidget(heading);
    auto *buttons = new QHBoxLayout(m_actions);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addStretch(1);
    auto *line = new QHBoxLayout;
    line->addWidget(m_secret);
    line->addStretch(1);
    line->addWidget(m_status);
    auto *layout = new QVBoxLayout(heading);
    layout->setContentsMargins(12, 4, 12, 0);
    layout->addWidget(m_name);
    layout->addLayout(line);
    layout->addWidget(m_actions);
    return heading;
}

void TokenInspector::setActions(const std::vector<QAction *> &actions)
{
    auto *layout = static_cast<QHBoxLayout *>(m_actions->layout());
    for (QAction *action : actions) {
        auto *button = new QToolButton(m_actions);
        button->setDefaultAction(action);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        layout->insertWidget(layout->count() - 1, button);
        const auto follow = [action, button] { button->setVisible(action->isEnabled()); };
        connect(action, &QAction::changed, button, follow);
        follow();
    }
}

void TokenInspector::show(const TokenRow &row, Instant now)
{
    m_row = row;
    m_now = now;
    m_name->setText(nameOf(row));
    m_secret->setText(maskedSecret(row.token));
    m_status->setStatus(statusOf(row, now));
    m_stack->setCurrentIndex(1);
    load();
}

void TokenInspector::load()
{
    if (!m_row)
        return;
    m_overview->show(*m_row, m_now);
    if (m_tabs->currentWidget() == m_bill)
        m_bill->show(*m_row, m_now);
    else if (m_tabs->currentWidget() == m_history)
        m_history->show(*m_row);
}

void TokenInspector::showNothing(const QString &reason)
{
    m_row.reset();
    m_reason->setText(reason);
    m_stack->setCurrentIndex(0);
}

void TokenInspector::showBill()
{
    m_tabs->setCurrentWidget(m_bill);
}

int TokenInspector::tab() const
{
    return m_tabs->currentIndex();
}

void TokenInspector::setTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

bool TokenInspector::isSettled() const
{
    return m_bill->isSettled() && m_history->isSettled();
}

} // namespace toll
