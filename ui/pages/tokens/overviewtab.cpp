// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/overviewtab.h"

#include "ui/pages/tokens/tokenedit.h"
#include "ui/pages/tokens/tokentext.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"
#include "ui/widgets/editablelabel.h"
#include "ui/widgets/meter.h"

#include <QFormLayout>
#include <QLabel>

namespace toll {

TokenOverviewTab::TokenOverviewTab(QWidget *parent) : QScrollArea(parent)
{
    auto *contents = new QWidget;
    m_form = new QFormLayout(contents);
    m_form->setContentsMargins(12, 12, 12, 12);
    m_form->setVerticalSpacing(10);
    m_form->setHorizontalSpacing(16);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_customer = addFact(tr("Customer"));
    m_plan = addFact(tr("Plan"));
    m_price = addFact(tr("Price"));
    m_term = addFact(tr("Term"));
    m_used = addFact(tr("Used"));
    m_meter = new MeterBar(contents);
    m_form->addRow(QString(), m_meter);
    m_remaining = addFact(tr("Left"));
    m_spend = addFact(tr("This month"));
    m_lastUse = addFact(tr("Last used"));
    m_created = addFact(tr("Created"));
    m_tags = addEditable(QStringLiteral("tags"), tr("Tags"), tr("none"));
    m_note = addEditable(QStringLiteral("note"), tr("Note"), tr("none"));
    m_id = addFact(tr("Id"));
    setWidget(contents);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

QLabel *TokenOverviewTab::addFact(const QString &title)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addRow(title, label);
    return label;
}

EditableLabel *TokenOverviewTab::addEditable(const QString &field, const QString &title, const QString &placeholder)
{
    auto *label = new EditableLabel(title, placeholder);
    addRow(title, label);
    connect(
        label, &EditableLabel::edited, this, [this, field](const QString &text) { emit edited(m_token, field, text); });
    return label;
}

void TokenOverviewTab::addRow(const QString &title, QWidget *fact)
{
    auto *caption = new QLabel(title);
    caption->setForegroundRole(QPalette::PlaceholderText);
    caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_form->addRow(caption, fact);
}

void TokenOverviewTab::show(const TokenRow &row, Instant now)
{
    if (row.token.id != m_token.id) {
        // What is half typed was meant for the other one.
        m_tags->cancel();
        m_note->cancel();
    }
    const Token &token = m_token = row.token;
    m_customer->setText(QString::fromStdString(row.customerName));
    m_plan->setText(QString::fromStdString(row.planName));
    m_price->setText(priceText(token.price, row.currency));
    showTerm(row);
    showUse(row);
    m_spend->setText(tr("%1 for %Ln request(s)", nullptr, static_cast<int>(row.requestsThisPeriod))
                         .arg(moneyText(row.spendThisPeriod)));
    m_lastUse->setText(row.lastUse ? tr("%1 (%2)").arg(lastUseText(row, now), dateTimeText(*row.lastUse, row.zone))
                                   : lastUseText(row, now));
    m_created->setText(dateTimeText(token.createdAt, row.zone));
    m_tags->setText(tagsText(token));
    m_note->setText(QString::fromStdString(token.note));
    m_id->setText(QString::fromStdString(token.id.text));
}

void TokenOverviewTab::showTerm(const TokenRow &row)
{
    const std::optional<Term> &term = row.facts.currentTerm;
    if (!term) {
        m_term->setText(row.token.starts == Starts::FirstUse ? tr("Begins with the first request.")
                                                             : tr("Begins when the token is created."));
        return;
    }
    const QString zone = QString::fromStdString(row.zone.id());
    QString text = row.token.price.lifetime
        ? tr("%1 to %2 (%3)")
              .arg(dateTimeText(term->span.begin, row.zone), dateTimeText(term->span.end, row.zone), zone)
        : tr("Since %1 (%2)").arg(dateTimeText(term->span.begin, row.zone), zone);
    if (const std::optional<Instant> end = endOf(row); end && *end != term->span.end)
        text += u' ' + tr("Renewed up to %1.").arg(dateText(*end, row.zone));
    m_term->setText(text);
}

void TokenOverviewTab::showUse(const TokenRow &row)
{
    m_used->setText(row.facts.allowance
            ? tr("%1 of at most %2 billed requests (N of C × T)")
                  .arg(integerText(row.facts.usedInTerm), integerText(*row.facts.allowance))
            : tr("%1 billable requests in this term").arg(integerText(row.facts.usedInTerm)));
    m_meter->setShare(usedShare(row));
    if (!row.remaining)
        m_remaining->setText(row.facts.currentTerm ? tr("unlimited") : QStringLiteral("–"));
    else if (row.over > 0)
        m_remaining->setText(tr("nothing; %1 went over the cap").arg(integerText(row.over)));
    else
        m_remaining->setText(integerText(*row.remaining));
}

} // namespace toll
