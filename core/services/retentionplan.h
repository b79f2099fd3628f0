// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/retention.h"
#include "core/services/stores.h"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace toll {

/// Which events retention may drop.
struct RetentionPlan {
    /// One customer's closed periods.
    struct Books {
        Customer customer;
        std::vector<Closing> closings; ///< closed now, in order of time
        std::size_t old = 0; ///< so many of them ended by the instant asked for
        std::size_t dropped = 0; ///< so many of them lose their events
        std::vector<ClosingId> finals; ///< of these: cells alone cannot rate them anew
        [[nodiscard]] Interval span() const; ///< of the periods that lose their events
    };
    std::vector<Books> books; ///< by name; those with old periods
    std::unordered_map<TokenId, std::size_t> bookOf; ///< of a token
    std::unordered_set<EventHash> waiting; ///< a conflict about them is not decided

    /// Whether an event may go, were no conflict waiting.
    [[nodiscard]] const Books *booksFor(const TokenId &token, Instant time) const;
    [[nodiscard]] Interval span() const; ///< of everything that may go
};

/// Periods that ended by `before`, less those whose events a younger statement is rated from.
[[nodiscard]] Result<RetentionPlan> planRetention(Stores &stores, Instant before);

} // namespace toll
