// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"

#include <QWidget>

#include <memory>

class QToolButton;

namespace toll {

class Field;
class SearchField;

/// One line that finds the tokens a scenario touches, what is wrong with it as it is typed, and how many it finds.
class FilterLine : public QWidget {
    Q_OBJECT

public:
    explicit FilterLine(QWidget *parent = nullptr);

    /// Whose tokens are counted and whose names are known.
    void setHistory(const std::shared_ptr<const Baseline> &history);
    /// What the text means; the last good one while it has a fault. All tokens where nothing is typed.
    [[nodiscard]] const Selection &selection() const { return m_selection; }
    /// Shows it where it is another than selection(): what is being typed stays.
    void setSelection(const Selection &selection);

signals:
    void changed(); ///< by the user, to another good one

private:
    void read();
    void showFault(const FilterFault &fault);
    void offer(const FilterFault &fault);
    [[nodiscard]] QString countText() const;

    std::shared_ptr<const Baseline> m_history;
    Selection m_selection;
    SearchField *m_text;
    Field *m_field;
    QToolButton *m_suggestion;
    QString m_meant; ///< the whole text with the suggestion in place
};

} // namespace toll
