// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;

namespace toll {

/// Everything an operator can do, once: menus, the command palette, context menus, tool bars and shortcuts are views
/// of this registry and of nothing else.
class Actions : public QObject {
    Q_OBJECT

public:
    using IconSource = std::function<QIcon(const QString &name)>;

    struct Spec {
        QString id = {}; ///< stable, dotted: "token.suspend"
        QString text = {}; ///< with a mnemonic; unique in its menu
        QString icon = {}; ///< name for icon(); may be empty
        QKeySequence shortcut = {}; ///< unique over the program
        QString statusTip = {}; ///< one sentence
        QString menu = {}; ///< "file", "edit", "view", "go", "token", "tools", "help"; empty: palette only
        std::function<void()> run = {};
        bool isCheckable = false;
        int section = 0; ///< menus keep sections in this order, with a line between them
        QString submenu = {}; ///< title of the menu inside the menu, with a mnemonic; empty: none
    };

    explicit Actions(QObject *parent = nullptr);

    /// Where icons come from (ui/widgets/icon.h, which this room may not know). Set before the first add().
    void setIconSource(IconSource icons) { m_icons = std::move(icons); }

    /// Registers an action that lives as long as `owner`. A known id or a shortcut in use is a programming error
    /// (asserted).
    QAction *add(QObject *owner, Spec spec);
    [[nodiscard]] QAction *find(const QString &id) const;
    /// In order of registration, within a menu by section; those of a menu, or all for an empty name.
    [[nodiscard]] std::vector<QAction *> all(const QString &menu = {}) const;
    /// The id an action was registered under.
    [[nodiscard]] static QString idOf(const QAction *action);
    [[nodiscard]] static QString iconNameOf(const QAction *action);
    /// The menu, section and submenu it was registered with; empty and 0 for an action of others.
    [[nodiscard]] QString menuOf(const QAction *action) const;
    [[nodiscard]] int sectionOf(const QAction *action) const;
    [[nodiscard]] QString submenuOf(const QAction *action) const;

signals:
    void changed(); ///< actions came or went

private:
    struct Entry {
        QString menu;
        QString submenu;
        int section = 0;
        QAction *action = nullptr;
    };

    [[nodiscard]] const Entry *entryOf(const QAction *action) const;
    void forget(const QObject *action);

    IconSource m_icons;
    std::vector<Entry> m_entries;
};

} // namespace toll
