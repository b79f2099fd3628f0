// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/services/context.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

struct StoredAgreement;

/// What holds for one customer instead of what a plan says.
struct AgreementRow {
    CustomerId customer;
    std::string customerName;
    std::string plan; ///< name
    int number = 1; ///< of this customer and plan, counted from 1
    Instant from; ///< in force from here, until the next one's
    Json terms; ///< as core/rating/agreement.h reads them; an empty object ends what was agreed
};

/// Terms agreed with single customers: rates, caps, tiers, discounts, minimum and maximum of their own.
class AgreementService {
public:
    explicit AgreementService(ServiceContext &context) : m_context(context) { }

    /// From `from` on (a date in the customer's zone, or RFC 3339; absent: from now) until the next agreement with this
    /// customer on this plan, which replaces the whole of this one; empty terms go back to the plan. The terms must fit
    /// every version of the plan from then on.
    [[nodiscard]] Checked<AgreementRow> agree(const std::string &plan, const std::string &customer,
        const std::string &terms, const std::optional<std::string> &from = {});
    /// By customer and plan, oldest first.
    [[nodiscard]] Result<std::vector<AgreementRow>> list(const std::optional<std::string> &customer = {}) const;

private:
    ServiceContext &m_context;
};

/// A plan as an agreement makes it.
[[nodiscard]] Result<Plan> underAgreement(const Plan &plan, const StoredAgreement &agreement);

/// Whether every agreement that would act on a new version of a plan fits it; else a Conflict that names the customer.
[[nodiscard]] Result<void> agreementsFit(Stores &stores, const Plan &version, Instant from);

} // namespace toll
