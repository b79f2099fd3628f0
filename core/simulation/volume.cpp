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
    for (int place = 0; place < factor.scale(); ++place)
        product /= 10; // floor after floor is the floor of all
    if (product > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(product) - running.given;
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

} // namespace

Result<void> scaleUsage(UsageTable &usage, std::span<const Decimal> factors)
{
    using Alike = std::tuple<std::uint32_t, std::int16_t, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
    std::map<Alike, Kind> kinds;
    std::vector<UsageRow> rows;
    rows.reserve(usage.rows.size());
    for (UsageRow row : usage.rows) {
        const Decimal &factor = factors[row.token];
        if (factor == Decimal(1)) {
            rows.push_back(row);
            continue;
        }
        UsageTable::Customs customs = usage.customs(row.custom);
        Kind &kind = kinds[{row.token, row.status, row.model, row.endpoint, row.source, row.dimensions}];
        if (!kind.scale(row, customs, factor))
            return fail(ErrorCode::Overflow, "volume_factor", factor.toString());
        if (row.requests == 0)
            continue;
        if (!customs.empty())
            row.custom = usage.addCustoms(std::move(customs));
        rows.push_back(row);
    }
    usage.rows = std::move(rows);
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
