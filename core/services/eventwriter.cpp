// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventwriter.h"

#include "core/reports/csv.h"
#include "core/services/eventjson.h"
#include "core/usage/rowidentity.h"

#include <algorithm>

namespace toll {

namespace {

/// The fields before the open families, in the order of design.
constexpr std::string_view plainFields[]{"time", "id", "customer", "token", "status", "response_ms", "count",
    "input_units", "cached_input_units", "cache_write_units", "output_units", "model", "endpoint", "source"};
constexpr std::size_t plainNumbers = 7;
constexpr std::size_t separators = std::size(plainFields) + 2; ///< and the end of the line
constexpr std::size_t longestTime = 64;

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

/// What may end a cell, or have it quoted.
constexpr std::string_view unplain = ",\"\r\n";

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

EventWriter::EventWriter(const UsageExport &wanted, const Owners &owners, const UsageStore::Names &names)
    : m_wanted(wanted), m_owners(owners), m_names(names)
{
}

std::string EventWriter::header() const
{
    std::string line;
    if (m_wanted.format != ExportFormat::Csv)
        return line;
    CsvWriter csv(line, {.guardFormulas = m_wanted.guardFormulas});
    for (const std::string_view field : plainFields)
        csv.text(field);
    for (const std::string &meter : m_names.meters)
        csv.text("meter." + meter);
    for (const std::string &dimension : m_names.dimensions)
        csv.text("dim." + dimension);
    csv.endRow();
    return line;
}

std::string EventWriter::cell(std::string_view text) const
{
    std::string written;
    if (!text.empty())
        CsvWriter(written, {.guardFormulas = m_wanted.guardFormulas}).text(text);
    return written;
}

void EventWriter::Cells::clear()
{
    m_bytes.assign(TextBuffer::padding, ' ');
    m_places.clear();
    m_longest = 0;
}

void EventWriter::Cells::add(std::string_view text)
{
    const std::size_t begin = m_bytes.size() - TextBuffer::padding;
    m_bytes.insert(begin, text);
    m_places.emplace_back(begin, text.size());
    m_longest = std::max(m_longest, text.size());
}

void EventWriter::takeCells(const TextColumn &column, std::string_view behind, Cells &cells) const
{
    cells.clear();
    for (std::size_t i = 0; i < column.texts.size(); ++i)
        cells.add(cell(column.texts.at(i)).append(behind));
}

std::string EventWriter::cellsOf(const NamedTexts &dimensions) const
{
    std::string cells;
    for (const std::string &dimension : m_names.dimensions) {
        const std::string *value = valueIn(dimensions, dimension);
        cells += ',';
        cells += cell(value ? *value : std::string());
    }
    return cells;
}

void EventWriter::begin(const EventColumns &columns)
{
    m_columns = &columns;
    if (m_wanted.format != ExportFormat::Csv)
        return;
    m_ownerCells.clear();
    for (std::size_t i = 0; i < columns.tokens.texts.size(); ++i) {
        const std::string_view id = columns.tokens.texts.at(i);
        const Owner &owner = ownerOf(m_owners, {std::string(id)});
        m_ownerCells.add(cell(owner.customer) + ',' + cell(m_wanted.tokenIds ? id : owner.token) + ',');
    }
    takeCells(columns.models, ",", m_models);
    takeCells(columns.endpoints, ",", m_endpoints);
    takeCells(columns.sources, {}, m_sources);
    m_dimensions.clear();
    for (const NamedTexts &set : columns.dimensionSets)
        m_dimensions.add(cellsOf(set) + "\r\n");
    m_lineRoom = longestTime + separators + (plainNumbers + m_names.meters.size()) * (TextBuffer::numberRoom + 1)
        + TextBuffer::padding;
    for (const Cells *cells : {&m_ownerCells, &m_models, &m_endpoints, &m_sources, &m_dimensions})
        m_lineRoom += cells->longest();
    m_idsArePlain = std::ranges::none_of(
        unplain, [&columns](char c) { return columns.ids.all().find(c) != std::string_view::npos; });
}

void EventWriter::write(std::size_t row, TextBuffer &out)
{
    if (m_wanted.format == ExportFormat::Csv)
        return writeCsv(row, out);
    const std::string line = jsonOf(row).dump();
    out.makeRoom(line.size() + 1);
    out.put(line);
    out.put('\n');
}

void EventWriter::writeFirst(std::size_t row, TextBuffer &out)
{
    if (m_wanted.format == ExportFormat::Csv)
        return writeCsv(row, out);
    Json json = jsonOf(row);
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
    const std::string line = json.dump();
    out.makeRoom(line.size() + 1);
    out.put(line);
    out.put('\n');
}

std::string EventWriter::idOf(const EventColumns &columns, std::size_t row)
{
    const std::string_view id = columns.ids.at(row);
    return id.empty() ? rowIdentityText(columns.hashes[row]) : std::string(id);
}

/// Whether an id stands in the file as it is, for certain: most do.
bool EventWriter::isPlain(std::string_view text) const
{
    return !text.empty() && isLetterOrDigit(text.front()) && isLetterOrDigit(text.back())
        && (m_idsArePlain || text.find_first_of(unplain) == std::string_view::npos);
}

/// An offset that has seconds cannot be written; the instant can.
std::string EventWriter::timeText(Instant time) const
{
    return m_wanted.zone.offsetAt(time) % 60 == 0 ? m_wanted.zone.format(time) : toRfc3339(time);
}

/// The same as timeText(), and a comma; within a minute only the seconds differ.
void EventWriter::putTime(Instant time, TextBuffer &out)
{
    if (!m_minute.contains(time)) {
        const Instant begin = floorTo(time, msPerMinute);
        m_minute = {begin, begin.plus(msPerMinute)};
        if (m_wanted.zone.offsetAt(begin) != m_wanted.zone.offsetAt(m_minute.end.plus(-1))) {
            m_minute = {};
            out.put(timeText(time));
            return out.put(',');
        }
        constexpr std::size_t offsetLength = 6; // +08:00
        const std::string text = timeText(begin);
        const std::size_t behind = text.ends_with('Z') ? 1 : offsetLength;
        m_minuteCells.clear();
        m_minuteCells.add(text.substr(0, text.size() - behind - 2));
        m_minuteCells.add(text.substr(text.size() - behind) + ',');
    }
    const std::int64_t ms = time.ms - m_minute.begin.ms;
    const auto digit = [](std::int64_t value) { return static_cast<char>('0' + value); };
    out.putPadded(m_minuteCells.at(0));
    out.put(digit(ms / 10'000));
    out.put(digit(ms / 1000 % 10));
    if (ms % 1000 != 0) {
        out.put('.');
        out.put(digit(ms / 100 % 10));
        out.put(digit(ms / 10 % 10));
        out.put(digit(ms % 10));
    }
    out.putPadded(m_minuteCells.at(1));
}

void EventWriter::putAmount(std::int64_t amount, TextBuffer &out)
{
    if (amount != EventColumns::absent)
        out.put(amount);
    out.put(',');
}

void EventWriter::putId(std::size_t row, TextBuffer &out) const
{
    const std::string_view all = m_columns->ids.all();
    const std::string_view id = m_columns->ids.at(row);
    if (!isPlain(id)) {
        const std::string quoted = cell(idOf(*m_columns, row));
        out.makeRoom(m_lineRoom + quoted.size());
        out.put(quoted);
    } else if (all.data() + all.size() - id.data() >= static_cast<std::ptrdiff_t>(TextBuffer::padding)) {
        out.putPadded(id);
    } else {
        out.put(id);
    }
    out.put(',');
}

void EventWriter::writeCsv(std::size_t row, TextBuffer &out)
{
    const EventColumns &columns = *m_columns;
    out.makeRoom(m_lineRoom + columns.ids.at(row).size());
    putTime({columns.times[row]}, out);
    putId(row, out);
    out.putPadded(m_ownerCells.at(columns.tokens.rows[row]));
    putAmount(columns.statuses[row] == noStatus ? EventColumns::absent : columns.statuses[row], out);
    putAmount(columns.responses[row], out);
    putAmount(columns.counts[row], out);
    for (const auto &unit : columns.units)
        putAmount(unit[row], out);
    out.putPadded(m_models.at(columns.models.rows[row]));
    out.putPadded(m_endpoints.at(columns.endpoints.rows[row]));
    out.putPadded(m_sources.at(columns.sources.rows[row]));
    const NamedNumbers &customs = columns.customsOf(row);
    for (const std::string &meter : m_names.meters) {
        out.put(',');
        if (const std::int64_t *value = valueIn(customs, meter))
            out.put(*value);
    }
    out.putPadded(m_dimensions.at(columns.dimensions[row]));
}

Json EventWriter::jsonOf(std::size_t row) const
{
    const StoredEvent stored = m_columns->at(row);
    const Owner &owner = ownerOf(m_owners, stored.token);
    Json json = toJson(stored);
    json.set("time", timeText(stored.event.time));
    json.set("id", idOf(*m_columns, row));
    if (!m_wanted.tokenIds)
        json.set("token", owner.token);
    json.set("customer", owner.customer);
    return json;
}

} // namespace toll
