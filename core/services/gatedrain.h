// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/gate.h"
#include "core/services/gaterecord.h"
#include "core/services/lateusage.h"
#include "core/storage/batchstore.h"
#include "core/storage/gatestore.h"
#include "core/usage/seenidentities.h"

#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

/// A record of the journal with its texts.
struct OwnedRecord {
    std::uint64_t number = 0;
    GateRecord record; ///< its texts are these:
    std::string id;
    std::string model;
    std::string endpoint;

    OwnedRecord(std::uint64_t at, const GateRecord &read);
    OwnedRecord(const OwnedRecord &) = delete;
    OwnedRecord &operator=(const OwnedRecord &) = delete;
};

/// The store's side of the gate: makes usage of the journal's records. The owner's thread.
class GateDrain {
public:
    GateDrain(ServiceContext &context, const GateOptions &options) : m_context(context), m_options(options) { }

    /// Reads which identities there are.
    [[nodiscard]] Result<void> begin();

    /// Which of these requests are usage already: an event with the same id came another way.
    [[nodiscard]] Result<std::set<std::string>> usageAmong(const std::vector<std::string> &requests) const;

    /// Usage that somebody else has written since the last time, of identities that were not there before.
    [[nodiscard]] Result<std::vector<StoredEvent>> news();

    struct Work {
        std::vector<std::unique_ptr<OwnedRecord>> records;
        std::vector<StoredGateRequest> due; ///< to be written off
        std::set<std::string> arrived; ///< requests that became usage another way
        std::uint64_t upTo = 0;
        std::function<const TokenId *(const CounterId &)> tokenOf;
    };
    struct Done {
        DrainReport report;
        std::vector<StoredEvent> unasked; ///< new usage that nobody had asked for: to be counted
    };
    /// All of it in one transaction, with the journal's place. Tells no listener.
    [[nodiscard]] Result<Done> write(const Work &work, Instant now);

private:
    /// An event on its way to the store.
    struct Candidate {
        StoredEvent event;
        bool isUnasked = false;
        bool saysRequests = true; ///< how many they were
        bool isDoubted = false; ///< its identity may have come before
    };
    struct Writing {
        std::unordered_map<std::string, StoredGateRequest> known; ///< of these records, in the store already
        std::unordered_map<std::string, StoredGateRequest> open; ///< admitted by these records, not completed yet
        std::vector<Candidate> candidates;
        std::vector<StoredEvent> added;
        Done done;
    };

    [[nodiscard]] Result<void> findKnown(const Work &work, Writing &writing);
    [[nodiscard]] Result<void> take(const OwnedRecord &record, const Work &work, Writing &writing, Instant now);
    [[nodiscard]] Result<void> complete(const OwnedRecord &record, const Work &work, Writing &writing, Instant now);
    [[nodiscard]] Result<void> writeOff(const StoredGateRequest &request, Writing &writing);
    [[nodiscard]] Result<void> forget(const std::string &arrived, Writing &writing);
    [[nodiscard]] Result<void> settle(Writing &writing);
    [[nodiscard]] Result<void> settleSeen(Candidate &candidate, Writing &writing,
        const std::unordered_map<EventHash, StoredEvent> &stored);
    [[nodiscard]] Result<void> addConflict(const StoredEvent &first, const StoredEvent &second, DrainReport &report);
    [[nodiscard]] Result<void> append(Writing &writing, Instant now);
    [[nodiscard]] Result<void> noteBatch(Instant now);
    [[nodiscard]] StoredEvent eventOf(const StoredGateRequest &request) const;

    ServiceContext &m_context;
    const GateOptions &m_options;
    SeenIdentities m_seen;
    std::int64_t m_lastSegment = 0;
    ImportBatch m_batch; ///< of this run
    bool m_isBatchKnown = false;
};

} // namespace toll
