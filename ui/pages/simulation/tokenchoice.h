// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"

#include <QComboBox>
#include <QHash>

namespace toll {

/// Which tokens a scenario touches: all, those of a customer, with a tag, on a plan, one, or those that a filter finds,
/// which is written elsewhere (FilterLine). Typing searches.
class TokenChoice : public QComboBox {
    Q_OBJECT

public:
    explicit TokenChoice(QWidget *parent = nullptr);

    /// Offers what the history has; the choice stays if it is still there.
    void setHistory(const Baseline &baseline);
    /// Where isFilter(): not the filter's.
    [[nodiscard]] Selection selection() const;
    [[nodiscard]] bool isFilter() const { return m_chosen == filterPlace; }
    /// One that the history does not offer is offered from then on: what a scenario says is not widened.
    void setSelection(const Selection &selection);

signals:
    void changed();

private:
    static constexpr int filterPlace = 1;

    void offer(const QStringList &labels);
    void choose(int index);
    void readText();

    std::vector<Selection> m_choices; ///< parallel to the items
    QHash<QString, Selection> m_customerIds; ///< by name
    int m_chosen = 0;
};

} // namespace toll
