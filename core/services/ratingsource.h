// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/rate.h"
#include "core/services/job.h"
#include "core/simulation/replay.h"
#include "core/tokens/customer.h"
#include "core/usage/row.h"
#include "core/usage/segment.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace toll {

class Stores;
struct UsageQuery;

/// One customer's tokens on one plan, with the usage that prices them: what every bill, chart, list and simulation
/// hands to rate().
struct RatingSource {
    Customer customer;
    Zone zone;
    Currency currency;
    Plan plan; ///< in force when the period begins
    std::vector<DatedPlan> versions; ///< all that price these tokens, in order of time
    std::vector<Token> tokens; ///< by name; in the order of input.tokens and of usage.tokens
    std::vector<RatedToken> rated;
    UsageTable usage;
    std::optional<Instant> anchor; ///< of anniversary periods: the quarter of an hour of the customer's first use
    std::shared_ptr<const UsageTable> traffic; ///< of all tokens, where the plan prices the load
    std::vector<bool> marked; ///< by row, where SourceQuery::mark was asked
    Grain grain = Grain::Cells;
    Instant usageFrom; ///< the first instant whose usage matters to the period
    bool readsTraffic = false; ///< the plan prices the load of all tokens

    /// Points into this object.
    [[nodiscard]] RatingInput input(const std::optional<Interval> &period) const;
};

/// A plan tried in place of the stored one of its name.
struct PlanTrial {
    std::string name;
    std::vector<DatedPlan>
        versions; ///< in order of time, the first from ever; those of a plan of this name are not read
    Instant on; ///< only what is on the plan then is loaded
};

struct SourceQuery {
    std::optional<CustomerId> customer; ///< absent: all
    std::vector<CustomerId> customers{}; ///< only these; empty: all
    std::vector<TokenId> tokens; ///< empty: all
    /// Tokens that were there when a period was closed; others come in only where they were used before its end.
    std::optional<std::vector<TokenId>> known{};
    Interval period; ///< usage from the terms that touch it, up to its end
    bool fromFirstUse = false; ///< all usage up to the period's end, whatever its terms
    bool eventsOnly = false; ///< single events even where cells would rate the same
    /// With eventsOnly: what every single event is asked; the answers are RatingSource::marked.
    std::function<Result<bool>(const StoredEvent &)> mark{};
    /// Rows of cells keep their models, sources and dimensions though no charge looks at them.
    bool keepsKinds = false;
    bool withoutUsage = false; ///< no usage is loaded; `grain` says from what it would be rated
    const PlanTrial *trial = nullptr;
    const JobControl *job = nullptr; ///< told of each customer; asked to stop (Cancelled) between two
};

/// Loads by customer name, then plan: tokens with a plan of their own stand apart from those on their customer's. Cells
/// where they rate the same as single events, else the events. A customer without tokens stands there where a plan was
/// assigned that may owe something without use. A plan of another currency that comes into force inside
/// the period is a Conflict.
[[nodiscard]] Result<std::vector<RatingSource>> loadSources(Stores &stores, const SourceQuery &query);

/// One explained statement of all the sources of a customer; an empty one without any.
[[nodiscard]] Result<Statement> rateAll(const std::vector<RatingSource> &sources, const Interval &period);

/// Single events as rows in order of time; asks `mark` of each where it is given.
[[nodiscard]] Result<UsageTable> eventRows(Stores &stores, const UsageQuery &query,
    const std::function<Result<bool>(const StoredEvent &)> &mark, std::vector<bool> &marked);

/// The calendar month that holds `now` in a zone.
[[nodiscard]] Interval monthOf(Instant now, const Zone &zone);

} // namespace toll
