// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/pastbills.h"

#include "core/rating/cuts.h"
#include "core/simulation/applying.h"

#include <algorithm>
#include <set>
#include <utility>

namespace toll {

namespace {

using Key = std::pair<std::string, std::string>; ///< customer and token

/// Adds one customer's days to the sums.
class Cutting {
public:
    Cutting(const BaselineCustomer &customer, const std::set<Key> &wanted, std::int64_t firstDay)
        : m_customer(customer), m_firstDay(firstDay)
    {
        for (const RatedToken &token : customer.tokens)
            m_isWanted.push_back(wanted.contains({customer.id.text, token.id.text}));
    }

    Result<void> addTo(std::vector<Decimal> &days, const Interval &range) const
    {
        if (std::ranges::none_of(m_isWanted, std::identity()))
            return {};
        RatingInput input = inputOf(m_customer, range);
        input.keepRows = true;
        const Result<Statement> statement = rate(input);
        if (!statement)
            return std::unexpected(statement.error());
        const std::size_t others = days.size();
        const auto placeOfRow = [&](std::uint32_t row) { return placeOf(m_customer.usage.rows[row], others); };
        const Result<std::vector<Decimal>> shares = cut(*statement, days.size() + 1, placeOfRow);
        if (!shares)
            return std::unexpected(shares.error());
        for (std::size_t day = 0; day < days.size(); ++day) {
            const Result<Decimal> sum = days[day].plus((*shares)[day]);
            if (!sum)
                return std::unexpected(sum.error());
            days[day] = *sum;
        }
        return {};
    }

private:
    [[nodiscard]] std::size_t placeOf(const UsageRow &row, std::size_t others) const
    {
        const std::int64_t day = daysSinceEpoch(m_customer.zone.toLocal(row.time).date) - m_firstDay;
        const bool isIn = m_isWanted[row.token] && day >= 0 && day < static_cast<std::int64_t>(others);
        return isIn ? static_cast<std::size_t>(day) : others;
    }

    const BaselineCustomer &m_customer;
    std::vector<bool> m_isWanted; ///< by token
    std::int64_t m_firstDay;
};

} // namespace

Result<std::vector<Decimal>> billedByDay(
    const Baseline &baseline, const Outlook &outlook, const std::vector<bool> &isWanted)
{
    std::vector<Decimal> days;
    const auto first = std::ranges::find(baseline.customers, outlook.currency.code,
        [](const BaselineCustomer &customer) { return customer.currency.code; });
    if (first == baseline.customers.end() || !baseline.range)
        return days;
    const std::int64_t firstDay = daysSinceEpoch(first->zone.toLocal(outlook.history.begin).date);
    days.resize(static_cast<std::size_t>(std::max<std::int64_t>(0, daysSinceEpoch(outlook.firstDay) - firstDay)));
    std::set<Key> wanted;
    for (std::size_t i = 0; i < outlook.tokens.size(); ++i)
        if (i < isWanted.size() && isWanted[i])
            wanted.insert({outlook.tokens[i].customer.text, outlook.tokens[i].token.text});
    for (const BaselineCustomer &customer : baseline.customers)
        if (customer.currency.code == outlook.currency.code)
            if (Result<void> added = Cutting(customer, wanted, firstDay).addTo(days, *baseline.range); !added)
                return std::unexpected(added.error());
    return days;
}

} // namespace toll
