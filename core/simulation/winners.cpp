// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/winners.h"

#include <algorithm>

namespace toll {

namespace {

/// |delta| x 100 > percent x |baseline|.
Result<bool> isPast(const OutcomeRow &row, const Decimal &percent)
{
    const Result<Decimal> moved = row.delta.abs().times(100);
    const Result<Decimal> limit = percent.times(row.baseline.abs());
    if (!moved || !limit)
        return std::unexpected(!moved ? moved.error() : limit.error());
    return *moved > *limit;
}

void sort(std::vector<Mover> &movers)
{
    std::ranges::sort(movers, [](const Mover &a, const Mover &b) {
        const auto order = b.row.delta.abs() <=> a.row.delta.abs();
        return order != 0 ? order < 0 : a.row.name < b.row.name;
    });
}

} // namespace

Result<Winners> winnersOf(const Outcome &outcome, std::span<const Decimal> thresholds)
{
    Winners winners;
    winners.currency = outcome.currency;
    for (const OutcomeRow &row : outcome.customers) {
        if (row.delta.isZero()) {
            ++winners.unchanged;
            continue;
        }
        winners.fromNothing += row.baseline.isZero() && !row.delta.isNegative() ? 1 : 0;
        (row.delta.isNegative() ? winners.payLess : winners.payMore)
            .push_back({row, percentChange(row.baseline, row.scenario)});
    }
    sort(winners.payMore);
    sort(winners.payLess);
    for (const Decimal &percent : thresholds) {
        MoversPast past{percent, 0, 0};
        for (const OutcomeRow &row : outcome.customers) {
            if (row.baseline.isZero())
                continue;
            const Result<bool> isFar = isPast(row, percent);
            if (!isFar)
                return std::unexpected(isFar.error());
            if (*isFar)
                ++(row.delta.isNegative() ? past.payLess : past.payMore);
        }
        winners.past.push_back(past);
    }
    return winners;
}

} // namespace toll
