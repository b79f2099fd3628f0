// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagegroups.h"

#include <algorithm>

namespace toll {

UsageGrouping::UsageGrouping(
    const SummaryQuery &query, const std::vector<Token> &tokens, const std::vector<Customer> &customers)
    : m_query(query), m_tokens(1), m_customers(1), m_models(1)
{
    std::map<CustomerId, std::uint32_t> customerIndex;
    for (const Customer &customer : customers) {
        customerIndex[customer.id] = static_cast<std::uint32_t>(m_customers.size());
        m_customers.push_back(customer.name);
    }
    for (const Token &token : tokens) {
        m_tokenIndex[token.id] = static_cast<std::uint32_t>(m_tokens.size());
        m_tokens.push_back({token.id, token.name, customerIndex[token.customer]});
    }
}

bool UsageGrouping::isBy(GroupBy group) const
{
    return std::ranges::find(m_query.by, group) != m_query.by.end();
}

GroupKey UsageGrouping::keyOf(const TokenId &token, Instant time, const std::string &model, std::int16_t status)
{
    GroupKey key;
    const std::uint32_t index = m_tokenIndex[token];
    if (isBy(GroupBy::Token))
        key.token = index;
    if (isBy(GroupBy::Customer))
        key.customer = m_tokens[index].customer;
    if (isBy(GroupBy::Day) || isBy(GroupBy::Hour))
        key.bucket = bucketOf(time);
    if (isBy(GroupBy::Status))
        key.status = status;
    if (isBy(GroupBy::Model)) {
        const auto [known, isNew] = m_modelIndex.try_emplace(model, static_cast<std::uint32_t>(m_models.size()));
        if (isNew)
            m_models.push_back(model);
        key.model = known->second;
    }
    return key;
}

std::int64_t UsageGrouping::bucketOf(Instant time)
{
    if (!m_lastBucket.contains(time)) {
        const LocalTime local = m_query.zone.toLocal(time);
        const Instant begin =
            isBy(GroupBy::Hour) ? time.plus(-(local.msOfDay % msPerHour)) : m_query.zone.startOfDay(local.date);
        m_lastBucket = spanOf(begin.ms);
    }
    return m_lastBucket.begin.ms;
}

Interval UsageGrouping::spanOf(std::int64_t bucket) const
{
    const Instant begin{bucket};
    if (isBy(GroupBy::Hour))
        return {begin, begin.plus(msPerHour)};
    const Date next = dateFromDays(daysSinceEpoch(m_query.zone.toLocal(begin).date) + 1);
    return {begin, m_query.zone.startOfDay(next)};
}

std::string UsageGrouping::keyText(GroupBy group, const GroupKey &key) const
{
    switch (group) {
    case GroupBy::Token:
        return m_tokens[key.token].name;
    case GroupBy::Customer:
        return m_customers[key.customer];
    case GroupBy::Day:
        return toIso(m_query.zone.toLocal({key.bucket}).date);
    case GroupBy::Hour:
        return m_query.zone.format({key.bucket});
    case GroupBy::Model:
        return m_models[key.model];
    case GroupBy::Status:
        return key.status == noStatus ? std::string() : std::to_string(key.status);
    }
    return {};
}

void UsageGrouping::describe(const GroupKey &key, UsageSums &sums) const
{
    for (GroupBy group : m_query.by)
        sums.keys.push_back(keyText(group, key));
    sums.token = m_tokens[key.token].id;
    if (isBy(GroupBy::Day) || isBy(GroupBy::Hour))
        sums.span = spanOf(key.bucket);
}

} // namespace toll
