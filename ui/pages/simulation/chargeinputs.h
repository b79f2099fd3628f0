// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/simulation/replay.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QLabel;
class QToolButton;

namespace toll {

class RowsEdit;

/// Which charge of a plan is changed, and what it has as a whole: its tiers, and the times of the week at which it costs
/// more or less. Folded away until it is wanted.
class ChargeInputs : public QWidget {
    Q_OBJECT

public:
    explicit ChargeInputs(QWidget *parent = nullptr);

    /// Offers the charges of the plans in it.
    void setHistory(const Baseline &baseline);
    /// Writes charge, tiers and slices.
    void tell(Scenario &change) const;
    /// Shows what it can tell; unfolds where that is anything. Says nothing.
    void show(const Scenario &change);

signals:
    void changed();
    /// Chosen was a charge that only these plans have.
    void plansMeant(const QStringList &plans);

private:
    struct Choice {
        QString id;
        QStringList plans; ///< that have a charge of this id
        std::vector<Tier> tiers; ///< of the first of them; empty: it has none
        std::vector<Slice> slices;
        bool mayHaveSlices = true;
    };

    void build();
    void unfold(bool isUnfolded);
    void chooseCharge();
    void readTiers();
    void readSlices();
    void showTables();
    [[nodiscard]] const Choice *chosen() const;

    std::vector<Choice> m_choices;
    QStringList m_plans; ///< of the history
    std::optional<std::vector<Tier>> m_tiers; ///< nothing: as they are
    std::optional<std::vector<Slice>> m_slices;
    QToolButton *m_fold;
    QWidget *m_contents;
    QComboBox *m_charge;
    QLabel *m_hint;
    RowsEdit *m_tierRows;
    RowsEdit *m_sliceRows;
};

} // namespace toll
