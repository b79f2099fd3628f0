// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/termuse.h"

#include "core/rating/capped.h"
#include "core/rating/capseries.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <ranges>

namespace toll {

namespace {

/// What the plan makes of the prices the token has had.
std::vector<DatedPrice> resolvedPrices(const FlatCapped &capped, const RatedToken &token)
{
    std::vector<DatedPrice> prices{{earliestInstant, capped.resolve(token.price)}};
    for (const DatedPrice &later : token.laterPrices)
        prices.push_back({later.from, capped.resolve(later.price)});
    return prices;
}

/// The term that holds `now`, else the last one that began.
std::optional<Term> termAt(std::span<const DatedPrice> prices, const RatedToken &token, Instant start,
    const Zone &zone, Instant now)
{
    const auto known = static_cast<std::size_t>(
        std::ranges::upper_bound(prices, now, {}, &DatedPrice::from) - prices.begin());
    const std::vector<Term> terms =
        termsOf(prices.first(std::max<std::size_t>(known, 1)), token.changes, start, now, zone);
    const auto last =
        std::ranges::find_if(terms | std::views::reverse, [&](const Term &term) { return term.span.begin <= now; });
    if (last == terms.rend())
        return std::nullopt;
    return *last;
}

} // namespace

Result<std::vector<std::optional<TermUse>>> termUses(const RatingInput &input, Instant now)
{
    std::vector<std::optional<TermUse>> uses(input.tokens.size());
    const auto charge = std::ranges::find_if(
        input.plan->charges, [](const Charge &c) { return std::holds_alternative<FlatCapped>(c.shape); });
    if (charge == input.plan->charges.end())
        return uses;
    const Taking taking = distribute(*input.plan, *input.usage, {earliestInstant, now.plus(1)});
    const std::vector<std::vector<Take>> byToken =
        takesByToken(taking.takes[static_cast<std::size_t>(charge - input.plan->charges.begin())], *input.usage,
            input.tokens.size());
    const std::vector<std::optional<Instant>> starts = termStarts(input);
    for (std::size_t i = 0; i < input.tokens.size(); ++i) {
        if (!starts[i])
            continue;
        const std::vector<DatedPrice> prices =
            resolvedPrices(std::get<FlatCapped>(charge->shape), input.tokens[i]);
        const std::optional<Term> term = termAt(prices, input.tokens[i], *starts[i], input.zone, now);
        if (!term)
            continue;
        const std::array periods{term->span};
        const Result<std::vector<PeriodPart>> parts =
            countCapped(
                {&input, &input.tokens[i], prices, *starts[i], periods,
                    charge->isPerTerm ? charge->allowance : 0},
                byToken[i]);
        if (!parts)
            return std::unexpected(parts.error());
        const auto known = std::ranges::upper_bound(prices, now, {}, &DatedPrice::from);
        const std::span inForce(prices.begin(), std::max(known, std::next(prices.begin())));
        const Result<std::optional<std::int64_t>> allowance =
            allowanceOf(capSeriesOf(inForce, *term, input.zone));
        if (!allowance)
            return std::unexpected(allowance.error());
        const LinePart &part = parts->front().part;
        uses[i] = TermUse{*term, *allowance, part.n - part.given, part.refused};
    }
    return uses;
}

} // namespace toll
