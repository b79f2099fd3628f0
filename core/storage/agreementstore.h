// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/connection.h"

#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What holds for one customer instead of what a plan says; the terms are read by core/rating/agreement.h.
struct StoredAgreement {
    CustomerId customer;
    std::string plan; ///< name
    int number = 1; ///< of this customer and plan, counted from 1
    Instant from; ///< in force from here, until the next one's
    std::string terms; ///< JSON; an empty object ends what was agreed
    Instant createdAt;

    bool operator==(const StoredAgreement &) const = default;
};

/// Agreements with customers. Never changed once written.
class AgreementStore {
public:
    explicit AgreementStore(Connection &connection) : m_connection(connection) { }

    /// `number` is set here; gives what was written. NotFound where there is no such plan, Conflict where `from` does not
    /// lie after the last one's of this customer and plan.
    Result<StoredAgreement> add(StoredAgreement agreement);
    /// Of every customer and plan, by customer, plan and time.
    [[nodiscard]] Result<std::vector<StoredAgreement>> list();

private:
    Connection &m_connection;
};

} // namespace toll
