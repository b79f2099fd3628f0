// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/tokens/keptreply.h"

#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// Answers by the SHA-256 (hex) of whose request it was and the key it had.
class KeptReplyStore {
public:
    explicit KeptReplyStore(Connection &connection) : m_connection(connection) { }

    /// In the transaction of what the request did.
    Result<void> insert(std::string_view request, const KeptReply &reply);
    [[nodiscard]] Result<std::optional<KeptReply>> find(std::string_view request);
    /// Those made before; gives how many there were.
    Result<std::int64_t> removeBefore(Instant time);
    [[nodiscard]] Result<std::int64_t> count();

private:
    Connection &m_connection;
};

} // namespace toll
