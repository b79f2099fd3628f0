// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/scenariobox.h"

#include "core/services/scenariowords.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace toll {

namespace {

constexpr int wholeRow = 28; ///< characters a choice has room for

QString textOf(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace

ScenarioBox::ScenarioBox(Actions &actions, QWidget *parent) : QWidget(parent), m_choice(new QComboBox)
{
    m_choice->setObjectName(QStringLiteral("scenario"));
    m_choice->setAccessibleName(tr("Scenario"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(wholeRow);
    auto *label = new QLabel(tr("Scenario"));
    label->setBuddy(m_choice);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(label);
    layout->addWidget(m_choice);
    addButton(layout, actions, "simulation.save", tr("Save…"));
    addButton(layout, actions, "simulation.pin", tr("Compare"));
    auto *more = new QToolButton;
    more->setText(tr("More"));
    more->setIcon(icon(QStringLiteral("more")));
    more->setToolTip(tr("Duplicate, rename, delete, versions, draft of a plan"));
    more->setAccessibleName(tr("What else can be done with the scenario"));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    for (const char *id : {"simulation.duplicate", "simulation.rename", "simulation.versions", "simulation.remove"})
        menu->addAction(actions.find(QString::fromLatin1(id)));
    menu->addSeparator();
    for (const char *id :
        {"simulation.draft", "simulation.exportPdf", "simulation.exportScenario", "simulation.copyCommand"})
        menu->addAction(actions.find(QString::fromLatin1(id)));
    more->setMenu(menu);
    layout->addWidget(more);
    layout->addStretch(1);
    connect(m_choice, &QComboBox::activated, this, &ScenarioBox::choose);
    offer();
}

void ScenarioBox::addButton(QHBoxLayout *layout, Actions &actions, const char *action, const QString &text)
{
    QAction *run = actions.find(QString::fromLatin1(action));
    auto *button = new QPushButton(run->icon(), text);
    button->setToolTip(run->statusTip());
    button->setEnabled(run->isEnabled());
    connect(run, &QAction::changed, button, [run, button] { button->setEnabled(run->isEnabled()); });
    connect(button, &QPushButton::clicked, run, &QAction::trigger);
    layout->addWidget(button);
}

void ScenarioBox::setEntries(const std::vector<ScenarioEntry> &entries)
{
    m_entries = entries;
    offer();
}

void ScenarioBox::setOpened(const std::optional<ScenarioEntry> &entry, bool isChanged, const QString &ready)
{
    const bool isSame = m_isChanged == isChanged && m_ready == ready && m_opened.has_value() == entry.has_value()
        && (!entry || (m_opened->set.name == entry->set.name && m_opened->version == entry->version));
    if (isSame)
        return;
    m_opened = entry;
    m_isChanged = isChanged;
    m_ready = ready;
    offer();
}

void ScenarioBox::offer()
{
    m_choice->clear();
    if (m_isChanged && !m_opened && m_ready.isEmpty())
        m_choice->addItem(tr("Not saved yet"), QStringLiteral("current"));
    m_choice->addItem(tr("As it is today"), QStringLiteral("blank"));
    m_choice->insertSeparator(m_choice->count());
    for (const ReadyQuestion &question : readyQuestions()) {
        m_choice->addItem(question.text, QStringLiteral("ready:") + question.id);
        if (!m_opened && question.id == m_ready)
            m_choice->setCurrentIndex(m_choice->count() - 1);
    }
    if (!m_entries.empty())
        m_choice->insertSeparator(m_choice->count());
    for (const ScenarioEntry &entry : m_entries) {
        const QString key = QStringLiteral("stored:") + textOf(entry.set.name);
        const bool isOpened = m_opened && m_opened->set.name == entry.set.name;
        const bool isOld = isOpened && m_opened->version != entry.version;
        QString text = textOf(entry.set.name);
        if (isOld)
            text = tr("%1, version %2").arg(text, QString::number(m_opened->version));
        if (isOpened && m_isChanged)
            text = tr("%1 (changed)").arg(text);
        m_choice->addItem(text, key);
        m_choice->setItemData(m_choice->count() - 1, setWords(entry.set, nullptr), Qt::ToolTipRole);
        if (isOpened)
            m_choice->setCurrentIndex(m_choice->count() - 1);
    }
    m_choice->setToolTip(m_choice->currentText());
}

void ScenarioBox::choose(int index)
{
    const QString key = m_choice->itemData(index).toString();
    offer(); // what is open is shown until another one is
    if (key == u"blank")
        emit blankChosen();
    else if (key.startsWith(u"ready:"))
        emit readyChosen(key.section(u':', 1));
    else if (key.startsWith(u"stored:"))
        emit storedChosen(key.section(u':', 1));
}

} // namespace toll
