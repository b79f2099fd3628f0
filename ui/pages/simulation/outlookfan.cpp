// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/outlookfan.h"

#include "ui/pages/simulation/outlooktab.h"
#include "ui/widgets/chartformat.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::size_t leastPast = 28; ///< days of history shown however short the horizon is

/// A line with a value on some buckets only.
class Line {
public:
    explicit Line(std::size_t buckets) : m_values(buckets) { }

    void set(std::size_t bucket, const Decimal &amount) { m_values[bucket] = exactValue(amount); }
    [[nodiscard]] ChartSeries series(const char *id, const QString &name) const
    {
        return seriesOf(QString::fromLatin1(id), name, m_values);
    }

private:
    std::vector<ChartValue> m_values;
};

FanData begun(const Forecast &forecast, const QString &title, std::size_t past)
{
    FanData fan;
    fan.title = title;
    formatAsMoney(fan, forecast.outlook.currency);
    const std::int64_t first = daysSinceEpoch(forecast.outlook.firstDay) - static_cast<std::int64_t>(past);
    for (std::size_t day = 0; day < past + forecast.outcome.daily.size(); ++day) {
        const Instant begin{(first + static_cast<std::int64_t>(day)) * msPerDay};
        fan.buckets.push_back(timeBucket({begin, begin.plus(msPerDay)}, fan.zone));
    }
    return fan;
}

/// The median and the bands from bucket `past` on; where they go on from a last value, from the bucket before.
void addFan(FanData &fan, const std::vector<FanStep> &steps, std::size_t past, const std::optional<Decimal> &last)
{
    const auto series = [&](const char *id, const QString &name, const auto &amount) {
        Line line(fan.buckets.size());
        if (last)
            line.set(past - 1, *last);
        for (std::size_t step = 0; step < steps.size(); ++step)
            line.set(past + step, amount(steps[step]));
        return line.series(id, name);
    };
    fan.median = series("median", OutlookTab::tr("Median"), [](const FanStep &step) { return step.median; });
    const QString names[]{OutlookTab::tr("50 %"), OutlookTab::tr("80 %"), OutlookTab::tr("95 %")};
    for (std::size_t band = 0; band < std::size(names); ++band)
        fan.bands.push_back(
            {names[band], series("low", names[band], [band](const FanStep &step) { return step.low[band]; }),
                series("high", names[band], [band](const FanStep &step) { return step.high[band]; })});
}

} // namespace

Date dayAt(const Outlook &outlook, std::size_t step)
{
    return dateFromDays(daysSinceEpoch(outlook.firstDay) + static_cast<std::int64_t>(step));
}

FanData fanByDay(const Forecast &forecast)
{
    const std::vector<Decimal> &known = forecast.past;
    const std::size_t past = std::min(known.size(), std::max(leastPast, forecast.outcome.daily.size()));
    FanData fan = begun(forecast, OutlookTab::tr("What each day costs"), past);
    Line history(fan.buckets.size());
    for (std::size_t day = 0; day < past; ++day)
        history.set(day, known[known.size() - past + day]);
    fan.history = history.series("history", OutlookTab::tr("Billed so far"));
    fan.turnName = OutlookTab::tr("Today");
    addFan(fan, forecast.outcome.daily, past, past > 0 ? std::optional(known.back()) : std::nullopt);
    return fan;
}

FanData fanAddedUp(const Forecast &forecast, const std::optional<Decimal> &budget)
{
    FanData fan = begun(forecast, OutlookTab::tr("What the whole time comes to"), 0);
    addFan(fan, forecast.outcome.cumulative, 0, std::nullopt);
    if (budget)
        fan.budget = exactSeries(
            QStringLiteral("budget"), OutlookTab::tr("Budget"), std::vector<Decimal>(fan.buckets.size(), *budget));
    return fan;
}

} // namespace toll
