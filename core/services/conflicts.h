// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money/money.h"
#include "core/services/conflictbody.h"
#include "core/services/context.h"
#include "core/services/job.h"
#include "core/services/settings.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace toll {

/// Which of two bodies with one identity counts.
enum class Keep { First, Second };
[[nodiscard]] std::string_view name(Keep keep); ///< "first", "second"
[[nodiscard]] Result<Keep> parseKeep(std::string_view text);

/// Two bodies that came under one identity.
struct ConflictRow {
    std::int64_t number = 0;
    Instant foundAt;
    std::string file; ///< of the import that found it
    std::string first; ///< JSON, as the usage CSV names the fields; `token` is an id
    std::string second;
    std::vector<BodyDifference> differences;
    std::optional<Keep> decision; ///< nothing: nobody has decided
    std::optional<Keep> stands; ///< which is counted now; nothing: a third one
};

/// What is to be decided about one conflict.
struct ConflictChoice {
    std::int64_t number = 0;
    std::optional<Keep> keep; ///< nothing: the first stands, and the conflict waits again
};

/// What decisions make of one bill.
struct ConflictEffect {
    CustomerId customer;
    std::string customerName;
    std::string period; ///< in the customer's zone, as parsePeriod() reads it
    Currency currency;
    Decimal before; ///< the total as it is now
    Decimal after;
    std::optional<LateUsage> closed; ///< the period is closed, and this is what the policy makes of it
};

/// Requests that came twice with different bodies, and what was decided about them.
class ConflictService {
public:
    explicit ConflictService(ServiceContext &context) : m_context(context) { }

    /// Newest first; those that wait for a decision, or all.
    [[nodiscard]] Result<std::vector<ConflictRow>> list(bool includeDecided) const;
    /// NotFound at "conflict".
    [[nodiscard]] Result<ConflictRow> find(std::int64_t number) const;
    /// Makes the body stand that is to be kept: its segment is written anew with it, cells and uses follow, and the
    /// ledger says so, all at once. Deciding the other way later takes it back. Of several second bodies of one
    /// identity at most one stands; keeping the first of a conflict whose second does not stand leaves what stands.
    /// Deciding the same again changes nothing. WrongState at "dropped_events" where retention dropped the event.
    Result<ConflictRow> decide(std::int64_t number, Keep keep);
    /// Several at once: all of them or none. Cancelled leaves everything as it was.
    Result<void> decide(const std::vector<ConflictChoice> &choices, const JobControl &job);
    /// What these decisions would do to the bills of the billing periods the bodies lie in, and to the first open one of
    /// who has closed ones; by customer, then time. Tried out and taken back: nothing changes, though it needs a writer.
    [[nodiscard]] Result<std::vector<ConflictEffect>> effects(const std::vector<ConflictChoice> &choices);
    /// How many wait for a decision.
    [[nodiscard]] Result<std::int64_t> waiting() const;

private:
    ServiceContext &m_context;
};

} // namespace toll
