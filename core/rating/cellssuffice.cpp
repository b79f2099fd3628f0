// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Which ratings may read cells in the place of events.
#include "core/rating/capped.h"
#include "core/rating/rate.h"

#include <algorithm>

namespace toll {

namespace {

bool isOnQuarter(Instant t)
{
    return floorTo(t, msPerQuarter) == t;
}

bool isQuarterly(const Cap &window)
{
    return (window.unit != TimeUnit::Second && window.unit != TimeUnit::Minute)
        || window.every * (window.unit == TimeUnit::Second ? msPerSecond : msPerMinute) % msPerQuarter == 0;
}

/// Whether the windows, terms and bounds of one token's price all fall on quarters of an hour.
bool isQuarterly(const TokenPrice &price, Instant start)
{
    return isOnQuarter(start) && cellsSuffice(price);
}

/// Whether nothing in a charge tells the requests of one quarter of an hour apart.
bool isQuarterly(const Plan &plan, const Charge &charge, std::size_t tokens)
{
    constexpr int minutesOfQuarter = 15;
    if (!charge.group.empty() || std::ranges::any_of(charge.match, [](const auto &m) { return m.first == "endpoint"; }))
        return false; // cells do not keep which events had which meter, nor the endpoint
    const Graduated *graduated = std::get_if<Graduated>(&charge.shape);
    const Volume *volume = std::get_if<Volume>(&charge.shape);
    if ((graduated && graduated->by == TierBy::Request) || (volume && volume->by == TierBy::Request)
        || !charge.serviceLevel.empty())
        return false;
    // Tokens that share an allowance, a tier or a block take their turns within the quarter.
    const bool isShared = graduated || std::holds_alternative<Package>(charge.shape)
        || (charge.allowance > 0 && !charge.isPerTerm);
    if (isShared && tokens > 1)
        return false;
    if (!charge.load.empty() && plan.capacity && !isQuarterly(*plan.capacity))
        return false;
    return std::ranges::all_of(charge.slices, [](const Slice &slice) {
        return slice.hours.begin % minutesOfQuarter == 0 && slice.hours.end % minutesOfQuarter == 0;
    });
}

/// Whether everything that happened to a token happened on quarters.
bool isQuarterly(const RatedToken &token)
{
    return std::ranges::all_of(token.changes, [](const TermChange &change) { return isOnQuarter(change.at); })
        && std::ranges::all_of(token.laterPrices, [](const DatedPrice &price) { return isOnQuarter(price.from); })
        && (!token.revokedAt || isOnQuarter(*token.revokedAt));
}

bool isQuarterly(const Plan &plan, const RatingInput &input, const std::vector<std::optional<Instant>> &starts)
{
    for (const Charge &charge : plan.charges) {
        if (!isQuarterly(plan, charge, input.tokens.size()))
            return false;
        const FlatCapped *capped = std::get_if<FlatCapped>(&charge.shape);
        for (std::size_t i = 0; capped && i < input.tokens.size(); ++i) {
            const RatedToken &token = input.tokens[i];
            if (starts[i] && !isQuarterly(capped->resolve(token.price), *starts[i]))
                return false;
            for (const DatedPrice &later : token.laterPrices)
                if (starts[i] && !isQuarterly(capped->resolve(later.price), *starts[i]))
                    return false;
        }
    }
    return true;
}

} // namespace

bool cellsSuffice(const TokenPrice &price)
{
    if (price.overCap == OverCap::Reject)
        return false;
    if (price.lifetime && price.lifetime->kind == Span::Kind::Exact && price.lifetime->amount % msPerQuarter != 0)
        return false;
    return std::ranges::all_of(price.caps, [](const Cap &cap) { return isQuarterly(cap); });
}

bool cellsSuffice(const RatingInput &input)
{
    if (input.period && (!isOnQuarter(input.period->begin) || !isOnQuarter(input.period->end)))
        return false;
    for (const RatedToken &token : input.tokens)
        if (!isQuarterly(token))
            return false;
    const std::vector<std::optional<Instant>> starts = termStarts(input);
    if (input.versions.empty())
        return isQuarterly(*input.plan, input, starts);
    return std::ranges::all_of(input.versions, [&](const PlanVersion &version) {
        return isOnQuarter(version.from) && isQuarterly(*version.plan, input, starts);
    });
}

} // namespace toll
