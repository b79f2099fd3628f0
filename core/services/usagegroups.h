// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/ratingsource.h"
#include "core/services/usage.h"

#include <compare>
#include <map>
#include <string>
#include <vector>

namespace toll {

/// The place of a piece of usage in a summary, as small numbers: what is not grouped by stays 0.
struct GroupKey {
    std::uint32_t token = 0;
    std::uint32_t customer = 0;
    std::int64_t bucket = 0; ///< start of the day or hour, ms
    std::uint32_t model = 0;
    std::int16_t status = noStatus;

    auto operator<=>(const GroupKey &) const = default;
};

/// Turns usage into group keys and back into what a table shows.
class UsageGrouping {
public:
    UsageGrouping(const SummaryQuery &query, const std::vector<Token> &tokens, const std::vector<Customer> &customers);

    [[nodiscard]] GroupKey keyOf(const TokenId &token, Instant time, const std::string &model, std::int16_t status);
    /// The group's texts, one a grouping, and its span where it is a day or an hour.
    void describe(const GroupKey &key, UsageSums &sums) const;

private:
    struct Owner {
        TokenId id;
        std::string name;
        std::uint32_t customer = 0;
    };
    [[nodiscard]] bool isBy(GroupBy group) const;
    [[nodiscard]] std::int64_t bucketOf(Instant time);
    [[nodiscard]] Interval spanOf(std::int64_t bucket) const;
    [[nodiscard]] std::string keyText(GroupBy group, const GroupKey &key) const;

    const SummaryQuery &m_query;
    std::vector<Owner> m_tokens; ///< index 0: not grouped
    std::vector<std::string> m_customers;
    std::vector<std::string> m_models;
    std::map<TokenId, std::uint32_t> m_tokenIndex;
    std::map<std::string, std::uint32_t> m_modelIndex;
    Interval m_lastBucket; ///< usage comes in order of time: most rows share a bucket
};

} // namespace toll
