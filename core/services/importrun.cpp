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
      m_timing(context, options.customer), m_known(fingerprintBits)
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
    const auto learn = [this](std::span<const EventHash> identities) -> Result<void> {
        constexpr std::size_t lookAhead = 16;
        for (std::size_t row = 0; row < identities.size(); ++row) {
            m_known.prefetch(identities[std::min(row + lookAhead, identities.size() - 1)]);
            static_cast<void>(m_known.insert(identities[row], 0));
        }
        return {};
    };
    if (Result<void> learnt = m_context.stores->dropped.visit(learn); !learnt)
        return learnt;
    return m_context.stores->usage.visitColumns(
        {earliestInstant, latestInstant.plus(1)}, Column::Id | Column::Source | Column::Hash,
        [&learn](const EventColumns &columns) { return learn(columns.hashes); }, IfDropped::LeaveOut);
}

Result<ImportReport> ImportRun::run(InputFile &file, const JobControl &job)
{
    job.report(file.position(), file.size());
    ImportQueue queue;
    std::thread reader([&] { read(file, queue); });
    const Result<void> written = writeAll(queue, file.size(), job);
    queue.close();
    reader.join();
    if (!written)
        return std::unexpected(written.error());
    if (queue.failure() && !m_isCancelled)
        return endBroken(*queue.failure());
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
    std::int64_t soFar = 0;
    const auto refuses = [this](const TokenId &token, Instant at) { return m_timing.refuses(token, at); };
    ImportCollector collector(
        m_options, m_tokens, m_known,
        [&](std::unique_ptr<ImportRows> rows) {
            rows->position = file.position();
            // What the first batch tells of the file's length saves growing again and again.
            if (std::exchange(soFar, soFar + rows->read) == 0 && rows->position > 0)
                m_known.reserve(static_cast<std::size_t>(rows->read * file.size() / rows->position));
            return queue.push(std::move(rows)) ? queue.fresh() : nullptr;
        },
        m_timing.mayRefuseAny() ? refuses : ImportCollector::Refuses());
    BulkReader reader(m_options.layout, m_options.zone,
        {[&](const PlainRow &row) { collector.take(row); }, [&](const ReadRow &row) { collector.take(row); }});
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

Result<void> ImportRun::writeAll(ImportQueue &queue, std::int64_t size, const JobControl &job)
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
        queue.giveBack(std::move(rows));
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
    DoubtedRows open;
    for (std::uint32_t row = 0; row < doubted.rows; ++row)
        open[doubted.hashes[row]].push_back(row);
    const auto [earliest, latest] = std::ranges::minmax(doubted.times);
    Result<void> visited = m_context.stores->usage.visitColumns(
        {{earliest}, {latest + 1}}, allColumns,
        [&](const EventColumns &stored) -> Result<void> {
            for (std::size_t row = 0; row < stored.rows && !open.empty(); ++row) {
                const auto found = open.find(stored.hashes[row]);
                if (found == open.end())
                    continue;
                for (const std::uint32_t second : found->second) {
                    if (stored.sameBody(row, doubted, second))
                        ++rows.duplicates;
                    else
                        settle(stored.at(row), doubted.at(second), rows);
                }
                open.erase(found);
            }
            return {};
        },
        IfDropped::LeaveOut);
    if (visited && !open.empty())
        visited = settleDropped({{earliest}, {latest + 1}}, open, rows);
    if (!visited || open.empty())
        return visited;
    std::vector<EventHash> hashes;
    std::vector<std::uint32_t> left;
    for (const auto &[hash, those] : open) {
        hashes.push_back(hash);
        left.insert(left.end(), those.begin(), those.end());
    }
    auto stored = m_context.stores->usage.byHash(hashes);
    if (!stored)
        return std::unexpected(stored.error());
    std::ranges::sort(left); // as they came
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
        for (const auto &[hash, those] : open)
            asked.push_back(hash);
        const auto known = m_context.stores->dropped.known(span, asked);
        if (!known)
            return std::unexpected(known.error());
        for (const EventHash &hash : *known) {
            const std::int64_t count = std::ssize(open[hash]);
            rows.duplicates += count;
            m_report.knownDropped += count;
            open.erase(hash);
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
        if (Result<void> added = appendUsage(m_context, m_batch, rows.added, m_dimensions); !added)
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
