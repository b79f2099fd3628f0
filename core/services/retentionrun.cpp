// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/retentionrun.h"

#include "core/calendar/zone.h"
#include "core/services/usagebatch.h"
#include "core/usage/celldifference.h"

#include <algorithm>

namespace toll {

namespace {

constexpr int steps = 3; ///< compare, drop, seal: each reads what is touched
constexpr std::int64_t identitySize = 16; ///< bytes

std::int64_t dayOf(Instant time)
{
    return floorTo(time, msPerDay).ms / msPerDay;
}

std::unexpected<Error> wrongCells(const TokenId &token, std::int64_t day)
{
    return fail(ErrorCode::Damaged, "cells", token.text + ' ' + toIso(dateFromDays(day)));
}

} // namespace

Interval RetentionRun::days() const
{
    const Interval span = m_plan.span();
    if (span.isEmpty())
        return span;
    return {floorTo(span.begin, msPerDay), floorTo(span.end.plus(msPerDay - 1), msPerDay)};
}

Result<std::vector<UsageStore::SegmentInfo>> RetentionRun::touched()
{
    Result<std::vector<SegmentInfo>> segments = m_stores.usage.segmentList();
    const Interval span = m_plan.span();
    if (segments)
        std::erase_if(
            *segments, [&](const SegmentInfo &segment) { return intersection(segment.span, span).isEmpty(); });
    return segments;
}

Result<void> RetentionRun::report(std::int64_t done, std::int64_t total, int step)
{
    m_job.report(step * total + done, steps * total);
    return m_job.isCancelled() ? fail(ErrorCode::Cancelled) : Result<void>();
}

void RetentionRun::note(std::size_t books, const TokenId &token, Instant time)
{
    ++m_events[books];
    ++m_report.events;
    m_report.first = std::min(m_report.first.value_or(time), time);
    m_report.last = std::max(m_report.last.value_or(time), time);
    DroppedUse &use = m_uses.try_emplace(token, DroppedUse{time, time, 0}).first->second;
    use = {std::min(use.first, time), std::max(use.last, time), use.events + 1};
    m_days.insert(dayOf(time));
}

Result<void> RetentionRun::count()
{
    const Result<std::vector<SegmentInfo>> segments = touched();
    if (!segments)
        return std::unexpected(segments.error());
    std::int64_t done = 0;
    for (const SegmentInfo &segment : *segments) {
        if (m_job.isCancelled())
            return fail(ErrorCode::Cancelled);
        m_job.report(done++, std::ssize(*segments));
        if (Result<void> counted = countIn(segment); !counted)
            return counted;
    }
    m_job.report(done, done);
    return {};
}

/// Of a segment that would be written anew, the share of its bytes.
Result<void> RetentionRun::countIn(const SegmentInfo &segment)
{
    const Result<std::vector<StoredEvent>> events = m_stores.usage.segmentEvents(segment);
    if (!events)
        return std::unexpected(events.error());
    const std::int64_t before = m_report.events;
    for (const StoredEvent &stored : *events) {
        const RetentionPlan::Books *books = m_plan.booksFor(stored.token, stored.event.time);
        if (!books)
            continue;
        if (m_plan.waiting.contains(stored.hash))
            ++m_report.waiting;
        else
            note(static_cast<std::size_t>(books - m_plan.books.data()), stored.token, stored.event.time);
    }
    const std::int64_t going = m_report.events - before;
    if (going > 0)
        ++m_report.segments;
    // Bytes an event, first: no product of two large numbers.
    m_report.bytesFreed += going == segment.events ? segment.bytes : segment.bytes / segment.events * going;
    m_report.bytesFreed -= identitySize * going;
    return {};
}

Result<void> RetentionRun::drop()
{
    const Result<std::vector<SegmentInfo>> segments = touched();
    if (!segments)
        return std::unexpected(segments.error());
    if (segments->empty())
        return {};
    if (Result<void> same = compareWithCells(); !same)
        return same;
    std::int64_t done = 0;
    for (const SegmentInfo &segment : *segments) {
        if (Result<void> going = report(done++, std::ssize(*segments), 1); !going)
            return going;
        if (Result<void> dropped = dropFrom(segment); !dropped)
            return dropped;
    }
    if (m_report.events == 0)
        return {};
    for (const auto &[token, use] : m_uses)
        if (Result<void> noted = m_stores.dropped.addUse(token, use); !noted)
            return noted;
    for (std::size_t i = 0; i < m_events.size(); ++i)
        for (const ClosingId &closing : m_events[i] > 0 ? m_plan.books[i].finals : std::vector<ClosingId>())
            if (Result<void> noted = m_stores.dropped.addFinal(closing); !noted)
                return noted;
    return sealDays();
}

Result<void> RetentionRun::dropFrom(const SegmentInfo &segment)
{
    Result<std::vector<StoredEvent>> events = m_stores.usage.segmentEvents(segment);
    if (!events)
        return std::unexpected(events.error());
    std::vector<EventHash> identities;
    std::optional<Interval> span;
    std::erase_if(*events, [&](const StoredEvent &stored) {
        const Instant time = stored.event.time;
        const RetentionPlan::Books *books = m_plan.booksFor(stored.token, time);
        if (!books)
            return false;
        if (m_plan.waiting.contains(stored.hash)) {
            ++m_report.waiting;
            return false;
        }
        note(static_cast<std::size_t>(books - m_plan.books.data()), stored.token, time);
        identities.push_back(stored.hash);
        span = span ? Interval{std::min(span->begin, time), std::max(span->end, time.plus(1))}
                    : Interval{time, time.plus(1)};
        return true;
    });
    if (identities.empty())
        return {};
    ++m_report.segments;
    m_report.bytesFreed += segment.bytes - identitySize * std::ssize(identities);
    Result<void> done = m_stores.dropped.add(std::move(identities), segment.batch, *span, m_context.clock());
    const bool isLeft = !events->empty();
    if (done)
        done = m_stores.usage.replaceSegments(
            std::span(&segment, 1), std::move(*events), segment.batch, m_context.clock());
    if (!done || !isLeft)
        return done;
    const Result<std::int64_t> bytes = m_stores.usage.newestSegmentBytes();
    if (!bytes)
        return std::unexpected(bytes.error());
    m_report.bytesFreed -= *bytes;
    return {};
}

/// A token's cells that are not the sums of its events, and of those dropped before, end it: once the events are gone
/// nobody could tell what is right.
Result<void> RetentionRun::compareWithCells()
{
    const Result<std::map<std::int64_t, QByteArray>> known = m_stores.dropped.days();
    if (!known)
        return std::unexpected(known.error());
    DroppedSums sums;
    Result<void> visited =
        visitRests(days(), [&](const TokenId &token, std::int64_t day, const CellDay &rest) -> Result<void> {
            if (!known->contains(day) && !rest.empty())
                return wrongCells(token, day);
            sums.add(day, token, rest);
            return {};
        });
    if (!visited)
        return visited;
    const std::map<std::int64_t, QByteArray> digests = sums.digests();
    const Interval all = days();
    for (const auto &[day, digest] : *known) {
        if (!all.contains({day * msPerDay}))
            continue;
        const auto now = digests.find(day);
        if (now == digests.end() || now->second != digest)
            return fail(ErrorCode::Damaged, "cells", toIso(dateFromDays(day)));
    }
    return {};
}

Result<void> RetentionRun::sealDays()
{
    DroppedSums sums;
    const Interval span{{*m_days.begin() * msPerDay}, {(*m_days.rbegin() + 1) * msPerDay}};
    Result<void> visited =
        visitRests(span, [&](const TokenId &token, std::int64_t day, const CellDay &rest) -> Result<void> {
            if (m_days.contains(day))
                sums.add(day, token, rest);
            return {};
        });
    for (const auto &[day, digest] : sums.digests())
        if (visited)
            visited = m_stores.dropped.putDay(day, digest);
    return visited;
}

Result<void> RetentionRun::visitRests(Interval days, const OnRest &onRest)
{
    UsageStore &usage = m_stores.usage;
    const Result<std::vector<std::string>> dimensions = declaredDimensions(m_stores);
    auto stored = usage.storedDays();
    if (!dimensions || !stored)
        return std::unexpected(dimensions ? stored.error() : dimensions.error());
    const int step = m_report.events == 0 ? 0 : steps - 1;
    const auto restOf = [&](const TokenId &token, std::int64_t day, const CellDay &cells) -> Result<void> {
        const auto whole = usage.storedCells(token, day);
        if (!whole)
            return std::unexpected(whole.error());
        const Result<CellDay> rest = difference(whole->value_or(CellDay()), cells);
        return rest ? onRest(token, day, *rest) : wrongCells(token, day);
    };
    UsageRecount recount(usage, *dimensions);
    recount.span = days;
    Result<void> done = recount.run(
        [](const SegmentInfo &, const Result<std::vector<StoredEvent>> &events) {
            return events ? Result<void>() : std::unexpected(events.error());
        },
        [&](const TokenId &token, std::int64_t day, const CellDay &cells) {
            std::erase((*stored)[token], day);
            return restOf(token, day, cells);
        },
        [&](std::int64_t read, std::int64_t total) { return report(read, total, step).has_value(); });
    for (const auto &[token, ofToken] : *stored)
        for (const std::int64_t day : ofToken)
            if (done && days.contains({day * msPerDay}))
                done = restOf(token, day, {});
    return done;
}

} // namespace toll
