// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// How far one holder is into its rate limit: the backlog there was at an instant. It drains as time goes by.
struct RateState {
    Instant at = earliestInstant;
    std::int64_t backlog = 0; ///< in ticks of its RateLimit; 0: as if never used

    bool operator==(const RateState &) const = default;
};

/// A sustained rate with a burst, decided by the generic cell rate algorithm: the virtual scheduling of ITU-T I.371
/// (Annex A), as the Go library throttled words it. A unit is admitted if the theoretical arrival time it would leave
/// behind is no more than `burst` emission intervals ahead. Instead of that time its distance from the last admission
/// is kept, counted in ticks so small that the emission interval is a whole number of them: nothing is ever rounded,
/// and nothing drifts, at 7 a minute as at 600.
class RateLimit {
public:
    /// `count` units every `every` ms in the long run, and at most `burst` at once, each 1 or more. OutOfRange where
    /// the burst's backlog would leave 63 bits.
    [[nodiscard]] static Result<RateLimit> make(std::int64_t count, std::int64_t every, std::int64_t burst);

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] std::int64_t every() const { return m_every; } ///< ms
    [[nodiscard]] std::int64_t burst() const { return m_burst; }

    /// Whether so many units (0 or more) would be admitted now. A clock that went back stands still until it has caught
    /// up: that gives nothing away.
    [[nodiscard]] bool fits(const RateState &state, Instant now, std::int64_t units) const
    {
        return units <= m_burst && backlogAt(state, now) + units * m_perUnit <= m_most;
    }
    /// The most units that would be admitted now.
    [[nodiscard]] std::int64_t room(const RateState &state, Instant now) const
    {
        return (m_most - backlogAt(state, now)) / m_perUnit;
    }
    /// Notes units that fit.
    void take(RateState &state, Instant now, std::int64_t units) const
    {
        const std::int64_t backlog = backlogAt(state, now) + units * m_perUnit;
        state = {state.at < now ? now : state.at, backlog};
    }
    /// How many ms until so many units fit, 0 where they do now; nothing if they never do, because they are more than
    /// the burst.
    [[nodiscard]] std::optional<std::int64_t> retryAfter(const RateState &state, Instant now, std::int64_t units) const;
    /// How many ms until the whole burst is there again.
    [[nodiscard]] std::int64_t resetAfter(const RateState &state, Instant now) const;
    /// What another limit's state is under this one: the same theoretical arrival time, rounded up to a tick, and no
    /// more than the burst.
    [[nodiscard]] RateState carriedOver(const RateState &state, const RateLimit &from) const;

    auto operator<=>(const RateLimit &) const = default;

private:
    RateLimit() = default;

    [[nodiscard]] std::int64_t backlogAt(const RateState &state, Instant now) const
    {
        const std::int64_t elapsed = now.ms - state.at.ms;
        std::int64_t drained = 0;
        if (elapsed <= 0)
            return state.backlog;
        if (__builtin_mul_overflow(elapsed, m_perMs, &drained) || drained >= state.backlog)
            return 0;
        return state.backlog - drained;
    }
    /// From `now` until the backlog is down by so many ticks; time that the clock has to catch up comes on top.
    [[nodiscard]] std::int64_t timeFor(std::int64_t ticks, const RateState &state, Instant now) const;

    std::int64_t m_count = 1;
    std::int64_t m_every = 1;
    std::int64_t m_burst = 1;
    std::int64_t m_perUnit = 1; ///< ticks a unit adds: the emission interval
    std::int64_t m_perMs = 1; ///< ticks a millisecond drains
    std::int64_t m_most = 1; ///< ticks of the burst
};

/// `COUNT/UNIT` or `COUNT/N UNIT` with second, min or hour, and `burst N` behind it; without it the burst is the count:
/// "600/min", "10/second burst 20". Longer units are Unsupported: what the calendar steps is a cap's business.
[[nodiscard]] Result<RateLimit> parseRateLimit(std::string_view text);
/// The canonical form, which parseRateLimit reads: "10/second burst 20".
[[nodiscard]] std::string toString(const RateLimit &limit);

} // namespace toll
