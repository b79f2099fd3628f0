// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/theme.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace toll {

/// What the window remembers between sessions.
struct ShellState {
    QByteArray geometry;
    bool isSidebarNarrow = false;
    QString page; ///< id of the page last shown
    QMap<QString, QVariantMap> pages; ///< state by page id
    QStringList recent; ///< workspaces, newest first
    ThemeChoice theme = ThemeChoice::System;
    QString language = QStringLiteral("system"); ///< "system", "en" or "zh_CN"

    bool operator==(const ShellState &) const = default;
};

/// ~/.config/tollkeeper/tollkeeper.conf
[[nodiscard]] QString shellStateFile();
/// Whatever cannot be read becomes its default. A file of another version keeps theme, language and recent workspaces.
[[nodiscard]] ShellState loadShellState(const QString &file);
/// False where the file cannot be written.
bool saveShellState(const QString &file, const ShellState &state);
/// Forgets geometry, page and page states; keeps theme, language and recent workspaces.
[[nodiscard]] ShellState withoutWindow(ShellState state);

/// "system", "light", "dark"; anything else is the system's.
[[nodiscard]] ThemeChoice themeChoiceNamed(const QString &name);
[[nodiscard]] QString nameOf(ThemeChoice choice);

/// Puts a workspace first in the list of recent ones.
void remember(ShellState &state, const QString &workspace);

} // namespace toll
