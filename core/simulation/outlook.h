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
    Plan, ///< its plan is more than one charge of shape flat or flat_capped without modifiers, discounts and the like
    Windows, ///< its caps act window by window, and the windows are not single days
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
    std::vector<OutlookToken> tokens; ///< as in input.tokens
    std::vector<OutlookGap> gaps; ///< tokens whose future is not drawn
};

/// What the history under a scenario says of the `days` that follow it, one outlook a currency, in order of code. Days are
/// local ones of each customer's zone; the day on which a token was used first begins its history, and days that the range
/// holds only in part are left out. A term counts from the day on which it begins to the one on which it ends. Prices are
/// the last ones known; what a term under way has left is C x T less what it billed until then. Faults of the scenario are
/// those of changed().
[[nodiscard]] Result<std::vector<Outlook>> outlookOf(
    const Baseline &baseline, const Scenario &scenario, std::size_t days);

} // namespace toll
