// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/taking.h"

#include "core/rating/matcher.h"

#include <algorithm>

namespace toll {

namespace {

constexpr int firstErrorStatus = 400;

MeterSum customOf(const UsageTable &usage, const UsageRow &row, std::string_view name)
{
    for (const auto &[known, sum] : usage.customs(row.custom))
        if (known == name)
            return sum;
    return {};
}

/// Distributes one row after the other.
class Distributor {
public:
    Distributor(const Plan &plan, const UsageTable &usage) : m_plan(plan), m_usage(usage)
    {
        m_taking.takes.resize(plan.charges.size());
        m_taking.unknown.resize(plan.charges.size());
        for (const Charge &charge : plan.charges)
            m_matchers.emplace_back(charge, usage);
    }

    void add(std::uint32_t index)
    {
        const UsageRow &row = m_usage.rows[index];
        const bool isBillable = m_plan.isBillable(row.status);
        bool isTaken = false;
        m_taken.clear();
        std::multimap<std::string_view, std::size_t> waiting; // group -> charges that fitted but lacked their meter
        m_groups.clear();
        for (std::size_t i = 0; i < m_plan.charges.size(); ++i) {
            const Charge &charge = m_plan.charges[i];
            if (!m_groups.mayTake(charge) || !m_matchers[i].fits(row))
                continue;
            const MeterSum meter = meterOf(m_usage, row, charge.meter);
            if (meter.known > 0) {
                m_taking.takes[i].push_back({index, meter.sum});
                m_taken.push_back(charge.meter);
                isTaken = true;
                m_groups.take(charge);
                if (!charge.group.empty())
                    waiting.erase(charge.group);
            }
            if (meter.known < row.requests && isBillable)
                missing(i, index, row.requests - meter.known, meter.known > 0, waiting);
        }
        for (const auto &[group, charge] : waiting)
            m_taking.unknown[charge].push_back({index, row.requests});
        if (isBillable)
            addUnpriced(index, row, isTaken);
    }

    Taking take() { return std::move(m_taking); }

private:
    /// A grouped charge's lack is only final once no other charge of the group took the event.
    void missing(std::size_t charge, std::uint32_t index, std::int64_t requests, bool isPartly,
        std::multimap<std::string_view, std::size_t> &waiting)
    {
        const std::string &group = m_plan.charges[charge].group;
        if (group.empty() || isPartly)
            m_taking.unknown[charge].push_back({index, requests});
        else
            waiting.emplace(group, charge);
    }

    void addUnpriced(std::uint32_t index, const UsageRow &row, bool isTaken)
    {
        if (!isTaken)
            m_taking.unpriced.push_back({index, "requests", row.requests});
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (row.units[unit].sum > 0)
                addUnpriced(index, std::string(name(static_cast<UnitMeter>(unit))), row.units[unit].sum);
        for (const auto &[meter, sum] : m_usage.customs(row.custom))
            if (sum.sum > 0)
                addUnpriced(index, "meter." + meter, sum.sum);
    }

    void addUnpriced(std::uint32_t index, std::string meter, std::int64_t quantity)
    {
        if (std::ranges::find(m_taken, meter) == m_taken.end())
            m_taking.unpriced.push_back({index, std::move(meter), quantity});
    }

    const Plan &m_plan;
    const UsageTable &m_usage;
    std::vector<Matcher> m_matchers;
    TakenGroups m_groups; ///< of the current row
    std::vector<std::string_view> m_taken; ///< meters of the current row that some charge took
    Taking m_taking;
};

} // namespace

MeterSum meterOf(const UsageTable &usage, const UsageRow &row, const std::string &meter)
{
    if (meter == "requests")
        return {row.requests, row.requests};
    if (meter == "errors")
        // Whether a request of unknown status failed is not known either.
        return {row.status >= firstErrorStatus ? row.requests : 0, row.status == noStatus ? 0 : row.requests};
    if (meter == "response_ms")
        return row.responseMs;
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        if (meter == name(static_cast<UnitMeter>(unit)))
            return row.units[unit];
    constexpr std::string_view custom = "meter.";
    return meter.starts_with(custom) ? customOf(usage, row, std::string_view(meter).substr(custom.size())) : MeterSum{};
}

std::vector<std::vector<Take>> takesByToken(const std::vector<Take> &takes, const UsageTable &usage, std::size_t tokens)
{
    std::vector<std::vector<Take>> byToken(tokens);
    for (const Take &take : takes)
        byToken[usage.rows[take.row].token].push_back(take);
    return byToken;
}

Taking distribute(const Plan &plan, const UsageTable &usage, Interval span)
{
    Distributor distributor(plan, usage);
    const auto first = std::ranges::lower_bound(usage.rows, span.begin, {}, &UsageRow::time);
    for (auto i = static_cast<std::uint32_t>(first - usage.rows.begin());
         i < usage.rows.size() && usage.rows[i].time < span.end; ++i)
        distributor.add(i);
    return distributor.take();
}

} // namespace toll
