// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/connection.h"
#include "core/tokens/customer.h"

#include <optional>
#include <string_view>
#include <vector>

namespace toll {

/// Stores do single facts; whoever calls wraps what belongs together, ledger entry included, in atomically().
class CustomerStore {
public:
    explicit CustomerStore(Connection &connection) : m_connection(connection) { }

    /// AlreadyExists (where "customer", found the name) when the name is taken.
    Result<void> insert(const Customer &customer);
    /// Everything but id and creation. NotFound, AlreadyExists.
    Result<void> update(const Customer &customer);
    /// WrongState while the customer has tokens; its plan assignments go with it.
    Result<void> erase(const CustomerId &id);

    /// By name.
    [[nodiscard]] Result<std::vector<Customer>> list(bool includeArchived);
    [[nodiscard]] Result<std::optional<Customer>> byId(const CustomerId &id);
    [[nodiscard]] Result<std::optional<Customer>> byName(std::string_view name);
    /// NotFound when it is neither an id nor a name.
    [[nodiscard]] Result<Customer> byIdOrName(std::string_view text);

private:
    Connection &m_connection;
};

} // namespace toll
