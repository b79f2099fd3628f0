// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/charging.h"
#include "core/base/pattern.h"

#include <algorithm>

namespace toll {

namespace {

std::int64_t weightOf(const Charge &charge, const RatedToken &token, Instant begin)
{
    if (token.revokedAt && *token.revokedAt <= begin)
        return 0;
    const auto share = std::ranges::find_if(charge.allowanceShares, [&](const AllowanceShare &candidate) {
        return fitsPattern(token.name, candidate.token) || fitsPattern(token.id.text, candidate.token);
    });
    return share == charge.allowanceShares.end() ? 1 : share->weight;
}

} // namespace

Result<std::vector<std::int64_t>> allowanceShares(
    const Charge &charge, const std::vector<RatedToken> &tokens, Instant begin)
{
    std::vector<Decimal> weights;
    for (const RatedToken &token : tokens)
        weights.emplace_back(weightOf(charge, token, begin));
    if (std::ranges::all_of(weights, &Decimal::isZero))
        return std::vector<std::int64_t>(tokens.size());
    const Result<std::vector<Decimal>> parts = allocate(Decimal(charge.allowance), weights, 0);
    if (!parts)
        return std::unexpected(parts.error());
    std::vector<std::int64_t> shares;
    for (const Decimal &part : *parts) // whole numbers of at most the allowance
        shares.push_back(static_cast<std::int64_t>(part.coefficient()));
    return shares;
}

} // namespace toll
