// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventexport.h"

#include "core/reports/csv.h"
#include "core/services/outputfile.h"
#include "core/services/stores.h"
#include "core/services/usagereport.h"

#include <algorithm>
#include <charconv>

namespace toll {

namespace {

void addNumber(CsvWriter &csv, const std::optional<std::int64_t> &number)
{
    if (!number)
        return csv.empty(); // unknown stays empty, never 0
    char digits[24];
    csv.number({digits, std::to_chars(digits, digits + sizeof digits, *number).ptr});
}

template<typename Pairs>
auto valueOf(const Pairs &pairs, const std::string &name)
{
    const auto found = std::ranges::find(pairs, name, &Pairs::value_type::first);
    return found == pairs.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

EventExport::EventExport(
    std::shared_ptr<EventView> view, const std::string &path, EventFileFormat format, std::int64_t limit)
    : m_view(std::move(view)), m_file(std::make_unique<OutputFile>(path)), m_format(format),
      m_total(std::min(m_view->size(), limit))
{
}

EventExport::~EventExport() = default;

Result<std::shared_ptr<EventExport>> EventExport::begin(Stores &stores, std::shared_ptr<EventView> view,
    const std::string &path, EventFileFormat format, std::int64_t limit)
{
    std::shared_ptr<EventExport> begun(new EventExport(std::move(view), path, format, limit));
    Result<EventView::Names> names = begun->m_view->names(stores);
    if (!names)
        return std::unexpected(names.error());
    begun->m_names = std::move(*names);
    if (Result<void> opened = begun->m_file->open(); !opened)
        return std::unexpected(opened.error());
    begun->writeHead();
    return begun;
}

Result<void> EventExport::advance(Stores &stores)
{
    const Result<std::vector<EventRow>> rows = m_view->rows(stores, m_done, std::min(piece, m_total - m_done));
    if (!rows)
        return std::unexpected(rows.error());
    m_format == EventFileFormat::Csv ? writeCsv(*rows) : writeJson(*rows);
    m_done += std::ssize(*rows);
    const bool isLast = m_done >= m_total;
    if (isLast)
        writeTail();
    if (Result<void> sent = send(); !sent)
        return sent;
    if (isLast) {
        if (Result<void> committed = m_file->commit(); !committed)
            return committed;
    }
    m_isFinished = isLast;
    return {};
}

void EventExport::writeHead()
{
    if (m_format == EventFileFormat::Json) {
        m_out += "{\"rows\":[";
        return;
    }
    CsvWriter csv(m_out);
    for (const ReportTable::Column &column : canonicalUsageTable().columns)
        csv.text(column.name);
    for (const std::string &name : m_names.meters)
        csv.text("meter." + name);
    for (const std::string &name : m_names.dimensions)
        csv.text("dim." + name);
    csv.endRow();
}

void EventExport::writeCsv(const std::vector<EventRow> &rows)
{
    CsvWriter csv(m_out);
    for (const EventRow &row : rows) {
        const UsageEvent &event = row.stored.event;
        csv.number(toRfc3339(event.time));
        for (const std::string *text : {&event.id, &row.customerName, &row.tokenName})
            csv.text(*text);
        addNumber(csv, event.status == noStatus ? std::nullopt : std::optional<std::int64_t>(event.status));
        addNumber(csv, event.responseMs);
        addNumber(csv, event.count);
        for (const std::optional<std::int64_t> &units : event.units)
            addNumber(csv, units);
        for (const std::string *text : {&event.model, &event.endpoint, &event.source})
            csv.text(*text);
        for (const std::string &name : m_names.meters)
            addNumber(csv, valueOf(event.custom, name));
        for (const std::string &name : m_names.dimensions)
            csv.text(valueOf(event.dimensions, name).value_or(std::string()));
        csv.endRow();
    }
}

void EventExport::writeJson(const std::vector<EventRow> &rows)
{
    std::int64_t at = m_done;
    for (const EventRow &row : rows) {
        m_out += at++ == 0 ? "\n" : ",\n";
        m_out += toJson(row).dump();
    }
}

void EventExport::writeTail()
{
    if (m_format == EventFileFormat::Csv)
        return;
    m_out += "\n],\"matching\":" + std::to_string(m_view->size()) + ",\"requests\":"
        + std::to_string(m_view->requests()) + ",\"all_requests\":" + std::to_string(m_view->allRequests()) + "}\n";
}

Result<void> EventExport::send()
{
    Result<void> written = m_file->write(m_out);
    m_out.clear();
    return written;
}

} // namespace toll
