// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/billing/change.h"
#include "core/rating/statement.h"
#include "core/services/context.h"

#include <optional>
#include <string>

namespace toll {

/// What the pure `rate` command reads; no store is involved.
struct RateRequest {
    std::string plan; ///< the plan file's text
    std::string usagePath; ///< CSV, JSON Lines or log; plain, gzip or xz
    std::optional<std::string> termStart; ///< RFC 3339, or a date in the zone
    std::optional<std::string> timezone; ///< instead of the plan's
    std::optional<std::string> period;
    std::vector<std::string> mappings; ///< field=column
};

class BillingService {
public:
    explicit BillingService(ServiceContext &context) : m_context(context) { }

    [[nodiscard]] Result<Statement> billCustomer(const CustomerId &customer, const Interval &period) const;
    [[nodiscard]] Result<Statement> billToken(const TokenId &token, const Interval &period) const;
    /// Why the bill of one period is not that of the other; the one that begins first is the earlier.
    [[nodiscard]] Result<BillChange> changeForCustomer(
        const CustomerId &customer, const Interval &one, const Interval &other) const;
    [[nodiscard]] Result<BillChange> changeForToken(
        const TokenId &token, const Interval &one, const Interval &other) const;

private:
    ServiceContext &m_context;
};

/// Rates a file by a plan file. Bad rows are left out and reported to `faults`.
[[nodiscard]] Checked<Statement> rateFile(const RateRequest &request, std::vector<Error> &faults);

} // namespace toll
