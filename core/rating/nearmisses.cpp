// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/nearmisses.h"

#include "core/base/checked.h"
#include "core/rating/matcher.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace toll {

namespace {

/// Adds up requests by rule. A count past 64 bits stays at the largest: it is told, not billed.
class Tally {
public:
    void add(NearRule rule, std::int64_t requests)
    {
        std::int64_t &sum = m_requests[{rule.charge, rule.field, rule.pattern, rule.value, rule.takenBy}];
        if (!addChecked(sum, requests))
            sum = std::numeric_limits<std::int64_t>::max();
    }

    /// Those with the most requests first.
    std::vector<NearRule> most() const
    {
        std::vector<NearRule> rules;
        for (const auto &[key, requests] : m_requests) {
            const auto &[charge, field, pattern, value, takenBy] = key;
            rules.push_back({charge, field, pattern, value, takenBy, requests});
        }
        std::ranges::stable_sort(rules, std::ranges::greater(), &NearRule::requests);
        rules.resize(std::min(rules.size(), NearMisses::mostTold));
        return rules;
    }

private:
    std::map<std::tuple<std::string, std::string, std::string, std::string, std::string>, std::int64_t> m_requests;
};

bool hasTaken(const ChargeHistory &history, std::uint32_t row)
{
    return std::ranges::binary_search(history.takes, row, {}, &Take::row);
}

} // namespace

NearMisses::NearMisses(const Plan &plan, const UsageTable &usage, const std::vector<ChargeHistory> &histories)
    : m_plan(plan), m_usage(usage), m_histories(histories)
{
}

std::vector<NearRule> NearMisses::ofCharge(std::size_t charge, Interval span)
{
    const Charge &asked = m_plan.charges[charge];
    Matcher matcher(asked, m_usage);
    const auto historyOf = [&](const std::string &id) { return std::ranges::find(m_histories, id, &ChargeHistory::id); };
    const auto own = historyOf(asked.id);
    Tally tally;
    auto row = std::ranges::lower_bound(m_usage.rows, span.begin, {}, &UsageRow::time);
    for (; row != m_usage.rows.end() && row->time < span.end; ++row) {
        if (!m_plan.isBillable(row->status) || meterOf(m_usage, *row, asked.meter).known == 0)
            continue;
        if (const auto *obstacle = matcher.onlyObstacle(*row)) {
            tally.add({asked.id, obstacle->first, obstacle->second, matcher.valueOf(*row, obstacle->first), {}, 0},
                row->requests);
            continue;
        }
        const auto index = static_cast<std::uint32_t>(row - m_usage.rows.begin());
        if (asked.group.empty() || !matcher.fits(*row) || hasTaken(*own, index))
            continue;
        for (std::size_t before = 0; before < charge; ++before)
            if (const Charge &other = m_plan.charges[before];
                other.group == asked.group && hasTaken(*historyOf(other.id), index))
                tally.add({asked.id, {}, {}, {}, other.id, 0}, row->requests);
    }
    return tally.most();
}

std::vector<NearRule> NearMisses::ofUnpriced(const std::string &meter, Interval span)
{
    Tally tally;
    std::vector<const ChargeHistory *> histories;
    for (const ChargeHistory &history : m_histories)
        if (std::ranges::any_of(
                history.byVersion, [&](const Charge *charge) { return charge && charge->meter == meter; }))
            histories.push_back(&history);
    for (const Charge &charge : m_plan.charges) {
        if (charge.meter != meter || std::holds_alternative<Fixed>(charge.shape))
            continue;
        Matcher matcher(charge, m_usage);
        auto row = std::ranges::lower_bound(m_usage.rows, span.begin, {}, &UsageRow::time);
        for (; row != m_usage.rows.end() && row->time < span.end; ++row) {
            const auto index = static_cast<std::uint32_t>(row - m_usage.rows.begin());
            if (!m_plan.isBillable(row->status) || meterOf(m_usage, *row, meter).known == 0
                || std::ranges::any_of(
                    histories, [&](const ChargeHistory *history) { return hasTaken(*history, index); }))
                continue;
            if (const auto *obstacle = matcher.onlyObstacle(*row))
                tally.add({charge.id, obstacle->first, obstacle->second, matcher.valueOf(*row, obstacle->first), {}, 0},
                    row->requests);
        }
    }
    return tally.most();
}

} // namespace toll
