// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/planlookup.h"
#include "core/services/stores.h"
#include "core/usage/filter.h"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace toll {

/// The tokens and customers that a question about usage is about, and what a filter sees of them. Token numbers count
/// from 1; 0 is what no token used, such as a fee, whose customer and plan noToken() sets.
class UsageScope {
public:
    struct PlanName {
        std::string name;
        std::string version; ///< "Standard@2"; of the built-in plan its name
    };

    [[nodiscard]] static Result<UsageScope> load(Stores &stores, const Zone &zone);

    [[nodiscard]] std::size_t size() const { return m_owners.size(); } ///< numbers end before it
    [[nodiscard]] std::uint32_t numberOf(const TokenId &token) const;
    [[nodiscard]] const std::string &tokenName(std::uint32_t token) const { return m_owners[token].name; }
    [[nodiscard]] const TokenId &tokenId(std::uint32_t token) const { return m_owners[token].id; }
    [[nodiscard]] const std::string &customerOf(std::uint32_t token) const { return *m_owners[token].customer; }
    [[nodiscard]] std::int64_t tagSetOf(std::uint32_t token) const { return m_owners[token].tags; }
    [[nodiscard]] const std::vector<std::string> &tagSet(std::int64_t set) const
    {
        return m_tagSets[static_cast<std::size_t>(set)];
    }
    /// The plan that is in force for a token's usage at an instant.
    [[nodiscard]] Result<const PlanName *> planAt(std::uint32_t token, Instant time);
    /// Reads the plans of all tokens, so that planAt() asks the workspace for nothing more: on other threads it must not.
    [[nodiscard]] Result<void> loadPlans();
    void noToken(const std::string &customer, const PlanName &plan);
    /// Whether a plan or version of the tokens begins within a quarter of an hour of a span.
    [[nodiscard]] Result<bool> plansCutQuarters(Interval span);

    /// What a filter looks at in usage of a token at an instant; the caller adds what the usage itself says.
    [[nodiscard]] Result<FilterSubject> subjectOf(std::uint32_t token, Instant time, bool withPlan);
    /// Which tokens the tokens asked for and the filter's terms on tokens, owners and tags leave, and whose they are.
    struct Candidates {
        std::vector<TokenId> asked;
        std::vector<CustomerId> customers; ///< likewise those without tokens whom the filter finds
        bool isAll = false; ///< nothing was asked of tokens
    };
    [[nodiscard]] Candidates candidates(const std::vector<TokenId> &tokens, const EventFilter &where);

private:
    struct Owner {
        TokenId id;
        std::string name;
        const std::string *customer = nullptr; ///< into m_customers
        CustomerId customerId;
        std::int64_t tags = 0;
    };
    struct DatedName {
        Instant from;
        PlanName plan;
    };
    [[nodiscard]] Result<const std::vector<DatedName> *> plansOf(std::uint32_t token);

    [[nodiscard]] Result<const Token *> wholeToken(const TokenId &id);

    UsageScope(Stores &stores, const Zone &zone) : m_stores(stores), m_zone(zone), m_lookup(stores) { }

    Stores &m_stores;
    Zone m_zone;
    PlanLookup m_lookup;
    std::unordered_map<TokenId, Token> m_tokens; ///< read where plans are asked for: much is known of a token beside its names
    std::map<CustomerId, std::string> m_customers;
    std::vector<Owner> m_owners;
    std::unordered_map<TokenId, std::uint32_t> m_numbers;
    std::vector<std::vector<std::string>> m_tagSets;
    std::vector<std::vector<DatedName>> m_plans; ///< by token number; empty until asked for
    std::string m_nobody; ///< customer of what no token used
};

/// What a cell or an event of a token adds to a subject.
void describeCell(FilterSubject &subject, std::int16_t status, const std::string &model, const std::string &source,
    const UsageTable::Dimensions &dimensions);
void describeEvent(FilterSubject &subject, const UsageEvent &event);
[[nodiscard]] bool asksForPlans(const EventFilter &where);

} // namespace toll
