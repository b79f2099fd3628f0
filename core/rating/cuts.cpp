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
    Cutting(const Statement &statement, std::span<const std::size_t> partOfGroup,
        const std::function<std::size_t(std::uint32_t)> &groupOf)
        : m_statement(statement), m_partOfGroup(partOfGroup), m_groupOf(groupOf), m_totals(partOfGroup.size()),
          m_ofPeriod(partOfGroup.size())
    {
        for (const std::size_t part : partOfGroup)
            m_parts.resize(std::max(m_parts.size(), part + 1));
    }

    Result<NestedCut> run()
    {
        const StatementLine *before = nullptr;
        for (const StatementLine &line : m_statement.lines) {
            if (before && before->period != line.period)
                std::ranges::fill(m_ofPeriod, Decimal());
            before = &line;
            if (line.amount.isZero() || m_totals.empty())
                continue;
            const Result<std::vector<Decimal>> weights = weightsOf(line);
            if (!weights)
                return std::unexpected(weights.error());
            if (Result<void> shared = share(line, *weights); !shared)
                return std::unexpected(shared.error());
        }
        return NestedCut{std::move(m_parts), std::move(m_totals)};
    }

private:
    /// The line over the parts, then each part's share over its groups.
    Result<void> share(const StatementLine &line, const std::vector<Decimal> &weights)
    {
        std::vector<Decimal> ofParts(m_parts.size());
        for (std::size_t group = 0; group < weights.size(); ++group)
            if (!add(ofParts[m_partOfGroup[group]], weights[group]))
                return fail(ErrorCode::Overflow, line.charge);
        const int digits = m_statement.currency.minorDigits;
        const Result<std::vector<Decimal>> parts = sharesOf(line.amount, ofParts, digits);
        if (!parts)
            return std::unexpected(parts.error());
        for (std::size_t part = 0; part < m_parts.size(); ++part) {
            std::vector<std::size_t> groups;
            std::vector<Decimal> own;
            for (std::size_t group = 0; group < weights.size(); ++group)
                if (m_partOfGroup[group] == part) {
                    groups.push_back(group);
                    own.push_back(weights[group]);
                }
            const Result<std::vector<Decimal>> shares = sharesOf((*parts)[part], own, digits);
            if (!shares)
                return std::unexpected(shares.error());
            for (std::size_t i = 0; i < groups.size(); ++i)
                if (!add(m_totals[groups[i]], (*shares)[i]) || !add(m_ofPeriod[groups[i]], (*shares)[i]))
                    return fail(ErrorCode::Overflow, line.charge);
            if (!add(m_parts[part], (*parts)[part]))
                return fail(ErrorCode::Overflow, line.charge);
        }
        return {};
    }

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
    std::span<const std::size_t> m_partOfGroup;
    const std::function<std::size_t(std::uint32_t)> &m_groupOf;
    std::vector<Decimal> m_parts;
    std::vector<Decimal> m_totals;
    std::vector<Decimal> m_ofPeriod; ///< of the lines of the current period
};

} // namespace

Result<NestedCut> cutNested(const Statement &statement, std::span<const std::size_t> partOfGroup,
    const std::function<std::size_t(std::uint32_t row)> &groupOf)
{
    return Cutting(statement, partOfGroup, groupOf).run();
}

Result<std::vector<Decimal>> cut(
    const Statement &statement, std::size_t groups, const std::function<std::size_t(std::uint32_t row)> &groupOf)
{
    const std::vector<std::size_t> onePart(groups);
    Result<NestedCut> nested = cutNested(statement, onePart, groupOf);
    if (!nested)
        return std::unexpected(nested.error());
    return std::move(nested->groups);
}

} // namespace toll
