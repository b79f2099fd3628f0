// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/tokens/revision.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// When each customer, token and plan changed last. The database itself keeps it, in the transaction of the change,
/// whoever makes that.
class RevisionStore {
public:
    explicit RevisionStore(Connection &connection) : m_connection(connection) { }

    [[nodiscard]] Result<std::optional<Revision>> find(RevisionKind kind, std::string_view id);
    [[nodiscard]] Result<std::vector<Revision>> all(RevisionKind kind);
    /// Those behind a sequence, in its order.
    [[nodiscard]] Result<std::vector<Revision>> after(std::int64_t sequence, std::int64_t limit);
    /// What tells this workspace from all others: 32 hex digits. A copy has the same.
    [[nodiscard]] Result<std::string> identity();

private:
    Connection &m_connection;
};

} // namespace toll
