// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    struct Spec {
        QString id; ///< stable, dotted: "token.suspend"
        QString text; ///< with a mnemonic; unique in its menu
        QString icon; ///< name for icon(); may be empty
        QKeySequence shortcut; ///< unique over the program
        QString statusTip; ///< one sentence
        QString menu; ///< "file", "edit", "view", "go", "token", "tools", "help"; empty: palette only
        std::function<void()> run;
        bool isCheckable = false;
    };

    explicit Actions(QObject *parent = nullptr);

    /// Registers an action that lives as long as `owner`. A known id or a shortcut in use is a programming error
    /// (asserted).
    QAction *add(QObject *owner, Spec spec);
    [[nodiscard]] QAction *find(const QString &id) const;
    /// In order of registration; those of a menu, or all for an empty name.
    [[nodiscard]] std::vector<QAction *> all(const QString &menu = {}) const;
    /// The id an action was registered under.
    [[nodiscard]] static QString idOf(const QAction *action);

signals:
    void changed(); ///< actions came or went

private:
    struct Entry {
        QString menu;
        QAction *action = nullptr;
    };
    std::vector<Entry> m_entries;
};

} // namespace toll
