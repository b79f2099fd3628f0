// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/calendar/zone.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

struct UsageSums;

/// What usage can be grouped by. The order is kept in saved states.
enum class GroupBy {
    Token,
    Customer,
    Day,
    Hour,
    Model,
    Status,
    Plan, ///< in force for the row
    PlanVersion, ///< "Standard@2"
    Tag, ///< a token with two tags counts under each, one without under ""
    Source,
    Week, ///< ISO 8601, from Monday
    Month,
    HourOfWeek, ///< 0 to 167 from Monday 00:00
    Dimension, ///< one the workspace declares
    Minute, ///< counted from single events
};
[[nodiscard]] std::string_view name(GroupBy group); ///< "token", …; of a dimension "dim"

/// One grouping of a question.
struct Grouping {
    GroupBy by = GroupBy::Token;
    std::string dimension; ///< name, of GroupBy::Dimension

    Grouping() = default;
    Grouping(GroupBy group, std::string name = {}) : by(group), dimension(std::move(name)) { }
    bool operator==(const Grouping &) const = default;
};
[[nodiscard]] std::string name(const Grouping &grouping); ///< "token", "dim.region"
/// "token", …, "dim.NAME" of a declared dimension.
[[nodiscard]] Result<Grouping> parseGrouping(std::string_view text, std::span<const std::string> declaredDimensions);
/// Several with commas.
[[nodiscard]] Result<std::vector<Grouping>> parseGroupings(
    std::string_view text, std::span<const std::string> declaredDimensions);

/// The terms of a filter that find just what a row of a summary counts.
[[nodiscard]] std::string filterFor(const std::vector<Grouping> &by, const UsageSums &row, const Zone &zone);

} // namespace toll
