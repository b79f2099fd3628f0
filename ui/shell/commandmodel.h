// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>

#include <functional>
#include <vector>

namespace toll {

/// One thing the palette can find.
struct Command {
    QString text; ///< without mnemonic
    QString context; ///< menu path, or what kind of thing it is
    QString shortcut;
    QString icon;
    QString keywords; ///< found as well, not shown
    std::function<void()> run;
    int rank = 0; ///< among equally good finds the higher comes first
};

/// The commands that fit what is typed, best first.
class CommandModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { ContextRole = Qt::UserRole, ShortcutRole, IconRole };

    using QAbstractListModel::QAbstractListModel;

    void setCommands(std::vector<Command> commands);
    void setTyped(const QString &typed);
    [[nodiscard]] const Command &at(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<Command> m_commands;
    std::vector<std::size_t> m_found;
};

} // namespace toll
