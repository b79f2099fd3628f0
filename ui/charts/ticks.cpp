// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace toll {

namespace {

struct Step {
    TickGrain grain;
    int count;
};

// Days count within their month, so that the labels read 1, 6, 11 … and every month begins anew.
constexpr std::array steps{Step{TickGrain::Hour, 1}, Step{TickGrain::Hour, 3}, Step{TickGrain::Hour, 6},
    Step{TickGrain::Hour, 12}, Step{TickGrain::Day, 1}, Step{TickGrain::Day, 2}, Step{TickGrain::Day, 5},
    Step{TickGrain::Day, 10}, Step{TickGrain::Day, 15}, Step{TickGrain::Month, 1}, Step{TickGrain::Month, 3},
    Step{TickGrain::Month, 6}, Step{TickGrain::Year, 1}, Step{TickGrain::Year, 2}, Step{TickGrain::Year, 5},
    Step{TickGrain::Year, 10}};

struct Parts {
    int year;
    int month; ///< 1 to 12
    int day; ///< 1 to 31
    std::int64_t msOfDay;
};

Parts parts(Instant t, const Zone &zone)
{
    const LocalTime local = zone.toLocal(t);
    return {static_cast<int>(local.date.year()), static_cast<int>(static_cast<unsigned>(local.date.month())),
        static_cast<int>(static_cast<unsigned>(local.date.day())), local.msOfDay};
}

/// Whether a bucket that begins here opens a step, given where the bucket before it began.
bool opens(const Parts &now, const Parts *before, Step step)
{
    const bool isNewDay =
        !before ? now.msOfDay == 0 : before->day != now.day || before->month != now.month || before->year != now.year;
    const bool isNewMonth = !before ? now.day == 1 && isNewDay : before->month != now.month || before->year != now.year;
    const bool isNewYear = !before ? now.month == 1 && isNewMonth : before->year != now.year;
    switch (step.grain) {
    case TickGrain::Hour:
        return now.msOfDay % (step.count * msPerHour) == 0;
    case TickGrain::Day:
        // A label on the 31st would touch the one on the 1st.
        return isNewDay && (now.day - 1) % step.count == 0 && (step.count == 1 || now.day + step.count / 2 <= 31);
    case TickGrain::Month:
        return isNewMonth && (now.month - 1) % step.count == 0;
    case TickGrain::Year:
        return isNewYear && now.year % step.count == 0;
    }
    return false;
}

TickGrain grainOf(const Parts &now, Step step)
{
    return step.grain == TickGrain::Hour && now.msOfDay == 0 ? TickGrain::Day : step.grain;
}

std::vector<BucketTick> ticksOf(const ChartData &data, const std::vector<Parts> &begins, Step step)
{
    std::vector<BucketTick> ticks;
    for (std::size_t b = 0; b < begins.size(); ++b) {
        if (opens(begins[b], b > 0 ? &begins[b - 1] : nullptr, step))
            ticks.push_back({b,
                data.formatTime ? data.formatTime(data.buckets[b].span.begin, grainOf(begins[b], step))
                                : data.buckets[b].label});
    }
    return ticks;
}

bool fits(const std::vector<BucketTick> &ticks, double bucketWidth, double spacing,
    const std::function<double(const QString &)> &textWidth)
{
    for (std::size_t i = 1; i < ticks.size(); ++i) {
        const double room = static_cast<double>(ticks[i].bucket - ticks[i - 1].bucket) * bucketWidth;
        if ((textWidth(ticks[i - 1].text) + textWidth(ticks[i].text)) / 2 + spacing > room)
            return false;
    }
    return true;
}

/// 1, 2, 5, 10, 20, 50, …: labels of round quantities stay round.
std::size_t nextStep(std::size_t step)
{
    std::size_t first = step;
    while (first >= 10)
        first /= 10;
    return first == 2 ? step / 2 * 5 : step * 2;
}

std::vector<BucketTick> evenTicks(
    const ChartData &data, double bucketWidth, double spacing, const std::function<double(const QString &)> &textWidth)
{
    for (std::size_t every = 1;; every = nextStep(every)) {
        std::vector<BucketTick> ticks;
        for (std::size_t b = 0; b < data.buckets.size(); b += every)
            ticks.push_back({b, data.buckets[b].label});
        if (ticks.size() < 2 || fits(ticks, bucketWidth, spacing, textWidth))
            return ticks;
    }
}

/// What is no number stands at zero; the largest numbers there are would overflow in between.
double drawable(double value)
{
    return std::isfinite(value) ? std::clamp(value, -1e300, 1e300) : 0;
}

} // namespace

std::vector<double> ValueScale::ticks() const
{
    std::vector<double> all;
    const auto first = static_cast<std::int64_t>(std::llround(low / step));
    const auto last = static_cast<std::int64_t>(std::llround(high / step));
    for (std::int64_t i = first; i <= last; ++i)
        all.push_back(static_cast<double>(i) * step);
    return all;
}

ValueScale niceScale(double lowest, double highest, int wanted)
{
    const double low = std::min(0.0, drawable(lowest));
    const double high = std::max(0.0, drawable(highest));
    if (low == high)
        return {0, 1, 1};
    const double rough = (high - low) / std::max(1, wanted);
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= rough * 0.999999) {
            step = factor * power;
            break;
        }
    }
    return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

std::vector<BucketTick> bucketTicks(
    const ChartData &data, double width, double spacing, const std::function<double(const QString &)> &textWidth)
{
    if (data.buckets.empty() || width <= 0)
        return {};
    const double bucketWidth = width / static_cast<double>(data.buckets.size());
    if (data.buckets.front().span.isEmpty())
        return evenTicks(data, bucketWidth, spacing, textWidth);

    std::vector<Parts> begins;
    begins.reserve(data.buckets.size());
    for (const ChartBucket &bucket : data.buckets)
        begins.push_back(parts(bucket.span.begin, data.zone));
    for (const Step step : steps) {
        // Finer than the buckets themselves is no step.
        if (step.grain == TickGrain::Hour && data.buckets.front().span.length() >= 20 * msPerHour)
            continue;
        std::vector<BucketTick> ticks = ticksOf(data, begins, step);
        if (!ticks.empty() && fits(ticks, bucketWidth, spacing, textWidth))
            return ticks;
    }
    return evenTicks(data, bucketWidth, spacing, textWidth);
}

} // namespace toll
