// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/usagegrouping.h"

#include "core/services/usage.h"
#include "core/usage/filtertime.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr std::string_view dimensionPrefix = "dim.";
constexpr std::array<std::pair<GroupBy, std::string_view>, 15> groupNames{
    {{GroupBy::Token, "token"}, {GroupBy::Customer, "customer"}, {GroupBy::Day, "day"}, {GroupBy::Hour, "hour"},
        {GroupBy::Model, "model"}, {GroupBy::Status, "status"}, {GroupBy::Plan, "plan"},
        {GroupBy::PlanVersion, "plan_version"}, {GroupBy::Tag, "tag"}, {GroupBy::Source, "source"},
        {GroupBy::Week, "week"}, {GroupBy::Month, "month"}, {GroupBy::HourOfWeek, "hour_of_week"},
        {GroupBy::Dimension, "dim"}, {GroupBy::Minute, "minute"}}};

bool isTime(GroupBy group)
{
    return group == GroupBy::Day || group == GroupBy::Hour || group == GroupBy::Week || group == GroupBy::Month
        || group == GroupBy::Minute;
}

} // namespace

std::string_view name(GroupBy group)
{
    return std::ranges::find(groupNames, group, &std::pair<GroupBy, std::string_view>::first)->second;
}

std::string name(const Grouping &grouping)
{
    return grouping.by == GroupBy::Dimension ? std::string(dimensionPrefix) + grouping.dimension
                                             : std::string(name(grouping.by));
}

Result<Grouping> parseGrouping(std::string_view text, std::span<const std::string> declaredDimensions)
{
    std::string allowed;
    for (const auto &[group, known] : groupNames) {
        if (group == GroupBy::Dimension)
            continue;
        if (known == text)
            return Grouping(group);
        allowed += (allowed.empty() ? "" : ", ") + std::string(known);
    }
    for (const std::string &dimension : declaredDimensions) {
        if (text == std::string(dimensionPrefix) + dimension)
            return Grouping(GroupBy::Dimension, dimension);
        allowed += ", " + std::string(dimensionPrefix) + dimension;
    }
    return fail(ErrorCode::Syntax, "by", std::string(text), std::move(allowed));
}

Result<std::vector<Grouping>> parseGroupings(std::string_view text, std::span<const std::string> declaredDimensions)
{
    std::vector<Grouping> groups;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        Result<Grouping> group = parseGrouping(text.substr(begin, end - begin), declaredDimensions);
        if (!group)
            return std::unexpected(group.error());
        if (std::ranges::find(groups, *group) != groups.end())
            return fail(ErrorCode::AlreadyExists, "by", name(*group));
        groups.push_back(std::move(*group));
        begin = end + 1;
    }
    return groups;
}

std::string filterFor(const std::vector<Grouping> &by, const UsageSums &row, const Zone &zone)
{
    std::string text;
    bool hasTime = false;
    const auto append = [&text](const std::string &term) { text += (text.empty() ? "" : " ") + term; };
    for (std::size_t i = 0; i < by.size() && i < row.keys.size(); ++i) {
        if (isTime(by[i].by)) {
            if (row.span && !std::exchange(hasTime, true))
                append("time:" + filterTimeText(*row.span, zone));
        } else if (by[i].by == GroupBy::Token && !row.token.isEmpty()) {
            append(exactTerm("token", row.keys[i]));
        } else {
            append(exactTerm(name(by[i]), row.keys[i]));
        }
    }
    return text;
}

} // namespace toll
