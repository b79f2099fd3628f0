// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/doubtedrows.h"
#include "core/services/importcollector.h"
#include "core/services/importqueue.h"
#include "core/services/imports.h"
#include "core/services/importsettler.h"
#include "core/services/inputfile.h"
#include "core/services/lateusage.h"
#include "core/services/tokenresolver.h"
#include "core/storage/batchstore.h"

#include <unordered_map>

namespace toll {

/// One import under way: a thread of its own reads the file and sorts its rows, another tells the new ones
/// and packs them, this one writes them batch by batch.
class ImportRun {
public:
    /// `fingerprintBits`: see KnownEvents and SeenIdentities.
    ImportRun(ServiceContext &context, const ImportOptions &options, std::string fileName,
        const ImportService::FaultSink &sink, unsigned fingerprintBits = 64);

    [[nodiscard]] Result<void> begin();
    /// Reads the file to its end and writes what is in it; cancelled, it drops what is not written yet. Then notes how
    /// the import went and, where it is whole, remembers the layout.
    [[nodiscard]] Result<ImportReport> run(InputFile &file, const JobControl &job);

private:
    void reserve(std::size_t identities);
    void reserveFor(std::int64_t rows);
    void read(InputFile &file, ImportQueue &queue);
    void settle(ImportQueue &from, ImportQueue &to, std::int64_t fileSize);
    [[nodiscard]] Result<void> writeAll(
        ImportQueue &queue, ImportQueue &used, std::int64_t size, const JobControl &job);
    [[nodiscard]] Result<void> take(ImportRows &rows);
    void reject(const RefusedRow &row, ImportRows &rows);
    [[nodiscard]] Result<void> settleDoubted(ImportRows &rows);
    [[nodiscard]] Result<void> settleDropped(Interval time, DoubtedRows &open, ImportRows &rows);
    void settle(const StoredEvent &first, const StoredEvent &second, ImportRows &rows) const;
    [[nodiscard]] Result<void> write(ImportRows &rows);
    [[nodiscard]] Result<void> noteBatch(std::optional<Instant> finishedAt);
    [[nodiscard]] Result<ImportReport> finish(bool isCancelled);
    [[nodiscard]] Result<ImportReport> endBroken(const Error &failure);
    [[nodiscard]] Result<void> rememberLayout();
    [[nodiscard]] bool isWriting() const { return !m_options.dryRun; }

    ServiceContext &m_context;
    const ImportOptions &m_options;
    const ImportService::FaultSink &m_sink;
    TokenResolver m_tokens;
    LateUsageGuard m_timing; ///< of the writing thread
    std::vector<std::string> m_dimensions;
    // Every identity there is, with those of this run:
    SeenIdentities m_seen; ///< where rows are written, so that any of them can be looked at again
    KnownEvents m_known; ///< where none is
    ImportBatch m_batch;
    bool m_isBatchKnown = false; ///< the batch has its row
    bool m_isCancelled = false;
    std::int64_t m_createdTokens = 0;
    ImportReport m_report;
};

} // namespace toll
