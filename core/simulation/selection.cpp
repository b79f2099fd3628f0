// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/selection.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

using Kind = Selection::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 5> kinds{{{"customer:", Kind::Customer}, {"plan:", Kind::Plan},
    {"tag:", Kind::Tag}, {"token:", Kind::Token}, {"filter:", Kind::Filter}}};

bool isOfTokens(FilterKey key)
{
    return key == FilterKey::Text || key == FilterKey::Customer || key == FilterKey::Token || key == FilterKey::Plan
        || key == FilterKey::Tag;
}

Error errorOf(FilterFault fault)
{
    Error error = std::move(fault.error);
    error.where = "on, character " + std::to_string(fault.position);
    if (!fault.suggestion.empty())
        error.expected = fault.suggestion;
    return error;
}

} // namespace

Result<Selection> parseSelection(std::string_view text)
{
    for (const auto &[prefix, kind] : kinds) {
        if (!text.starts_with(prefix) || text.size() == prefix.size())
            continue;
        const std::string_view value = text.substr(prefix.size());
        if (kind != Kind::Filter)
            return Selection{kind, std::string(value)};
        auto filtered = filterSelection(value);
        if (!filtered)
            return std::unexpected(errorOf(std::move(filtered.error())));
        return std::move(*filtered);
    }
    return fail(ErrorCode::Syntax, "on", std::string(text), "customer:NAME, plan:NAME, tag:TAG, token:ID, filter:TEXT");
}

std::string toString(const Selection &on)
{
    const auto known = std::ranges::find(kinds, on.kind, &std::pair<std::string_view, Kind>::second);
    return known == kinds.end() ? std::string() : std::string(known->first) + on.value;
}

std::expected<Selection, FilterFault> filterSelection(std::string_view text)
{
    // No term of a token is about time: the zone does not matter.
    auto filter = parseFilter(text, Zone());
    if (!filter)
        return std::unexpected(std::move(filter.error()));
    for (const FilterTerm &term : filter->terms) {
        if (isOfTokens(term.key))
            continue;
        FilterFault fault;
        fault.error = {ErrorCode::Unsupported, {}, std::string(text.substr(term.at, term.length)),
            "customer:, token:, plan:, tag:", 0};
        fault.at = term.at;
        fault.length = term.length;
        fault.position = 1
            + static_cast<std::size_t>(std::ranges::count_if(text.substr(0, term.at),
                [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; })); // characters, not bytes
        return std::unexpected(std::move(fault));
    }
    if (filter->isEmpty())
        return Selection();
    return Selection{Kind::Filter, std::string(text), std::move(*filter)};
}

} // namespace toll
