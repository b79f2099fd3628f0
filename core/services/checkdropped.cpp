// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/checkrun.h"

#include "core/calendar/zone.h"
#include "core/usage/celldifference.h"

// The part of a check that looks at what retention left of dropped events.
namespace toll {

namespace {

constexpr int firstWithDropped = 8; ///< schema version

std::string dayText(std::int64_t day)
{
    return toIso(dateFromDays(day));
}

} // namespace

Result<void> CheckRun::readDropped()
{
    const Result<int> version = m_stores.connection->schemaVersion();
    if (!version || *version < firstWithDropped)
        return version ? Result<void>() : std::unexpected(version.error());
    DroppedStore &store = m_stores.dropped;
    auto uses = store.uses();
    auto days = store.days();
    const Result<std::int64_t> count = store.eventCount();
    if (!uses || !days || !count)
        return std::unexpected(!uses ? uses.error() : !days ? days.error() : count.error());
    std::int64_t used = 0;
    for (const auto &[token, use] : *uses)
        used += use.events;
    if (used != *count)
        add(FindingKind::Lost, "dropped", std::to_string(*count), std::to_string(used));
    m_report.dropped = *count;
    m_report.droppedDays = std::ssize(*days);
    if (!days->empty())
        m_report.droppedSpan = Interval{{days->begin()->first * msPerDay}, {(days->rbegin()->first + 1) * msPerDay}};
    m_droppedUses = std::move(*uses);
    m_droppedDays = std::move(*days);
    return store.visit(
        [this](std::span<const EventHash> identities) -> Result<void> {
            m_hashes.insert(m_hashes.end(), identities.begin(), identities.end());
            return {};
        },
        [this](std::int64_t number) { add(FindingKind::Dropped, "dropped " + std::to_string(number)); });
}

/// What a token's cells of a day hold beside its events must be what they held of the dropped ones.
Result<void> CheckRun::keepRest(const TokenId &token, std::int64_t day, const CellDay &cells)
{
    const auto stored = m_stores.usage.storedCells(token, day);
    if (!stored && stored.error().code != ErrorCode::Damaged)
        return std::unexpected(stored.error());
    const Result<CellDay> rest =
        stored ? difference(stored->value_or(CellDay()), cells) : std::unexpected(stored.error());
    if (rest)
        m_droppedSums.add(day, token, *rest);
    else
        m_droppedSums.spoil(day);
    return {};
}

void CheckRun::checkDroppedDays()
{
    const std::map<std::int64_t, QByteArray> now = m_droppedSums.digests();
    for (const auto &[day, digest] : m_droppedDays) {
        const auto found = now.find(day);
        if (!isUncertain(day) && (found == now.end() || found->second != digest))
            add(FindingKind::KeptCells, dayText(day));
    }
}

} // namespace toll
