// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/numberstyle.h"

#include "core/usage/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace toll {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Spaces of any width and both apostrophes as one byte each: no-break, thin and narrow no-break space, U+2019.
std::string withSimpleMarks(std::string_view text)
{
    constexpr std::array<std::pair<std::string_view, char>, 4> marks{
        {{"\xC2\xA0", ' '}, {"\xE2\x80\x89", ' '}, {"\xE2\x80\xAF", ' '}, {"\xE2\x80\x99", '\''}}};
    std::string simple;
    while (!text.empty()) {
        const auto mark = std::ranges::find_if(marks, [text](const auto &one) { return text.starts_with(one.first); });
        simple += mark == marks.end() ? text.front() : mark->second;
        text.remove_prefix(mark == marks.end() ? 1 : mark->first.size());
    }
    return std::string(trimmed(simple));
}

/// Digits and the marks between them: "1.234,56" is {1, 234, 56} and ".,".
struct Parts {
    std::vector<std::string_view> digits;
    std::string marks;
};

/// Nothing if this is no number of any style.
std::optional<Parts> partsOf(std::string_view text)
{
    if (text.starts_with('-'))
        text.remove_prefix(1);
    Parts parts;
    while (true) {
        const auto end = std::ranges::find_if_not(text, isDigit);
        const auto count = static_cast<std::size_t>(end - text.begin());
        if (count == 0)
            return std::nullopt;
        parts.digits.push_back(text.substr(0, count));
        text.remove_prefix(count);
        if (text.empty())
            return parts;
        constexpr std::string_view marks = ".,' ";
        if (!marks.contains(text.front()))
            return std::nullopt;
        parts.marks += text.front();
        text.remove_prefix(1);
    }
}

/// What the numbers of a file speak for.
struct Votes {
    std::size_t pointDot = 0, pointComma = 0;
    std::size_t groupDot = 0, groupComma = 0, groupSpace = 0, groupApostrophe = 0;
    std::size_t eitherDot = 0, eitherComma = 0; ///< "1,234"
};

void voteFor(char mark, bool isPoint, Votes &votes)
{
    if (mark == '.')
        ++(isPoint ? votes.pointDot : votes.groupDot);
    else if (mark == ',')
        ++(isPoint ? votes.pointComma : votes.groupComma);
    else
        ++(mark == ' ' ? votes.groupSpace : votes.groupApostrophe);
}

bool areGroups(const Parts &parts, std::size_t count)
{
    return parts.digits.front().size() <= 3
        && std::all_of(parts.digits.begin() + 1, parts.digits.begin() + static_cast<std::ptrdiff_t>(count),
            [](std::string_view digits) { return digits.size() == 3; });
}

/// False if the marks make no sense together.
bool vote(const Parts &parts, Votes &votes)
{
    if (parts.marks.empty())
        return true;
    const char last = parts.marks.back();
    const bool areAlike = std::ranges::all_of(parts.marks, [last](char mark) { return mark == last; });
    if (areAlike && parts.marks.size() > 1) {
        voteFor(last, false, votes);
        return areGroups(parts, parts.digits.size());
    }
    if (areAlike && (last == ' ' || last == '\'')) {
        voteFor(last, false, votes);
        return areGroups(parts, 2);
    }
    if (areAlike) {
        const bool isEither = areGroups(parts, 2) && parts.digits.front() != "0";
        if (isEither)
            ++(last == '.' ? votes.eitherDot : votes.eitherComma);
        else
            voteFor(last, true, votes);
        return true;
    }
    const auto others = std::string_view(parts.marks).substr(0, parts.marks.size() - 1);
    const bool isOneGroup = std::ranges::all_of(others, [&](char mark) { return mark == others.front(); });
    const bool isPoint = last != others.front() && (last == '.' || last == ',');
    if (!isOneGroup || !isPoint || !areGroups(parts, parts.digits.size() - 1))
        return false;
    voteFor(others.front(), false, votes);
    voteFor(last, true, votes);
    return true;
}

void add(Votes &all, const Votes &some)
{
    all.pointDot += some.pointDot;
    all.pointComma += some.pointComma;
    all.groupDot += some.groupDot;
    all.groupComma += some.groupComma;
    all.groupSpace += some.groupSpace;
    all.groupApostrophe += some.groupApostrophe;
    all.eitherDot += some.eitherDot;
    all.eitherComma += some.eitherComma;
}

} // namespace

std::string example(const NumberStyle &style)
{
    return '1' + (style.group == '\0' ? std::string() : std::string(1, style.group)) + "234" + style.point + '5';
}

std::optional<std::string> plainNumber(std::string_view text, const NumberStyle &style)
{
    const std::string simple = withSimpleMarks(text);
    const auto parts = partsOf(simple);
    if (!parts)
        return std::nullopt;
    const bool hasPoint = !parts->marks.empty() && parts->marks.back() == style.point;
    const auto groups = std::string_view(parts->marks).substr(0, parts->marks.size() - (hasPoint ? 1 : 0));
    if (!std::ranges::all_of(groups, [&](char mark) { return mark == style.group; }))
        return std::nullopt;
    if (!groups.empty() && !areGroups(*parts, groups.size() + 1))
        return std::nullopt;
    std::string plain = simple.starts_with('-') ? "-" : "";
    for (std::size_t i = 0; i <= groups.size(); ++i)
        plain += parts->digits[i];
    if (hasPoint)
        plain += '.' + std::string(parts->digits.back());
    return plain;
}

NumberStyle recogniseNumberStyle(std::span<const std::vector<std::string>> columns, char delimiter)
{
    Votes votes;
    for (const std::vector<std::string> &values : columns) {
        Votes own;
        const bool areNumbers = !values.empty() && mostly(values, [&own](const std::string &value) {
            const std::string simple = withSimpleMarks(value);
            const auto parts = partsOf(simple);
            return parts && vote(*parts, own);
        });
        if (areNumbers)
            add(votes, own);
    }
    NumberStyle style;
    const std::size_t forComma = votes.pointComma + votes.groupDot;
    const std::size_t forDot = votes.pointDot + votes.groupComma;
    const bool goesWithCommas = forDot == 0 && forComma == 0 && votes.eitherComma > 0 && delimiter == ';';
    if (forComma > forDot || goesWithCommas)
        style.point = ',';
    if (votes.groupSpace > 0 && votes.groupSpace >= votes.groupApostrophe)
        style.group = ' ';
    else if (votes.groupApostrophe > 0)
        style.group = '\'';
    else if (style.point == ',' && votes.groupDot + votes.eitherDot > 0)
        style.group = '.';
    else if (style.point == '.' && votes.groupComma + votes.eitherComma > 0)
        style.group = ',';
    return style;
}

} // namespace toll
