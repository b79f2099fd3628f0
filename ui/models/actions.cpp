// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/actions.h"

#include <QAction>

#include <algorithm>

namespace toll {

Actions::Actions(QObject *parent) : QObject(parent) { }

QAction *Actions::add(QObject *owner, Spec spec)
{
    Q_ASSERT_X(!find(spec.id), "Actions::add", qPrintable(spec.id));
    Q_ASSERT_X(spec.shortcut.isEmpty()
            || std::ranges::none_of(m_entries, [&](const Entry &e) { return e.action->shortcut() == spec.shortcut; }),
        "Actions::add", qPrintable(spec.shortcut.toString()));

    auto *action = new QAction(spec.text, owner);
    action->setObjectName(spec.id);
    action->setStatusTip(spec.statusTip);
    action->setCheckable(spec.isCheckable);
    action->setMenuRole(QAction::NoRole);
    action->setProperty("iconName", spec.icon);
    if (m_icons && !spec.icon.isEmpty())
        action->setIcon(m_icons(spec.icon));
    if (!spec.shortcut.isEmpty())
        action->setShortcut(spec.shortcut);
    if (spec.run)
        connect(action, &QAction::triggered, owner, [run = std::move(spec.run)] { run(); });
    connect(action, &QObject::destroyed, this, &Actions::forget);
    m_entries.push_back({spec.menu, spec.submenu, spec.section, action});
    emit changed();
    return action;
}

QAction *Actions::find(const QString &id) const
{
    const auto found = std::ranges::find_if(m_entries, [&](const Entry &e) { return idOf(e.action) == id; });
    return found == m_entries.end() ? nullptr : found->action;
}

std::vector<QAction *> Actions::all(const QString &menu) const
{
    std::vector<Entry> wanted;
    std::ranges::copy_if(m_entries, std::back_inserter(wanted),
        [&](const Entry &entry) { return menu.isEmpty() || entry.menu == menu; });
    if (!menu.isEmpty())
        std::ranges::stable_sort(wanted, {}, &Entry::section);

    std::vector<QAction *> actions;
    std::ranges::transform(wanted, std::back_inserter(actions), &Entry::action);
    return actions;
}

QString Actions::idOf(const QAction *action)
{
    return action->objectName();
}

QString Actions::iconNameOf(const QAction *action)
{
    return action->property("iconName").toString();
}

QString Actions::menuOf(const QAction *action) const
{
    const Entry *entry = entryOf(action);
    return entry ? entry->menu : QString();
}

int Actions::sectionOf(const QAction *action) const
{
    const Entry *entry = entryOf(action);
    return entry ? entry->section : 0;
}

QString Actions::submenuOf(const QAction *action) const
{
    const Entry *entry = entryOf(action);
    return entry ? entry->submenu : QString();
}

const Actions::Entry *Actions::entryOf(const QAction *action) const
{
    const auto found = std::ranges::find(m_entries, action, &Entry::action);
    return found == m_entries.end() ? nullptr : &*found;
}

void Actions::forget(const QObject *action)
{
    // Only the address is compared: the action is on its way out.
    if (std::erase_if(m_entries, [action](const Entry &entry) { return entry.action == action; }) > 0)
        emit changed();
}

} // namespace toll
