// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/gate.h"
#include "core/services/gaterecord.h"
#include "core/services/gatereports.h"
#include "core/services/lateusage.h"
#include "core/storage/batchstore.h"
#include "core/storage/gatestore.h"
#include "core/usage/seenidentities.h"

#include <functional>
#include <set>
#include <span>
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
    GateDrain(ServiceContext &context, const GateOptions &options)
        : m_context(context), m_options(options), m_admitted{options.source}, m_reported{"/v1/events"}
    {
    }

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
        /// Of a request that was reported before anybody asked.
        std::function<std::optional<GateReports::Report>(const CounterId &)> reportOf;
    };
    struct Done {
        DrainReport report;
        std::vector<StoredEvent> unasked; ///< new usage that nobody had asked for: to be counted
    };
    /// All of it in one transaction, with the journal's place. Tells no listener.
    [[nodiscard]] Result<Done> write(const Work &work, Instant now);

    struct Taken {
        TakeReport report;
        std::vector<StoredEvent> unasked; ///< new, to be counted
        std::vector<StoredEvent> completed; ///< of admitted requests, whose counts are to follow
    };
    /// Writes what clients report, in one transaction. All that the journal has of these requests has been written.
    [[nodiscard]] Result<Taken> take(std::span<const ReportedEvent> events, TakeMode mode, Instant now);

private:
    /// What this run writes of one origin is one import.
    struct Run {
        std::string file;
        ImportBatch batch{};
        bool isKnown = false;
    };
    struct Incoming;
    struct Intake;

    [[nodiscard]] Result<void> takeAll(
        std::span<const ReportedEvent> events, TakeMode mode, Taken &taken, Instant now);
    [[nodiscard]] Result<void> lookAt(std::span<const ReportedEvent> events, Intake &intake);
    [[nodiscard]] Result<void> settle(Incoming &incoming, Intake &intake, TakeReport &report, Instant now);
    [[nodiscard]] Result<void> append(Intake &intake, Taken &taken, Instant now);
    [[nodiscard]] Result<bool> areOrdinary(const Intake &intake, Instant now);

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
    [[nodiscard]] Result<void> addConflict(Run &run, const StoredEvent &first, const StoredEvent &second, Instant now);
    [[nodiscard]] Result<void> append(Writing &writing, Instant now);
    [[nodiscard]] Result<void> noteBatch(Run &run, Instant now);
    [[nodiscard]] StoredEvent eventOf(const StoredGateRequest &request) const;

    ServiceContext &m_context;
    const GateOptions &m_options;
    SeenIdentities m_seen;
    std::int64_t m_lastSegment = 0;
    Run m_admitted; ///< of the journal
    Run m_reported; ///< by clients
};

} // namespace toll
