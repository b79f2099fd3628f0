// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <optional>
#include <string>
#include <vector>

namespace toll {

class Services;

/// What a token asks the operator to look at, worst first.
enum class Concern {
    FarOver, ///< used one and a half times what its cap allows, or more
    Failing, ///< more than 5 % of at least 20 requests of the last seven days were errors
    Exhausted,
    Expiring,
    Suspended,
    Unused, ///< made 30 days ago or earlier and never called
};

struct Attention {
    Concern concern = Concern::Unused;
    TokenRow row;
    std::int64_t requests = 0; ///< of the last seven days
    std::int64_t errors = 0;
};

/// One currency's money. Currencies are never added to one another.
struct OverviewMoney {
    struct TokenDays {
        TokenId token;
        std::string name;
        std::vector<Decimal> amounts; ///< one a day of Overview::days
    };

    Currency currency;
    Decimal soFar; ///< this month up to now
    Decimal before; ///< last month up to the same distance from its start
    std::optional<Decimal> change; ///< (soFar - before) / before to four decimals; nothing where before is zero
    std::vector<TokenDays> daily; ///< sorted by name
    std::vector<Decimal> thisMonth; ///< cumulative, one a day of Overview::thisMonth
    std::vector<Decimal> lastMonth; ///< cumulative, one a day of Overview::lastMonth
};

/// What the dashboard shows, over all customers, in the workspace's zone.
struct Overview {
    Instant now;
    Zone zone;
    std::vector<Interval> days; ///< the last 30, today the last
    std::vector<Interval> thisMonth; ///< its days up to today
    std::vector<Interval> lastMonth; ///< all its days
    std::vector<OverviewMoney> money; ///< the workspace's currency first, then by code; only those with money
    std::int64_t requests = 0; ///< this month up to now
    std::int64_t errors = 0;
    std::optional<std::int64_t> p95; ///< response time in ms
    std::int64_t customers = 0;
    std::int64_t tokens = 0; ///< all there are
    std::int64_t active = 0; ///< active or expiring
    std::int64_t expiring = 0;
    std::vector<Attention> attention; ///< worst first; a token may stand here for several concerns
    bool hasUsage = false; ///< any at all, ever
};

[[nodiscard]] Result<Overview> overview(Services &services);

/// What these tokens ask for, given their use of the last seven days; `concern` of the candidates is not read.
[[nodiscard]] std::vector<Attention> attentionOf(std::vector<Attention> candidates, Instant now);

} // namespace toll
