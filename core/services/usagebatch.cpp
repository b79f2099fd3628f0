// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagebatch.h"

#include "core/base/json.h"
#include "core/services/stores.h"

#include <algorithm>
#include <ranges>

namespace toll {

Result<std::vector<std::string>> declaredDimensions(Stores &stores)
{
    const Result<std::optional<std::string>> text = stores.settings.get(setting::dimensions);
    if (!text)
        return std::unexpected(text.error());
    std::vector<std::string> names;
    if (!*text)
        return names;
    const Result<Json> list = parseJson(**text);
    if (!list || !list->asArray())
        return fail(ErrorCode::Damaged, std::string(setting::dimensions));
    for (const Json &entry : *list->asArray())
        if (const std::string *declared = entry.asString())
            names.push_back(*declared);
    return names;
}

namespace {

void note(ImportBatch &batch, std::int64_t count, Instant earliest, Instant latest)
{
    batch.added += count;
    batch.first = std::min(batch.first.value_or(earliest), earliest);
    batch.last = std::max(batch.last.value_or(latest), latest);
}

Result<void> recordImport(
    ServiceContext &context, const ImportBatch &batch, std::int64_t count, Instant earliest, Instant latest)
{
    Json payload;
    payload.set("batch", batch.id.text).set("source", batch.source).set("file", batch.fileName);
    payload.set("added", count).set("first", toRfc3339(earliest)).set("last", toRfc3339(latest));
    return record(context, "usage.imported", payload);
}

} // namespace

Result<void> appendUsage(ServiceContext &context, ImportBatch &batch, std::vector<StoredEvent> events,
    const std::vector<std::string> &dimensions)
{
    if (events.empty())
        return {};
    const auto time = [](const StoredEvent &stored) { return stored.event.time; };
    const auto [earliest, latest] = std::ranges::minmax(events | std::views::transform(time));
    note(batch, std::ssize(events), earliest, latest);
    if (Result<void> written = context.stores->usage.append(events, batch.id, dimensions, context.clock()); !written)
        return written;
    return recordImport(context, batch, std::ssize(events), earliest, latest);
}

Result<void> appendUsage(ServiceContext &context, ImportBatch &batch, EventColumns &events,
    const std::vector<std::string> &dimensions, const std::optional<Segment> &packed)
{
    if (events.isEmpty())
        return {};
    noteAdded(batch, events);
    const Instant now = context.clock();
    if (Result<void> written = context.stores->usage.append(events, batch.id, dimensions, now, packed); !written)
        return written;
    return recordImport(context, batch, static_cast<std::int64_t>(events.rows), {events.times.front()},
        {events.times.back()}); // sorted by now
}

void noteAdded(ImportBatch &batch, const EventColumns &events)
{
    if (events.isEmpty())
        return;
    const auto [earliest, latest] = std::ranges::minmax(events.times);
    note(batch, static_cast<std::int64_t>(events.rows), {earliest}, {latest});
}

} // namespace toll
