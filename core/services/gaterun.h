// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/gatedrain.h"
#include "core/services/gateengine.h"
#include "core/services/gatejournal.h"
#include "core/services/gatereports.h"
#include "core/services/stores.h"

#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace toll {

/// What stands behind a gate: the engine and the journal's end under a lock, the rest on the owner's thread.
class Gate::Impl {
public:
    Impl(ServiceContext &services, const std::string &workspace, GateOptions wanted);

    [[nodiscard]] Result<void> open();
    /// Under the lock.
    [[nodiscard]] Result<void> append(const GateRecord &record);
    [[nodiscard]] Result<DrainReport> drain(Instant now);
    [[nodiscard]] Result<void> refresh(Instant now);
    [[nodiscard]] Result<TakeReport> take(std::span<const ReportedEvent> events, TakeMode mode, Instant now);

    ServiceContext &context;
    GateOptions options;
    GateReport report;
    std::mutex mutex;
    GateEngine engine; ///< under the lock
    GateReports reports; ///< likewise
    std::unique_ptr<GateJournal> journal;

private:
    using Records = std::vector<std::unique_ptr<OwnedRecord>>;

    /// What counters are rebuilt from, in the order of the store.
    struct History {
        std::vector<UsageTable> usage; ///< one after the other in time
        std::unordered_map<TokenId, Instant> needed; ///< from when on the rows of a token count
        std::vector<StoredGateRequest> open;
    };

    [[nodiscard]] Result<Records> read(std::uint64_t upTo);
    [[nodiscard]] Result<std::vector<StoredGateRequest>> openRequests();
    [[nodiscard]] Result<History> readHistory(std::unordered_map<TokenId, Instant> needed, Instant now);
    [[nodiscard]] Result<std::int64_t> rebuild(
        const History &history, const Records &records, const GateEngine::Changed *only);
    [[nodiscard]] Result<void> completeAll(const Records &records);
    [[nodiscard]] Result<void> rememberRecent(Instant now);
    [[nodiscard]] Result<std::vector<StoredGateRequest>> takeDue(Instant now);
    [[nodiscard]] Result<void> writeOff(GateDrain::Work &work, Instant now, DrainReport &drained);
    [[nodiscard]] Result<void> findArrived(const std::vector<StoredGateRequest> &open, const Records &records);
    [[nodiscard]] Result<void> takeNews(const std::vector<StoredEvent> &events);
    [[nodiscard]] Result<bool> completeBy(const StoredEvent &event);
    [[nodiscard]] Result<void> countUnasked(const std::vector<StoredEvent> &events);
    struct Noted {
        std::vector<CounterId> reports; ///< that were not there
        bool isKnown = false; ///< some request is known to the engine
    };
    [[nodiscard]] Noted note(std::span<const ReportedEvent> events, Instant now);
    [[nodiscard]] Result<void> completeTaken(const StoredEvent &event);

    GateDrain m_drain;
    std::uint64_t m_drained = 0;
    std::set<std::string> m_closing; ///< closed in the engine, and not in the store yet
    std::set<std::string> m_arrived; ///< likewise: requests that an event of their id completed, which came another way
};

} // namespace toll
