// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/upstreamsource.h"
#include "core/services/usage.h"
#include "core/services/usagegroups.h"
#include "core/services/usagetally.h"

#include <map>
#include <string>
#include <vector>

namespace toll {

struct RatingSource;

/// What upstream providers charge, by the currency of the customer who caused it and that of the price list.
using CostsByCurrency = std::map<std::pair<std::string, std::string>, Decimal>;

/// A group while it is summed up.
struct GroupState {
    UsageSums sums;
    CostsByCurrency costs;
    std::map<std::string, std::int64_t> unknown; ///< requests without a price list, by the customer's currency
    ValueCounts responses; ///< of single events, where several groups may become one
};

/// Builds one summary: counts from cells or events, charges and costs from rating the same range as the bills do.
class Summariser {
public:
    Summariser(Stores &stores, const SummaryQuery &query, const Interval &range, UsageScope scope, UpstreamBook book,
        std::vector<std::string> declaredDimensions);

    [[nodiscard]] Result<UsageSummary> run();
    /// What run() counts, from single events and without texts: for very many groups.
    [[nodiscard]] Result<Tally> tally();

private:
    // What is counted: usagesummary.cpp, and from single events usagefromevents.cpp
    [[nodiscard]] Result<bool> needsEvents();
    [[nodiscard]] Result<void> count();
    [[nodiscard]] Result<void> countCells(const UsageQuery &query);
    [[nodiscard]] Result<void> countEvents();
    [[nodiscard]] UsageQuery counted() const;
    [[nodiscard]] Result<TallyQuestion> question(const UsageQuery &query);
    [[nodiscard]] Result<std::optional<GroupKey>> tallyKeyOf(const StoredEvent &stored);
    [[nodiscard]] Result<void> take(const Tally &tally, const Tally::Piece &piece, std::size_t group);
    void settlePercentiles(GroupState &state) const;
    [[nodiscard]] Result<void> add(std::uint32_t token, const CellKey &key, Instant time, const CellSums &sums);
    [[nodiscard]] Result<bool> isIn(std::uint32_t token, const CellKey &key, Instant time);
    [[nodiscard]] Result<bool> isIn(const StoredEvent &stored);
    [[nodiscard]] bool isAsked(const TokenId &token) const;
    [[nodiscard]] Result<UsageSummary> finish();
    [[nodiscard]] Result<std::vector<GroupState *>> described();
    [[nodiscard]] Result<std::vector<GroupState *>> joinTags(std::vector<GroupState> &shown);

    // What it costs: usageamounts.cpp
    [[nodiscard]] Result<void> price();
    [[nodiscard]] Result<void> price(const RatingSource &source);
    [[nodiscard]] Result<void> priceWithoutUse(const RatingSource &source, const Statement &statement);
    [[nodiscard]] Result<void> cost();
    [[nodiscard]] Result<void> cost(const UpstreamSource &source);
    [[nodiscard]] Result<void> costWithoutUse(const UpstreamSource &source, const Statement &statement);
    [[nodiscard]] Result<void> noteUnpriced(const UpstreamSource &source);
    [[nodiscard]] Result<bool> isIn(const UsageTable &usage, const std::vector<TokenId> &tokens, std::uint32_t token,
        std::size_t row, const std::vector<bool> &marked);
    [[nodiscard]] Result<const GroupKey *> keyOf(const UsageTable &usage, std::uint32_t token, std::size_t row);
    [[nodiscard]] std::function<Result<bool>(const StoredEvent &)> mark();
    [[nodiscard]] const std::string &currencyOf(std::uint32_t token, const std::string &otherwise) const;
    /// A fee that nobody's use owes: where it stands, and whether the filter lets it.
    [[nodiscard]] Result<bool> placeWithoutUse(
        const std::string &customer, const UsageScope::PlanName &plan, Instant time, GroupedPiece &piece);

    Stores &m_stores;
    const SummaryQuery &m_query;
    Interval m_range;
    UsageScope m_scope;
    UpstreamBook m_book;
    std::vector<std::string> m_dimensions; ///< declared
    UsageScope::Candidates m_candidates;
    std::map<TokenId, bool> m_askedTokens; ///< empty: all
    UsageGrouping m_grouping;
    bool m_fromEvents = false; ///< cells cannot tell
    bool m_countsEvents = false;
    std::vector<std::string> m_unknownCurrencies; ///< of requests without a price list, as tallied
    bool m_asksForPlans = false;
    std::map<GroupKey, GroupState> m_groups;
    GroupState m_total;
    std::map<std::string, Currency> m_currencies; ///< of price lists and charges, by code
    std::vector<std::string> m_chargeCurrency; ///< by token of the scope; empty where nothing charges it
};

/// What is left after the costs, in each currency of what customers owe, for the total and every group; converted costs
/// of the groups sum to the converted total.
[[nodiscard]] Result<void> settleMargins(Stores &stores, GroupState &total, std::vector<GroupState *> groups,
    const Interval &range, const std::map<std::string, Currency> &currencies, const Zone &zone);

/// Overflow where a sum would leave 64 bits.
[[nodiscard]] Result<void> addSums(UsageSums &sums, const GroupSums &more);

/// Adds money to that of its currency; kept by code.
[[nodiscard]] Result<void> addMoney(std::vector<Money> &amounts, const Currency &currency, const Decimal &amount);

} // namespace toll
