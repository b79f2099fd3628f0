// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/storage/agreementstore.h"
#include "core/tokens/customer.h"
#include "core/tokens/token.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace toll {

class Stores;

/// Which plan prices a token at an instant: its own, else its customer's, else Basic. Reads each plan once.
class PlanLookup {
public:
    explicit PlanLookup(Stores &stores) : m_stores(stores) { }

    [[nodiscard]] Result<std::string> nameFor(const Token &token, Instant at);
    /// The version in force at an instant; the first one before its own time.
    [[nodiscard]] Result<Plan> plan(const std::string &name, Instant at);
    /// Every plan and version that ever prices a token, in order of time; the first holds from ever.
    [[nodiscard]] Result<std::vector<DatedPlan>> historyFor(const Token &token);
    /// A history under what was agreed with a customer: each plan is changed, and cut, where an agreement is in force.
    [[nodiscard]] Result<std::vector<DatedPlan>> agreed(std::vector<DatedPlan> history, const CustomerId &customer);

private:
    using Assignments = std::vector<std::pair<Instant, std::string>>;

    /// Of a customer, in order of time; Basic before the first.
    [[nodiscard]] Result<Assignments> assignmentsOf(const CustomerId &customer);
    /// The versions of one plan that are in force somewhere in a span, the first from its beginning.
    [[nodiscard]] Result<std::vector<DatedPlan>> versionsIn(const std::string &name, Interval span);

    /// The agreements of a customer on one plan that are in force somewhere in a span, in order of time.
    [[nodiscard]] Result<std::vector<StoredAgreement>> agreementsIn(
        const CustomerId &customer, const std::string &plan, Interval span);

    Stores &m_stores;
    std::optional<std::vector<StoredAgreement>> m_agreements; ///< of all
    std::map<CustomerId, Assignments> m_assignments;
    bool m_isLoaded = false;
};

} // namespace toll
