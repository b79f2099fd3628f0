// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/reports/table.h"
#include "core/services/context.h"

#include <string>
#include <vector>

namespace toll {

class ReportService {
public:
    explicit ReportService(ServiceContext &context) : m_context(context) { }

    /// "customers" (charge by customer), "tokens" (charge by token), "days" (use and charge by day), "models", "plans",
    /// "tags", "hours" (of the week) and "margin" (by customer) with every measure, cost and margin included, "statement"
    /// (every bill's lines). Days, hours and bills name their time zone.
    [[nodiscard]] static const std::vector<std::string> &names();
    [[nodiscard]] Result<ReportTable> report(
        const std::string &name, const std::string &period, const Zone &zone) const;
    /// Every customer's bill for the period (in their own zone) as rows of the FinOps FOCUS 1.1 cost and usage data
    /// set: a row a line and token, whose BilledCost sum to the bills. Costs before rounding stand as ListCost and
    /// ContractedCost.
    [[nodiscard]] Result<ReportTable> focus(const std::string &period) const;

private:
    ServiceContext &m_context;
};

} // namespace toll
