// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/calendar/zone.h"
#include "core/money/decimal.h"

#include <QString>

#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace toll {

/// One place on the horizontal axis: a calendar bucket in the shown zone, or a plain category (an empty span).
struct ChartBucket {
    Interval span;
    QString label; ///< in full, for tooltip and table: "Thu 26 Nov 2026"
    bool hasNoData = false; ///< nothing is known here: drawn as a hatched gap, never as zero
};

/// One thing that is drawn. `values` only place it on the screen; what people read comes from `exact` where that is
/// set (money, counts), else from the value itself (response times).
struct ChartSeries {
    QString id; ///< stable; decides the colour where no slot is given
    QString name; ///< shown
    std::vector<double> values; ///< one per bucket; NaN where there is none
    std::vector<Decimal> exact; ///< one per bucket, or empty
    std::optional<int> slot; ///< palette slot 0 to 8; see chartpalette.h
    bool isReference = false; ///< a line to compare with (baseline, budget): dashed and muted
};

/// How long the piece of time is that an axis label names.
enum class TickGrain { Hour, Day, Month, Year };

/// What every kind of chart has: its title, and how it writes numbers and times. Charts know no language: all text
/// about the data comes from here or from the functions.
struct ChartHead {
    QString title;
    Zone zone;

    std::function<QString(double)> format; ///< a value that has no exact one
    std::function<QString(const Decimal &)> formatExact; ///< an exact value or total
    std::function<QString(const Decimal &)> formatChange; ///< an exact difference, with its sign
    std::function<QString(double)> formatTick; ///< a place on the value axis
    std::function<QString(Instant, TickGrain)> formatTime; ///< a place on the time axis
};

/// Everything a chart of series over buckets shows, as a value.
struct ChartData : ChartHead {
    std::vector<ChartBucket> buckets;
    std::vector<ChartSeries> series; ///< the first is drawn lowest
    bool isLastIncomplete = false; ///< the last bucket's time is not over: drawn lighter
    bool isAdditive = true; ///< values may be summed over buckets (not percentiles, not cumulative lines)

    [[nodiscard]] bool isEmpty() const { return buckets.empty() || series.empty(); }
};

/// One value of a chart that is no series over time. `place` only puts it on the screen, as in ChartSeries.
struct ChartValue {
    double place = std::numeric_limits<double>::quiet_NaN(); ///< NaN where there is none
    std::optional<Decimal> exact;

    [[nodiscard]] bool isKnown() const { return std::isfinite(place); }
};

[[nodiscard]] ChartValue exactValue(const Decimal &exact);
/// What people read of a value; empty where there is none.
[[nodiscard]] QString valueText(const ChartHead &head, const ChartValue &value);
/// The same of a difference: with its sign, also where it is a gain.
[[nodiscard]] QString changeText(const ChartHead &head, const ChartValue &change);
/// What an axis says at a place, and what it says where it counts from a value in the middle.
[[nodiscard]] QString tickText(const ChartHead &head, double value);
[[nodiscard]] QString changeTickText(const ChartHead &head, double change);
/// These values as a series; it is exact where all known ones are.
[[nodiscard]] ChartSeries seriesOf(QString id, QString name, const std::vector<ChartValue> &values);

/// A series of exact values (money, counts); their places are made from them.
[[nodiscard]] ChartSeries exactSeries(QString id, QString name, std::vector<Decimal> exact);
/// Where an exact value is drawn. Never to be turned back into text.
[[nodiscard]] double drawingValue(const Decimal &value);

/// What people read at one place; empty where there is no value.
[[nodiscard]] QString valueText(const ChartData &data, std::size_t series, std::size_t bucket);
/// The sum of a series over all buckets.
[[nodiscard]] QString seriesTotalText(const ChartData &data, std::size_t series);
/// The sum over the series that `isShown` (all where empty) at a bucket.
[[nodiscard]] QString bucketTotalText(const ChartData &data, std::size_t bucket, const std::vector<bool> &isShown = {});
/// The sum of everything shown.
[[nodiscard]] QString grandTotalText(const ChartData &data, const std::vector<bool> &isShown = {});
/// For drawing and shares: the sum of a series' places, NaN left out.
[[nodiscard]] double seriesSum(const ChartSeries &series);

/// The largest `count` series by total, biggest first, and one named `otherName` for the rest (palette slot "other").
/// Colour slots are settled here, so that a series keeps its colour from chart to chart.
[[nodiscard]] ChartData topSeries(ChartData data, std::size_t count, const QString &otherName);
/// Gives every series without a slot one: its id's own, or the next free one.
void settleSlots(ChartData &data);

/// The data as CSV (RFC 4180): the bucket's start as RFC 3339 in the zone (or its label), then one column per series,
/// in exact plain digits. Text that a spreadsheet would take for a formula is disarmed.
[[nodiscard]] QString toCsv(const ChartData &data, const QString &bucketTitle);

} // namespace toll
