// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/termuse.h"

#include "core/rating/capped.h"
#include "core/rating/taking.h"

#include <algorithm>
#include <ranges>

namespace toll {

namespace {

/// The term that holds `now`, else the last one that began.
std::optional<Term> termAt(
    const TokenPrice &price, const RatedToken &token, Instant start, const Zone &zone, Instant now)
{
    const std::vector<Term> terms = termsOf(price, token.changes, start, now, zone);
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
        const TokenPrice price = std::get<FlatCapped>(charge->shape).resolve(input.tokens[i].price);
        const std::optional<Term> term = termAt(price, input.tokens[i], *starts[i], input.zone, now);
        if (!term)
            continue;
        const std::array periods{term->span};
        const Result<std::vector<PeriodPart>> parts =
            countCapped(
                {&input, &input.tokens[i], {{earliestInstant, price}}, *starts[i], periods,
                    charge->isPerTerm ? charge->allowance : 0},
                byToken[i]);
        if (!parts)
            return std::unexpected(parts.error());
        const Result<std::optional<std::int64_t>> allowance = termAllowance(price, *term, input.zone);
        if (!allowance)
            return std::unexpected(allowance.error());
        const LinePart &part = parts->front().part;
        uses[i] = TermUse{*term, *allowance, part.n - part.given, part.refused};
    }
    return uses;
}

} // namespace toll
