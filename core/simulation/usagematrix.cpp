// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/usagematrix.h"

#include "core/rating/caproom.h"
#include "core/rating/pricing.h"
#include "core/simulation/capcurve.h"

#include <algorithm>
#include <limits>

namespace toll {

namespace {

constexpr int mostMinorDigits = 4;
constexpr int mostDroppedDigits = 18;

std::uint32_t clamped(std::int64_t cap)
{
    return static_cast<std::uint32_t>(std::min<std::int64_t>(cap, std::numeric_limits<std::uint32_t>::max()));
}

/// The smallest of the caps' totals, as termAllowance() has it.
Result<std::int64_t> allowanceOf(std::span<const Cap> caps, const std::vector<GridShape> &shapes)
{
    std::optional<std::int64_t> smallest;
    std::optional<Error> overflow;
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        const Result<std::int64_t> total = shapes[i].total(caps[i].count);
        if (!total)
            overflow = total.error();
        else if (!smallest || *total < *smallest)
            smallest = *total;
    }
    return smallest ? Result<std::int64_t>(*smallest) : std::unexpected(overflow.value_or(Error{}));
}

} // namespace

Scenario outlineOf(const Scenario &scenario)
{
    Scenario outline = scenario;
    outline.name.clear();
    outline.rateFactor.reset();
    if (outline.rate)
        outline.rate = Decimal();
    if (outline.overageRate)
        outline.overageRate = Decimal();
    if (outline.caps)
        for (Cap &cap : *outline.caps)
            cap.count = 0;
    return outline;
}

std::string UsageMatrix::PriceClass::key() const
{
    std::string key = price.rate.toString() + (isSelected ? " s" : " -") + (isFlat ? "f" : "-");
    if (isFlat)
        return key;
    for (const Cap &cap : price.caps)
        key += ' ' + toString(cap);
    key += ' ' + toString(price.lifetime) + ' ' + std::string(name(price.capScope)) + ' '
        + std::string(name(price.overCap)) + ' ' + std::string(name(price.align)) + ' '
        + std::string(name(price.renewal));
    return price.overageRate ? key + ' ' + price.overageRate->toString() : key;
}

Result<std::vector<TokenPrice>> UsageMatrix::prices(const Scenario &scenario) const
{
    std::vector<TokenPrice> prices;
    prices.reserve(m_classes.size());
    for (const PriceClass &known : m_classes) {
        TokenPrice price = known.price;
        if (known.isSelected)
            if (Result<void> changed = changePrice(price, scenario); !changed)
                return std::unexpected(changed.error());
        if (known.isFlat) {
            prices.emplace_back().rate = price.rate;
            continue;
        }
        prices.push_back(std::move(price));
    }
    return prices;
}

Result<std::vector<std::int64_t>> UsageMatrix::caps(std::span<const TokenPrice> prices) const
{
    std::vector<std::int64_t> caps;
    caps.reserve(m_slots.size());
    for (const Slot &slot : m_slots) {
        const std::vector<Cap> &own = prices[slot.priceClass].caps;
        if (const WindowPart *part = std::get_if<WindowPart>(&slot.rule)) {
            caps.push_back(part->capOf(own.front().count));
            continue;
        }
        const Result<std::int64_t> allowance = allowanceOf(own, std::get<std::vector<GridShape>>(slot.rule));
        if (!allowance)
            return std::unexpected(allowance.error());
        caps.push_back(*allowance);
    }
    return caps;
}

std::vector<std::int64_t> UsageMatrix::unitsWithin(std::span<const std::int64_t> caps, bool byCurve) const
{
    const Curves *curves = byCurve ? &this->curves() : nullptr;
    std::vector<std::int64_t> within(m_cells.size());
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
        within[cell] = m_cells[cell].uncapped;
    const auto add = [&](const Pool &pool, std::int64_t units) {
        within[pool.cell] += pool.isTakenOff ? -units : units;
    };
    for (std::size_t p = 0; p < m_pools.size(); ++p) {
        const Pool &pool = m_pools[p];
        const std::uint32_t cap = clamped(caps[pool.slot]);
        const std::size_t size = pool.end - pool.begin;
        const std::uint64_t units = curves ? CapCurve(std::span(curves->counts).subspan(pool.begin, size),
                                                 std::span(curves->sums).subspan(pool.begin + p, size + 1))
                                                 .within(cap)
                                           : sumOfMinima(std::span(m_counts).subspan(pool.begin, size), cap);
        add(pool, static_cast<std::int64_t>(units));
    }
    for (const LargeCount &large : m_large)
        add(m_pools[large.pool], toll::unitsWithin(large.count, caps[m_pools[large.pool].slot]));
    return within;
}

const UsageMatrix::Curves &UsageMatrix::curves() const
{
    std::call_once(m_sorted, [this] {
        m_curves.counts = m_counts;
        m_curves.sums.resize(m_counts.size() + m_pools.size());
        for (std::size_t p = 0; p < m_pools.size(); ++p) {
            const std::size_t begin = m_pools[p].begin;
            const std::size_t size = m_pools[p].end - begin;
            CapCurve::prepare(
                std::span(m_curves.counts).subspan(begin, size), std::span(m_curves.sums).subspan(begin + p, size + 1));
        }
    });
    return m_curves;
}

bool UsageMatrix::amounts(
    std::span<const TokenPrice> prices, std::span<const std::int64_t> within, std::span<std::int64_t> amounts) const
{
    int scale = mostMinorDigits;
    for (const TokenPrice &price : prices)
        scale = std::max(scale, ScaledPrice::decimalsOf(price));
    std::vector<ScaledPrice> scaled;
    scaled.reserve(prices.size());
    std::int64_t highest = 0;
    for (const TokenPrice &price : prices) {
        const std::optional<ScaledPrice> one = ScaledPrice::of(price, scale);
        if (!one || one->rate < 0 || one->overage < 0)
            return false;
        highest = std::max({highest, one->rate, one->overage});
        scaled.push_back(*one);
    }
    std::int64_t most = 0; // no line owes more than all units at the highest price
    if (__builtin_mul_overflow(m_allUnits, highest, &most))
        return false;
    if (m_cells.size() == m_lines.size() && scaled.size() == 1) { // a cell a line: a vector times a number
        for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
            amounts[cell] = scaled[0].rate * within[cell] + scaled[0].overage * (m_cells[cell].units - within[cell]);
        return roundAmounts(amounts, scale);
    }
    std::ranges::fill(amounts, 0);
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
        amounts[m_cells[cell].line] +=
            scaled[m_cells[cell].priceClass].amountOf({within[cell], m_cells[cell].units - within[cell]});
    return roundAmounts(amounts, scale);
}

bool UsageMatrix::roundAmounts(std::span<std::int64_t> amounts, int scale) const
{
    for (const Run &run : m_runs) {
        const int digits = scale + m_lines[run.begin].perPlaces - m_lines[run.begin].minorDigits;
        if (digits > mostDroppedDigits)
            return false;
        dropDigits(amounts.subspan(run.begin, run.end - run.begin), digits, m_lines[run.begin].rounding);
    }
    return true;
}

Result<Decimal> UsageMatrix::amount(
    const Line &line, std::span<const TokenPrice> prices, std::span<const std::int64_t> within) const
{
    Decimal exact;
    for (std::size_t cell = line.firstCell; cell < line.firstCell + line.cells; ++cell) {
        const Result<Decimal> one = amountOf(
            prices[m_cells[cell].priceClass], line.perPlaces, {within[cell], m_cells[cell].units - within[cell]});
        const Result<Decimal> sum = one ? exact.plus(*one) : one;
        if (!sum)
            return std::unexpected(sum.error());
        exact = *sum;
    }
    return exact.rounded(line.minorDigits, line.rounding);
}

std::int64_t UsageMatrix::refusedUnits(
    const Line &line, std::span<const TokenPrice> prices, std::span<const std::int64_t> within) const
{
    std::int64_t refused = 0;
    for (std::size_t cell = line.firstCell; cell < line.firstCell + line.cells; ++cell)
        if (prices[m_cells[cell].priceClass].overCap == OverCap::Reject)
            refused += m_cells[cell].units - within[cell];
    return refused;
}

} // namespace toll
