// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// One row of a tier table as text: canonical where it can be read, else as it was written.
struct TierText {
    std::string upTo; ///< empty: without end
    std::string rate;
    bool operator==(const TierText &) const = default;
};

/// What a spreadsheet's cells say about tiers.
struct TierTable {
    std::vector<TierText> rows;
    std::vector<Error> faults; ///< of cells: `where` is "up_to" or "rate", `line` the row, counted from 1 without headings
};

/// Reads rows copied from a spreadsheet: two columns, the quantity up to which and the rate; of more columns the last two,
/// or those that headings name. Tabs, semicolons or commas part them; quotes, headings, thousands separators, currency
/// signs and a decimal comma are understood. A number that could be read in two ways is a fault, never a guess.
[[nodiscard]] TierTable parseTierTable(std::string_view text);

/// A whole number as people write it ("10,000", "10 000") without its separators; anything else as it is.
[[nodiscard]] std::string plainQuantity(std::string_view text);
/// A rate as people write it ("$0.010", "0,01") as plan files do; anything else as it is.
[[nodiscard]] std::string plainRate(std::string_view text);

/// The tiers of a plan file. A quantity that is no number stays a text, so that the plan's check names its cell.
[[nodiscard]] Json tiersJson(const std::vector<TierText> &rows);
[[nodiscard]] std::vector<TierText> tierTexts(const Json &tiers);
/// A quantity as plan files hold it: a number, else the text.
[[nodiscard]] Json quantityJson(const std::string &text);

} // namespace toll
