// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/tokenchoice.h"

#include "core/services/scenariowords.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

#include <map>

namespace toll {

namespace {

using Kind = Selection::Kind;

/// Labels by kind; sorted as people expect to find them.
using Choices = std::map<Kind, std::map<QString, Selection>>;

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

Choices choicesOf(const Baseline &baseline)
{
    Choices choices;
    for (const BaselineCustomer &customer : baseline.customers) {
        const QString name = textOf(customer.name);
        choices[Kind::Customer][TokenChoice::tr("Customer: %1").arg(name)] = {Kind::Customer, customer.id.text};
        choices[Kind::Plan][TokenChoice::tr("Plan: %1").arg(textOf(customer.plan.name))] = {
            Kind::Plan, customer.plan.name};
        for (const BaselineCustomer::TokenInfo &info : customer.info)
            for (const std::string &tag : info.tags)
                choices[Kind::Tag][TokenChoice::tr("Tag: %1").arg(textOf(tag))] = {Kind::Tag, tag};
        for (const RatedToken &token : customer.tokens)
            choices[Kind::Token][TokenChoice::tr("Token: %1 (%2)").arg(textOf(token.name), name)] = {
                Kind::Token, token.id.text};
    }
    return choices;
}

} // namespace

TokenChoice::TokenChoice(QWidget *parent) : QComboBox(parent)
{
    setObjectName(QStringLiteral("on"));
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    setAccessibleName(tr("Tokens to change"));
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setCaseSensitivity(Qt::CaseInsensitive);
    offer({});
    connect(this, &QComboBox::activated, this, &TokenChoice::choose);
    connect(lineEdit(), &QLineEdit::editingFinished, this, &TokenChoice::readText);
}

void TokenChoice::setHistory(const Baseline &baseline)
{
    const QSignalBlocker quiet(this);
    const Selection before = selection();
    const bool wasFilter = isFilter();
    m_customerIds.clear();
    for (const BaselineCustomer &customer : baseline.customers)
        m_customerIds.insert(textOf(customer.name), {Selection::Kind::Customer, customer.id.text});
    QStringList labels;
    std::vector<Selection> choices;
    for (const auto &[kind, byLabel] : choicesOf(baseline)) {
        for (const auto &[label, choice] : byLabel) {
            labels << label;
            choices.push_back(choice);
        }
    }
    offer(labels);
    m_choices.insert(m_choices.end(), choices.begin(), choices.end());
    if (wasFilter)
        choose(filterPlace);
    else
        setSelection(before);
}

/// All tokens, those of a filter, and what has such labels.
void TokenChoice::offer(const QStringList &labels)
{
    clear();
    addItems(QStringList{tr("All tokens"), tr("Tokens that a filter finds")} + labels);
    Selection filter;
    filter.kind = Kind::Filter;
    m_choices = {{}, filter};
    m_chosen = 0;
}

Selection TokenChoice::selection() const
{
    return m_choices[static_cast<std::size_t>(m_chosen)];
}

void TokenChoice::setSelection(const Selection &selection)
{
    if (selection.kind == Kind::Filter)
        return choose(filterPlace);
    auto found = std::ranges::find(m_choices, selection);
    if (found == m_choices.end() && selection.kind == Selection::Kind::Customer) // by name, as files do
        found = std::ranges::find(m_choices, m_customerIds.value(QString::fromStdString(selection.value)));
    if (found == m_choices.end()) {
        addItem(selectionWords(selection, nullptr));
        m_choices.push_back(selection);
        found = std::prev(m_choices.end());
    }
    choose(static_cast<int>(found - m_choices.begin()));
}

void TokenChoice::choose(int index)
{
    const bool isNew = index != m_chosen;
    m_chosen = index;
    setCurrentIndex(index);
    setToolTip(currentText());
    if (isNew)
        emit changed();
}

/// What was typed, if it names a choice; else the choice stands as it was.
void TokenChoice::readText()
{
    const int found = findText(currentText(), Qt::MatchFixedString);
    choose(found >= 0 ? found : m_chosen);
    setEditText(itemText(m_chosen));
}

} // namespace toll
