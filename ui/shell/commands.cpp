// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commands.h"

#include "ui/models/actions.h"

#include <QAction>
#include <QCoreApplication>
#include <QPointer>
#include <QRegularExpression>

namespace toll {

const QStringList &menuNames()
{
    static const QStringList names{QStringLiteral("file"), QStringLiteral("edit"), QStringLiteral("view"),
        QStringLiteral("go"), QStringLiteral("token"), QStringLiteral("tools"), QStringLiteral("help")};
    return names;
}

QString menuTitle(const QString &menu)
{
    const QStringList titles{QCoreApplication::translate("Menus", "&File"),
        QCoreApplication::translate("Menus", "&Edit"), QCoreApplication::translate("Menus", "&View"),
        QCoreApplication::translate("Menus", "&Go"), QCoreApplication::translate("Menus", "&Token"),
        QCoreApplication::translate("Menus", "T&ools"), QCoreApplication::translate("Menus", "&Help")};
    return titles.value(menuNames().indexOf(menu));
}

QString plainText(QString text)
{
    // "文件(&F)" and "&File" alike; a doubled ampersand stands for itself.
    static const QRegularExpression eastern(QStringLiteral("\\(&\\w\\)"));
    static const QRegularExpression western(QStringLiteral("&(?!&)"));
    return text.remove(eastern).remove(western).remove(QStringLiteral("…")).trimmed();
}

std::vector<Command> allCommands(
    const Actions &actions, const WorkspaceHost::Facts &facts, const std::function<void(const TokenId &)> &showToken)
{
    std::vector<Command> commands;
    for (QAction *action : actions.all()) {
        if (!action->isEnabled())
            continue;
        QStringList path;
        for (const QString &title : {menuTitle(actions.menuOf(action)), actions.submenuOf(action)}) {
            if (!title.isEmpty())
                path << plainText(title);
        }
        Command command;
        command.text = plainText(action->text());
        command.context = path.join(QStringLiteral(" › "));
        command.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        command.icon = Actions::iconNameOf(action);
        command.keywords = action->statusTip();
        command.run = [action = QPointer(action)] {
            if (action)
                action->trigger();
        };
        command.rank = 1;
        commands.push_back(std::move(command));
    }
    for (const WorkspaceHost::Facts::TokenName &token : facts.tokens) {
        Command command;
        command.text = token.name;
        command.context = QCoreApplication::translate("CommandPalette", "Token of %1").arg(token.customer);
        command.icon = QStringLiteral("tokens");
        command.keywords = token.customer;
        command.run = [showToken, id = token.id] { showToken(id); };
        commands.push_back(std::move(command));
    }
    return commands;
}

} // namespace toll
