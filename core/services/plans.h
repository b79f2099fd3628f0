// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/services/context.h"
#include "core/services/plandiff.h"
#include "core/services/planimpact.h"

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

/// One version of a plan, and what it changed.
struct PlanVersionRow {
    Plan plan;
    Instant from; ///< in force from here until the next one's; the first from ever
    bool isInForce = false;
    Plan previous; ///< of the first: itself
    std::vector<PlanChange> changes; ///< against the previous version; none of the first
};

class PlanService {
public:
    explicit PlanService(ServiceContext &context) : m_context(context) { }

    /// Stores the plan, or its next version where the name is known; the same document again changes nothing. A plan's
    /// first version holds from ever; a later one from `from`, which is after the last version's start (else a Conflict):
    /// a date in the plan's zone or an RFC 3339 time; absent: from now. PeriodClosed where it would reach into a closed
    /// period of a customer on the plan.
    [[nodiscard]] Checked<Plan> import(const std::string &document, const std::optional<std::string> &from = {});
    [[nodiscard]] Result<std::vector<PlanRow>> list() const;
    [[nodiscard]] Result<Plan> find(const std::string &name) const;
    /// "NAME" is the version in force now, "NAME@2" the second one.
    [[nodiscard]] Result<Plan> resolve(const std::string &reference) const;
    /// Oldest first; one of Basic.
    [[nodiscard]] Result<std::vector<PlanVersionRow>> versions(const std::string &name) const;
    /// The plan file of what resolve() finds: what import() takes gives the same plan.
    [[nodiscard]] Result<std::string> exportPlan(const std::string &reference) const;
    /// What a next version would have made of the last 30 days, for everyone on the plan now: by the version in force
    /// now, and by this document, from a date or time on or, where that is absent, throughout. Changes nothing. Of a plan
    /// that is new, nobody's.
    [[nodiscard]] Checked<PlanImpact> previewChange(
        const std::string &document, const std::optional<std::string> &from, const JobControl &job) const;
    /// From `from` on; absent: from ever for a customer's first plan unless a period of theirs is closed, else from now.
    /// PeriodClosed where that lies in a closed period.
    [[nodiscard]] Result<void> assign(const std::string &name, const CustomerId &customer, std::optional<Instant> from);

private:
    /// A plan file that could be stored, with its time zone.
    [[nodiscard]] static Checked<std::pair<Plan, Zone>> checked(const std::string &document);

    ServiceContext &m_context;
};

} // namespace toll
