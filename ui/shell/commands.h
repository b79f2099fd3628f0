// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/commandmodel.h"
#include "ui/shell/workspacehost.h"

namespace toll {

class Actions;
class PageStack;

/// Everything the palette finds: every enabled action with its menu path, and the workspace's tokens.
[[nodiscard]] std::vector<Command> allCommands(
    const Actions &actions, const WorkspaceHost::Facts &facts, const std::function<void(const TokenId &)> &showToken);

/// The title of a menu of the menu bar, with its mnemonic: "&File".
[[nodiscard]] QString menuTitle(const QString &menu);
/// The menus of the menu bar in order.
[[nodiscard]] const QStringList &menuNames();
/// Without mnemonic and trailing dots: "Import usage".
[[nodiscard]] QString plainText(QString actionText);

} // namespace toll
