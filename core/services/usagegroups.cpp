// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagegroups.h"

#include "core/calendar/hourofweek.h"

#include <algorithm>

namespace toll {

namespace {

constexpr std::int64_t daysOfWeek = 7;
constexpr std::size_t monthLength = 7; // 2026-10

bool isOfTime(GroupBy group)
{
    return group == GroupBy::Day || group == GroupBy::Hour || group == GroupBy::Week || group == GroupBy::Month
        || group == GroupBy::HourOfWeek || group == GroupBy::Minute;
}

const std::string &dimensionOf(const UsageTable::Dimensions *dimensions, const std::string &name)
{
    static const std::string none;
    if (dimensions)
        for (const auto &[known, value] : *dimensions)
            if (known == name)
                return value;
    return none;
}

} // namespace

UsageGrouping::UsageGrouping(const SummaryQuery &query, UsageScope &scope)
    : m_query(query), m_scope(scope), m_texts(1), m_textIndex{{std::string(), 0}}, m_lastBuckets(query.by.size()),
      m_key(query.by.size())
{
    m_isByTag = std::ranges::find(query.by, GroupBy::Tag, &Grouping::by) != query.by.end();
}

std::int64_t UsageGrouping::intern(const std::string &text)
{
    const auto [known, isNew] = m_textIndex.try_emplace(text, static_cast<std::int64_t>(m_texts.size()));
    if (isNew)
        m_texts.push_back(text);
    return known->second;
}

Result<const GroupKey *> UsageGrouping::keyOf(const GroupedPiece &piece)
{
    for (std::size_t i = 0; i < m_query.by.size(); ++i) {
        std::int64_t &key = m_key[i];
        switch (m_query.by[i].by) {
        case GroupBy::Token:
        case GroupBy::Tag:
            key = piece.token;
            if (m_query.by[i].by == GroupBy::Tag)
                key = m_scope.tagSetOf(piece.token);
            break;
        case GroupBy::Customer:
            key = intern(m_scope.customerOf(piece.token));
            break;
        case GroupBy::Plan:
        case GroupBy::PlanVersion: {
            const Result<const UsageScope::PlanName *> plan = m_scope.planAt(piece.token, piece.time);
            if (!plan)
                return std::unexpected(plan.error());
            key = intern(m_query.by[i].by == GroupBy::Plan ? (*plan)->name : (*plan)->version);
            break;
        }
        case GroupBy::Model:
            key = piece.model ? intern(*piece.model) : 0;
            break;
        case GroupBy::Source:
            key = piece.source ? intern(*piece.source) : 0;
            break;
        case GroupBy::Status:
            key = piece.status;
            break;
        case GroupBy::Dimension:
            key = intern(dimensionOf(piece.dimensions, m_query.by[i].dimension));
            break;
        case GroupBy::HourOfWeek:
            key = hourOfWeek(piece.time, m_query.zone);
            break;
        case GroupBy::Day:
        case GroupBy::Hour:
        case GroupBy::Week:
        case GroupBy::Month:
        case GroupBy::Minute:
            key = bucketOf(i, piece.time);
            break;
        }
    }
    return &m_key;
}

Result<GroupKey> UsageGrouping::keyApartFromTime(const GroupedPiece &piece)
{
    const Result<const GroupKey *> whole = keyOf(piece);
    if (!whole)
        return std::unexpected(whole.error());
    GroupKey key = **whole;
    for (std::size_t i = 0; i < key.size(); ++i)
        if (isOfTime(m_query.by[i].by))
            key[i] = 0;
    return key;
}

GroupKey UsageGrouping::timeKeyAt(Instant time)
{
    GroupKey key(m_query.by.size());
    for (std::size_t i = 0; i < key.size(); ++i)
        if (isOfTime(m_query.by[i].by))
            key[i] = m_query.by[i].by == GroupBy::HourOfWeek ? hourOfWeek(time, m_query.zone) : bucketOf(i, time);
    return key;
}

Interval UsageGrouping::pieceAt(Instant time) const
{
    Interval piece{earliestInstant, latestInstant.plus(1)};
    for (const Grouping &grouping : m_query.by)
        if (isOfTime(grouping.by))
            piece = intersection(piece, spanAt(grouping.by == GroupBy::HourOfWeek ? GroupBy::Hour : grouping.by, time));
    return piece;
}

bool UsageGrouping::piecesRecur() const
{
    return std::ranges::find(m_query.by, GroupBy::HourOfWeek, &Grouping::by) != m_query.by.end();
}

std::int64_t UsageGrouping::bucketOf(std::size_t position, Instant time)
{
    Interval &last = m_lastBuckets[position];
    if (!last.contains(time))
        last = spanAt(m_query.by[position].by, time);
    return last.begin.ms;
}

Interval UsageGrouping::spanAt(GroupBy group, Instant time) const
{
    const Zone &zone = m_query.zone;
    const LocalTime local = zone.toLocal(time);
    if (group == GroupBy::Hour || group == GroupBy::Minute) {
        const std::int64_t length = group == GroupBy::Hour ? msPerHour : msPerMinute;
        const Instant begin = time.plus(-(local.msOfDay % length));
        return {begin, begin.plus(length)};
    }
    if (group == GroupBy::Month) {
        const Date first = local.date.year() / local.date.month() / std::chrono::day(1);
        return {zone.startOfDay(first), zone.startOfDay(first + std::chrono::months(1))};
    }
    const Date first = group == GroupBy::Week ? mondayOf(local.date) : local.date;
    const std::int64_t length = group == GroupBy::Week ? daysOfWeek : 1;
    return {zone.startOfDay(first), zone.startOfDay(dateFromDays(daysSinceEpoch(first) + length))};
}

std::string UsageGrouping::keyText(GroupBy group, std::int64_t key) const
{
    const auto dateOf = [&] { return m_query.zone.toLocal({key}).date; };
    switch (group) {
    case GroupBy::Token:
        return m_scope.tokenName(static_cast<std::uint32_t>(key));
    case GroupBy::Day:
        return toIso(dateOf());
    case GroupBy::Week:
        return isoWeekText(dateOf());
    case GroupBy::Month:
        return toIso(dateOf()).substr(0, monthLength);
    case GroupBy::Hour:
    case GroupBy::Minute:
        return m_query.zone.format({key});
    case GroupBy::HourOfWeek:
        return hourOfWeekText(static_cast<int>(key));
    case GroupBy::Status:
        return key == noStatus ? std::string() : std::to_string(key);
    default:
        return m_texts[static_cast<std::size_t>(key)];
    }
}

std::vector<UsageSums> UsageGrouping::describe(const GroupKey &key) const
{
    std::vector<UsageSums> groups(1);
    for (std::size_t i = 0; i < key.size(); ++i) {
        const GroupBy by = m_query.by[i].by;
        if (by == GroupBy::Tag) {
            const std::vector<std::string> &tags = m_scope.tagSet(key[i]);
            const UsageSums sofar = groups.front();
            groups.assign(std::max<std::size_t>(tags.size(), 1), sofar);
            for (std::size_t tag = 0; tag < groups.size(); ++tag)
                groups[tag].keys.push_back(tags.empty() ? std::string() : tags[tag]);
            continue;
        }
        for (UsageSums &sums : groups) {
            sums.keys.push_back(keyText(by, key[i]));
            if (by == GroupBy::Token)
                sums.token = m_scope.tokenId(static_cast<std::uint32_t>(key[i]));
            if (by == GroupBy::HourOfWeek)
                sums.hourOfWeek = static_cast<int>(key[i]);
            if (isOfTime(by) && by != GroupBy::HourOfWeek) {
                const Interval span = spanAt(by, {key[i]});
                if (!sums.span || span.length() < sums.span->length())
                    sums.span = span;
            }
        }
    }
    return groups;
}

} // namespace toll
