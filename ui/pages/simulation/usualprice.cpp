// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/usualprice.h"

#include <algorithm>
#include <limits>
#include <map>

namespace toll {

namespace {

int wholeNumber(std::int64_t value)
{
    return static_cast<int>(std::min<std::int64_t>(value, std::numeric_limits<int>::max()));
}

template<typename Key>
std::optional<Key> mostOf(const std::map<Key, int> &counts)
{
    const auto most = std::ranges::max_element(counts, {}, [](const auto &entry) { return entry.second; });
    return most == counts.end() ? std::nullopt : std::optional(most->first);
}

} // namespace

UsualPrice usualPrice(const Baseline &baseline)
{
    std::map<std::string, int> rates;
    std::map<std::string, int> caps;
    std::map<std::string, int> lifetimes;
    for (const BaselineCustomer &customer : baseline.customers) {
        const FlatCapped *capped =
            customer.plan.charges.size() == 1 ? std::get_if<FlatCapped>(&customer.plan.charges.front().shape) : nullptr;
        for (const RatedToken &token : customer.tokens) {
            const TokenPrice price = capped ? capped->resolve(token.price) : token.price;
            ++rates[price.rate.toString()];
            if (!price.caps.empty())
                ++caps[toString(price.caps.front())];
            if (price.lifetime)
                ++lifetimes[toString(price.lifetime)];
        }
    }
    UsualPrice usual;
    if (const auto rate = mostOf(rates))
        usual.rate = Decimal::parse(*rate).value_or(Decimal());
    if (const auto text = mostOf(caps))
        if (const Result<Cap> cap = parseCap(*text))
            usual.cap = *cap;
    if (const auto text = mostOf(lifetimes))
        usual.lifetime = parseLifetime(*text).value_or(Lifetime());
    return usual;
}

QuantityField::Value capValue(const std::vector<Cap> &caps)
{
    if (caps.empty())
        return {QStringLiteral("none"), 0};
    const Cap &cap = caps.front();
    const QString unit = cap.unit == TimeUnit::Hour ? QStringLiteral("hour")
        : cap.unit == TimeUnit::Week                ? QStringLiteral("week")
        : cap.unit == TimeUnit::Month               ? QStringLiteral("month")
                                                    : QStringLiteral("day");
    return {unit, wholeNumber(cap.count)};
}

QuantityField::Value lifetimeValue(const Lifetime &lifetime)
{
    if (!lifetime)
        return {QStringLiteral("none"), 0};
    if (lifetime->kind == Span::Kind::Months)
        return {QStringLiteral("M"), wholeNumber(lifetime->amount)};
    if (lifetime->kind == Span::Kind::Days)
        return {QStringLiteral("D"), wholeNumber(lifetime->amount)};
    return {QStringLiteral("D"), wholeNumber(std::max<std::int64_t>(1, lifetime->amount / msPerDay))};
}

} // namespace toll
