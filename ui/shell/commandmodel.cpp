// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandmodel.h"

#include "ui/shell/fuzzy.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t mostFound = 200;

/// The name counts most; the menu it is in and other words find it too.
std::optional<int> scoreOf(const Command &command, const QString &typed)
{
    if (const std::optional<int> name = fuzzyScore(typed, command.text))
        return *name * 2;
    for (const QString *text : {&command.keywords, &command.context}) {
        if (text->contains(typed.trimmed(), Qt::CaseInsensitive))
            return 1;
    }
    return fuzzyScore(typed, command.context + u' ' + command.text);
}

} // namespace

void CommandModel::setCommands(std::vector<Command> commands)
{
    m_commands = std::move(commands);
    setTyped({});
}

void CommandModel::setTyped(const QString &typed)
{
    beginResetModel();
    std::vector<std::pair<int, std::size_t>> scored;
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        if (const std::optional<int> score = scoreOf(m_commands[i], typed))
            scored.emplace_back(*score, i);
    }
    std::ranges::stable_sort(scored, [this](const auto &a, const auto &b) {
        if (a.first != b.first)
            return a.first > b.first;
        return m_commands[a.second].rank > m_commands[b.second].rank;
    });
    scored.resize(std::min(scored.size(), mostFound));
    m_found.clear();
    for (const auto &[score, i] : scored)
        m_found.push_back(i);
    endResetModel();
}

const Command &CommandModel::at(int row) const
{
    return m_commands[m_found[static_cast<std::size_t>(row)]];
}

int CommandModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant CommandModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Command &command = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return command.text;
    case Qt::AccessibleTextRole:
        return QString(command.text + QStringLiteral(", ") + command.context);
    case ContextRole:
        return command.context;
    case ShortcutRole:
        return command.shortcut;
    case IconRole:
        return command.icon;
    default:
        return {};
    }
}

} // namespace toll
