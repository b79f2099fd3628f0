// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// No text may crash the decimal parser; what was read is written the same, and arithmetic is exact or an error.
#include "core/money/money.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace toll;

namespace {

void expect(bool isTrue)
{
    if (!isTrue)
        std::abort();
}

/// Hundredths, modulo 2^128: a sum of shares may pass through more digits than a Decimal has.
unsigned __int128 hundredths(const Decimal &value)
{
    unsigned __int128 units = static_cast<unsigned __int128>(value.coefficient());
    for (int scale = value.scale(); scale < 2; ++scale)
        units *= 10;
    return units;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const auto comma = text.find(',');
    const auto a = Decimal::parse(text.substr(0, comma));
    if (!a)
        return 0;
    expect(Decimal::parse(a->toString()) == *a);
    for (int scale = 0; scale < 20; scale += 3)
        for (const Rounding rounding : {Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Ceiling}) {
            const Decimal rounded = a->rounded(scale, rounding);
            expect(rounded.rounded(scale, rounding) == rounded);
        }
    const auto b = comma == std::string_view::npos ? Result<Decimal>(Decimal(7)) : Decimal::parse(text.substr(comma + 1));
    if (!b)
        return 0;
    if (const auto sum = a->plus(*b))
        if (const auto back = sum->minus(*b))
            expect(*back == *a);
    if (const auto product = a->times(*b); product && !b->isZero())
        if (const auto back = product->divided(*b, 38, Rounding::HalfUp))
            expect(*back == *a);
    const std::vector<Decimal> weights{a->abs(), b->abs(), Decimal(1)};
    const Decimal total = a->rounded(2, Rounding::HalfUp);
    if (const auto shares = allocate(total, weights, 2)) {
        unsigned __int128 sum = 0;
        for (const Decimal &share : *shares)
            sum += hundredths(share);
        expect(sum == hundredths(total));
    }
    return 0;
}
