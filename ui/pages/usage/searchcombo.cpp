// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/searchcombo.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

namespace toll {

SearchCombo::SearchCombo(QWidget *parent) : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
    completer()->setCaseSensitivity(Qt::CaseInsensitive);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    connect(lineEdit(), &QLineEdit::editingFinished, this, [this] {
        if (findText(lineEdit()->text(), Qt::MatchFixedString) < 0)
            setEditText(itemText(currentIndex()));
    });
}

void SearchCombo::setEntries(const QList<std::pair<QString, QString>> &entries)
{
    const QString chosen = key();
    const QSignalBlocker quiet(this);
    clear();
    for (const auto &[text, key] : entries)
        addItem(text, key);
    setKey(chosen);
}

void SearchCombo::setKey(const QString &key)
{
    setCurrentIndex(std::max(0, findData(key)));
}

} // namespace toll
