// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/numbertext.h"

#include "core/usage/text.h"

#include <algorithm>

namespace toll {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool appendDigit(std::int64_t &value, char digit)
{
    return !__builtin_mul_overflow(value, 10, &value) && !__builtin_add_overflow(value, digit - '0', &value);
}

} // namespace

Result<std::int64_t> parseScaled(std::string_view text, int decimals, Finer finer)
{
    const auto refused = [text](ErrorCode code, std::string expected) {
        return fail(code, {}, excerpt(text), std::move(expected));
    };
    std::string_view number = trimmed(text);
    const bool isNegative = number.starts_with('-');
    if (isNegative)
        number.remove_prefix(1);
    const auto point = std::min(number.find('.'), number.size());
    const std::string_view whole = number.substr(0, point);
    const std::string_view fraction = point < number.size() ? number.substr(point + 1) : "0";
    if (whole.empty() || fraction.empty() || !std::ranges::all_of(whole, isDigit)
        || !std::ranges::all_of(fraction, isDigit))
        return refused(ErrorCode::Syntax, "123");
    if (isNegative)
        return refused(ErrorCode::Negative, ">= 0");
    std::int64_t value = 0;
    bool fits = std::ranges::all_of(whole, [&value](char digit) { return appendDigit(value, digit); });
    for (std::size_t i = 0; i < static_cast<std::size_t>(decimals); ++i)
        fits = fits && appendDigit(value, i < fraction.size() ? fraction[i] : '0');
    const auto rest = fraction.substr(std::min(static_cast<std::size_t>(decimals), fraction.size()));
    if (finer == Finer::Refuse && std::ranges::any_of(rest, [](char digit) { return digit != '0'; }))
        return refused(ErrorCode::Syntax, "123");
    if (finer == Finer::RoundHalfUp && !rest.empty() && rest.front() >= '5')
        fits = fits && !__builtin_add_overflow(value, 1, &value);
    if (!fits)
        return refused(ErrorCode::OutOfRange, "< 2^63");
    return value;
}

Result<std::int64_t> parseWhole(std::string_view text)
{
    return parseScaled(text, 0, Finer::Refuse);
}

Result<std::int64_t> parseMilliseconds(std::string_view text, DurationUnit unit)
{
    if (unit != DurationUnit::Microseconds)
        return parseScaled(text, unit == DurationUnit::Seconds ? 3 : 0, Finer::RoundHalfUp);
    constexpr std::int64_t inMillisecond = 1000;
    const auto microseconds = parseScaled(text, 0, Finer::Cut); // what is cut is too little to round anything up
    if (!microseconds)
        return microseconds;
    return *microseconds / inMillisecond + (*microseconds % inMillisecond >= inMillisecond / 2 ? 1 : 0);
}

} // namespace toll
