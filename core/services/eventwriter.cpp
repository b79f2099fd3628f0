// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventwriter.h"

#include "core/services/eventjson.h"
#include "core/usage/rowidentity.h"

#include <algorithm>
#include <charconv>

namespace toll {

namespace {

/// The fields before the open families, in the order of design.
constexpr std::string_view plainFields[]{"time", "id", "customer", "token", "status", "response_ms", "count",
    "input_units", "cached_input_units", "cache_write_units", "output_units", "model", "endpoint", "source"};

std::string idOf(const StoredEvent &stored)
{
    return stored.event.id.empty() ? rowIdentityText(stored.hash) : stored.event.id;
}

const EventWriter::Owner &ownerOf(const EventWriter::Owners &owners, const TokenId &token)
{
    static const EventWriter::Owner nobody;
    const auto found = owners.find(token);
    return found == owners.end() ? nobody : found->second;
}

/// A name's value in a sorted list of pairs.
template<typename Pairs>
const auto *valueIn(const Pairs &pairs, const std::string &name)
{
    const auto nameOf = [](const auto &pair) -> const std::string & { return pair.first; };
    const auto found = std::ranges::find(pairs, name, nameOf);
    return found == pairs.end() ? nullptr : &found->second;
}

} // namespace

EventWriter::EventWriter(
    std::string &out, const UsageExport &wanted, const Owners &owners, const UsageStore::Names &names)
    : m_out(out), m_wanted(wanted), m_owners(owners), m_names(names),
      m_csv(out, {.guardFormulas = wanted.guardFormulas})
{
}

void EventWriter::header()
{
    if (m_wanted.format != ExportFormat::Csv)
        return;
    for (const std::string_view field : plainFields)
        m_csv.text(field);
    for (const std::string &meter : m_names.meters)
        m_csv.text("meter." + meter);
    for (const std::string &dimension : m_names.dimensions)
        m_csv.text("dim." + dimension);
    m_csv.endRow();
}

void EventWriter::write(const StoredEvent &stored)
{
    if (m_wanted.format == ExportFormat::Csv)
        writeCsv(stored);
    else
        writeJson(stored);
}

void EventWriter::number(std::optional<std::int64_t> value)
{
    if (!value)
        return m_csv.empty();
    char buffer[24];
    m_csv.number({buffer, std::to_chars(buffer, buffer + sizeof buffer, *value).ptr});
}

void EventWriter::text(const std::string &value)
{
    if (value.empty())
        m_csv.empty();
    else
        m_csv.text(value);
}

/// An offset that has seconds cannot be written; the instant can.
std::string EventWriter::timeText(Instant time) const
{
    return m_wanted.zone.offsetAt(time) % 60 == 0 ? m_wanted.zone.format(time) : toRfc3339(time);
}

void EventWriter::writeCsv(const StoredEvent &stored)
{
    const UsageEvent &event = stored.event;
    const Owner &owner = ownerOf(m_owners, stored.token);
    m_csv.number(timeText(event.time));
    text(idOf(stored));
    text(owner.customer);
    text(m_wanted.tokenIds ? stored.token.text : owner.token);
    number(event.status == noStatus ? std::optional<std::int64_t>() : event.status);
    number(event.responseMs);
    number(event.count);
    for (const auto &units : event.units)
        number(units);
    text(event.model);
    text(event.endpoint);
    text(event.source);
    for (const std::string &meter : m_names.meters) {
        const std::int64_t *value = valueIn(event.custom, meter);
        number(value ? std::optional(*value) : std::nullopt);
    }
    for (const std::string &dimension : m_names.dimensions) {
        const std::string *value = valueIn(event.dimensions, dimension);
        value ? text(*value) : m_csv.empty();
    }
    m_csv.endRow();
}

void EventWriter::writeJson(const StoredEvent &stored)
{
    const Owner &owner = ownerOf(m_owners, stored.token);
    Json json = toJson(stored);
    json.set("time", timeText(stored.event.time));
    json.set("id", idOf(stored));
    if (!m_wanted.tokenIds)
        json.set("token", owner.token);
    json.set("customer", owner.customer);
    if (std::exchange(m_isFirst, false)) {
        // Readers learn a file's fields from its first lines; an absent one is null there.
        const auto announce = [&json](const std::string &field) {
            if (!json.find(field))
                json.set(field, Json());
        };
        for (const std::string_view field : plainFields)
            announce(std::string(field));
        for (const std::string &meter : m_names.meters)
            announce("meter." + meter);
        for (const std::string &dimension : m_names.dimensions)
            announce("dim." + dimension);
    }
    m_out += json.dump();
    m_out += '\n';
}

} // namespace toll
