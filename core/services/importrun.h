// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/imports.h"
#include "core/services/lateusage.h"
#include "core/services/tokenresolver.h"
#include "core/storage/batchstore.h"

#include <unordered_map>
#include <unordered_set>

namespace toll {

/// One import under way: takes rows, and writes them batch by batch.
class ImportRun {
public:
    ImportRun(ServiceContext &context, const ImportOptions &options, std::string fileName,
        const ImportService::FaultSink &sink);

    [[nodiscard]] Result<void> begin();
    /// After a failure rows are ignored; ask failure() from time to time.
    void take(const ReadRow &row);
    [[nodiscard]] const std::optional<Error> &failure() const { return m_failure; }
    /// Writes what is waiting, notes how the import went and, where it is whole, remembers the layout.
    [[nodiscard]] Result<ImportReport> finish(bool isCancelled);

private:
    /// Two rows with one identity and different bodies.
    struct Clash {
        EventHash hash;
        std::string first; ///< JSON
        std::string second;
    };

    [[nodiscard]] Result<void> accept(const ReadRow &row);
    [[nodiscard]] EventHash identityOf(const UsageEvent &event, const TokenId &token, std::string_view raw);
    void reject(std::vector<Error> faults);
    void settle(const StoredEvent &first, const StoredEvent &second);
    [[nodiscard]] Result<void> settleDoubted();
    [[nodiscard]] bool settleTried(const StoredEvent &second);
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> write(const std::vector<Token> &tokens);
    [[nodiscard]] Result<void> noteBatch(std::optional<Instant> finishedAt);
    [[nodiscard]] Result<void> rememberLayout();
    [[nodiscard]] bool isWriting() const { return !m_options.dryRun; }

    ServiceContext &m_context;
    const ImportOptions &m_options;
    const ImportService::FaultSink &m_sink;
    TokenResolver m_tokens;
    LateUsageGuard m_timing;
    std::vector<std::string> m_dimensions;
    std::unordered_set<EventHash> m_known; ///< every identity there is, with those of this run
    std::unordered_map<EventHash, std::int64_t> m_ordinals; ///< how often a row without id has come
    std::vector<StoredEvent> m_new; ///< the batch under way
    std::unordered_map<EventHash, std::size_t> m_places; ///< of its events in m_new
    std::vector<StoredEvent> m_doubted; ///< known identities, to be compared with what is stored
    std::unordered_map<EventHash, EventHash> m_tried; ///< dry run: digests of the bodies that would have been written
    std::vector<Clash> m_clashes;
    ImportBatch m_batch;
    bool m_isBatchKnown = false; ///< the batch has its row
    ImportReport m_report;
    std::optional<Error> m_failure;
};

} // namespace toll
