// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/retention.h"

#include "core/calendar/period.h"
#include "core/services/retentionrun.h"
#include "core/services/settings.h"
#include "core/services/zones.h"

#include <charconv>
#include <chrono>

namespace toll {

namespace {

constexpr int mostMonths = 1200;
constexpr std::string_view off = "off";

/// Customers of whom something goes, or stays though it is old.
Result<void> nameBooks(Retention &report, const RetentionPlan &plan, const std::vector<std::int64_t> &events)
{
    for (std::size_t i = 0; i < plan.books.size(); ++i) {
        const RetentionPlan::Books &books = plan.books[i];
        if (events[i] > 0)
            report.closingsFinal += std::ssize(books.finals);
        const Result<Zone> zone = zoneNamed(books.customer.timezone);
        if (!zone)
            return std::unexpected(zone.error());
        Retention::Books row{books.customer.id, books.customer.name, {}, {}, events[i]};
        for (std::size_t closing = 0; closing < books.old; ++closing)
            (closing < books.dropped ? row.periods : row.kept)
                .push_back(periodName(books.closings[closing].span, *zone));
        if (row.events > 0 || !row.kept.empty())
            report.books.push_back(std::move(row));
    }
    return {};
}

Json payloadOf(const Retention &report)
{
    Json::Array books;
    for (const Retention::Books &one : report.books) {
        if (one.events == 0)
            continue;
        Json::Array periods;
        for (const std::string &period : one.periods)
            periods.push_back(period);
        Json json;
        json.set("customer", one.customer.text).set("events", one.events).set("periods", std::move(periods));
        books.push_back(std::move(json));
    }
    Json payload;
    payload.set("before", toRfc3339(report.before)).set("events", report.events).set("segments", report.segments);
    payload.set("first", toRfc3339(*report.first)).set("last", toRfc3339(*report.last));
    return payload.set("customers", std::move(books));
}

} // namespace

Result<std::optional<int>> RetentionService::parseMonths(const std::string &text)
{
    if (text == off)
        return std::nullopt;
    int months = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), months);
    if (error != std::errc() || end != text.data() + text.size() || months < 1 || months > mostMonths)
        return fail(ErrorCode::OutOfRange, std::string(setting::retentionMonths), text, "off, 1 .. 1200");
    return months;
}

Result<std::optional<int>> RetentionService::months() const
{
    const Result<std::optional<std::string>> text = m_context.stores->settings.get(setting::retentionMonths);
    if (!text)
        return std::unexpected(text.error());
    const Result<std::optional<int>> months = parseMonths(text->value_or(std::string(off)));
    if (!months)
        return fail(ErrorCode::Damaged, std::string(setting::retentionMonths), **text);
    return *months;
}

Result<void> RetentionService::setMonths(std::optional<int> months)
{
    const std::string text = months ? std::to_string(*months) : std::string(off);
    if (const Result<std::optional<int>> parsed = parseMonths(text); !parsed)
        return std::unexpected(parsed.error());
    return change(m_context, Topic::Settings, [&]() -> Result<void> {
        if (Result<void> set = m_context.stores->settings.set(setting::retentionMonths, text); !set)
            return set;
        return record(m_context, "workspace.changed", Json().set(std::string(setting::retentionMonths), text));
    });
}

Result<Instant> RetentionService::beforeOf(int months) const
{
    const Result<WorkspaceInfo> info = SettingsService(m_context).info();
    const Result<Zone> zone = info ? zoneNamed(info->timezone) : std::unexpected(info.error());
    if (!zone)
        return std::unexpected(zone.error());
    const Date today = zone->toLocal(m_context.clock()).date;
    return zone->startOfDay(today.year() / today.month() / 1 - std::chrono::months(months));
}

Result<Instant> RetentionService::dueBefore() const
{
    const Result<std::optional<int>> after = months();
    if (!after)
        return std::unexpected(after.error());
    if (!*after)
        return fail(ErrorCode::Missing, std::string(setting::retentionMonths));
    return beforeOf(**after);
}

Result<Retention> RetentionService::drop(Instant before, const JobControl &job, bool dryRun)
{
    const auto work = [&]() -> Result<Retention> {
        const Result<RetentionPlan> plan = planRetention(*m_context.stores, before);
        if (!plan)
            return std::unexpected(plan.error());
        Retention report;
        report.before = before;
        RetentionRun run(m_context, *plan, report, job);
        Result<void> done = dryRun ? run.count() : run.drop();
        if (done)
            done = nameBooks(report, *plan, run.eventsOfBooks());
        if (!done)
            return std::unexpected(done.error());
        if (dryRun || report.events == 0)
            return report;
        return recorded(m_context, "usage.dropped", payloadOf(report), report);
    };
    return dryRun ? atomically(*m_context.stores->connection, work) : change(m_context, Topic::Usage, work);
}

} // namespace toll
