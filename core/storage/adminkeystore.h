// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/tokens/adminkey.h"

#include <optional>
#include <string_view>
#include <vector>

namespace toll {

/// The management keys of the service.
class AdminKeyStore {
public:
    explicit AdminKeyStore(Connection &connection) : m_connection(connection) { }

    Result<void> insert(const AdminKey &key);
    /// False where it was revoked before; NotFound.
    Result<bool> revoke(std::string_view id, Instant at);
    /// Oldest first, revoked ones too.
    [[nodiscard]] Result<std::vector<AdminKey>> list();

private:
    Connection &m_connection;
};

} // namespace toll
