// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/connection.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

/// Usage of one customer in one import that was out of its time.
struct UsageNotice {
    enum class Kind {
        Late, ///< dated in a period that was closed
        Future, ///< dated later than it arrived
    };
    std::int64_t number = 0; ///< set by the store; grows
    BatchId batch;
    std::string file; ///< of the batch; read, never written
    CustomerId customer;
    Kind kind = Kind::Late;
    std::optional<ClosingId> closing; ///< of late usage
    std::string policy; ///< applied to late usage: "next_bill", "reopen", "reject"
    std::int64_t events = 0; ///< usage records
    Instant first; ///< as they are dated
    Instant last;
    Instant notedAt;

    bool operator==(const UsageNotice &) const = default;
};

/// What came out of its time. Never changed once written.
class NoticeStore {
public:
    explicit NoticeStore(Connection &connection) : m_connection(connection) { }

    /// After its batch.
    Result<void> add(const UsageNotice &notice);
    /// Of one customer or of all, oldest first.
    [[nodiscard]] Result<std::vector<UsageNotice>> list(const std::optional<CustomerId> &customer = {});
    /// Number of the newest one; 0 without any.
    [[nodiscard]] Result<std::int64_t> newest();

private:
    Connection &m_connection;
};

} // namespace toll
