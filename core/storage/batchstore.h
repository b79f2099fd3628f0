// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/connection.h"
#include "core/usage/segment.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// One import, as its report gives it.
struct ImportBatch {
    BatchId id;
    std::string source;
    std::string fileName;
    Instant startedAt;
    std::optional<Instant> finishedAt;
    std::int64_t read = 0;
    std::int64_t added = 0;
    std::int64_t duplicates = 0;
    std::int64_t conflicts = 0;
    std::int64_t rejected = 0;
    std::optional<Instant> first; ///< of the events added
    std::optional<Instant> last;

    bool operator==(const ImportBatch &) const = default;
};

/// Which of two bodies with the same identity stands.
enum class ConflictDecision { KeepFirst, TakeSecond };

/// The same identity with another body: the first stands until someone decides.
struct UsageConflict {
    std::int64_t number = 0; ///< set by the store
    BatchId batch;
    Instant foundAt;
    EventHash hash;
    std::string firstBody; ///< JSON
    std::string secondBody; ///< JSON
    std::optional<ConflictDecision> decision;

    bool operator==(const UsageConflict &) const = default;
};

/// The history of imports and what they could not settle.
class BatchStore {
public:
    explicit BatchStore(Connection &connection) : m_connection(connection) { }

    /// Before its first segment.
    Result<void> insert(const ImportBatch &batch);
    /// The counts and the end. NotFound.
    Result<void> update(const ImportBatch &batch);
    /// Newest first.
    [[nodiscard]] Result<std::vector<ImportBatch>> list();

    /// The same pair of bodies is kept once, whichever came first; gives whether it was new.
    Result<bool> addConflict(const UsageConflict &conflict);
    /// Nothing: it waits again.
    Result<void> decide(std::int64_t conflictNumber, std::optional<ConflictDecision> decision);
    /// Newest first.
    [[nodiscard]] Result<std::vector<UsageConflict>> conflicts(bool includeDecided);
    /// NotFound.
    [[nodiscard]] Result<UsageConflict> conflict(std::int64_t number);
    /// All of one identity, in order of number.
    [[nodiscard]] Result<std::vector<UsageConflict>> conflictsOf(const EventHash &hash);

private:
    Connection &m_connection;
};

} // namespace toll
