// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/cuts.h"

#include "core/base/checked.h"
#include "core/rating/pricing.h"

#include <map>

namespace toll {

Result<std::vector<Decimal>> cut(
    const Statement &statement, std::size_t groups, const std::function<std::size_t(std::uint32_t row)> &groupOf)
{
    std::vector<Decimal> totals(groups);
    for (const StatementLine &line : statement.lines) {
        if (line.kind != LineKind::Shape || line.rows.empty())
            continue;
        std::map<std::pair<std::size_t, std::uint32_t>, ScopeResult> units; // by group and part
        for (const RowCharge &row : line.rows) {
            ScopeResult &sum = units[{groupOf(row.row), row.part}];
            if (!addChecked(sum.billable, row.billable) || !addChecked(sum.over, row.over))
                return fail(ErrorCode::Overflow, line.charge);
        }
        std::vector<Decimal> weights(groups);
        for (const auto &[key, sum] : units) {
            const Result<Decimal> amount = amountOf(line.parts[key.second].price, line.perPlaces, sum);
            const Result<Decimal> weight = amount ? weights[key.first].plus(*amount) : amount;
            if (!weight)
                return std::unexpected(weight.error());
            weights[key.first] = *weight;
        }
        const Result<std::vector<Decimal>> shares = allocate(line.amount, weights, statement.currency.minorDigits);
        if (!shares)
            return std::unexpected(shares.error());
        for (std::size_t group = 0; group < groups; ++group) {
            const Result<Decimal> total = totals[group].plus((*shares)[group]);
            if (!total)
                return std::unexpected(total.error());
            totals[group] = *total;
        }
    }
    return totals;
}

} // namespace toll
