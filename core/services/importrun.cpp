// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/importrun.h"

#include "core/services/eventjson.h"
#include "core/services/layoutjson.h"
#include "core/services/stores.h"
#include "core/services/usagebatch.h"
#include "core/usage/bulkreader.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace toll {

namespace {

constexpr std::size_t faultsKept = 1'000;
constexpr std::chrono::milliseconds answerTime{50}; ///< within which a cancelled import stops

} // namespace

ImportRun::ImportRun(ServiceContext &context, const ImportOptions &options, std::string fileName,
    const ImportService::FaultSink &sink, unsigned fingerprintBits)
    : m_context(context), m_options(options), m_sink(sink),
      m_tokens(context, {options.token, options.customer, options.createTokens, fileName}),
      m_timing(context, options.customer), m_seen(fingerprintBits),
      m_known(fingerprintBits)
{
    m_batch.source = options.source;
    m_batch.fileName = std::move(fileName);
}

Result<void> ImportRun::begin()
{
    Result<std::vector<std::string>> dimensions = declaredDimensions(*m_context.stores);
    if (!dimensions)
        return std::unexpected(dimensions.error());
    if (Result<void> begun = m_timing.begin(); !begun)
        return begun;
    m_dimensions = std::move(*dimensions);
    if (Result<void> prepared = m_tokens.prepare(); !prepared)
        return prepared;
    m_batch.startedAt = m_context.clock();
    m_batch.id = BatchId::make(m_batch.startedAt, m_context.entropy);
    const Result<std::int64_t> events = m_context.stores->usage.eventCount();
    if (!events)
        return std::unexpected(events.error());
    reserve(static_cast<std::size_t>(*events));
    const auto learn = [this](std::span<const EventHash> identities) -> Result<void> {
        if (isWriting())
            m_seen.insert(identities);
        else
            m_known.insert(identities);
        return {};
    };
    if (Result<void> learnt = m_context.stores->dropped.visit(learn); !learnt)
        return learnt;
    return m_context.stores->usage.visitColumns(
        {earliestInstant, latestInstant.plus(1)}, SegmentColumn::Id | SegmentColumn::Source | SegmentColumn::Hash,
        [&learn](const EventColumns &columns) { return learn(columns.hashes); }, IfDropped::LeaveOut);
}

/// A little more than the first rows let expect: the file is read ahead of them.
void ImportRun::reserveFor(std::int64_t rows)
{
    reserve(static_cast<std::size_t>(rows + rows / 8));
}

void ImportRun::reserve(std::size_t identities)
{
    if (isWriting())
        m_seen.reserve(identities);
    else
        m_known.reserve(identities);
}

Result<ImportReport> ImportRun::run(InputFile &file, const JobControl &job)
{
    job.report(file.position(), file.size());
    ImportQueue read, settled;
    const std::int64_t size = file.size();
    std::thread reader([&] { this->read(file, read); });
    std::thread settler([&] { settle(read, settled, size); });
    const Result<void> written = writeAll(settled, read, size, job);
    settled.close();
    read.close();
    reader.join();
    settler.join();
    if (!written)
        return std::unexpected(written.error());
    if (read.failure() && !m_isCancelled)
        return endBroken(*read.failure());
    if (!m_isCancelled)
        job.report(file.size(), file.size());
    return finish(m_isCancelled);
}

/// What was read of a damaged file is kept.
Result<ImportReport> ImportRun::endBroken(const Error &failure)
{
    if (m_report.read == 0)
        return std::unexpected(failure);
    Result<ImportReport> report = finish(true);
    if (report) {
        report->cancelled = false;
        report->broken = failure;
    }
    return report;
}

/// On the reading thread: no workspace here.
void ImportRun::read(InputFile &file, ImportQueue &queue)
{
    using Lines = ImportCollector::Lines;
    const Lines lines = m_timing.mayRefuseAny() ? Lines::Noted : Lines::Dropped;
    ImportCollector collector(m_options, m_tokens, lines, [&](std::unique_ptr<ImportRows> rows) {
        rows->position = file.position();
        return queue.push(std::move(rows)) ? queue.fresh() : nullptr;
    });
    BulkReader reader(m_options.layout, m_options.zone,
        {[&](const PlainRow &row) { collector.take(row); }, [&](const ReadRow &row) { collector.take(row); },
            [&](const PlainBlock &block) { collector.take(block); }});
    std::optional<Error> failure;
    while (!collector.isStopped() && !queue.isClosed()) {
        const Result<std::string_view> piece = file.next();
        if (!piece) {
            failure = piece.error();
            collector.finish();
            break;
        }
        if (piece->empty()) {
            reader.finish();
            collector.finish();
            break;
        }
        reader.feed(*piece);
    }
    queue.end(std::move(failure));
}

/// On a thread of its own: tells the new rows of each batch, and packs them for the writer.
void ImportRun::settle(ImportQueue &from, ImportQueue &to, std::int64_t fileSize)
{
    const auto refuses = [this](const TokenId &token, Instant at) { return m_timing.refuses(token, at); };
    ImportSettler settler(m_options, m_seen, m_known, m_timing.mayRefuseAny() ? refuses : ImportSettler::Refuses());
    std::unique_ptr<ImportRows> rows;
    bool isFirst = true;
    while (true) {
        const ImportQueue::Answer answer = from.pop(rows, answerTime);
        if (answer == ImportQueue::Answer::End)
            return to.end({});
        if (answer == ImportQueue::Answer::TryAgain)
            continue;
        // What the first batch tells of the file's length saves growing again and again.
        if (std::exchange(isFirst, false) && rows->position > 0)
            reserveFor(rows->read * fileSize / rows->position);
        settler.settle(*rows);
        if (isWriting() && rows->doubted.isEmpty() && rows->added.rows >= UsageStore::bulkEvents) {
            rows->added.sortByTime();
            rows->packed = encodeColumns(rows->added);
        }
        if (!to.push(std::move(rows)))
            return;
    }
}

Result<void> ImportRun::writeAll(ImportQueue &queue, ImportQueue &used, std::int64_t size, const JobControl &job)
{
    std::unique_ptr<ImportRows> rows;
    while (true) {
        m_isCancelled = job.isCancelled();
        if (m_isCancelled)
            return {};
        const ImportQueue::Answer answer = queue.pop(rows, answerTime);
        if (answer == ImportQueue::Answer::End)
            return {};
        if (answer == ImportQueue::Answer::TryAgain)
            continue;
        if (Result<void> taken = take(*rows); !taken)
            return taken;
        job.report(rows->position, size);
        used.giveBack(std::move(rows));
    }
}

Result<void> ImportRun::take(ImportRows &rows)
{
    if (Result<void> settled = settleDoubted(rows); !settled)
        return settled;
    for (const RefusedRow &row : rows.refused)
        reject(row, rows);
    m_timing.count(rows.added);
    m_report.read += rows.read;
    m_report.duplicates += rows.duplicates;
    m_report.conflicts += rows.conflicts;
    m_report.empty += rows.empty;
    m_report.rejected += rows.rejected;
    m_createdTokens += std::ssize(rows.tokens);
    for (Error &fault : rows.faults) {
        if (m_sink)
            m_sink(fault);
        if (m_report.faults.size() < faultsKept)
            m_report.faults.push_back(std::move(fault));
    }
    if (isWriting())
        return rows.added.isEmpty() && rows.clashes.empty() && rows.tokens.empty() ? Result<void>() : write(rows);
    noteAdded(m_batch, rows.added);
    return {};
}

/// Lists what was refused because its period is closed, in its place among the other faults.
void ImportRun::reject(const RefusedRow &row, ImportRows &rows)
{
    std::optional<Error> late = m_timing.refusal(row.token, row.time);
    if (!late)
        return;
    late->line = row.line;
    ++rows.rejected;
    const auto place = std::ranges::upper_bound(rows.faults, row.line, {}, &Error::line);
    rows.faults.insert(place, std::move(*late));
}

void ImportRun::settle(const StoredEvent &first, const StoredEvent &second, ImportRows &rows) const
{
    if (first == second) {
        ++rows.duplicates;
        return;
    }
    ++rows.conflicts;
    if (isWriting())
        rows.clashes.push_back({second.hash, toJson(first).dump(), toJson(second).dump()});
}

/// Compares rows of known identities with what is stored. A row that came again is found among those of its time;
/// only one with another time or body is looked for everywhere. What is nowhere was taken for another, and is new.
Result<void> ImportRun::settleDoubted(ImportRows &rows)
{
    const EventColumns &doubted = rows.doubted;
    if (doubted.isEmpty())
        return {};
    DoubtedRows open(doubted.hashes);
    const auto [earliest, latest] = std::ranges::minmax(doubted.times);
    Result<void> visited = m_context.stores->usage.visitColumns(
        {{earliest}, {latest + 1}}, allColumns,
        [&](const EventColumns &stored) -> Result<void> {
            for (std::size_t row = 0; row < stored.rows && !open.isEmpty(); ++row) {
                open.take(stored.hashes[row], [&](std::uint32_t second) {
                    if (stored.sameBody(row, doubted, second))
                        ++rows.duplicates;
                    else
                        settle(stored.at(row), doubted.at(second), rows);
                });
            }
            return {};
        },
        IfDropped::LeaveOut);
    if (visited && !open.isEmpty())
        visited = settleDropped({{earliest}, {latest + 1}}, open, rows);
    if (!visited || open.isEmpty())
        return visited;
    const std::vector<std::uint32_t> left = open.left();
    std::vector<EventHash> hashes;
    for (const std::uint32_t row : left)
        hashes.push_back(doubted.hashes[row]);
    auto stored = m_context.stores->usage.byHash(hashes);
    if (!stored)
        return std::unexpected(stored.error());
    for (const std::uint32_t row : left) {
        const StoredEvent second = doubted.at(row);
        if (!stored->contains(second.hash) && m_timing.refuses(second.token, second.event.time)) {
            rows.refused.push_back({second.token, second.event.time, rows.doubtedLines[row]});
            continue;
        }
        const auto [first, isNew] = stored->try_emplace(second.hash, second);
        if (isNew)
            rows.added.add(second);
        else
            settle(first->second, second, rows);
    }
    return {};
}

/// What retention dropped is known by its identity alone: whether it came with the same body can no longer be told. It
/// is looked for among what was dropped from its own time, then among all.
Result<void> ImportRun::settleDropped(Interval time, DoubtedRows &open, ImportRows &rows)
{
    for (const Interval &span : {time, UsageQuery().span}) {
        std::vector<EventHash> asked;
        for (const std::uint32_t row : open.left())
            asked.push_back(rows.doubted.hashes[row]);
        const auto known = m_context.stores->dropped.known(span, asked);
        if (!known)
            return std::unexpected(known.error());
        for (const EventHash &hash : *known) {
            open.take(hash, [&](std::uint32_t) {
                ++rows.duplicates;
                ++m_report.knownDropped;
            });
        }
    }
    return {};
}

Result<void> ImportRun::write(ImportRows &rows)
{
    const Topics topics = rows.tokens.empty() ? Topics(Topic::Usage) : Topic::Usage | Topic::Tokens;
    return change(m_context, topics, [&]() -> Result<void> {
        for (const Token &token : rows.tokens)
            if (Result<void> inserted = insertCreated(m_context, token); !inserted)
                return inserted;
        if (Result<void> noted = noteBatch({}); !noted)
            return noted;
        for (ImportClash &clash : rows.clashes) {
            const Result<bool> added = m_context.stores->batches.addConflict(
                {0, m_batch.id, m_context.clock(), clash.hash, std::move(clash.first), std::move(clash.second), {}});
            if (!added)
                return std::unexpected(added.error());
        }
        if (Result<void> noted = m_timing.note(m_batch.id); !noted)
            return noted;
        if (Result<void> added = appendUsage(m_context, m_batch, rows.added, m_dimensions, rows.packed); !added)
            return added;
        return noteBatch({});
    });
}

Result<void> ImportRun::noteBatch(std::optional<Instant> finishedAt)
{
    m_batch.finishedAt = finishedAt;
    m_batch.read = m_report.read;
    m_batch.duplicates = m_report.duplicates;
    m_batch.conflicts = m_report.conflicts;
    m_batch.rejected = m_report.rejected;
    if (m_isBatchKnown)
        return m_context.stores->batches.update(m_batch);
    m_isBatchKnown = true;
    return m_context.stores->batches.insert(m_batch);
}

Result<ImportReport> ImportRun::finish(bool isCancelled)
{
    if (isWriting()) {
        const Result<void> noted = atomically(*m_context.stores->connection, [&]() -> Result<void> {
            if (Result<void> finished = noteBatch(m_context.clock()); !finished)
                return finished;
            if (Result<void> listed = m_timing.note(m_batch.id); !listed) // of refused rows
                return listed;
            return isCancelled ? Result<void>() : rememberLayout();
        });
        if (!noted)
            return std::unexpected(noted.error());
    }
    m_report.added = m_batch.added;
    m_report.first = m_batch.first;
    m_report.last = m_batch.last;
    m_report.late = m_timing.late();
    m_report.future = m_timing.future();
    m_report.createdTokens = m_createdTokens;
    m_report.cancelled = isCancelled;
    return std::move(m_report);
}

Result<void> ImportRun::rememberLayout()
{
    Layout layout = m_options.layout;
    layout.timeOrigin.reset();
    return m_context.stores->layouts.remember(shapeOf(layout), toJson(layout).dump());
}

} // namespace toll
