// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace toll {

/// A list one can type into to find an entry, by any part of it. What is typed chooses, it never adds.
class SearchCombo : public QComboBox {
    Q_OBJECT

public:
    explicit SearchCombo(QWidget *parent = nullptr);
    /// Replaces the entries (text, key) and keeps what was chosen, else the first.
    void setEntries(const QList<std::pair<QString, QString>> &entries);
    /// Falls back to the first where nothing has this key.
    void setKey(const QString &key);
    [[nodiscard]] QString key() const { return currentData().toString(); }
};

} // namespace toll
