// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menubar.h"

#include "ui/models/actions.h"
#include "ui/shell/commands.h"

#include <QAction>

namespace toll {

MenuBar::MenuBar(const Actions &actions, QWidget *parent) : QMenuBar(parent), m_actions(actions)
{
    // A page registers a dozen actions at once: one rebuild serves them all.
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &MenuBar::rebuild);
    connect(&actions, &Actions::changed, &m_later, qOverload<>(&QTimer::start));
    rebuild();
}

void MenuBar::rebuild()
{
    clear();
    m_menus.clear();
    // Shortcuts work whether or not the action is in a menu.
    for (QAction *action : m_actions.all()) {
        if (!action->shortcut().isEmpty())
            window()->addAction(action);
    }
    for (const QString &name : menuNames()) {
        if (m_actions.all(name).empty())
            continue;
        auto menu = std::make_unique<QMenu>(menuTitle(name));
        fill(menu.get(), name);
        addMenu(menu.get());
        m_menus.push_back(std::move(menu));
    }
}

void MenuBar::fill(QMenu *menu, const QString &name)
{
    int section = 0;
    QMenu *submenu = nullptr;
    for (QAction *action : m_actions.all(name)) {
        if (m_actions.sectionOf(action) != section && !menu->isEmpty())
            menu->addSeparator();
        section = m_actions.sectionOf(action);
        const QString title = m_actions.submenuOf(action);
        if (title.isEmpty()) {
            menu->addAction(action);
            continue;
        }
        if (!submenu || submenu->title() != title)
            submenu = menu->addMenu(title);
        submenu->addAction(action);
    }
}

} // namespace toll
