// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/services/context.h"

#include <string>
#include <vector>

namespace toll {

struct PlanRow {
    Plan plan; ///< the newest version; Basic first
    int versions = 1;
    Instant from; ///< when the newest version takes effect
    std::vector<std::string> customers; ///< names of those it is assigned to
    bool isBuiltIn = false;
};

class PlanService {
public:
    explicit PlanService(ServiceContext &context) : m_context(context) { }

    /// Stores the plan, or its next version where the name is known; the same document again changes nothing. A plan's
    /// first version holds from ever; a later one from `from`, which is after the last version's start (else a Conflict):
    /// a date in the plan's zone or an RFC 3339 time; absent: from now.
    [[nodiscard]] Checked<Plan> import(const std::string &document, const std::optional<std::string> &from = {});
    [[nodiscard]] Result<std::vector<PlanRow>> list() const;
    [[nodiscard]] Result<Plan> find(const std::string &name) const;
    /// From `from` on; absent: from ever for a customer's first plan, else from now.
    [[nodiscard]] Result<void> assign(const std::string &name, const CustomerId &customer, std::optional<Instant> from);

private:
    ServiceContext &m_context;
};

} // namespace toll
