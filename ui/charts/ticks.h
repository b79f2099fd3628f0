// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartdata.h"

#include <vector>

namespace toll {

/// A value axis from a round number at or below the data to one at or above it.
struct ValueScale {
    double low = 0;
    double high = 1;
    double step = 1;

    [[nodiscard]] std::vector<double> ticks() const;
};

/// Steps of 1, 2, 2.5 or 5 times a power of ten, about `wanted` of them. Zero is always on the scale.
[[nodiscard]] ValueScale niceScale(double lowest, double highest, int wanted);

/// A label under the horizontal axis, centred on its bucket.
struct BucketTick {
    std::size_t bucket = 0;
    QString text;
};

/// Labels at calendar steps of the data's zone (hours, days, Mondays, firsts, Januaries), as many as fit `width` at
/// `spacing` pixels between labels as wide as `textWidth` says. Buckets that are no time are thinned evenly.
[[nodiscard]] std::vector<BucketTick> bucketTicks(
    const ChartData &data, double width, double spacing, const std::function<double(const QString &)> &textWidth);

} // namespace toll
