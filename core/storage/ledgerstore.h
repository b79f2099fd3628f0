// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/storage/connection.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// One fact that moved rights or money.
struct LedgerEntry {
    std::int64_t sequence = 0; ///< counted from 1, without a gap
    Instant time;
    std::string actor;
    std::string kind;
    std::string payload; ///< canonical JSON (RFC 8785)

    bool operator==(const LedgerEntry &) const = default;
};

/// The append-only record. The database itself refuses to change or remove an entry.
class LedgerStore {
public:
    explicit LedgerStore(Connection &connection) : m_connection(connection) { }

    /// In the same transaction as the fact; gives the entry's sequence.
    Result<std::int64_t> append(Instant time, std::string_view actor, std::string_view kind, const Json &payload);
    /// Newest first, from below `before`.
    [[nodiscard]] Result<std::vector<LedgerEntry>> page(
        std::int64_t limit, std::int64_t before = std::numeric_limits<std::int64_t>::max());
    /// Entries whose payload names an id, oldest first: the history of one thing.
    [[nodiscard]] Result<std::vector<LedgerEntry>> mentioning(std::string_view id);

private:
    Connection &m_connection;
};

} // namespace toll
