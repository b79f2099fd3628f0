// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// From a history of bills to what may come: the input of simulate() (montecarlo.h).
#pragma once

#include "core/simulation/montecarlo.h"
#include "core/simulation/replay.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// Why the future of a token is not drawn.
enum class OutlookFault {
    Plan, ///< its plan looks at more than how many requests a day has: other meters, matches, hours, load, answers
    Windows, ///< its caps act window by window, and the windows are not whole days
    Ended, ///< its last term ends before the horizon begins, or it is revoked
    Unused, ///< it was never used
    Size, ///< more use in a day, or more digits in a rate, than is drawn here
};
[[nodiscard]] std::string_view name(OutlookFault fault); ///< "plan", "windows", …

struct OutlookToken {
    CustomerId customer;
    std::string customerName;
    TokenId token;
    std::string name;
};

struct OutlookGap {
    OutlookToken token;
    OutlookFault fault = OutlookFault::Plan;
};

/// The tokens of one currency, ready to be simulated day by day.
struct Outlook {
    Currency currency;
    Interval history; ///< the days that are looked at: whole ones in the first customer's zone
    Date firstDay; ///< of the horizon
    MonteCarloInput input; ///< its steps are days; runs, seed, budget and threads are the caller's to set
    std::vector<OutlookToken> tokens; ///< as in input.tokens, then those of input.groups
    std::vector<OutlookGap> gaps; ///< tokens whose future is not drawn
    /// Days of the history on which nobody used anything although that day of the week is a busy one (outlookdays.h):
    /// they were left out. In the first customer's zone.
    std::size_t missingDays = 0;
    std::size_t ratedTogether = 0; ///< the last so many tokens: their customers are rated path by path
    /// Where there are such: how many paths at most are worth their time.
    std::optional<std::int64_t> mostRuns{};
};

/// What the history under a scenario says of the `days` that follow it, one outlook a currency, in order of code. Days are
/// local ones of each customer's zone; the day on which a token was used first begins its history, and days that the range
/// holds only in part are left out. A term counts from the day on which it begins to the one on which it ends. Prices are
/// the last ones known; what a term under way has left is C x T less what it billed until then. Faults of the scenario are
/// those of changed().
///
/// A customer with one charge of shape flat or flat_capped and nothing else is billed token by token. All others whose
/// charges are on requests, every one of them (tiers, packages, fees, several charges, allowances, discounts, minimum,
/// maximum, tax, windows of several days), are rated by rate() on each path (customerpricing.h).
[[nodiscard]] Result<std::vector<Outlook>> outlookOf(
    const Baseline &baseline, const Scenario &scenario, std::size_t days);

} // namespace toll
