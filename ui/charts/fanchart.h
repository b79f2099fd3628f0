// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chart.h"

namespace toll {

class FanCanvas;

/// What was, and where it may go: a median with bands around it. Each series has a value per bucket, NaN where it does
/// not reach (history in the future, the fan in the past), or is left empty. To let the fan grow out of the history,
/// give median and bands the last known value at the last bucket of the history.
struct FanData : ChartHead {
    struct Band {
        QString name; ///< "80 %"
        ChartSeries low;
        ChartSeries high;
    };

    std::vector<ChartBucket> buckets;
    ChartSeries history;
    ChartSeries median;
    std::vector<Band> bands; ///< the narrowest first
    ChartSeries budget; ///< a line to keep below
    QString turnName; ///< of the rule after the last bucket of the history ("Today"); no rule where empty

    [[nodiscard]] bool isEmpty() const { return buckets.empty() || median.values.empty(); }
};

/// The same as a table: a row a bucket, a column a line or edge of a band.
[[nodiscard]] ChartData tableOf(const FanData &fan);

/// A fan over time.
class FanChart : public Chart {
    Q_OBJECT

public:
    explicit FanChart(QWidget *parent = nullptr);

    void setFan(const FanData &fan);

private:
    using Chart::setData;

    FanCanvas *m_fan;
};

} // namespace toll
