// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/volume.h"

#include "core/base/checked.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace toll {

namespace {

/// A sum that grows row by row, and how much of its multiple has been given so far.
struct Running {
    std::int64_t sum = 0;
    std::int64_t given = 0;
};

/// What is due of floor(factor x sum) and has not been given yet.
std::optional<std::int64_t> due(Running &running, std::int64_t more, const Decimal &factor)
{
    if (!addChecked(running.sum, more))
        return std::nullopt;
    Int128 product = 0;
    if (__builtin_mul_overflow(factor.coefficient(), Int128{running.sum}, &product))
        return std::nullopt;
    // Floor after floor is the floor of all; 128 bits are slow to divide.
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    int place = 0;
    for (; product > most && place < factor.scale(); ++place)
        product /= 10;
    if (product > most)
        return std::nullopt;
    auto whole = static_cast<std::int64_t>(product);
    for (; place < factor.scale(); ++place)
        whole /= 10;
    return whole - running.given;
}

/// Meters of rows that are alike but for their times.
class Kind {
public:
    /// False where a sum leaves 64 bits.
    bool scale(UsageRow &row, UsageTable::Customs &customs, const Decimal &factor)
    {
        const std::optional<std::int64_t> requests = due(m_requests, row.requests, factor);
        if (!requests)
            return false;
        row.requests = *requests;
        m_requests.given += *requests;
        bool isFit = scale(m_response, row.responseMs, *requests, factor);
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            isFit = isFit && scale(m_units[unit], row.units[unit], *requests, factor);
        for (auto &[name, sum] : customs)
            isFit = isFit && scale(m_customs[name], sum, *requests, factor);
        return isFit;
    }

private:
    struct Meter {
        Running sum;
        Running known;
    };

    static bool scale(Meter &meter, MeterSum &value, std::int64_t requests, const Decimal &factor)
    {
        if (value == MeterSum() && meter.sum.sum == 0 && meter.known.sum == 0)
            return true; // a meter that nothing has had yet
        const auto sum = due(meter.sum, value.sum, factor);
        const auto known = due(meter.known, value.known, factor);
        if (!sum || !known)
            return false;
        value.known = std::min(*known, requests);
        value.sum = value.known > 0 ? *sum : 0;
        meter.known.given += value.known;
        meter.sum.given += value.sum;
        return true;
    }

    Running m_requests;
    Meter m_response;
    std::array<Meter, unitMeterCount> m_units;
    std::map<std::string, Meter> m_customs;
};

/// Token by token: each has few.
class Kinds {
public:
    explicit Kinds(std::size_t tokens) : m_ofToken(tokens) { }

    Kind &of(const UsageRow &row)
    {
        const Alike alike{row.status, row.model, row.endpoint, row.source, row.dimensions};
        std::vector<std::pair<Alike, Kind>> &known = m_ofToken[row.token];
        const auto found = std::ranges::find(known, alike, &std::pair<Alike, Kind>::first);
        return found != known.end() ? found->second : known.emplace_back(alike, Kind()).second;
    }

private:
    using Alike = std::tuple<std::int16_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
    std::vector<std::vector<std::pair<Alike, Kind>>> m_ofToken;
};

} // namespace

Result<void> scaleUsage(UsageTable &usage, std::span<const Decimal> factors)
{
    Kinds kinds(factors.size());
    std::vector<bool> isSame;
    for (const Decimal &factor : factors)
        isSame.push_back(factor == Decimal(1));
    auto kept = usage.rows.begin();
    for (UsageRow &row : usage.rows) {
        if (isSame[row.token]) {
            *kept++ = row;
            continue;
        }
        const Decimal &factor = factors[row.token];
        UsageTable::Customs customs;
        if (row.custom != 0)
            customs = usage.customs(row.custom);
        if (!kinds.of(row).scale(row, customs, factor))
            return fail(ErrorCode::Overflow, "volume_factor", factor.toString());
        if (row.requests == 0)
            continue;
        if (!customs.empty())
            row.custom = usage.addCustoms(std::move(customs));
        *kept++ = row;
    }
    usage.rows.erase(kept, usage.rows.end());
    return {};
}

void shiftUsage(UsageTable &usage, Interval span, std::int64_t ms)
{
    const std::int64_t length = span.end.ms - span.begin.ms;
    if (length <= 0 || ms % length == 0)
        return;
    for (UsageRow &row : usage.rows) {
        if (!span.contains(row.time))
            continue;
        const std::int64_t place = (row.time.ms - span.begin.ms + ms % length + length) % length;
        row.time = span.begin.plus(place);
    }
    std::ranges::stable_sort(usage.rows, {}, [](const UsageRow &row) { return std::pair(row.time, row.token); });
}

Result<Decimal> demandFactor(const Decimal &oldRate, const Decimal &newRate, const Decimal &elasticity)
{
    if (oldRate == newRate || oldRate.isZero() || elasticity.isZero())
        return Decimal(1);
    if (newRate.isZero())
        return elasticity.isNegative() ? fail(ErrorCode::OutOfRange, "elasticity", elasticity.toString(), "0…")
                                       : Result<Decimal>(Decimal(0));
    const auto real = [](const Decimal &decimal) {
        long double value = static_cast<long double>(decimal.coefficient());
        for (int place = 0; place < decimal.scale(); ++place)
            value /= 10;
        return value;
    };
    constexpr long double billion = 1e9L;
    const long double factor = std::pow(real(newRate) / real(oldRate), real(elasticity));
    if (!(factor <= 1e6L))
        return fail(ErrorCode::OutOfRange, "elasticity", elasticity.toString(), "…");
    return Decimal::fromParts(static_cast<Int128>(std::floor(factor * billion + 0.5L)), 9);
}

} // namespace toll
