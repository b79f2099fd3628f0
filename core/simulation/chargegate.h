// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How caps and terms refuse: shared by the replay of a history and by the gate of the service, so that both decide alike.
#pragma once

#include "core/limits/limitbook.h"
#include "core/rating/charging.h"
#include "core/rating/termwalk.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace toll {

/// The charges of all versions of a plan by their ids, without what they took.
[[nodiscard]] std::vector<ChargeHistory> chargesOf(std::span<const PlanVersion> versions);

/// Windows of the calendar that all of a customer's tokens share. `begin`: at or before the first request; windows of
/// several units are counted from 1 January of the year before.
[[nodiscard]] std::vector<WindowGrid> poolGridsOf(std::span<const Cap> caps, Instant begin, const Zone &zone);

/// One charge that caps one token: its terms as time goes by, whose windows are counted in a book.
class ChargeGate {
public:
    enum class Counts {
        WhereEnforced, ///< the book knows it only under `reject`
        Always, ///< so that a price that refuses from now on knows what was served before
    };
    /// How far ahead terms are laid where there is no end.
    static constexpr std::int64_t horizon = 2 * msPerDay;

    /// `prices`: resolved, at least one. `until`: no instant from then on is asked for; nothing where there is no end.
    /// Token and zone must outlive it.
    ChargeGate(const CounterId &holder, std::vector<DatedPrice> prices, const RatedToken &token, Instant start,
        std::optional<Instant> until, const Zone &zone, Counts counts);
    ChargeGate(const ChargeGate &) = delete;
    ChargeGate &operator=(const ChargeGate &) = delete;

    /// Moves on to an instant, not before the last one, and brings the book up to date where another term or other caps
    /// hold. Unsupported at "over_cap" where a term goes over to `reject`, or back, and is not counted always.
    [[nodiscard]] Result<TermPlace> moveTo(Instant t, LimitBook &book);

    /// The last move: no book is told of it.
    [[nodiscard]] Result<TermPlace> end(Instant t) { return m_walk->moveTo(t); }

    [[nodiscard]] const CounterId &holder() const { return m_holder; }
    [[nodiscard]] bool isEnforced() const { return m_isEnforced; } ///< `reject` holds
    [[nodiscard]] bool isCounted() const { return m_isEnforced || m_counts == Counts::Always; }
    [[nodiscard]] const TermWalk &walk() const { return *m_walk; }
    [[nodiscard]] const std::vector<DatedPrice> &prices() const { return m_prices; }
    /// As LimitBook asks: 0 is C x T, the caps follow. Nothing for instants outside the term that was met last.
    [[nodiscard]] std::optional<Window> windowAt(std::uint32_t which, Instant t) const;
    /// The cap, counted from 0, whose window is under way: the one that was in force when it began; else empty.
    [[nodiscard]] std::string capText(std::uint32_t which, Instant t) const;

private:
    void lay(Instant t);
    [[nodiscard]] Result<void> takeOver(LimitBook &book);

    CounterId m_holder;
    std::vector<DatedPrice> m_prices;
    const RatedToken &m_token;
    Instant m_start;
    std::optional<Instant> m_until;
    Instant m_laid; ///< terms are, until then
    const Zone &m_zone;
    Counts m_counts;
    std::optional<TermWalk> m_walk;
    std::optional<Interval> m_term; ///< the one in the book
    std::optional<std::int64_t> m_allowance; ///< its C x T
    std::vector<CapSeries> m_series;
    bool m_isEnforced = false;
};

/// A gate that requests meet.
struct Meeting {
    ChargeGate *gate = nullptr;
    std::int64_t quantity = 0; ///< what the charge takes of them
    std::int64_t room = 0; ///< before they came
};

/// The most of some equal requests that fit the gates they meet, whose rooms it notes, and the other holders, in which
/// requests are counted. One that begins within the room of a gate fits it.
[[nodiscard]] std::int64_t admissible(LimitBook &book, std::span<Meeting> meetings, std::span<const CounterId> others,
    std::int64_t requests, Instant t, const WindowsAt &windowsAt);
/// What a gate counts of them where so many of all are admitted.
[[nodiscard]] std::int64_t countedUnits(const Meeting &meeting, std::int64_t admitted, std::int64_t requests);
/// Counts the admitted ones of them, after admissible() at the same instant.
void count(LimitBook &book, std::span<const Meeting> meetings, std::span<const CounterId> others,
    std::int64_t admitted, std::int64_t requests, Instant t);

} // namespace toll
