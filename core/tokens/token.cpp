// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/token.h"

#include <algorithm>
#include <array>
#include <utility>

namespace toll {

namespace {

template<typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<CapScope, 2> capScopes{{{CapScope::WholeTerm, "lifetime"}, {CapScope::EachWindow, "window"}}};
constexpr Names<OverCap, 4> overCaps{{{OverCap::Free, "free"}, {OverCap::Charge, "charge"}, {OverCap::Reject, "reject"},
    {OverCap::Throttle, "throttle"}}};
constexpr Names<Renewal, 2> renewals{{{Renewal::None, "none"}, {Renewal::Auto, "auto"}}};
constexpr Names<Starts, 2> startNames{{{Starts::FirstUse, "first_use"}, {Starts::Creation, "creation"}}};
constexpr Names<Alignment, 2> alignments{{{Alignment::Term, "term"}, {Alignment::Calendar, "calendar"}}};

template<typename Enum, std::size_t N>
Result<Enum> parseIn(const Names<Enum, N> &names, std::string_view text)
{
    std::string known;
    for (const auto &[value, name] : names) {
        if (name == text)
            return value;
        known.append(known.empty() ? "" : ", ").append(name);
    }
    return fail(ErrorCode::Syntax, {}, std::string(text), std::move(known));
}

template<typename Enum, std::size_t N>
std::string_view nameIn(const Names<Enum, N> &names, Enum value)
{
    const auto entry = std::ranges::find(names, value, &std::pair<Enum, std::string_view>::first);
    return entry == names.end() ? std::string_view() : entry->second;
}

} // namespace

Result<CapScope> parseCapScope(std::string_view text)
{
    return parseIn(capScopes, text);
}

Result<OverCap> parseOverCap(std::string_view text)
{
    return parseIn(overCaps, text);
}

Result<Renewal> parseRenewal(std::string_view text)
{
    return parseIn(renewals, text);
}

Result<Starts> parseStarts(std::string_view text)
{
    return parseIn(startNames, text);
}

Result<Alignment> parseAlignment(std::string_view text)
{
    return parseIn(alignments, text);
}

std::string_view name(CapScope scope)
{
    return nameIn(capScopes, scope);
}

std::string_view name(OverCap policy)
{
    return nameIn(overCaps, policy);
}

std::string_view name(Renewal renewal)
{
    return nameIn(renewals, renewal);
}

std::string_view name(Starts starts)
{
    return nameIn(startNames, starts);
}

std::string_view name(Alignment alignment)
{
    return nameIn(alignments, alignment);
}

} // namespace toll
