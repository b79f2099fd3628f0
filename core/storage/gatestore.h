// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/usagestore.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// A request that the gate let through and that is no usage yet, or is listed because it was never completed.
struct StoredGateRequest {
    enum class State {
        Open,
        Reserved, ///< until expiresAt
        Uncompleted, ///< became usage of unknown status
        Expired, ///< a reservation that was given back
    };

    std::string id;
    TokenId token;
    Instant time;
    State state = State::Open;
    std::optional<Instant> expiresAt; ///< of reservations
    std::int64_t requests = 1;
    std::array<std::optional<std::int64_t>, unitMeterCount> units{};
    std::string model;
    std::string endpoint;

    bool operator==(const StoredGateRequest &) const = default;
};

/// What the gate's journal has handed over. Writes belong into the transaction of the usage they go with.
class GateStore {
public:
    explicit GateStore(Connection &connection) : m_connection(connection) { }

    /// Which journal, and its last record that is here.
    struct Place {
        std::string journal;
        std::uint64_t drained = 0;
    };
    [[nodiscard]] Result<std::optional<Place>> place();
    Result<void> setPlace(const Place &place);

    Result<void> add(const StoredGateRequest &request); ///< AlreadyExists at "request"
    /// Many at once, none of which is there: a third of the time.
    Result<void> addAll(const std::vector<const StoredGateRequest *> &requests);
    /// Those of the ids that are there, in no order.
    [[nodiscard]] Result<std::vector<StoredGateRequest>> findAll(const std::vector<std::string_view> &ids);
    Result<void> setState(std::string_view id, StoredGateRequest::State state);
    Result<void> remove(std::string_view id);
    [[nodiscard]] Result<std::optional<StoredGateRequest>> find(std::string_view id);
    /// In order of time.
    [[nodiscard]] Result<std::vector<StoredGateRequest>> inState(StoredGateRequest::State state);
    /// Open ones of this time or earlier, and reservations that expire then or earlier.
    [[nodiscard]] Result<std::vector<StoredGateRequest>> due(Instant openSince, Instant expiresBy);

    /// Segments that were written after one, in order of number.
    struct NewSegment {
        UsageStore::SegmentFacts facts;
        BatchId batch;
    };
    [[nodiscard]] Result<std::vector<NewSegment>> segmentsAfter(std::int64_t number);
    [[nodiscard]] Result<std::int64_t> newestSegment(); ///< 0: none

private:
    Connection &m_connection;
};

} // namespace toll
