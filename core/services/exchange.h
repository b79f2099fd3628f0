// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"
#include "core/services/context.h"
#include "core/tokens/customer.h"

#include <string>
#include <vector>

namespace toll {

struct ExchangeRow {
    std::string base; ///< ISO 4217
    std::string quote; ///< ISO 4217
    std::string date; ///< ISO 8601; in force from here, until the next date that has a rate
    Decimal rate; ///< units of `quote` for one of `base`
    std::string source; ///< who says so
};

/// Exchange rates as the operator states them. Written once, never changed: what was converted stays provable.
class ExchangeService {
public:
    explicit ExchangeService(ServiceContext &context) : m_context(context) { }

    /// The same rate again changes nothing; another rate for the same date is a Conflict.
    [[nodiscard]] Result<ExchangeRow> set(const ExchangeRow &row);
    [[nodiscard]] Result<std::vector<ExchangeRow>> list() const;

private:
    ServiceContext &m_context;
};

/// States what a bill is in the customer's own currency, where that is another: by the rate of the period's last local date
/// or the last one before; without any, Statement::converted has no total.
[[nodiscard]] Result<void> convert(Stores &stores, Statement &statement, const Customer &customer);

} // namespace toll
