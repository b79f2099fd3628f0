// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Usage that comes beside the gate: what of it completes requests that the gate let through.
#include "core/services/gaterun.h"

namespace toll {

/// Usage that came another way. What completes a request that was let through is not counted again.
Result<void> Gate::Impl::takeNews(const std::vector<StoredEvent> &events)
{
    std::vector<StoredEvent> unasked;
    for (const StoredEvent &stored : events) {
        const Result<bool> completes = completeBy(stored);
        if (!completes)
            return std::unexpected(completes.error());
        if (!*completes)
            unasked.push_back(stored);
    }
    return countUnasked(unasked);
}

/// False where the event is not of a request that is known here. One that comes first is remembered, so that its request
/// is counted by it.
Result<bool> Gate::Impl::completeBy(const StoredEvent &stored)
{
    const UsageEvent &event = stored.event;
    if (event.source != options.source || event.id.empty() || event.id.size() > mostRequestId)
        return false;
    const CounterId key = requestKeyOf(event.id);
    const std::scoped_lock lock(mutex);
    if (engine.isKnown(key) && !engine.isOpen(key))
        return true;
    if (!engine.isOpen(key)) {
        const Instant now = engine.now(earliestInstant);
        if (event.time >= now.plus(-options.rememberFor))
            engine.remember(key, tokenKeyOf(stored.token), now);
        return false;
    }
    GateRecord record;
    record.kind = GateRecord::Kind::Completed;
    record.requests = event.count;
    record.responseMs = event.responseMs;
    record.units = event.units;
    record.status = event.status;
    record.id = event.id;
    record.model = event.model;
    record.endpoint = event.endpoint;
    m_arrived.insert(event.id);
    return engine.complete(record);
}

/// Events may have come just before the end of the process.
Result<void> Gate::Impl::findArrived(const std::vector<StoredGateRequest> &open, const Records &records)
{
    std::vector<std::string> ids;
    for (const StoredGateRequest &request : open)
        ids.push_back(request.id);
    for (const std::unique_ptr<OwnedRecord> &record : records)
        if (record->record.kind == GateRecord::Kind::Admitted)
            ids.push_back(record->id);
    Result<std::set<std::string>> arrived = m_drain.usageAmong(ids);
    if (!arrived)
        return std::unexpected(arrived.error());
    m_arrived = std::move(*arrived);
    return {};
}

} // namespace toll
