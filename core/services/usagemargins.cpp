// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/pricing.h"
#include "core/services/usagesummary.h"

#include <algorithm>
#include <set>

namespace toll {

namespace {

/// What costs of one currency are in another, for the total and each group.
struct Converted {
    bool isKnown = false;
    Decimal total;
    std::vector<Decimal> groups;
};

class Settling {
public:
    Settling(Stores &stores, GroupState &total, std::vector<GroupState *> groups, const Interval &range,
        const std::map<std::string, Currency> &currencies, const Zone &zone)
        : m_stores(stores), m_total(total), m_groups(std::move(groups)), m_currencies(currencies),
          m_lastDate(toIso(zone.toLocal(range.end.plus(-1)).date))
    {
    }

    Result<void> run()
    {
        for (const auto &[pair, amount] : m_total.costs)
            if (Result<void> converted = convert(pair, amount); !converted)
                return converted;
        if (Result<void> settled = settle(m_total, nullptr); !settled)
            return settled;
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            if (Result<void> settled = settle(*m_groups[i], &i); !settled)
                return settled;
        return {};
    }

private:
    using Pair = std::pair<std::string, std::string>; ///< charged in, cost in

    /// The total is rounded once; the groups get its largest-remainder shares.
    Result<void> convert(const Pair &pair, const Decimal &amount)
    {
        const Currency &target = m_currencies.at(pair.first);
        Converted &result = m_converted[pair];
        std::vector<Decimal> costs;
        for (const GroupState *group : m_groups) {
            const auto own = group->costs.find(pair);
            costs.push_back(own == group->costs.end() ? Decimal() : own->second);
        }
        if (pair.first == pair.second) {
            result = {true, amount, std::move(costs)};
            return {};
        }
        const Result<std::optional<ExchangeRate>> rate = m_stores.exchange.at(pair.second, pair.first, m_lastDate);
        if (!rate)
            return std::unexpected(rate.error());
        if (!*rate)
            return {};
        const Result<Decimal> exact = amount.times((*rate)->rate);
        if (!exact)
            return std::unexpected(exact.error());
        result.isKnown = true;
        result.total = exact->rounded(target.minorDigits, Rounding::HalfUp);
        if (costs.empty())
            return {};
        Result<std::vector<Decimal>> shares = sharesOf(result.total, costs, target.minorDigits);
        if (!shares)
            return std::unexpected(shares.error());
        result.groups = std::move(*shares);
        return {};
    }

    Result<void> settle(GroupState &state, const std::size_t *group)
    {
        for (const auto &[pair, amount] : state.costs)
            if (Result<void> added = addMoney(state.sums.costs, m_currencies.at(pair.second), amount); !added)
                return added;
        std::set<std::string> codes;
        for (const Money &money : state.sums.amounts)
            codes.insert(money.currency.code);
        for (const auto &[pair, amount] : state.costs)
            codes.insert(pair.first);
        for (const std::string &code : codes)
            if (Result<void> added = addMargin(state, group, m_currencies.at(code)); !added)
                return added;
        return {};
    }

    Result<void> addMargin(GroupState &state, const std::size_t *group, const Currency &currency)
    {
        Margin margin{currency, Decimal(), MarginGap::None, {}};
        const auto charge = std::ranges::find(state.sums.amounts, currency, &Money::currency);
        if (charge != state.sums.amounts.end())
            margin.amount = charge->amount;
        if (const auto unknown = state.unknown.find(currency.code);
            (unknown != state.unknown.end() && unknown->second > 0) || state.unknown.contains({})) {
            margin.amount.reset();
            margin.gap = MarginGap::NoPriceList;
        }
        for (const auto &[pair, amount] : state.costs) {
            if (pair.first != currency.code || margin.gap != MarginGap::None)
                continue;
            const Converted &cost = m_converted.at(pair);
            if (!cost.isKnown) {
                margin.amount.reset();
                margin.gap = MarginGap::NoRate;
                margin.costCurrency = pair.second;
                continue;
            }
            const Result<Decimal> left = margin.amount->minus(group ? cost.groups[*group] : cost.total);
            if (!left)
                return std::unexpected(left.error());
            margin.amount = *left;
        }
        state.sums.margins.push_back(std::move(margin));
        return {};
    }

    Stores &m_stores;
    GroupState &m_total;
    std::vector<GroupState *> m_groups;
    const std::map<std::string, Currency> &m_currencies;
    std::string m_lastDate; ///< whose exchange rate counts, as on bills
    std::map<Pair, Converted> m_converted;
};

} // namespace

Result<void> addMoney(std::vector<Money> &amounts, const Currency &currency, const Decimal &amount)
{
    auto own = std::ranges::find(amounts, currency, &Money::currency);
    if (own == amounts.end())
        own = amounts.insert(
            std::ranges::upper_bound(amounts, currency.code, {}, [](const Money &m) { return m.currency.code; }),
            {{}, currency});
    const Result<Decimal> sum = own->amount.plus(amount);
    if (!sum)
        return std::unexpected(sum.error());
    own->amount = *sum;
    return {};
}

Result<void> settleMargins(Stores &stores, GroupState &total, std::vector<GroupState *> groups, const Interval &range,
    const std::map<std::string, Currency> &currencies, const Zone &zone)
{
    return Settling(stores, total, std::move(groups), range, currencies, zone).run();
}

} // namespace toll
