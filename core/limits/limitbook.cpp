// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/limits/limitbook.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>

namespace toll {

LimitBook::LimitBook(std::int64_t lease)
    : m_lease(static_cast<std::int64_t>(
          std::bit_ceil(static_cast<std::uint64_t>(std::clamp<std::int64_t>(lease, 1, std::int64_t{1} << 40)))))
{
}

std::uint32_t LimitBook::indexOf(const HolderLimits &limits)
{
    const auto [known, isNew] = m_limitIndex.try_emplace(limits, static_cast<std::uint32_t>(m_limits.size()));
    if (isNew)
        m_limits.push_back(limits);
    return known->second;
}

std::uint32_t LimitBook::takePlaces(std::uint32_t count)
{
    if (count == 0)
        return 0;
    std::vector<std::uint32_t> &freed = m_freed[count];
    if (!freed.empty()) {
        const std::uint32_t place = freed.back();
        freed.pop_back();
        std::fill_n(m_more.begin() + place, count, WindowUse());
        return place;
    }
    const auto place = static_cast<std::uint32_t>(m_more.size());
    m_more.resize(m_more.size() + count);
    return place;
}

void LimitBook::giveBackPlaces(const Holder &holder)
{
    if (limitsOf(holder).windows > 1)
        m_freed[limitsOf(holder).windows - 1].push_back(holder.more);
}

void LimitBook::set(const CounterId &id, const HolderLimits &limits)
{
    assert(limits.windows <= mostWindows && (!limits.hasTerm || limits.windows > 0));
    Holder &holder = m_holders.insert(id);
    const bool isNew = holder.limits == none;
    const HolderLimits before = isNew ? HolderLimits() : limitsOf(holder);
    if (isNew || before.windows != limits.windows) {
        const std::uint32_t others = limits.windows > 1 ? limits.windows - 1 : 0;
        const std::uint32_t place = takePlaces(others);
        const std::uint32_t kept = std::min(before.windows, limits.windows);
        for (std::uint32_t which = 1; which < kept; ++which)
            m_more[place + which - 1] = windowOf(holder, which);
        if (!isNew)
            giveBackPlaces(holder);
        if (kept == 0)
            holder.first = {};
        holder.more = place;
    }
    if (before.rate != limits.rate)
        holder.rate = before.rate && limits.rate ? limits.rate->carriedOver(holder.rate, *before.rate) : RateState();
    holder.limits = indexOf(limits);
}

void LimitBook::remove(const CounterId &id)
{
    if (const Holder *holder = m_holders.find(id)) {
        giveBackPlaces(*holder);
        m_holders.remove(id);
    }
}

void LimitBook::restart(const CounterId &id)
{
    Holder *holder = m_holders.find(id);
    for (std::uint32_t which = 0; holder && which < limitsOf(*holder).windows; ++which)
        windowOf(*holder, which) = {};
}

void LimitBook::replace(const CounterId &id, std::uint32_t which, const Window &window)
{
    Holder *holder = m_holders.find(id);
    if (!holder || which >= limitsOf(*holder).windows)
        return;
    WindowUse &use = windowOf(*holder, which);
    use.end = window.span.end;
    use.cap = window.cap;
}

void LimitBook::open(Holder &holder, std::uint32_t which, Instant now, const WindowsAt &windowsAt)
{
    const std::optional<Window> window = windowsAt(holder.id, which, now);
    // Without a cap in force it stays over, so that it is asked for again the next time.
    windowOf(holder, which) =
        window ? WindowUse{window->span.end, window->cap, 0} : WindowUse{earliestInstant, unlimited, 0};
}

Decision LimitBook::admit(std::span<const Claim> claims, Instant now, const WindowsAt &windowsAt)
{
    assert(claims.size() <= mostClaims);
    Decision decision;
    std::array<Holder *, mostClaims> holders;
    for (std::size_t index = 0; index < claims.size(); ++index) {
        holders[index] = m_holders.find(claims[index].holder);
        if (holders[index] && !fits(*holders[index], claims[index].units, now, windowsAt)) {
            refuse(claims, now, windowsAt, decision);
            return decision;
        }
    }
    decision.isAdmitted = true;
    for (std::size_t index = 0; index < claims.size(); ++index)
        if (holders[index] && count(*holders[index], claims[index].units, now))
            decision.isWriteDue = true;
    return decision;
}

void LimitBook::refuse(std::span<const Claim> claims, Instant now, const WindowsAt &windowsAt, Decision &decision)
{
    for (std::uint32_t index = 0; index < claims.size(); ++index) {
        (void)room(claims[index].holder, now, windowsAt); // what comes behind the first refusal was not looked at
        addRefusals(claims[index], index, now, decision.refusals);
    }
    sortRefusals(decision.refusals);
}

void LimitBook::giveBack(const CounterId &id, std::int64_t units, Instant counted, const WindowsAt &windowsAt)
{
    adjust(id, -units, counted, windowsAt);
}

void LimitBook::addLate(const CounterId &id, std::int64_t units, Instant counted, const WindowsAt &windowsAt)
{
    (void)room(id, counted, windowsAt); // opens what has not been opened yet
    adjust(id, units, counted, windowsAt);
    if (Holder *holder = m_holders.find(id); holder && limitsOf(*holder).rate)
        limitsOf(*holder).rate->take(holder->rate, counted, units);
}

void LimitBook::adjust(const CounterId &id, std::int64_t units, Instant counted, const WindowsAt &windowsAt)
{
    Holder *holder = m_holders.find(id);
    for (std::uint32_t which = 0; holder && which < limitsOf(*holder).windows; ++which) {
        WindowUse &use = windowOf(*holder, which);
        const std::optional<Window> window = windowsAt(id, which, counted);
        if (window && window->span.end == use.end)
            use.used = std::max<std::int64_t>(0, use.used + units);
    }
}

std::int64_t LimitBook::room(const CounterId &id, Instant now, const WindowsAt &windowsAt)
{
    Holder *holder = m_holders.find(id);
    std::int64_t room = unlimited;
    if (!holder)
        return room;
    const HolderLimits &limits = limitsOf(*holder);
    for (std::uint32_t which = 0; which < limits.windows; ++which) {
        if (windowOf(*holder, which).end <= now)
            open(*holder, which, now, windowsAt);
        room = std::min(room, windowOf(*holder, which).room());
    }
    return limits.rate ? std::min(room, limits.rate->room(holder->rate, now)) : room;
}

bool LimitBook::use(const CounterId &id, std::int64_t units, Instant now)
{
    Holder *holder = m_holders.find(id);
    return holder && count(*holder, units, now);
}

void LimitBook::addRefusals(const Claim &claim, std::uint32_t index, Instant now, std::vector<Refusal> &refusals) const
{
    const Holder *holder = m_holders.find(claim.holder);
    if (!holder)
        return;
    const HolderLimits &limits = limitsOf(*holder);
    for (std::uint32_t which = 0; which < limits.windows; ++which) {
        const WindowUse &window = windowOf(*holder, which);
        if (window.room() < claim.units)
            refusals.push_back(
                {index, limits.hasTerm && which == 0 ? LimitKind::Term : LimitKind::Window, which, window.end});
    }
    if (!limits.rate || limits.rate->fits(holder->rate, now, claim.units))
        return;
    const std::optional<std::int64_t> wait = limits.rate->retryAfter(holder->rate, now, claim.units);
    const bool isReachable = wait && *wait <= latestInstant.ms - now.ms;
    refusals.push_back({index, LimitKind::Rate, 0, isReachable ? std::optional(now.plus(*wait)) : std::nullopt});
}

void LimitBook::sortRefusals(std::vector<Refusal> &refusals)
{
    static constexpr Instant never{std::numeric_limits<std::int64_t>::max()};
    std::ranges::stable_sort(
        refusals, std::ranges::greater(), [](const Refusal &refusal) { return refusal.notBefore.value_or(never); });
}

std::vector<Headroom> LimitBook::headroom(const CounterId &id, Instant now, const WindowsAt &windowsAt)
{
    const Holder *holder = m_holders.find(id);
    std::vector<Headroom> all(holder ? limitsOf(*holder).windows + 1 : 0);
    all.resize(headroom(id, now, windowsAt, all));
    return all;
}

std::size_t LimitBook::headroom(
    const CounterId &id, Instant now, const WindowsAt &windowsAt, std::span<Headroom> to)
{
    (void)room(id, now, windowsAt);
    const Holder *holder = m_holders.find(id);
    if (!holder)
        return 0;
    std::size_t count = 0;
    const auto put = [&](const Headroom &headroom) {
        if (count < to.size())
            to[count++] = headroom;
    };
    const HolderLimits &limits = limitsOf(*holder);
    for (std::uint32_t which = 0; which < limits.windows; ++which) {
        const WindowUse &window = windowOf(*holder, which);
        if (window.cap != unlimited)
            put({limits.hasTerm && which == 0 ? LimitKind::Term : LimitKind::Window, which, window.cap, window.room(),
                window.end.ms - now.ms});
    }
    if (limits.rate)
        put({LimitKind::Rate, 0, limits.rate->burst(), limits.rate->room(holder->rate, now),
            limits.rate->resetAfter(holder->rate, now)});
    return count;
}

std::optional<WindowUse> LimitBook::windowUse(const CounterId &id, std::uint32_t which) const
{
    const Holder *holder = m_holders.find(id);
    if (!holder || which >= limitsOf(*holder).windows || windowOf(*holder, which).end == earliestInstant)
        return std::nullopt;
    return windowOf(*holder, which);
}

} // namespace toll
