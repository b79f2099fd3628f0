// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/importrun.h"

#include "core/services/eventjson.h"
#include "core/services/layoutjson.h"
#include "core/services/stores.h"
#include "core/services/usagebatch.h"
#include "core/usage/rowidentity.h"

#include <algorithm>
#include <utility>

namespace toll {

namespace {

constexpr std::size_t batchSize = 20'000; ///< events of a segment
constexpr std::size_t mostDoubted = 100'000; ///< looked up together, because each look reads every identity
constexpr std::size_t faultsKept = 1'000;

EventHash digestOf(const StoredEvent &stored)
{
    return hashOfId({}, toJson(stored).dump());
}

} // namespace

ImportRun::ImportRun(
    ServiceContext &context, const ImportOptions &options, std::string fileName, const ImportService::FaultSink &sink)
    : m_context(context), m_options(options), m_sink(sink),
      m_tokens(context, {options.token, options.customer, options.createTokens, fileName}),
      m_timing(context, options.customer)
{
    m_batch.source = options.source;
    m_batch.fileName = std::move(fileName);
}

Result<void> ImportRun::begin()
{
    Result<std::vector<std::string>> dimensions = declaredDimensions(*m_context.stores);
    if (!dimensions)
        return std::unexpected(dimensions.error());
    const Result<std::vector<EventHash>> hashes = m_context.stores->usage.allHashes();
    if (!hashes)
        return std::unexpected(hashes.error());
    if (Result<void> begun = m_timing.begin(); !begun)
        return begun;
    m_dimensions = std::move(*dimensions);
    m_known.insert(hashes->begin(), hashes->end());
    m_batch.startedAt = m_context.clock();
    m_batch.id = BatchId::make(m_batch.startedAt, m_context.entropy);
    return {};
}

void ImportRun::take(const ReadRow &row)
{
    if (m_failure)
        return;
    ++m_report.read;
    if (!row.faults.empty()) {
        reject(row.faults);
        return;
    }
    if (row.event.count == 0) {
        ++m_report.empty;
        return;
    }
    if (Result<void> accepted = accept(row); !accepted)
        m_failure = accepted.error();
}

void ImportRun::reject(std::vector<Error> faults)
{
    ++m_report.rejected;
    for (Error &fault : faults) {
        if (m_sink)
            m_sink(fault);
        if (m_report.faults.size() < faultsKept)
            m_report.faults.push_back(std::move(fault));
    }
}

Result<void> ImportRun::accept(const ReadRow &row)
{
    Result<TokenResolver::Found> found = m_tokens.find(row.event.token, row.event.customer);
    if (!found)
        return std::unexpected(found.error());
    if (found->fault) {
        found->fault->line = row.line;
        reject({std::move(*found->fault)});
        return {};
    }
    StoredEvent stored{found->token, {}, row.event};
    stored.event.token.clear();
    stored.event.customer.clear();
    if (stored.event.source.empty())
        stored.event.source = m_options.source;
    if (const std::optional<EventHash> exported = parseRowIdentity(stored.event.id)) {
        stored.event.id.clear();
        stored.hash = *exported;
    } else {
        stored.hash = identityOf(stored.event, stored.token, row.raw);
    }
    if (m_timing.mayRefuse(stored.event.time) && !m_known.contains(stored.hash))
        if (std::optional<Error> late = m_timing.refusal(stored)) {
            late->line = row.line;
            reject({std::move(*late)});
            return {};
        }
    if (m_known.insert(stored.hash).second) {
        m_places.emplace(stored.hash, m_new.size());
        m_new.push_back(std::move(stored));
    } else if (const auto place = m_places.find(stored.hash); place != m_places.end()) {
        settle(m_new[place->second], stored);
    } else if (!settleTried(stored)) {
        m_doubted.push_back(std::move(stored));
    }
    return m_new.size() >= batchSize || m_doubted.size() >= mostDoubted ? flush() : Result<void>();
}

EventHash ImportRun::identityOf(const UsageEvent &event, const TokenId &token, std::string_view raw)
{
    if (!event.id.empty())
        return hashOfId(event.source, event.id);
    const EventHash first = hashOfRow(event.source, token, raw, 0);
    const std::int64_t ordinal = m_ordinals[first]++;
    return ordinal == 0 ? first : hashOfRow(event.source, token, raw, ordinal);
}

void ImportRun::settle(const StoredEvent &first, const StoredEvent &second)
{
    if (first == second) {
        ++m_report.duplicates;
        return;
    }
    ++m_report.conflicts;
    if (isWriting())
        m_clashes.push_back({second.hash, toJson(first).dump(), toJson(second).dump()});
}

bool ImportRun::settleTried(const StoredEvent &second)
{
    const auto tried = m_tried.find(second.hash);
    if (tried == m_tried.end())
        return false;
    ++(tried->second == digestOf(second) ? m_report.duplicates : m_report.conflicts);
    return true;
}

Result<void> ImportRun::settleDoubted()
{
    std::vector<EventHash> hashes;
    for (const StoredEvent &doubted : m_doubted)
        hashes.push_back(doubted.hash);
    const auto stored = m_context.stores->usage.byHash(hashes);
    if (!stored)
        return std::unexpected(stored.error());
    for (const StoredEvent &doubted : m_doubted) {
        const auto first = stored->find(doubted.hash);
        if (first == stored->end())
            return fail(ErrorCode::Damaged, "segment");
        settle(first->second, doubted);
    }
    m_doubted.clear();
    return {};
}

Result<void> ImportRun::flush()
{
    if (!m_doubted.empty())
        if (Result<void> settled = settleDoubted(); !settled)
            return settled;
    m_timing.count(m_new);
    if (isWriting()) {
        const std::vector<Token> tokens = m_tokens.takeCreated();
        if (!m_new.empty() || !m_clashes.empty())
            if (Result<void> written = write(tokens); !written)
                return written;
    } else {
        for (const StoredEvent &stored : m_new) {
            m_tried.emplace(stored.hash, digestOf(stored));
            m_batch.first = std::min(m_batch.first.value_or(stored.event.time), stored.event.time);
            m_batch.last = std::max(m_batch.last.value_or(stored.event.time), stored.event.time);
        }
        m_batch.added += static_cast<std::int64_t>(m_new.size());
    }
    m_new.clear();
    m_places.clear();
    m_clashes.clear();
    return {};
}

Result<void> ImportRun::write(const std::vector<Token> &tokens)
{
    const Topics topics = tokens.empty() ? Topics(Topic::Usage) : Topic::Usage | Topic::Tokens;
    return change(m_context, topics, [&]() -> Result<void> {
        for (const Token &token : tokens)
            if (Result<void> inserted = insertCreated(m_context, token); !inserted)
                return inserted;
        if (Result<void> noted = noteBatch({}); !noted)
            return noted;
        for (Clash &clash : m_clashes) {
            const Result<bool> added = m_context.stores->batches.addConflict(
                {0, m_batch.id, m_context.clock(), clash.hash, std::move(clash.first), std::move(clash.second), {}});
            if (!added)
                return std::unexpected(added.error());
        }
        if (Result<void> noted = m_timing.note(m_batch.id); !noted)
            return noted;
        if (Result<void> added = appendUsage(m_context, m_batch, std::move(m_new), m_dimensions); !added)
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
    if (Result<void> flushed = flush(); !flushed)
        return std::unexpected(flushed.error());
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
    m_report.createdTokens = m_tokens.createdCount();
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
