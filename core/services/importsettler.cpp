// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/importsettler.h"

#include "core/services/eventjson.h"

#include <algorithm>

namespace toll {

namespace {

std::uint64_t bodyOf(const EventColumns &events, std::size_t row)
{
    return hashOfId({}, toJson(events.at(row)).dump()).low;
}

} // namespace

ImportSettler::ImportSettler(
    const ImportOptions &options, SeenIdentities &seen, KnownEvents &known, Refuses refuses)
    : m_options(options), m_seen(seen), m_known(known), m_refuses(std::move(refuses))
{
}

void ImportSettler::settle(ImportRows &rows)
{
    EventColumns &events = rows.added;
    const bool areNew = findPlaces(events);
    if (!areNew || m_refuses || m_options.dryRun) {
        m_fates.clear();
        m_strangers.clear();
        for (std::size_t row = 0; row < events.rows; ++row) {
            m_fates.push_back(fateOf(row, rows));
            if (m_options.dryRun)
                m_tried.push_back(bodyOf(events, row));
        }
        if (std::ranges::any_of(m_fates, [](Fate fate) { return fate != Fate::New; }))
            divide(rows);
    }
    m_base += static_cast<std::uint32_t>(m_places.size());
}

/// Places count from 1 over the whole run; 0 is what was stored before. Whether none was met before.
bool ImportSettler::findPlaces(const EventColumns &events)
{
    const auto isUnknown = [](std::uint32_t place) { return place == KnownEvents::unknown; };
    if (m_options.dryRun) {
        m_known.insert(events.hashes, m_base + 1, m_places);
        return std::ranges::all_of(m_places, isUnknown);
    }
    const std::size_t seen = m_seen.insert(events.hashes, m_wereSeen);
    m_places.assign(events.rows, seen == events.rows ? 0 : KnownEvents::unknown);
    if (seen == 0 || seen == events.rows)
        return seen == 0;
    // Some came in earlier batches, which are written when the rows are compared; others earlier in this one.
    KnownEvents batch;
    batch.reserve(events.rows);
    batch.insert(events.hashes, m_base + 1, m_places);
    for (std::size_t row = 0; row < events.rows; ++row)
        if (m_wereSeen[row] != 0 && (isUnknown(m_places[row]) || m_places[m_places[row] - m_base - 1] == 0))
            m_places[row] = 0;
    return false;
}

ImportSettler::Fate ImportSettler::fateOf(std::size_t row, ImportRows &rows)
{
    const EventColumns &events = rows.added;
    const EventHash identity = events.hashes[row];
    const std::uint32_t place = m_places[row];
    if (place == KnownEvents::unknown)
        return isRefused(row, events) ? Fate::Refused : Fate::New;
    if (place > m_base) {
        const std::size_t first = place - m_base - 1;
        const bool isSame = events.hashes[first] == identity;
        if (isSame && m_fates[first] != Fate::Refused)
            return compare(first, row, rows, m_options.dryRun);
        if (isRefused(row, events))
            return Fate::Refused;
        const auto [stranger, isNew] = m_strangers.try_emplace(identity, row);
        return isNew ? Fate::New : compare(stranger->second, row, rows, m_options.dryRun);
    }
    if (!m_options.dryRun || place == 0)
        return Fate::Doubted;
    ++(m_tried[place - 1] == bodyOf(events, row) ? rows.duplicates : rows.conflicts);
    return Fate::Dropped;
}

ImportSettler::Fate ImportSettler::compare(std::size_t first, std::size_t second, ImportRows &rows, bool isTrial)
{
    const EventColumns &events = rows.added;
    if (events.sameBody(first, events, second)) {
        ++rows.duplicates;
        return Fate::Dropped;
    }
    ++rows.conflicts;
    if (!isTrial)
        rows.clashes.push_back(
            {events.hashes[second], toJson(events.at(first)).dump(), toJson(events.at(second)).dump()});
    return Fate::Dropped;
}

bool ImportSettler::isRefused(std::size_t row, const EventColumns &events) const
{
    return m_refuses && m_refuses({std::string(events.tokens.at(row))}, {events.times[row]});
}

/// Leaves the new rows alone in `added`.
void ImportSettler::divide(ImportRows &rows) const
{
    EventColumns &events = rows.added;
    std::vector<std::uint32_t> kept, doubted;
    for (std::uint32_t row = 0; row < m_fates.size(); ++row) {
        if (m_fates[row] == Fate::New)
            kept.push_back(row);
        else if (m_fates[row] == Fate::Refused)
            rows.refused.push_back({{std::string(events.tokens.at(row))}, {events.times[row]}, rows.lines[row]});
        else if (m_fates[row] == Fate::Doubted)
            doubted.push_back(row);
    }
    for (const std::uint32_t row : doubted)
        if (m_refuses)
            rows.doubtedLines.push_back(rows.lines[row]);
    rows.doubted = events.select(doubted);
    events = events.select(kept);
}

} // namespace toll
