// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What clients report, between the engine and the store.
#include "core/services/gaterun.h"

#include <algorithm>

namespace toll {

/// From now on the gate takes these requests for ones that come again.
Gate::Impl::Noted Gate::Impl::note(std::span<const ReportedEvent> events, Instant now)
{
    Noted noted;
    const std::scoped_lock lock(mutex);
    (void)engine.now(now);
    for (const ReportedEvent &reported : events) {
        const UsageEvent &event = reported.event;
        const CounterId request = requestKeyOf(event.id);
        if (engine.isKnown(request))
            noted.isKnown = true;
        else if (reports.add(
                     request, {tokenKeyOf(reported.token), hashOfId(event.source, event.id), event.source, now}))
            noted.reports.push_back(request);
    }
    return noted;
}

/// The counts of an admitted request follow how it ended.
Result<void> Gate::Impl::completeTaken(const StoredEvent &event)
{
    UsageTable usage;
    const UsageRow row = usage.rowOf(event.event, 0);
    const CounterId request = requestKeyOf(event.event.id);
    const std::scoped_lock lock(mutex);
    const Result<bool> done = engine.complete(request, factsOf(usage, row));
    return done ? Result<void>() : std::unexpected(done.error());
}

Result<TakeReport> Gate::Impl::take(std::span<const ReportedEvent> events, TakeMode mode, Instant now)
{
    const Noted noted = note(events, now);
    const auto forgetNoted = [&] {
        const std::scoped_lock lock(mutex);
        for (const CounterId &request : noted.reports)
            reports.remove(request);
    };
    // What was admitted is in the store before its report is looked at.
    if (noted.isKnown)
        if (const Result<DrainReport> drained = drain(now); !drained) {
            forgetNoted();
            return std::unexpected(drained.error());
        }
    Result<GateDrain::Taken> taken = m_drain.take(events, mode, now);
    if (!taken || (mode == TakeMode::AllOrNone && !taken->report.rejected.empty())) {
        forgetNoted();
        return taken ? Result<TakeReport>(std::move(taken->report)) : std::unexpected(taken.error());
    }
    TakeReport told = std::move(taken->report);
    {
        const std::scoped_lock lock(mutex);
        for (const auto &[place, error] : told.rejected)
            if (const CounterId request = requestKeyOf(events[place].event.id);
                std::ranges::find(noted.reports, request) != noted.reports.end())
                reports.remove(request);
        for (const StoredEvent &stored : taken->unasked)
            told.needsRefresh = told.needsRefresh || engine.beginsAfter(stored.token, stored.event.time);
    }
    // It is written: counts that cannot be moved are made anew.
    for (const StoredEvent &stored : taken->completed)
        told.needsRefresh = !completeTaken(stored) || told.needsRefresh;
    std::ranges::stable_sort(taken->unasked, {}, [](const StoredEvent &stored) { return stored.event.time; });
    told.needsRefresh = !countUnasked(taken->unasked) || told.needsRefresh;
    if (context.changed && told.accepted + told.conflicts > 0)
        context.changed(Topic::Usage);
    return told;
}

} // namespace toll
