// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/filter.h"

#include <expected>
#include <string>
#include <string_view>

namespace toll {

/// Which tokens a scenario touches.
struct Selection {
    enum class Kind { All, Customer, Plan, Tag, Token, Filter };
    Kind kind = Kind::All;
    std::string value; ///< name or id; of a filter its text
    EventFilter filter = {}; ///< of Kind::Filter: what the text says
    bool operator==(const Selection &) const = default;
};
/// "customer:C", "plan:P", "tag:X", "token:ID", "filter:TEXT". A fault of a filter's text says in `where` at which of
/// its characters it is: "on, character 5".
[[nodiscard]] Result<Selection> parseSelection(std::string_view text);
/// The same as text; empty for all tokens.
[[nodiscard]] std::string toString(const Selection &on);

/// The tokens that a filter finds, in the language of parseFilter(). Only what tokens have can be asked for: customer,
/// token, plan, tag, and words in the names of tokens and customers; Unsupported for what single requests have. Without
/// terms it is all tokens.
[[nodiscard]] std::expected<Selection, FilterFault> filterSelection(std::string_view text);

} // namespace toll
