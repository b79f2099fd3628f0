// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/services/context.h"
#include "core/tokens/adminkey.h"

#include <string>
#include <vector>

namespace toll {

/// A management key with its secret, which is handed out this once and kept nowhere.
struct IssuedAdminKey {
    AdminKey key;
    std::string secret;
};

/// The keys that open the management side of tollkeeperd.
class AdminKeyService {
public:
    explicit AdminKeyService(ServiceContext &context) : m_context(context) { }

    /// Missing without a name (`where` "name") or scopes ("scope"); OutOfRange for a name above 200 bytes.
    [[nodiscard]] Result<IssuedAdminKey> create(const std::string &name, const Scopes &scopes);
    /// Oldest first, revoked ones too.
    [[nodiscard]] Result<std::vector<AdminKey>> list() const;
    /// By its id. Final; again changes nothing. NotFound.
    [[nodiscard]] Result<AdminKey> revoke(const std::string &id);

private:
    ServiceContext &m_context;
};

/// {"id","name","prefix","last_four","scopes":[…],"created","revoked"}; never the hash.
[[nodiscard]] Json adminKeyJson(const AdminKey &key);

} // namespace toll
