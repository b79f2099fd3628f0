// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/scenarios.h"
#include "ui/models/actions.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QHBoxLayout;

namespace toll {

/// Which what-if is open: one of the ready questions, one that is stored, or none of these yet; and what can be done
/// with it.
class ScenarioBox : public QWidget {
    Q_OBJECT

public:
    explicit ScenarioBox(Actions &actions, QWidget *parent = nullptr);

    void setEntries(const std::vector<ScenarioEntry> &entries);
    [[nodiscard]] const std::vector<ScenarioEntry> &entries() const { return m_entries; }
    /// Nothing: a what-if without a name, which may be that of a ready question (`ready`: its id). `isChanged`: other
    /// than what is stored, or than today.
    void setOpened(const std::optional<ScenarioEntry> &entry, bool isChanged, const QString &ready);

signals:
    void blankChosen();
    void readyChosen(const QString &id);
    void storedChosen(const QString &name);

private:
    void addButton(QHBoxLayout *layout, Actions &actions, const char *action, const QString &text);
    void offer();
    void choose(int index);

    std::vector<ScenarioEntry> m_entries;
    std::optional<ScenarioEntry> m_opened;
    bool m_isChanged = false;
    QString m_ready;
    QComboBox *m_choice;
};

} // namespace toll
