// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter finds; how one is read is in filterparser.cpp.
#include "core/usage/filter.h"

#include "core/base/nearest.h"
#include "core/base/pattern.h"
#include "core/calendar/hourofweek.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

bool fitsText(std::string_view text, const FilterValue &value)
{
    return value.isExact ? text == value.text : fitsPattern(lowered(text), value.text);
}

bool fitsNumber(const std::optional<std::int64_t> &number, const FilterValue &value)
{
    if (value.isAbsent || !number)
        return value.isAbsent && !number;
    return value.least <= *number && *number <= value.most;
}

bool contains(std::string_view text, const FilterValue &value)
{
    return (value.isExact ? std::string(text) : lowered(text)).find(value.text) != std::string::npos;
}

bool mentions(const FilterSubject &subject, const FilterValue &value)
{
    const std::string status = subject.status == noStatus ? std::string() : std::to_string(subject.status);
    const std::array<std::string_view, 6> texts{
        subject.token, subject.customer, subject.model, subject.endpoint, subject.id, status};
    return std::ranges::any_of(texts, [&](std::string_view text) { return contains(text, value); });
}

std::string_view dimensionOf(const FilterSubject &subject, const std::string &name)
{
    const auto found = std::ranges::find(subject.dimensions, name, &std::pair<std::string, std::string>::first);
    return found == subject.dimensions.end() ? std::string_view() : std::string_view(found->second);
}

/// A token without tags is one with the tag "".
bool fitsTags(std::span<const std::string> tags, const FilterValue &value)
{
    return tags.empty() ? fitsText({}, value)
                        : std::ranges::any_of(tags, [&](const std::string &tag) { return fitsText(tag, value); });
}

std::optional<std::int64_t> numberOf(const FilterSubject &subject, FilterKey key)
{
    switch (key) {
    case FilterKey::Status:
        return subject.status == noStatus ? std::nullopt : std::optional<std::int64_t>(subject.status);
    case FilterKey::Response:
        return subject.responseMs;
    case FilterKey::Count:
        return subject.count;
    default:
        return subject.units[static_cast<std::size_t>(key) - static_cast<std::size_t>(FilterKey::Input)];
    }
}

std::string_view textOf(const FilterSubject &subject, FilterKey key)
{
    switch (key) {
    case FilterKey::Customer:
        return subject.customer;
    case FilterKey::Plan:
        return subject.plan;
    case FilterKey::PlanVersion:
        return subject.planVersion;
    case FilterKey::Model:
        return subject.model;
    case FilterKey::Source:
        return subject.source;
    case FilterKey::Endpoint:
        return subject.endpoint;
    default:
        return subject.id;
    }
}

bool fitsValue(const FilterTerm &term, const FilterSubject &subject, const FilterValue &value)
{
    switch (term.key) {
    case FilterKey::Text:
        return mentions(subject, value);
    case FilterKey::Token:
        return fitsText(subject.token, value) || (!subject.tokenId.empty() && fitsText(subject.tokenId, value));
    case FilterKey::Tag:
        return fitsTags(subject.tags, value);
    case FilterKey::HourOfWeek:
        return fitsText(hourOfWeekText(subject.hourOfWeek), value);
    case FilterKey::Dimension:
        return fitsText(dimensionOf(subject, term.dimension), value);
    case FilterKey::Time:
        return value.span.contains(subject.time);
    default:
        return term.key >= FilterKey::Status ? fitsNumber(numberOf(subject, term.key), value)
                                             : fitsText(textOf(subject, term.key), value);
    }
}

bool isOnQuarters(const FilterTerm &term)
{
    return std::ranges::all_of(term.values, [](const FilterValue &value) {
        return floorTo(value.span.begin, msPerQuarter) == value.span.begin
            && (value.span.end == latestInstant || floorTo(value.span.end, msPerQuarter) == value.span.end);
    });
}

} // namespace

bool fits(const EventFilter &filter, const FilterSubject &subject)
{
    return std::ranges::all_of(filter.terms, [&](const FilterTerm &term) {
        const bool isFound = std::ranges::any_of(
            term.values, [&](const FilterValue &value) { return fitsValue(term, subject, value); });
        return isFound != term.isExcluded;
    });
}

bool cellsCanAnswer(const EventFilter &filter, std::span<const std::string> declaredDimensions)
{
    return std::ranges::all_of(filter.terms, [&](const FilterTerm &term) {
        switch (term.key) {
        case FilterKey::Text:
        case FilterKey::Endpoint:
        case FilterKey::Id:
        case FilterKey::Response:
        case FilterKey::Input:
        case FilterKey::CachedInput:
        case FilterKey::CacheWrite:
        case FilterKey::Output:
        case FilterKey::Count:
            return false;
        case FilterKey::Dimension:
            return std::ranges::find(declaredDimensions, term.dimension) != declaredDimensions.end();
        case FilterKey::Time:
            return isOnQuarters(term);
        default:
            return true;
        }
    });
}

Interval EventFilter::span() const
{
    Interval all{earliestInstant, latestInstant.plus(1)};
    for (const FilterTerm &term : terms)
        if (term.key == FilterKey::Time && !term.isExcluded && term.values.size() == 1)
            all = intersection(all, term.values.front().span);
    return all;
}

std::optional<FilterFault> unknownName(const EventFilter &filter, std::string_view text, const FilterNames &names)
{
    const auto isWild = [](const FilterValue &value) {
        return !value.isExact && value.text.find_first_of("*?") != std::string::npos;
    };
    for (const FilterTerm &term : filter.terms) {
        const std::vector<std::string> *known = term.key == FilterKey::Customer ? &names.customers
            : term.key == FilterKey::Token                                      ? &names.tokens
            : term.key == FilterKey::Plan                                       ? &names.plans
            : term.key == FilterKey::Tag                                        ? &names.tags
                                                                                : nullptr;
        for (const FilterValue &value : term.values) {
            const auto isKnown = [&](const std::string &name) { return fitsText(name, value); };
            if (!known || isWild(value) || value.text.empty() || std::ranges::any_of(*known, isKnown)
                || (term.key == FilterKey::Token && std::ranges::any_of(names.tokenIds, isKnown)))
                continue;
            FilterFault fault{{ErrorCode::NotFound, std::string(name(term.key)), value.text, {}, 0}, term.at,
                term.length, {}, 1};
            if (const std::optional<std::string> meant = nearest(value.text, *known))
                fault.suggestion = (term.isExcluded ? "-" : "") + exactTerm(name(term.key), *meant);
            fault.position += static_cast<std::size_t>(std::ranges::count_if(
                text.substr(0, term.at), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
            return fault;
        }
    }
    return std::nullopt;
}

std::string exactTerm(std::string_view key, std::string_view value)
{
    // Bare words are patterns in any case: what is not its own lower case, or could be read as more, is quoted.
    const bool isPlain = !value.empty() && lowered(value) == value
        && value.find_first_of(" \t\",*?<>=\\") == std::string_view::npos;
    std::string term = std::string(key) + ':';
    if (isPlain)
        return term + std::string(value);
    term += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\')
            term += '\\';
        term += c;
    }
    return term + '"';
}

} // namespace toll
