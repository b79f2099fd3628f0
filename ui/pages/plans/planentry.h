// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/agreements.h"
#include "core/services/customers.h"
#include "core/services/plans.h"
#include "core/services/settings.h"

#include <QString>

#include <optional>
#include <vector>

namespace toll {

/// What was agreed with one customer on a plan.
struct Agreed {
    AgreementRow row;
    Zone zone; ///< the customer's
    std::optional<Instant> until; ///< the next agreement with this customer begins; absent: this is the last one

    /// Something else than the plan holds, and goes on unless it is ended.
    [[nodiscard]] bool isOpen() const { return !until && row.terms != Json(Json::Object{}); }
};

/// Everything the page has loaded.
struct PlansAnswer {
    struct Stored {
        PlanRow row;
        std::vector<PlanVersionRow> versions; ///< oldest first
        std::vector<Agreed> agreements; ///< by customer, oldest first
    };
    std::vector<Stored> plans; ///< Basic first
    std::vector<Customer> customers;
    WorkspaceInfo info;
    Instant now;
};

/// One line of the list: a stored plan with its draft, where there is one, or a plan that is only a draft.
struct PlanEntry {
    QString key; ///< see PlanDrafts
    std::optional<PlansAnswer::Stored> stored;
    std::optional<Json> draft;

    [[nodiscard]] bool isBuiltIn() const { return stored && stored->row.isBuiltIn; }
    /// What is shown and edited: the draft, else the newest version.
    [[nodiscard]] Json document() const { return draft ? *draft : stored ? toJson(stored->versions.back().plan) : Json(); }
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString currency() const;
};

} // namespace toll
