// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart.h"

namespace toll {

class TornadoCanvas;

/// What an amount becomes when one input after another is moved down and up.
struct TornadoData : ChartHead {
    struct End {
        QString setting; ///< what the input is moved to: "−10 %", "0.0018"
        ChartValue value; ///< what the amount becomes
    };
    struct Bar {
        QString name; ///< of the input
        End low; ///< with the lower setting; the amount may be the higher one
        End high;
    };

    QString middleName; ///< "Now"
    ChartValue middle; ///< the amount without a move
    std::vector<Bar> bars; ///< from the top down, as they are given

    [[nodiscard]] bool isEmpty() const { return !middle.isKnown() || bars.empty(); }
};

/// The same as a table: a row an input, named with its settings.
[[nodiscard]] ChartData tableOf(const TornadoData &tornado);

/// Bars around a middle line, both ends labelled. The axis counts from the middle. Lower settings are hatched; where
/// both settings move the amount to the same side, their bars lie below one another.
class TornadoChart : public Chart {
    Q_OBJECT

public:
    explicit TornadoChart(QWidget *parent = nullptr);

    void setTornado(const TornadoData &tornado);

private:
    using Chart::setData;

    TornadoCanvas *m_bars;
};

} // namespace toll
