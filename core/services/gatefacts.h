// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rating/plan.h"
#include "core/services/gate.h"
#include "core/usage/row.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace toll {

/// What is known of one request, or of a row of usage, when it is matched against charges.
struct GateFacts {
    std::string_view model;
    std::string_view endpoint;
    std::string_view source;
    std::int16_t status = noStatus;
    std::int64_t requests = 1;
    UnitAmounts units{};
    std::optional<std::int64_t> responseMs; ///< of all of them
    std::span<const std::pair<std::string, MeterSum>> custom; ///< by NAME of "meter.NAME"
    std::span<const std::pair<std::string, std::string>> dimensions; ///< by NAME of "dim.NAME"
    bool isComplete = false; ///< what is absent will not come any more
};

/// A row of usage; views into the table.
[[nodiscard]] GateFacts factsOf(const UsageTable &usage, const UsageRow &row);
/// Whether a charge's patterns fit (billing-rules.md 30): Matcher, for one request alone.
[[nodiscard]] bool fits(const Charge &charge, const GateFacts &facts);
/// What of a charge's meter is known; nothing where it is not.
[[nodiscard]] std::optional<std::int64_t> quantityOf(const GateFacts &facts, const std::string &meter);

} // namespace toll
