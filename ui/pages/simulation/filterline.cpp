// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/filterline.h"

#include "core/services/wording.h"
#include "core/simulation/applying.h"
#include "ui/text/numbers.h"
#include "ui/widgets/field.h"
#include "ui/widgets/searchfield.h"

#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

namespace toll {

namespace {

FilterNames namesOf(const Baseline &baseline)
{
    FilterNames names;
    for (const BaselineCustomer &customer : baseline.customers) {
        names.customers.push_back(customer.name);
        names.plans.push_back(customer.plan.name);
        for (const RatedToken &token : customer.tokens) {
            names.tokens.push_back(token.name);
            names.tokenIds.push_back(token.id.text);
        }
        for (const BaselineCustomer::TokenInfo &info : customer.info)
            names.tags.insert(names.tags.end(), info.tags.begin(), info.tags.end());
    }
    return names;
}

} // namespace

FilterLine::FilterLine(QWidget *parent)
    : QWidget(parent), m_text(new SearchField(tr("customer:Acme -tag:test"))), m_field(new Field(m_text)),
      m_suggestion(new QToolButton)
{
    m_text->setObjectName(QStringLiteral("filter"));
    m_text->setAccessibleName(tr("Filter of tokens"));
    m_text->setToolTip(tr("customer: token: plan: tag: and words in names, all of which must hold; a,b is one of both; "
                          "* is any run; - before a term leaves out what it finds"));
    m_suggestion->setObjectName(QStringLiteral("suggestion"));
    m_suggestion->setFocusPolicy(Qt::StrongFocus);
    m_suggestion->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addWidget(m_suggestion, 0, Qt::AlignLeft);
    connect(m_text, &SearchField::searched, this, [this] {
        const Selection before = m_selection;
        read();
        if (m_selection != before)
            emit changed();
    });
    connect(m_suggestion, &QToolButton::clicked, this, [this] { m_text->search(m_meant); });
}

void FilterLine::setHistory(const std::shared_ptr<const Baseline> &history)
{
    m_history = history;
    read();
}

void FilterLine::setSelection(const Selection &selection)
{
    if (selection == m_selection)
        return;
    const QSignalBlocker quiet(this);
    m_text->search(QString::fromStdString(selection.kind == Selection::Kind::Filter ? selection.value : std::string()));
    read();
}

void FilterLine::read()
{
    const std::string text = m_text->text().trimmed().toStdString();
    m_suggestion->hide();
    auto selection = filterSelection(text);
    if (!selection)
        return showFault(selection.error());
    m_selection = std::move(*selection);
    m_field->complain({});
    m_field->setHint(countText());
    // A name that this history does not have is no fault: another history may have it.
    if (m_history)
        if (const auto unknown = unknownName(m_selection.filter, text, namesOf(*m_history))) {
            m_field->setHint(countText() + u' ' + sentence(*unknown));
            offer(*unknown);
        }
}

void FilterLine::showFault(const FilterFault &fault)
{
    m_field->complain(sentence(fault));
    offer(fault);
}

void FilterLine::offer(const FilterFault &fault)
{
    if (fault.suggestion.empty())
        return;
    const std::string text = m_text->text().trimmed().toStdString();
    // The suggestion stands for the whole term, up to its end.
    const std::size_t end = std::max(fault.at + fault.length, std::min(text.find(' ', fault.at), text.size()));
    const QString meant = QString::fromStdString(fault.suggestion);
    m_meant = QString::fromStdString(text.substr(0, fault.at)) + meant + QString::fromStdString(text.substr(end));
    m_suggestion->setText(tr("Use %1").arg(meant));
    m_suggestion->show();
}

QString FilterLine::countText() const
{
    if (!m_history)
        return {};
    return tr("%1 of %2 tokens").arg(integerText(static_cast<std::int64_t>(selectedTokens(m_selection, *m_history))),
        integerText(static_cast<std::int64_t>(selectedTokens({}, *m_history))));
}

} // namespace toll
