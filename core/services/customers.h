// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/tokens/customer.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

struct NewCustomer {
    std::string name;
    std::string currency = "USD";
    std::string timezone = "UTC";
    std::string contact;
    PoolLimits pool{}; ///< what all its tokens will share
    std::string id{}; ///< made by the caller, as a token's; empty: made here
};

/// What to change; absent values stay.
struct CustomerEdit {
    std::optional<std::string> name;
    std::optional<std::string> timezone; ///< refused once the customer has usage: it would move past bills
    std::optional<std::string> currency; ///< likewise
    std::optional<std::string> contact;
    std::optional<PoolLimits> pool{}; ///< what all its tokens share
};

class CustomerService {
public:
    explicit CustomerService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<Customer> add(const NewCustomer &customer);
    [[nodiscard]] Result<std::vector<Customer>> list(bool withArchived = false) const;
    /// By id, else by name; NotFound otherwise.
    [[nodiscard]] Result<Customer> find(const std::string &idOrName) const;
    [[nodiscard]] Result<Customer> edit(const CustomerId &id, const CustomerEdit &edit);
    [[nodiscard]] Result<Customer> setArchived(const CustomerId &id, bool archived);
    /// Removes name and contact for good and revokes the tokens; usage and bills stay, under an anonymous name.
    [[nodiscard]] Result<Customer> erase(const CustomerId &id);

private:
    ServiceContext &m_context;
};

} // namespace toll
