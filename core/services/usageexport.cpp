// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usageexport.h"

#include "core/services/eventwriter.h"
#include "core/services/outputfile.h"
#include "core/services/stores.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <unordered_set>

namespace toll {

namespace {

Result<EventWriter::Owners> ownersIn(Stores &stores)
{
    const Result<std::vector<Token>> tokens = stores.tokens.list();
    const Result<std::vector<Customer>> customers = stores.customers.list(true);
    if (!tokens || !customers)
        return std::unexpected(tokens ? customers.error() : tokens.error());
    std::unordered_map<CustomerId, std::string> names;
    for (const Customer &customer : *customers)
        names.emplace(customer.id, customer.name);
    EventWriter::Owners owners;
    for (const Token &token : *tokens)
        owners.emplace(token.id, EventWriter::Owner{token.name, names[token.customer]});
    return owners;
}

/// One export under way: segments become text on two threads, and go to the sink in order on this one.
class Exporting {
public:
    Exporting(Stores &stores, const UsageExport &wanted, const JobControl &job, const ExportService::Sink &sink)
        : m_stores(stores), m_wanted(wanted), m_job(job), m_sink(sink),
          m_range(wanted.range.value_or(UsageQuery().span)), m_tokens(wanted.tokens.begin(), wanted.tokens.end())
    {
    }

    Result<ExportReport> run()
    {
        Result<EventWriter::Owners> owners = ownersIn(m_stores);
        if (!owners)
            return std::unexpected(owners.error());
        m_owners = std::move(*owners);
        Result<void> done = collectNames();
        if (done)
            done = send(EventWriter(m_wanted, m_owners, m_names).header());
        if (done)
            done = m_stores.usage.workOnSegments(
                {{}, m_range}, allColumns,
                [this](const Segment &segment, const UsageStore::SegmentPlace &place) { return write(segment, place); },
                IfDropped::LeaveOut);
        if (!done)
            return std::unexpected(done.error());
        const Result<std::optional<Interval>> missing = m_stores.usage.droppedIn({m_wanted.tokens, m_range});
        if (!missing)
            return std::unexpected(missing.error());
        m_report.missing = *missing;
        m_job.report(1, 1);
        return m_report;
    }

private:
    /// A segment's lines.
    struct Lines {
        TextBuffer asFirst; ///< the first one, if it is the first of the file
        TextBuffer first; ///< if it is not
        TextBuffer others;
        std::int64_t events = 0;
        Instant from; ///< of the first event
        Instant to; ///< of the last
    };

    Result<void> collectNames()
    {
        const auto segments = m_stores.usage.segmentList();
        if (!segments)
            return std::unexpected(segments.error());
        for (const UsageStore::SegmentInfo &segment : *segments) {
            if (intersection(segment.span, m_range).isEmpty())
                continue;
            if (m_job.isCancelled())
                return fail(ErrorCode::Cancelled);
            if (Result<void> added = m_stores.usage.addNames(segment, m_names); !added)
                return added;
        }
        return {};
    }

    /// On another thread.
    Result<UsageStore::SegmentEnd> write(const Segment &segment, const UsageStore::SegmentPlace &place)
    {
        const Result<EventColumns> columns = columnsOf(segment);
        if (!columns)
            return std::unexpected(columns.error());
        std::vector<bool> isWanted(columns->tokens.texts.size(), true);
        for (std::size_t i = 0; i < isWanted.size() && !m_tokens.empty(); ++i)
            isWanted[i] = m_tokens.contains({std::string(columns->tokens.texts.at(i))});
        auto lines = lend();
        EventWriter writer(m_wanted, m_owners, m_names);
        writer.begin(*columns);
        for (std::size_t row = 0; row < columns->rows; ++row) {
            const Instant time{columns->times[row]};
            if (!m_range.contains(time) || !isWanted[columns->tokens.rows[row]])
                continue;
            if (lines->events++ == 0) {
                lines->from = time;
                writer.writeFirst(row, lines->asFirst);
                writer.write(row, lines->first);
            } else {
                writer.write(row, lines->others);
            }
            lines->to = time;
        }
        return [this, place, lines = std::move(lines)]() mutable { return end(std::move(lines), place); };
    }

    /// Identities are made only where they are written: of events without an id, and of JSON's whole events.
    [[nodiscard]] Result<EventColumns> columnsOf(const Segment &segment) const
    {
        if (m_wanted.format != ExportFormat::Csv)
            return decodeColumns(segment);
        Result<EventColumns> columns = decodeColumns(segment, allColumns & ~static_cast<ColumnSet>(SegmentColumn::Hash));
        bool hasIds = true;
        for (std::size_t row = 0; columns && row < columns->rows && hasIds; ++row)
            hasIds = !columns->ids.at(row).empty();
        return hasIds ? columns : decodeColumns(segment);
    }

    Result<void> end(std::unique_ptr<Lines> lines, const UsageStore::SegmentPlace &place)
    {
        if (m_job.isCancelled())
            return fail(ErrorCode::Cancelled);
        m_job.report(place.done, place.total);
        if (lines->events > 0) {
            const bool isFirst = m_report.events == 0;
            Result<void> sent = send((isFirst ? lines->asFirst : lines->first).text());
            if (sent)
                sent = send(lines->others.text());
            if (!sent)
                return sent;
            m_report.events += lines->events;
            m_report.first = std::min(m_report.first.value_or(lines->from), lines->from);
            m_report.last = std::max(m_report.last.value_or(lines->to), lines->to);
        }
        const std::lock_guard lock(m_mutex);
        m_idle.push_back(std::move(lines));
        return {};
    }

    Result<void> send(std::string_view text)
    {
        m_report.bytes += static_cast<std::int64_t>(text.size());
        return text.empty() ? Result<void>() : m_sink(text);
    }

    /// Room that an earlier segment's lines had.
    std::unique_ptr<Lines> lend()
    {
        const std::lock_guard lock(m_mutex);
        if (m_idle.empty())
            return std::make_unique<Lines>();
        auto lines = std::move(m_idle.back());
        m_idle.pop_back();
        lines->events = 0;
        for (TextBuffer *buffer : {&lines->asFirst, &lines->first, &lines->others})
            buffer->clear();
        return lines;
    }

    Stores &m_stores;
    const UsageExport &m_wanted;
    const JobControl &m_job;
    const ExportService::Sink &m_sink;
    Interval m_range;
    std::unordered_set<TokenId> m_tokens;
    EventWriter::Owners m_owners;
    UsageStore::Names m_names;
    ExportReport m_report;
    std::mutex m_mutex;
    std::vector<std::unique_ptr<Lines>> m_idle;
};

} // namespace

std::string_view name(ExportFormat format)
{
    return format == ExportFormat::Csv ? "csv" : "jsonl";
}

Result<ExportFormat> parseExportFormat(std::string_view text)
{
    for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::JsonLines})
        if (text == name(format))
            return format;
    return fail(ErrorCode::Syntax, "format", std::string(text), "csv, jsonl");
}

Result<ExportReport> ExportService::usage(const UsageExport &wanted, const JobControl &job, const Sink &sink) const
{
    // One view of the file for all of it, whatever is imported meanwhile.
    Stores &stores = *m_context.stores;
    return atomically(*stores.connection, [&] { return Exporting(stores, wanted, job, sink).run(); });
}

Result<ExportReport> ExportService::usage(
    const UsageExport &wanted, const JobControl &job, const std::string &path) const
{
    OutputFile file(path);
    if (Result<void> opened = file.open(); !opened)
        return std::unexpected(opened.error());
    Result<ExportReport> report = usage(wanted, job, [&](std::string_view piece) { return file.write(piece); });
    if (!report)
        return report;
    if (Result<void> committed = file.commit(); !committed)
        return std::unexpected(committed.error());
    return report;
}

} // namespace toll
