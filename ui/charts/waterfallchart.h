// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart.h"

namespace toll {

class WaterfallCanvas;

/// From one amount to another, step by step.
struct WaterfallData : ChartHead {
    struct Bar {
        QString name;
        ChartValue value;
    };

    Bar start;
    std::vector<Bar> steps; ///< signed changes, in the order they are shown in
    Bar end; ///< start and steps sum to it; the chart shows what it is given, and does not check

    [[nodiscard]] bool isEmpty() const { return !start.value.isKnown() || !end.value.isKnown(); }
};

/// The same as a table: a row a bar, with its change and what is reached after it. The sums are exact where the values
/// are; where they leave the number's range there is none.
[[nodiscard]] ChartData tableOf(const WaterfallData &waterfall);

/// A waterfall on its side: totals as full bars, rises to the right of what was reached, falls (hatched) to the left.
/// Where the steps are small beside the totals, the totals are cut, and the axis counts from the start.
class WaterfallChart : public Chart {
    Q_OBJECT

public:
    explicit WaterfallChart(QWidget *parent = nullptr);

    void setWaterfall(const WaterfallData &waterfall);

private:
    using Chart::setData;

    WaterfallCanvas *m_bars;
};

} // namespace toll
