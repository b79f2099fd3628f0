// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/capseries.h"

#include "core/base/checked.h"

#include <algorithm>

namespace toll {

namespace {

/// The last price that is in force at an instant.
std::span<const DatedPrice>::iterator inForce(std::span<const DatedPrice> prices, Instant t)
{
    const auto after = std::ranges::upper_bound(prices, t, {}, &DatedPrice::from);
    return after == prices.begin() ? after : std::prev(after);
}

} // namespace

CapSeries::CapSeries(
    std::span<const DatedPrice> prices, std::size_t which, const Term &term, const Zone &zone)
{
    Instant begin = term.span.begin;
    while (begin < term.span.end) {
        const auto price = inForce(prices, begin);
        const auto next = std::next(price);
        Piece piece{{begin, term.span.end}, {}};
        if (which < price->price.caps.size())
            piece.grid.emplace(price->price.caps[which], piece.span, term.anchor(), price->price.align, zone);
        if (next != prices.end() && next->from < term.span.end) {
            piece.span.end = next->from;
            if (piece.grid) {
                const Window window = piece.grid->at(next->from);
                piece.span.end = window.span.begin == next->from ? next->from : window.span.end;
                piece.grid.emplace(
                    price->price.caps[which], piece.span, term.anchor(), price->price.align, zone);
            }
        }
        begin = piece.span.end;
        m_pieces.push_back(std::move(piece));
    }
}

std::optional<Window> CapSeries::at(Instant t) const
{
    for (const Piece &piece : m_pieces)
        if (piece.span.contains(t))
            return piece.grid ? std::optional(piece.grid->at(t)) : std::nullopt;
    return std::nullopt;
}

Result<std::optional<std::int64_t>> CapSeries::total() const
{
    std::int64_t sum = 0;
    for (const Piece &piece : m_pieces) {
        if (!piece.grid)
            return std::nullopt;
        const Result<std::optional<std::int64_t>> total = piece.grid->total();
        if (!total || !*total)
            return total;
        if (!addChecked(sum, **total))
            return fail(ErrorCode::Overflow);
    }
    return sum;
}

std::int64_t CapSeries::windowsWithin(Interval span) const
{
    std::int64_t windows = 0;
    for (const Piece &piece : m_pieces) {
        const Interval shared = intersection(piece.span, span);
        if (piece.grid && !shared.isEmpty())
            windows += piece.grid->at(shared.end.plus(-1)).index - piece.grid->at(shared.begin).index + 1;
    }
    return windows;
}

std::vector<CapSeries> capSeriesOf(std::span<const DatedPrice> prices, const Term &term, const Zone &zone)
{
    std::size_t most = 0;
    for (auto price = inForce(prices, term.span.begin); price != prices.end() && price->from < term.span.end; ++price)
        most = std::max(most, price->price.caps.size());
    std::vector<CapSeries> series;
    for (std::size_t which = 0; which < most; ++which)
        series.emplace_back(prices, which, term, zone);
    return series;
}

Result<std::optional<std::int64_t>> allowanceOf(std::span<const CapSeries> series)
{
    std::optional<std::int64_t> smallest;
    std::optional<Error> overflow;
    for (const CapSeries &cap : series) {
        const auto total = cap.total();
        if (!total)
            overflow = total.error();
        else if (*total && (!smallest || **total < *smallest))
            smallest = **total;
    }
    // A total too large to count is never the smallest beside one that can be counted.
    if (!smallest && overflow)
        return std::unexpected(*overflow);
    return smallest;
}

} // namespace toll
