// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/pieces.h"

#include <algorithm>

namespace toll {

namespace {

std::vector<Interval> cutTo(const std::vector<Interval> &periods, Interval range)
{
    std::vector<Interval> cut;
    for (const Interval &whole : periods)
        cut.push_back(intersection(whole, range));
    return cut;
}

} // namespace

std::optional<std::size_t> RatedPeriods::pieceAt(Instant t) const
{
    const auto after = std::ranges::upper_bound(pieces, t, {}, [](const Piece &piece) { return piece.span.begin; });
    if (after == pieces.begin() || !std::prev(after)->span.contains(t))
        return std::nullopt;
    return static_cast<std::size_t>(std::prev(after) - pieces.begin());
}

std::size_t RatedPeriods::versionAt(Instant t) const
{
    const auto after = std::ranges::upper_bound(versions, t, {}, &PlanVersion::from);
    return after == versions.begin() ? 0 : static_cast<std::size_t>(std::prev(after) - versions.begin());
}

Interval RatedPeriods::spanOf(std::size_t version) const
{
    const Instant begin = version == 0 ? earliestInstant : versions[version].from;
    return {begin, version + 1 < versions.size() ? versions[version + 1].from : latestInstant};
}

RatedPeriods ratedPeriods(const RatingInput &input)
{
    RatedPeriods result;
    result.versions = input.versions.empty() ? std::vector{PlanVersion{input.plan, earliestInstant}} : input.versions;
    const std::vector<UsageRow> &rows = input.usage->rows;
    if ((rows.empty() && !input.period) || (input.period && input.period->isEmpty()))
        return result;
    const Instant anchor =
        input.periodAnchor.value_or(rows.empty() ? input.period->begin : floorTo(rows.front().time, msPerQuarter));
    const BillingPeriods periods(input.plan->period, input.plan->periodAlign, anchor, input.zone);
    const Interval range =
        input.period.value_or(rows.empty() ? Interval{} : Interval{rows.front().time, rows.back().time.plus(1)});
    result.whole = periods.covering(range);
    result.billed = input.period ? cutTo(result.whole, range) : result.whole;
    for (std::size_t period = 0; period < result.billed.size(); ++period)
        for (std::size_t version = 0; version < result.versions.size(); ++version)
            if (const Interval span = intersection(result.billed[period], result.spanOf(version)); !span.isEmpty())
                result.pieces.push_back({span, period, version});
    if (rows.empty() || result.billed.empty() || rows.front().time >= result.billed.front().begin)
        return result;
    const Interval earlier{rows.front().time, result.billed.front().begin};
    result.earlier = cutTo(periods.covering(earlier), {periods.at(earlier.begin).begin, earlier.end});
    return result;
}

} // namespace toll
