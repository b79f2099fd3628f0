// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include "core/money/wide.h"

#include <algorithm>
#include <cassert>

namespace toll {

namespace {

constexpr std::size_t maxDigits = 38;

bool isDigits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string digitsOf(UInt128 value)
{
    constexpr std::size_t half = 19;
    const UInt128 unit = powerOfTen(half);
    const std::string low = std::to_string(static_cast<std::uint64_t>(value % unit));
    if (value < unit)
        return low;
    return std::to_string(static_cast<std::uint64_t>(value / unit)) + std::string(half - low.size(), '0') + low;
}

/// Plain text with at least `decimals` decimals, and more only as far as they are not zero.
std::string plainText(const Decimal &value, int decimals)
{
    auto magnitude = static_cast<UInt128>(value.abs().coefficient());
    int scale = value.scale();
    for (; scale > decimals && magnitude % 10 == 0; --scale)
        magnitude /= 10;

    std::string text = digitsOf(magnitude);
    const auto fraction = static_cast<std::size_t>(scale);
    if (text.size() <= fraction)
        text.insert(0, fraction + 1 - text.size(), '0');
    if (scale > 0 || decimals > 0)
        text.insert(text.size() - fraction, 1, '.');
    text.append(static_cast<std::size_t>(std::max(decimals - scale, 0)), '0');
    return value.isNegative() ? '-' + text : text;
}

} // namespace

Result<Decimal> Decimal::parse(std::string_view text)
{
    std::string_view whole = text;
    const bool negative = whole.starts_with('-');
    if (negative || whole.starts_with('+'))
        whole.remove_prefix(1);
    std::string_view fraction;
    const std::size_t point = whole.find('.');
    if (point != whole.npos) {
        fraction = whole.substr(point + 1);
        whole = whole.substr(0, point);
    }
    if (!isDigits(whole) || (point != text.npos && !isDigits(fraction)))
        return fail(ErrorCode::Syntax, {}, std::string(text), "-12.34");

    whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
    if (whole.size() + fraction.size() > maxDigits)
        fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
    if (whole.size() + fraction.size() > maxDigits)
        return fail(ErrorCode::Overflow, {}, std::string(text));

    Int128 coefficient = 0;
    for (std::string_view part : {whole, fraction}) {
        for (char c : part)
            coefficient = 10 * coefficient + (c - '0');
    }
    return Decimal(negative ? -coefficient : coefficient, static_cast<int>(fraction.size()));
}

std::string Decimal::toString() const
{
    return plainText(*this, 0);
}

std::string Decimal::toFixed(int decimals) const
{
    assert(rounded(decimals, Rounding::Down) == *this);
    return plainText(*this, decimals);
}

} // namespace toll
