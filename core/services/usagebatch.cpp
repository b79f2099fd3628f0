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

Result<void> appendUsage(ServiceContext &context, ImportBatch &batch, std::vector<StoredEvent> events,
    const std::vector<std::string> &dimensions)
{
    if (events.empty())
        return {};
    const auto time = [](const StoredEvent &stored) { return stored.event.time; };
    const auto [earliest, latest] = std::ranges::minmax(events | std::views::transform(time));
    const auto count = static_cast<std::int64_t>(events.size());
    batch.added += count;
    batch.first = std::min(batch.first.value_or(earliest), earliest);
    batch.last = std::max(batch.last.value_or(latest), latest);
    Json payload;
    payload.set("batch", batch.id.text).set("source", batch.source).set("file", batch.fileName);
    payload.set("added", count).set("first", toRfc3339(earliest)).set("last", toRfc3339(latest));
    Stores &stores = *context.stores;
    if (Result<void> written = stores.usage.append(std::move(events), batch.id, dimensions, context.clock()); !written)
        return written;
    return record(context, "usage.imported", payload);
}

} // namespace toll
