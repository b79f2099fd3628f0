// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/connection.h"
#include "core/usage/cell.h"
#include "core/usage/segment.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace toll {

/// A token's events that were dropped: how many, and the times of the first and the last of them.
struct DroppedUse {
    Instant first;
    Instant last;
    std::int64_t events = 0;

    bool operator==(const DroppedUse &) const = default;
};

/// What a day's cells hold of dropped events, as one digest. It does not matter in which order the tokens come.
class DroppedSums {
public:
    /// Nothing of a token is nothing at all.
    void add(std::int64_t day, const TokenId &token, const CellDay &cells);
    /// The day's cells cannot be told apart from the events': its digest fits none.
    void spoil(std::int64_t day) { m_days[day].emplace_back(); }
    /// By day, since 1970-01-01.
    [[nodiscard]] std::map<std::int64_t, QByteArray> digests() const;

private:
    std::map<std::int64_t, std::vector<QByteArray>> m_days; ///< of each token, SHA-256
};

/// What is left of events that retention dropped, beside the cells that still have their sums.
class DroppedStore {
public:
    explicit DroppedStore(Connection &connection) : m_connection(connection) { }

    /// The identities of dropped events of one segment, which it sorts; must run inside atomically().
    Result<void> add(std::vector<EventHash> identities, const BatchId &batch, Interval span, Instant now);
    /// Adds to what is known of the token.
    Result<void> addUse(const TokenId &token, const DroppedUse &use);
    Result<void> putDay(std::int64_t day, const QByteArray &digest);
    Result<void> addFinal(const ClosingId &closing);

    /// Those of the identities that were dropped; looks only at what was dropped from the span.
    [[nodiscard]] Result<std::unordered_set<EventHash>> known(Interval span, std::span<const EventHash> identities);
    /// All identities, piece by piece. Damaged (where "dropped N") where a piece is not what was written, unless
    /// `onDamage` takes it.
    using Visitor = std::function<Result<void>(std::span<const EventHash>)>;
    using OnDamage = std::function<void(std::int64_t number)>;
    [[nodiscard]] Result<void> visit(const Visitor &visit, const OnDamage &onDamage = {});
    [[nodiscard]] Result<std::int64_t> eventCount();
    [[nodiscard]] Result<std::unordered_map<TokenId, DroppedUse>> uses();
    /// The days with dropped events, each with the digest of their sums.
    [[nodiscard]] Result<std::map<std::int64_t, QByteArray>> days();
    /// Closed periods that can no longer be rated anew.
    [[nodiscard]] Result<std::set<ClosingId>> finals();

private:
    struct Piece {
        std::int64_t number = 0;
        std::int64_t events = 0;
        Interval span;
        QByteArray digest;
    };
    [[nodiscard]] Result<std::vector<Piece>> pieces(Interval span);
    [[nodiscard]] Result<std::vector<EventHash>> identities(const Piece &piece);

    Connection &m_connection;
};

} // namespace toll
