// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/statement.h"
#include "core/reports/table.h"
#include "core/tokens/customer.h"
#include "core/tokens/token.h"

#include <string>
#include <unordered_map>

namespace toll {

/// Rows of the FinOps FOCUS 1.1 cost and usage data set, made from statements.
class FocusRows {
public:
    using TokenTags = std::unordered_map<TokenId, std::vector<std::string>>;

    /// `provider`: who bills.
    FocusRows(std::string provider, TokenTags tags);

    /// Internal where the rows of the statement would not sum to its total.
    [[nodiscard]] Result<void> add(const Customer &customer, const Interval &billed, const Statement &statement);
    [[nodiscard]] ReportTable take() && { return std::move(m_table); }

private:
    struct Row;
    [[nodiscard]] Result<Decimal> addLine(Row row, const Statement &statement, const StatementLine &line);
    void append(const Row &row);

    std::string m_provider;
    TokenTags m_tags;
    ReportTable m_table;
};

} // namespace toll
