// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/storage/connection.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// One version of a plan as it is kept: its text is read by core/rating/plan.h.
struct StoredPlan {
    PlanId id;
    std::string name; ///< unique
    int version = 1; ///< counted from 1
    Instant from; ///< in force from here, until the next version's
    std::string document; ///< JSON
    Instant createdAt;

    bool operator==(const StoredPlan &) const = default;
};

/// Which plan a customer is on from an instant on; an empty plan is the built-in Basic.
struct PlanAssignment {
    CustomerId customer;
    std::string plan; ///< name
    Instant from;

    bool operator==(const PlanAssignment &) const = default;
};

/// Price lists. Versions are never changed once written.
class PlanStore {
public:
    explicit PlanStore(Connection &connection) : m_connection(connection) { }

    /// Adds the plan where its name is new, and its next version. `id` is taken for a new plan only and `version`
    /// is set here; gives what was written. Conflict when `from` does not lie after the last version's.
    Result<StoredPlan> add(StoredPlan plan);
    /// Replaces an assignment from the same instant. NotFound when there is no such plan.
    Result<void> assign(const PlanAssignment &assignment, Instant now);

    /// The newest version of each, by name.
    [[nodiscard]] Result<std::vector<StoredPlan>> list();
    /// The newest version.
    [[nodiscard]] Result<std::optional<StoredPlan>> byName(std::string_view name);
    /// Oldest first; empty when there is no such plan.
    [[nodiscard]] Result<std::vector<StoredPlan>> versions(std::string_view name);
    /// Oldest first.
    [[nodiscard]] Result<std::vector<PlanAssignment>> assignmentsOf(const CustomerId &customer);
    /// Of every customer, by customer and time.
    [[nodiscard]] Result<std::vector<PlanAssignment>> assignments();

private:
    Connection &m_connection;
};

} // namespace toll
