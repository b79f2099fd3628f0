// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/percent.h"

namespace toll {

namespace {

constexpr int whole = 100;
constexpr int places = 2; ///< 10^2 is a whole

} // namespace

Result<Decimal> percentOfShare(const Decimal &share)
{
    return share.times(whole);
}

Result<Decimal> shareOfPercent(const Decimal &percent)
{
    return percent.shiftedDown(places);
}

Result<Decimal> factorOfChange(const Decimal &percent)
{
    const Result<Decimal> share = shareOfPercent(percent);
    return share ? share->plus(1) : share;
}

Result<Decimal> changeOfFactor(const Decimal &factor)
{
    const Result<Decimal> share = factor.minus(1);
    return share ? percentOfShare(*share) : share;
}

} // namespace toll
