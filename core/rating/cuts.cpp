// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/cuts.h"

#include "core/base/checked.h"
#include "core/rating/pricing.h"

#include <algorithm>
#include <map>

namespace toll {

namespace {

/// Splits one statement over groups of rows, line by line.
class Cutting {
public:
    Cutting(const Statement &statement, std::size_t groups, const std::function<std::size_t(std::uint32_t)> &groupOf)
        : m_statement(statement), m_groupOf(groupOf), m_totals(groups), m_ofPeriod(groups)
    {
    }

    Result<std::vector<Decimal>> run()
    {
        if (m_totals.empty())
            return std::move(m_totals);
        const StatementLine *before = nullptr;
        for (const StatementLine &line : m_statement.lines) {
            if (before && before->period != line.period)
                std::ranges::fill(m_ofPeriod, Decimal());
            before = &line;
            if (line.amount.isZero())
                continue;
            const Result<std::vector<Decimal>> weights = weightsOf(line);
            const Result<std::vector<Decimal>> shares = weights
                ? sharesOf(line.amount, *weights, m_statement.currency.minorDigits)
                : weights;
            if (!shares)
                return std::unexpected(shares.error());
            for (std::size_t group = 0; group < m_totals.size(); ++group)
                if (!add(m_totals[group], (*shares)[group]) || !add(m_ofPeriod[group], (*shares)[group]))
                    return fail(ErrorCode::Overflow, line.charge);
        }
        return std::move(m_totals);
    }

private:
    /// Exact amounts of the line's rows; what has no rows goes by what its groups owe in the period so far.
    Result<std::vector<Decimal>> weightsOf(const StatementLine &line) const
    {
        std::vector<Decimal> weights(m_totals.size());
        if (line.rows.empty()) {
            for (std::size_t group = 0; group < weights.size(); ++group)
                weights[group] = std::max(m_ofPeriod[group], Decimal(0));
            return weights;
        }
        if (!line.rowAmounts.empty()) {
            for (std::size_t i = 0; i < line.rows.size(); ++i)
                if (!add(weights[m_groupOf(line.rows[i].row)], line.rowAmounts[i]))
                    return fail(ErrorCode::Overflow, line.charge);
            return weights;
        }
        std::map<std::pair<std::size_t, std::uint32_t>, ScopeResult> units; // by group and part
        for (const RowCharge &row : line.rows) {
            ScopeResult &sum = units[{m_groupOf(row.row), row.part}];
            if (!addChecked(sum.billable, row.billable) || !addChecked(sum.over, row.over))
                return fail(ErrorCode::Overflow, line.charge);
        }
        for (const auto &[key, sum] : units) {
            const Result<Decimal> amount = amountOf(line.parts[key.second].price, line.perPlaces, sum);
            if (!amount || !add(weights[key.first], *amount))
                return fail(ErrorCode::Overflow, line.charge);
        }
        return weights;
    }

    static bool add(Decimal &sum, const Decimal &more)
    {
        const Result<Decimal> added = sum.plus(more);
        if (added)
            sum = *added;
        return added.has_value();
    }

    const Statement &m_statement;
    const std::function<std::size_t(std::uint32_t)> &m_groupOf;
    std::vector<Decimal> m_totals;
    std::vector<Decimal> m_ofPeriod; ///< of the lines of the current period
};

} // namespace

Result<std::vector<Decimal>> cut(
    const Statement &statement, std::size_t groups, const std::function<std::size_t(std::uint32_t row)> &groupOf)
{
    return Cutting(statement, groups, groupOf).run();
}

} // namespace toll
