// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/usagecharts.h"

#include "ui/charts/chartpalette.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <limits>
#include <map>

namespace toll {

namespace {

constexpr std::size_t groupsShown = 8;
constexpr double noPlace = std::numeric_limits<double>::quiet_NaN();

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UsageCharts)
};

QString bucketLabel(const UsageAnswer &answer, const Interval &bucket)
{
    const Zone &zone = answer.frame.zone;
    const QString day = weekdayDateText(bucket.begin, zone);
    if (!answer.isByHour)
        return day;
    return Words::tr("%1, %2 to %3").arg(day, timeText(bucket.begin, zone), timeText(bucket.end, zone));
}

ChartData emptyChart(const UsageAnswer &answer, const QString &title)
{
    ChartData data;
    data.title = title;
    const Zone zone = answer.frame.zone;
    data.zone = zone;
    for (const Interval &bucket : answer.buckets) {
        // Only between the first and the last request is nothing a measured zero.
        const bool isKnown = answer.frame.extent && !intersection(bucket, *answer.frame.extent).isEmpty();
        data.buckets.push_back({bucket, bucketLabel(answer, bucket), !isKnown});
    }
    data.isLastIncomplete = !answer.buckets.empty() && answer.buckets.back().contains(answer.frame.now);
    data.formatTime = [zone](Instant t, TickGrain grain) {
        switch (grain) {
        case TickGrain::Hour:
            return timeText(t, zone);
        case TickGrain::Month:
            return monthText(t, zone);
        case TickGrain::Year:
            return QString::number(static_cast<int>(zone.toLocal(t).date.year()));
        case TickGrain::Day:
            break;
        }
        return dayText(t, zone);
    };
    return data;
}

void formatCounts(ChartData &data)
{
    data.formatExact = [](const Decimal &count) { return decimalText(count); };
    data.formatTick = [](double place) { return compactText(place); };
}

/// The bucket a row of the summary belongs to; half-hour changes of the clock can put its begin off ours.
std::optional<std::size_t> bucketOf(const UsageAnswer &answer, const UsageSums &sums)
{
    if (!sums.span)
        return {};
    const Instant begin = std::max(sums.span->begin, answer.range.begin);
    const auto after = std::ranges::upper_bound(answer.buckets, begin, {}, &Interval::begin);
    if (after == answer.buckets.begin())
        return {};
    return static_cast<std::size_t>(after - answer.buckets.begin()) - 1;
}

/// What a row counts; nothing where it is not known.
std::optional<Decimal> valueOf(const UsageSums &sums, Measure measure, const Currency &money)
{
    const auto units = [&sums](UnitMeter meter) -> std::optional<Decimal> {
        const MeterSum &sum = sums.units[static_cast<std::size_t>(meter)];
        return sum.known > 0 ? std::optional(Decimal(sum.sum)) : std::nullopt;
    };
    switch (measure) {
    case Measure::Requests:
        return Decimal(sums.requests);
    case Measure::Errors:
        return Decimal(sums.errors);
    case Measure::InputUnits:
        return units(UnitMeter::Input);
    case Measure::OutputUnits:
        return units(UnitMeter::Output);
    case Measure::CachedInput:
        return units(UnitMeter::CachedInput);
    case Measure::CacheWrites:
        return units(UnitMeter::CacheWrite);
    case Measure::Charge:
    case Measure::Cost:
        break;
    }
    const std::vector<Money> &amounts = measure == Measure::Cost ? sums.costs : sums.amounts;
    const auto own = std::ranges::find(amounts, money, &Money::currency);
    return own == amounts.end() ? std::nullopt : std::optional(own->amount);
}

/// Series that are filled place by place.
class SeriesBuilder {
public:
    explicit SeriesBuilder(const ChartData &data) : m_data(data) { }

    void add(const QString &id, const QString &name, std::size_t bucket, const Decimal &value)
    {
        const auto [place, isNew] = m_index.try_emplace(id, m_series.size());
        if (isNew)
            m_series.push_back(blank(id, name));
        ChartSeries &series = m_series[place->second];
        Decimal &exact = series.exact[bucket];
        exact = exact.plus(value).value_or(exact);
        series.values[bucket] = drawingValue(exact);
    }
    [[nodiscard]] std::vector<ChartSeries> take() { return std::move(m_series); }

private:
    [[nodiscard]] ChartSeries blank(const QString &id, const QString &name) const
    {
        ChartSeries series = exactSeries(id, name, std::vector<Decimal>(m_data.buckets.size()));
        for (std::size_t i = 0; i < m_data.buckets.size(); ++i) {
            if (m_data.buckets[i].hasNoData)
                series.values[i] = noPlace;
        }
        return series;
    }

    const ChartData &m_data;
    std::map<QString, std::size_t> m_index;
    std::vector<ChartSeries> m_series;
};

enum StatusKind { Fine, Redirected, TooMany, Refused, Failed, Unstated, statusKinds };

StatusKind kindOf(const std::string &status)
{
    if (status.empty())
        return Unstated;
    if (status == "429")
        return TooMany;
    switch (status.front()) {
    case '2':
    case '1':
        return Fine;
    case '3':
        return Redirected;
    case '4':
        return Refused;
    default:
        return Failed;
    }
}

} // namespace

QString label(Measure measure)
{
    switch (measure) {
    case Measure::Requests:
        return Words::tr("Requests");
    case Measure::Charge:
        return Words::tr("Charge");
    case Measure::Cost:
        return Words::tr("Cost");
    case Measure::CachedInput:
        return Words::tr("Cached input");
    case Measure::CacheWrites:
        return Words::tr("Cache writes");
    case Measure::InputUnits:
        return Words::tr("Input units");
    case Measure::OutputUnits:
        return Words::tr("Output units");
    case Measure::Errors:
        break;
    }
    return Words::tr("Errors");
}

QString hourOfWeekLabel(int hour)
{
    constexpr int hoursOfDay = 24;
    const QString day = QLocale().standaloneDayName(hour / hoursOfDay + 1, QLocale::ShortFormat);
    return day + u' ' + timeText({hour % hoursOfDay * msPerHour}, Zone());
}

QString groupName(const Grouping &group, const std::string &key, const UsageSums &sums)
{
    if (group.by == GroupBy::HourOfWeek && sums.hourOfWeek)
        return hourOfWeekLabel(*sums.hourOfWeek);
    if (!key.empty())
        return QString::fromStdString(key);
    switch (group.by) {
    case GroupBy::Status:
        return Words::tr("No status");
    case GroupBy::Model:
        return Words::tr("No model");
    case GroupBy::Token:
        return Words::tr("No token");
    case GroupBy::Tag:
        return Words::tr("No tag");
    default:
        return Words::tr("None");
    }
}

QString label(const Grouping &group)
{
    switch (group.by) {
    case GroupBy::Plan:
        return Words::tr("Plan");
    case GroupBy::PlanVersion:
        return Words::tr("Plan version");
    case GroupBy::Tag:
        return Words::tr("Tag");
    case GroupBy::Source:
        return Words::tr("Source");
    case GroupBy::Week:
        return Words::tr("Week");
    case GroupBy::Month:
        return Words::tr("Month");
    case GroupBy::HourOfWeek:
        return Words::tr("Hour of week");
    case GroupBy::Dimension:
        return QString::fromStdString(group.dimension);
    case GroupBy::Token:
        return Words::tr("Token");
    case GroupBy::Customer:
        return Words::tr("Customer");
    case GroupBy::Model:
        return Words::tr("Model");
    case GroupBy::Status:
        return Words::tr("Status");
    case GroupBy::Day:
        return Words::tr("Day");
    case GroupBy::Minute:
        return Words::tr("Minute");
    case GroupBy::Hour:
        break;
    }
    return Words::tr("Hour");
}

std::vector<Currency> currenciesOf(const UsageAnswer &answer)
{
    std::vector<Currency> currencies;
    const UsageSums &total = answer.groups.total;
    for (const Money &money : answer.filter.measure == Measure::Cost ? total.costs : total.amounts)
        currencies.push_back(money.currency);
    return currencies;
}

ChartData groupChart(const UsageAnswer &answer, const Currency &money)
{
    const Measure measure = answer.filter.measure;
    const Grouping &group = answer.filter.group;
    const bool isSplit = splitsCharts(group);
    QString title = answer.isByHour ? Words::tr("%1 by hour") : Words::tr("%1 by day");
    if (isSplit)
        title = answer.isByHour ? Words::tr("%1 by hour and %2") : Words::tr("%1 by day and %2");
    title = title.arg(label(measure));
    ChartData data = emptyChart(answer, isSplit ? title.arg(label(group).toLower()) : title);
    formatCounts(data);
    if (measure == Measure::Charge || measure == Measure::Cost) {
        data.formatExact = [money](const Decimal &amount) { return moneyText(amount, money); };
        data.formatTick = [money](double place) { return moneyTickText(place, money); };
    }
    SeriesBuilder series(data);
    for (const UsageSums &sums : answer.groups.rows) {
        const std::optional<std::size_t> bucket = bucketOf(answer, sums);
        const std::optional<Decimal> value = valueOf(sums, measure, money);
        if (!bucket || !value)
            continue;
        if (!isSplit) {
            series.add(QStringLiteral("all"), label(measure), *bucket, *value);
            continue;
        }
        const bool isToken = group.by == GroupBy::Token;
        series.add(isToken ? QString::fromStdString(sums.token.text) : QString::fromStdString(sums.keys.back()),
            groupName(group, sums.keys.back(), sums), *bucket, *value);
    }
    data.series = series.take();
    std::ranges::stable_sort(data.series, [](const ChartSeries &a, const ChartSeries &b) { //
        return seriesSum(a) > seriesSum(b);
    });
    return data;
}

ChartData topOf(const ChartData &all)
{
    return topSeries(all, groupsShown, Words::tr("Other"));
}

ChartData statusChart(const UsageAnswer &answer)
{
    ChartData data = emptyChart(answer, Words::tr("Requests by status"));
    formatCounts(data);
    // Fixed colours of the chart palette: green, sky, pink, orange, vermilion, grey.
    const std::array<std::pair<QString, int>, statusKinds> kinds{
        {{Words::tr("2xx succeeded"), 2}, {Words::tr("3xx redirected"), 4}, {Words::tr("429 too many requests"), 3},
            {Words::tr("4xx refused"), 1}, {Words::tr("5xx failed"), 5}, {Words::tr("No status"), otherSlot}}};
    std::array<SeriesBuilder, statusKinds> builders{SeriesBuilder(data), SeriesBuilder(data), SeriesBuilder(data),
        SeriesBuilder(data), SeriesBuilder(data), SeriesBuilder(data)};
    for (const UsageSums &sums : answer.statuses.rows) {
        const std::size_t kind = kindOf(sums.keys.back());
        if (const std::optional<std::size_t> bucket = bucketOf(answer, sums))
            builders[kind].add(QString::number(kind), kinds[kind].first, *bucket, Decimal(sums.requests));
    }
    for (std::size_t kind = 0; kind < statusKinds; ++kind) {
        for (ChartSeries &series : builders[kind].take()) {
            series.slot = kinds[kind].second;
            data.series.push_back(std::move(series));
        }
    }
    return data;
}

ChartData responseChart(const UsageAnswer &answer)
{
    ChartData data = emptyChart(answer, Words::tr("Response time"));
    data.isAdditive = false;
    data.format = [](double ms) { return millisecondsText(ms); };
    data.formatTick = data.format;
    const std::array<std::pair<int, QString>, 3> lines{
        {{50, Words::tr("p50 (median)")}, {95, Words::tr("p95")}, {99, Words::tr("p99")}}};
    for (const auto &[percent, name] : lines) {
        ChartSeries series{QString::number(percent), name, std::vector<double>(data.buckets.size(), noPlace), {},
            static_cast<int>(data.series.size()), false};
        bool isKnown = false;
        for (const UsageSums &sums : answer.times.rows) {
            const std::optional<std::size_t> bucket = bucketOf(answer, sums);
            const std::optional<std::int64_t> value = sums.response.percentile(percent);
            if (bucket && value)
                series.values[*bucket] = static_cast<double>(*value);
            isKnown = isKnown || value;
        }
        if (isKnown)
            data.series.push_back(std::move(series));
    }
    return data;
}

} // namespace toll
