// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/chargegate.h"

#include <algorithm>

namespace toll {

namespace {

__extension__ typedef __int128 Wide;

/// The part of `units` that falls to `some` of `all` equal requests.
std::int64_t shareOf(std::int64_t units, std::int64_t some, std::int64_t all)
{
    return static_cast<std::int64_t>(static_cast<Wide>(units) * some / all);
}

/// How many of `all` equal requests, that have `units` together, begin within the room.
std::int64_t requestsWithin(std::int64_t room, std::int64_t units, std::int64_t all)
{
    if (units <= room)
        return all;
    const Wide scaled = static_cast<Wide>(room) * all;
    return static_cast<std::int64_t>(scaled / units + (scaled % units != 0 ? 1 : 0));
}

} // namespace

std::vector<ChargeHistory> chargesOf(std::span<const PlanVersion> versions)
{
    std::vector<ChargeHistory> charges;
    for (std::size_t version = 0; version < versions.size(); ++version)
        for (const Charge &charge : versions[version].plan->charges) {
            auto history = std::ranges::find(charges, charge.id, &ChargeHistory::id);
            if (history == charges.end())
                history = charges.insert(
                    charges.end(), {charge.id, std::vector<const Charge *>(versions.size()), {}});
            history->byVersion[version] = &charge;
        }
    return charges;
}

std::vector<WindowGrid> poolGridsOf(std::span<const Cap> caps, Instant begin, const Zone &zone)
{
    // From 1 January of the year before, so that no window is cut that a row lies in.
    const std::chrono::year before = zone.toLocal(begin).date.year() - std::chrono::years(1);
    const Date first = before / std::chrono::January / std::chrono::day(1);
    const Interval span{std::max(zone.startOfDay(first), earliestInstant), latestInstant};
    std::vector<WindowGrid> grids;
    for (const Cap &cap : caps)
        grids.emplace_back(cap, span, Alignment::Calendar, zone);
    return grids;
}

ChargeGate::ChargeGate(const CounterId &holder, std::vector<DatedPrice> prices, const RatedToken &token, Instant start,
    std::optional<Instant> until, const Zone &zone, Counts counts)
    : m_holder(holder), m_prices(std::move(prices)), m_token(token), m_start(start), m_until(until),
      m_laid(until.value_or(start)), m_zone(zone), m_counts(counts)
{
    if (m_until)
        m_walk.emplace(m_prices, m_token, m_start, *m_until, m_zone);
}

/// Terms without end are laid piece by piece.
void ChargeGate::lay(Instant t)
{
    m_laid = {std::min(t.ms, latestInstant.ms - horizon) + horizon};
    m_walk.emplace(m_prices, m_token, m_start, m_laid, m_zone);
}

Result<TermPlace> ChargeGate::moveTo(Instant t, LimitBook &book)
{
    if (!m_until && (!m_walk || t >= m_laid))
        lay(t);
    Result<TermPlace> place = m_walk->moveTo(t);
    if (!place || *place != TermPlace::Inside)
        return place;
    if (m_walk->change() != TermWalk::Change::None)
        if (Result<void> taken = takeOver(book); !taken)
            return std::unexpected(taken.error());
    return place;
}

/// What begins with a term, or changes in it.
Result<void> ChargeGate::takeOver(LimitBook &book)
{
    const bool isEnforced = m_walk->price().overCap == OverCap::Reject;
    const Interval span = m_walk->term().span;
    const bool isLaidAnew = m_term && m_term->begin == span.begin;
    const bool isSame = m_walk->change() == TermWalk::Change::Learnt || isLaidAnew;
    // What a term has served without a cap in force was not counted.
    if (m_counts == Counts::WhereEnforced && isSame && isEnforced != m_isEnforced)
        return fail(ErrorCode::Unsupported, "over_cap");
    m_isEnforced = isEnforced;
    m_term = span;
    m_allowance = m_walk->allowance();
    m_series = m_walk->takeSeries();
    if (!m_until)
        m_walk->forgetEnded();
    if (!isCounted())
        return {};
    book.set(m_holder, {true, static_cast<std::uint32_t>(m_series.size()) + 1, {}});
    if (!isSame)
        book.restart(m_holder);
    else if (const std::optional<Window> term = windowAt(0, span.begin))
        book.replace(m_holder, 0, *term);
    return {};
}

std::optional<Window> ChargeGate::windowAt(std::uint32_t which, Instant t) const
{
    if (!m_term || !m_term->contains(t))
        return std::nullopt;
    if (which > 0)
        return m_series[which - 1].at(t);
    return m_allowance ? std::optional(Window{0, *m_term, m_term->length(), *m_allowance}) : std::nullopt;
}

std::string ChargeGate::capText(std::uint32_t which, Instant t) const
{
    const std::optional<Window> window = m_series[which].at(t);
    const Instant begin = window ? window->span.begin : t;
    const auto after = std::ranges::upper_bound(m_prices, begin, {}, &DatedPrice::from);
    const TokenPrice &price = (after == m_prices.begin() ? *after : *std::prev(after)).price;
    return which < price.caps.size() ? toString(price.caps[which]) : std::string();
}

std::int64_t admissible(LimitBook &book, std::span<Meeting> meetings, std::span<const CounterId> others,
    std::int64_t requests, Instant t, const WindowsAt &windowsAt)
{
    std::int64_t fitting = requests;
    for (Meeting &meeting : meetings) {
        meeting.room = book.room(meeting.gate->holder(), t, windowsAt);
        if (meeting.gate->isEnforced())
            fitting = std::min(fitting, requestsWithin(meeting.room, meeting.quantity, requests));
    }
    for (const CounterId &other : others)
        fitting = std::min(fitting, book.room(other, t, windowsAt));
    return fitting;
}

std::int64_t countedUnits(const Meeting &meeting, std::int64_t admitted, std::int64_t requests)
{
    const std::int64_t share = shareOf(meeting.quantity, admitted, requests);
    return meeting.gate->isEnforced() ? std::min(share, meeting.room) : share;
}

void count(LimitBook &book, std::span<const Meeting> meetings, std::span<const CounterId> others,
    std::int64_t admitted, std::int64_t requests, Instant t)
{
    for (const Meeting &meeting : meetings)
        book.use(meeting.gate->holder(), countedUnits(meeting, admitted, requests), t);
    for (const CounterId &other : others)
        book.use(other, admitted, t);
}

} // namespace toll
