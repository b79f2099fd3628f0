// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/billtab.h"

#include "core/calendar/period.h"
#include "core/services/wording.h"
#include "ui/pages/tokens/statementview.h"
#include "ui/text/periods.h"
#include "ui/text/timetext.h"
#include "ui/widgets/icon.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

BillTab::BillTab(PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_earlier(new QToolButton(this)), m_later(new QToolButton(this)),
      m_title(new QLabel(this)), m_why(new QToolButton(this)), m_change(new QLabel(this)), m_statement(new StatementView(this))
{
    m_earlier->setIcon(icon(QStringLiteral("chevron-left")));
    m_earlier->setAccessibleName(tr("Earlier month"));
    m_earlier->setToolTip(m_earlier->accessibleName());
    m_later->setIcon(icon(QStringLiteral("chevron-right")));
    m_later->setAccessibleName(tr("Later month"));
    m_later->setToolTip(m_later->accessibleName());
    m_title->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("September 2026")));
    m_title->setAlignment(Qt::AlignCenter);
    auto *picker = new QHBoxLayout;
    picker->addWidget(m_earlier);
    picker->addWidget(m_title);
    picker->addWidget(m_later);
    picker->addStretch(1);
    m_why->setText(tr("Why did it change?"));
    m_why->setToolTip(tr("Compare with the month before"));
    m_why->setCheckable(true);
    m_why->setAutoRaise(true);
    m_why->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_why->setIcon(icon(QStringLiteral("chevron-right")));
    picker->addWidget(m_why);
    m_change->setObjectName(QStringLiteral("change"));
    m_change->setTextFormat(Qt::PlainText);
    m_change->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_change->setWordWrap(true);
    m_change->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(12);
    layout->addLayout(picker);
    layout->addWidget(m_change);
    layout->addWidget(m_statement, 1);
    connect(m_earlier, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_why, &QToolButton::toggled, this, [this](bool isOpen) {
        m_why->setIcon(icon(isOpen ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
        askWhy();
    });
}

void BillTab::show(const TokenRow &row, Instant now)
{
    if (m_token != row.token.id)
        m_statement->clear();
    m_token = row.token.id;
    m_zone = row.zone;
    m_now = now;
    if (m_within == Instant{})
        m_within = now;
    showMonth();
    ask();
}

void BillTab::step(int months)
{
    m_within = shiftedPeriod(m_month, months, m_zone).begin;
    showMonth();
    ask();
}

void BillTab::showMonth()
{
    m_month = BillingPeriods(Span{Span::Kind::Months, 1}, PeriodAlignment::Calendar, m_now, m_zone).at(m_within);
    m_title->setText(m_month.contains(m_now) ? tr("%1 so far").arg(monthText(m_month.begin, m_zone))
                                             : monthText(m_month.begin, m_zone));
    m_later->setEnabled(m_month.end <= m_now);
}

void BillTab::ask()
{
    ++m_pending;
    m_context.workspace.read(
        this,
        [token = m_token, month = m_month](Services &services) { return services.billing.billToken(token, month); },
        [this, token = m_token, month = m_month](const Result<Statement> &statement) {
            --m_pending;
            if (token != m_token || month != m_month)
                return; // another one has been chosen since
            if (statement)
                m_statement->show(*statement, m_zone);
            else
                m_context.notifyError(sentence(statement.error()));
        });
    askWhy();
}

void BillTab::askWhy()
{
    m_change->clear();
    m_change->setVisible(m_why->isChecked());
    if (!m_why->isChecked())
        return;
    ++m_pending;
    m_context.workspace.read(
        this,
        [token = m_token, month = m_month, before = shiftedPeriod(m_month, -1, m_zone)](
            Services &services) { return services.billing.changeForToken(token, before, month); },
        [this, token = m_token, month = m_month](const Result<BillChange> &change) {
            --m_pending;
            if (token != m_token || month != m_month)
                return; // another one has been chosen since
            m_change->setText(change ? explanation(*change, m_zone).join(u'\n') : sentence(change.error()));
        });
}

} // namespace toll
