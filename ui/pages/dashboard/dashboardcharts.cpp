// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/dashboardcharts.h"

#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace toll {

namespace {

constexpr std::size_t tokensShown = 8;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DashboardCharts)
};

ChartData moneyChart(const QString &title, const Overview &overview, const Currency &currency)
{
    ChartData data;
    data.title = title;
    data.zone = overview.zone;
    data.formatExact = [currency](const Decimal &amount) { return moneyText(amount, currency); };
    data.formatTick = [currency](double place) { return moneyTickText(place, currency); };
    return data;
}

/// A line through the days there are; the rest of the month is still open.
ChartSeries lineOf(const QString &id, const QString &name, std::vector<Decimal> amounts, std::size_t length)
{
    const std::size_t known = amounts.size();
    amounts.resize(length);
    ChartSeries series = exactSeries(id, name, std::move(amounts));
    std::fill(series.values.begin() + static_cast<std::ptrdiff_t>(known), series.values.end(),
        std::numeric_limits<double>::quiet_NaN());
    return series;
}

} // namespace

ChartData dailyCost(const Overview &overview, const OverviewMoney &money)
{
    const Zone &zone = overview.zone;
    ChartData data = moneyChart(Words::tr("Daily cost by token, last 30 days"), overview, money.currency);
    for (const Interval &day : overview.days)
        data.buckets.push_back({day, weekdayDateText(day.begin, zone)});
    for (const OverviewMoney::TokenDays &token : money.daily)
        data.series.push_back(
            exactSeries(QString::fromStdString(token.token.text), QString::fromStdString(token.name), token.amounts));
    data.isLastIncomplete = true;
    data.formatTime = [zone](Instant t, TickGrain grain) {
        return grain == TickGrain::Month ? monthText(t, zone) : dayText(t, zone);
    };
    return topSeries(std::move(data), tokensShown, Words::tr("Other"));
}

ChartData cumulativeCost(const Overview &overview, const OverviewMoney &money)
{
    const Zone &zone = overview.zone;
    ChartData data = moneyChart(Words::tr("Adding up this month"), overview, money.currency);
    const std::size_t length = std::max(overview.thisMonth.size(), overview.lastMonth.size());
    // One axis for two months: places are days of the month, drawn at the days of last month.
    const std::vector<Interval> &longer = overview.lastMonth.size() == length ? overview.lastMonth : overview.thisMonth;
    for (std::size_t day = 0; day < length; ++day)
        data.buckets.push_back({longer[day], Words::tr("Day %1 of the month").arg(day + 1)});
    data.series.push_back(lineOf(QStringLiteral("last"),
        Words::tr("Last month (%1)").arg(monthText(overview.lastMonth.front().begin, zone)), money.lastMonth, length));
    data.series.back().isReference = true;
    data.series.push_back(lineOf(QStringLiteral("this"),
        Words::tr("This month (%1)").arg(monthText(overview.thisMonth.front().begin, zone)), money.thisMonth, length));
    data.series.back().slot = 0;
    data.isAdditive = false;
    data.formatTime = [zone](Instant t, TickGrain) {
        return QString::number(static_cast<unsigned>(zone.toLocal(t).date.day()));
    };
    return data;
}

} // namespace toll
