// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartdata.h"

#include "ui/charts/chartpalette.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace toll {

namespace {

bool isIn(const std::vector<bool> &isShown, std::size_t series)
{
    return isShown.empty() || isShown[series];
}

/// The exact sum, or nothing where it leaves the number's range (no real amount does).
std::optional<Decimal> sum(const std::vector<Decimal> &values)
{
    Decimal total;
    for (const Decimal &value : values) {
        const Result<Decimal> next = total.plus(value);
        if (!next)
            return std::nullopt;
        total = *next;
    }
    return total;
}

QString exactText(const ChartHead &data, const std::optional<Decimal> &value)
{
    return value && data.formatExact ? data.formatExact(*value) : QString();
}

QString placeText(const ChartHead &data, double value)
{
    return std::isnan(value) || !data.format ? QString() : data.format(value);
}

/// The exact values of a series, without those that are not known.
std::vector<Decimal> knownValues(const ChartSeries &series)
{
    std::vector<Decimal> known;
    for (std::size_t b = 0; b < series.exact.size(); ++b) {
        if (!std::isnan(series.values[b]))
            known.push_back(series.exact[b]);
    }
    return known;
}

bool isExact(const ChartData &data)
{
    return std::ranges::all_of(data.series, [](const ChartSeries &series) { return !series.exact.empty(); });
}

void addTo(ChartSeries &sum, const ChartSeries &part)
{
    for (std::size_t b = 0; b < sum.values.size(); ++b) {
        if (!std::isnan(part.values[b]))
            sum.values[b] = std::isnan(sum.values[b]) ? part.values[b] : sum.values[b] + part.values[b];
    }
    if (part.exact.size() != sum.exact.size()) {
        sum.exact.clear();
        return;
    }
    for (std::size_t b = 0; b < sum.exact.size(); ++b)
        sum.exact[b] = sum.exact[b].plus(part.exact[b]).value_or(sum.exact[b]);
}

QString csvField(QString text)
{
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text[0]))
        text.prepend(u'\'');
    if (text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r'))
        text = u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
    return text;
}

QString csvNumber(const ChartSeries &series, std::size_t bucket)
{
    if (!series.exact.empty())
        return std::isnan(series.values[bucket]) ? QString() : QString::fromStdString(series.exact[bucket].toString());
    return std::isnan(series.values[bucket]) ? QString() : QString::number(series.values[bucket], 'g', 15);
}

} // namespace

double drawingValue(const Decimal &value)
{
    return QString::fromStdString(value.toString()).toDouble();
}

ChartSeries exactSeries(QString id, QString name, std::vector<Decimal> exact)
{
    ChartSeries series{std::move(id), std::move(name), {}, std::move(exact), {}, false};
    series.values.reserve(series.exact.size());
    for (const Decimal &value : series.exact)
        series.values.push_back(drawingValue(value));
    return series;
}

ChartValue exactValue(const Decimal &exact)
{
    return {drawingValue(exact), exact};
}

QString valueText(const ChartHead &head, const ChartValue &value)
{
    if (!value.isKnown())
        return {};
    return value.exact ? exactText(head, value.exact) : placeText(head, value.place);
}

QString changeText(const ChartHead &head, const ChartValue &change)
{
    if (change.exact && head.formatChange)
        return std::isnan(change.place) ? QString() : head.formatChange(*change.exact);
    return change.place > 0 ? u'+' + valueText(head, change) : valueText(head, change);
}

QString tickText(const ChartHead &head, double value)
{
    return head.formatTick ? head.formatTick(value) : QString::number(value);
}

QString changeTickText(const ChartHead &head, double change)
{
    return (change > 0 ? QStringLiteral("+") : QString()) + tickText(head, change);
}

ChartSeries seriesOf(QString id, QString name, const std::vector<ChartValue> &values)
{
    ChartSeries series{std::move(id), std::move(name), {}, {}, {}, false};
    const bool isExact =
        std::ranges::all_of(values, [](const ChartValue &value) { return value.exact || std::isnan(value.place); });
    for (const ChartValue &value : values) {
        series.values.push_back(value.place);
        if (isExact)
            series.exact.push_back(value.exact.value_or(Decimal()));
    }
    return series;
}

double seriesSum(const ChartSeries &series)
{
    return std::accumulate(series.values.begin(), series.values.end(), 0.0,
        [](double total, double value) { return std::isnan(value) ? total : total + value; });
}

QString valueText(const ChartData &data, std::size_t series, std::size_t bucket)
{
    const ChartSeries &s = data.series[series];
    if (std::isnan(s.values[bucket]))
        return {};
    return s.exact.empty() ? placeText(data, s.values[bucket]) : exactText(data, s.exact[bucket]);
}

QString seriesTotalText(const ChartData &data, std::size_t series)
{
    const ChartSeries &s = data.series[series];
    return s.exact.empty() ? placeText(data, seriesSum(s)) : exactText(data, sum(knownValues(s)));
}

QString bucketTotalText(const ChartData &data, std::size_t bucket, const std::vector<bool> &isShown)
{
    std::vector<Decimal> exact;
    double place = 0;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        if (!isIn(isShown, s) || std::isnan(data.series[s].values[bucket]))
            continue;
        place += data.series[s].values[bucket];
        if (!data.series[s].exact.empty())
            exact.push_back(data.series[s].exact[bucket]);
    }
    return isExact(data) ? exactText(data, sum(exact)) : placeText(data, place);
}

QString grandTotalText(const ChartData &data, const std::vector<bool> &isShown)
{
    std::vector<Decimal> exact;
    double place = 0;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        if (!isIn(isShown, s))
            continue;
        place += seriesSum(data.series[s]);
        const std::vector<Decimal> known = knownValues(data.series[s]);
        exact.insert(exact.end(), known.begin(), known.end());
    }
    return isExact(data) ? exactText(data, sum(exact)) : placeText(data, place);
}

void settleSlots(ChartData &data)
{
    std::set<int> taken;
    for (const ChartSeries &series : data.series) {
        if (series.slot)
            taken.insert(*series.slot);
    }
    for (ChartSeries &series : data.series) {
        if (series.slot)
            continue;
        int slot = homeSlot(series.id);
        for (int tried = 0; tried < firstChoiceSlots && taken.contains(slot); ++tried)
            slot = nextSlot(slot);
        for (const int late : lateSlots) {
            if (taken.contains(slot))
                slot = late;
        }
        if (taken.contains(slot))
            slot = homeSlot(series.id); // more series than colours
        series.slot = slot;
        taken.insert(slot);
    }
}

ChartData topSeries(ChartData data, std::size_t count, const QString &otherName)
{
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t s = 0; s < data.series.size(); ++s)
        order.emplace_back(seriesSum(data.series[s]), s);
    std::ranges::stable_sort(order, [](const auto &a, const auto &b) { return a.first > b.first; });

    std::vector<ChartSeries> kept;
    std::optional<ChartSeries> other;
    for (std::size_t place = 0; place < order.size(); ++place) {
        ChartSeries &series = data.series[order[place].second];
        // One left over is shown by its own name: "Other" would only hide it.
        if (place < count || (place == count && order.size() == count + 1)) {
            kept.push_back(std::move(series));
        } else if (!other) {
            other = std::move(series);
            other->id = QStringLiteral("other");
            other->name = otherName;
            other->slot = otherSlot;
        } else {
            addTo(*other, series);
        }
    }
    data.series = std::move(kept);
    if (other)
        data.series.push_back(std::move(*other));
    settleSlots(data);
    return data;
}

QString toCsv(const ChartData &data, const QString &bucketTitle)
{
    QStringList fields{csvField(bucketTitle)};
    for (const ChartSeries &series : data.series)
        fields << csvField(series.name);
    QString csv = fields.join(u',') + QStringLiteral("\r\n");
    for (std::size_t b = 0; b < data.buckets.size(); ++b) {
        const ChartBucket &bucket = data.buckets[b];
        fields = {csvField(
            bucket.span.isEmpty() ? bucket.label : QString::fromStdString(data.zone.format(bucket.span.begin)))};
        for (const ChartSeries &series : data.series)
            fields << csvNumber(series, b);
        csv += fields.join(u',') + QStringLiteral("\r\n");
    }
    return csv;
}

} // namespace toll
