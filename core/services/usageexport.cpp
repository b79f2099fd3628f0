// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usageexport.h"

#include "core/services/eventwriter.h"
#include "core/services/stores.h"

#include <QSaveFile>

#include <algorithm>
#include <unordered_set>

namespace toll {

namespace {

using SegmentInfo = UsageStore::SegmentInfo;

constexpr std::size_t pieceSize = std::size_t{1} << 20;

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

/// One export under way.
class Exporting {
public:
    Exporting(Stores &stores, const UsageExport &wanted, const JobControl &job, const ExportService::Sink &sink)
        : m_stores(stores), m_wanted(wanted), m_job(job), m_sink(sink),
          m_range(wanted.range.value_or(UsageQuery().span)), m_tokens(wanted.tokens.begin(), wanted.tokens.end())
    {
    }

    Result<ExportReport> run()
    {
        const Result<EventWriter::Owners> owners = ownersIn(m_stores);
        Result<std::vector<SegmentInfo>> segments = m_stores.usage.segmentList();
        if (!owners || !segments)
            return std::unexpected(owners ? segments.error() : owners.error());
        std::erase_if(
            *segments, [this](const SegmentInfo &segment) { return intersection(segment.span, m_range).isEmpty(); });
        UsageStore::Names names;
        for (const SegmentInfo &segment : *segments)
            if (Result<void> added = m_stores.usage.addNames(segment, names); !added)
                return std::unexpected(added.error());
        EventWriter writer(m_out, m_wanted, *owners, names);
        writer.header();
        std::int64_t done = 0;
        for (const SegmentInfo &segment : *segments) {
            if (m_job.isCancelled())
                return fail(ErrorCode::Cancelled);
            m_job.report(done++, std::ssize(*segments));
            if (Result<void> written = write(segment, writer); !written)
                return std::unexpected(written.error());
        }
        if (Result<void> sent = send(); !sent)
            return std::unexpected(sent.error());
        const Result<std::optional<Interval>> missing = m_stores.usage.droppedIn({m_wanted.tokens, m_range});
        if (!missing)
            return std::unexpected(missing.error());
        m_report.missing = *missing;
        m_job.report(1, 1);
        return m_report;
    }

private:
    Result<void> write(const SegmentInfo &segment, EventWriter &writer)
    {
        const Result<std::vector<StoredEvent>> events = m_stores.usage.segmentEvents(segment);
        if (!events)
            return std::unexpected(events.error());
        for (const StoredEvent &stored : *events) {
            const Instant time = stored.event.time;
            if (!m_range.contains(time) || (!m_tokens.empty() && !m_tokens.contains(stored.token)))
                continue;
            writer.write(stored);
            ++m_report.events;
            m_report.first = std::min(m_report.first.value_or(time), time);
            m_report.last = std::max(m_report.last.value_or(time), time);
            if (m_out.size() >= pieceSize)
                if (Result<void> sent = send(); !sent)
                    return sent;
        }
        return {};
    }

    Result<void> send()
    {
        m_report.bytes += static_cast<std::int64_t>(m_out.size());
        Result<void> sent = m_out.empty() ? Result<void>() : m_sink(m_out);
        m_out.clear();
        return sent;
    }

    Stores &m_stores;
    const UsageExport &m_wanted;
    const JobControl &m_job;
    const ExportService::Sink &m_sink;
    Interval m_range;
    std::unordered_set<TokenId> m_tokens;
    std::string m_out;
    ExportReport m_report;
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
    QSaveFile file(toQString(path));
    file.setDirectWriteFallback(true); // for /dev/stdout and other files that cannot be replaced
    const auto failed = [&] { return fail(ErrorCode::Io, path, file.errorString().toStdString()); };
    if (!file.open(QIODevice::WriteOnly))
        return failed();
    Result<ExportReport> report = usage(wanted, job, [&](std::string_view piece) -> Result<void> {
        const auto size = static_cast<qint64>(piece.size());
        return file.write(piece.data(), size) == size ? Result<void>() : failed();
    });
    if (report && !file.commit())
        return failed();
    return report;
}

} // namespace toll
