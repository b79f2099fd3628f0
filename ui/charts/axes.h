// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/chartframe.h"

class QPainter;

namespace toll {

/// The room axis labels need around the plot.
[[nodiscard]] QMarginsF axisMargins(const ChartHead &head, const ValueScale &scale, const QFont &font, double right);
/// Tick labels of both axes.
void paintAxisLabels(QPainter &painter, const ChartData &data, const ChartFrame &frame, const ChartColors &colors);
/// Hatched bands over buckets nothing is known of.
void paintGaps(QPainter &painter, const ChartData &data, const ChartFrame &frame, const ChartColors &colors);
/// The vertical line and band that mark a bucket.
void paintCrosshair(QPainter &painter, const ChartFrame &frame, int bucket, const ChartColors &colors);

} // namespace toll
