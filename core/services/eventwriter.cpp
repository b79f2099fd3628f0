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

EventWriter::Cells EventWriter::cellsOf(const TextColumn &column) const
{
    Cells cells;
    for (std::size_t i = 0; i < column.texts.size(); ++i)
        cells.push_back(cell(column.texts.at(i)));
    return cells;
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
    m_customers.clear();
    m_tokens.clear();
    for (std::size_t i = 0; i < columns.tokens.texts.size(); ++i) {
        const std::string_view id = columns.tokens.texts.at(i);
        const Owner &owner = ownerOf(m_owners, {std::string(id)});
        m_customers.push_back(cell(owner.customer));
        m_tokens.push_back(cell(m_wanted.tokenIds ? id : owner.token));
    }
    m_models = cellsOf(columns.models);
    m_endpoints = cellsOf(columns.endpoints);
    m_sources = cellsOf(columns.sources);
    m_dimensions.clear();
    for (const NamedTexts &set : columns.dimensionSets)
        m_dimensions.push_back(cellsOf(set));
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

/// Whether a text stands in the file as it is, for certain: most ids do.
bool EventWriter::isPlain(std::string_view text) const
{
    return !text.empty() && isLetterOrDigit(text.front()) && isLetterOrDigit(text.back())
        && std::ranges::none_of(text, [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
}

/// An offset that has seconds cannot be written; the instant can.
std::string EventWriter::timeText(Instant time) const
{
    return m_wanted.zone.offsetAt(time) % 60 == 0 ? m_wanted.zone.format(time) : toRfc3339(time);
}

/// The same as timeText(); within a minute only the seconds differ.
void EventWriter::putTime(Instant time, TextBuffer &out)
{
    if (!m_minute.contains(time)) {
        const Instant begin = floorTo(time, msPerMinute);
        m_minute = {begin, begin.plus(msPerMinute)};
        if (m_wanted.zone.offsetAt(begin) != m_wanted.zone.offsetAt(m_minute.end.plus(-1))) {
            m_minute = {};
            return out.put(timeText(time));
        }
        constexpr std::size_t offsetLength = 6; // +08:00
        const std::string text = timeText(begin);
        const std::size_t behind = text.ends_with('Z') ? 1 : offsetLength;
        m_beforeSeconds = text.substr(0, text.size() - behind - 2);
        m_behindSeconds = text.substr(text.size() - behind);
    }
    const std::int64_t ms = time.ms - m_minute.begin.ms;
    const auto digit = [](std::int64_t value) { return static_cast<char>('0' + value); };
    out.put(m_beforeSeconds);
    out.put(digit(ms / 10'000));
    out.put(digit(ms / 1000 % 10));
    if (ms % 1000 != 0) {
        out.put('.');
        out.put(digit(ms / 100 % 10));
        out.put(digit(ms / 10 % 10));
        out.put(digit(ms % 10));
    }
    out.put(m_behindSeconds);
}

void EventWriter::putAmount(std::int64_t amount, TextBuffer &out)
{
    if (amount != EventColumns::absent)
        out.put(amount);
    out.put(',');
}

void EventWriter::writeCsv(std::size_t row, TextBuffer &out)
{
    const EventColumns &columns = *m_columns;
    const std::string_view ownId = columns.ids.at(row);
    const std::string quotedId = isPlain(ownId) ? std::string() : cell(idOf(columns, row));
    const std::string_view id = quotedId.empty() ? ownId : std::string_view(quotedId);
    const std::string &customer = m_customers[columns.tokens.rows[row]];
    const std::string &token = m_tokens[columns.tokens.rows[row]];
    const std::string &model = m_models[columns.models.rows[row]];
    const std::string &endpoint = m_endpoints[columns.endpoints.rows[row]];
    const std::string &source = m_sources[columns.sources.rows[row]];
    const std::string &dimensions = m_dimensions[columns.dimensions[row]];
    out.makeRoom(longestTime + id.size() + customer.size() + token.size() + model.size() + endpoint.size()
        + source.size() + dimensions.size() + separators
        + (plainNumbers + m_names.meters.size()) * (TextBuffer::numberRoom + 1));
    putTime({columns.times[row]}, out);
    for (const std::string_view text : {id, std::string_view(customer), std::string_view(token)}) {
        out.put(',');
        out.put(text);
    }
    out.put(',');
    putAmount(columns.statuses[row] == noStatus ? EventColumns::absent : columns.statuses[row], out);
    putAmount(columns.responses[row], out);
    putAmount(columns.counts[row], out);
    for (const auto &unit : columns.units)
        putAmount(unit[row], out);
    out.put(model);
    out.put(',');
    out.put(endpoint);
    out.put(',');
    out.put(source);
    const NamedNumbers &customs = columns.customsOf(row);
    for (const std::string &meter : m_names.meters) {
        out.put(',');
        if (const std::int64_t *value = valueIn(customs, meter))
            out.put(*value);
    }
    out.put(dimensions);
    out.put("\r\n");
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
