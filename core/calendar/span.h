// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace toll {

/// A length of time: calendar months or days that step in a zone, or an exact duration.
/// Months and durations are never turned into one another.
struct Span {
    enum class Kind { Months, Days, Exact };
    Kind kind = Kind::Days;
    std::int64_t amount = 0; ///< months, days or milliseconds; 1 to longestSpan(kind)

    bool operator==(const Span &) const = default;
};

/// The most months, days or milliseconds a span may have: about 9,999 years.
[[nodiscard]] constexpr std::int64_t longestSpan(Span::Kind kind)
{
    constexpr std::int64_t years = 9999;
    return kind == Span::Kind::Months ? years * 12 : years * 365 * (kind == Span::Kind::Days ? 1 : msPerDay);
}

/// One number and one unit (`P30D`, `P2W`, `P1M`, `P1Y`), or `PT` with hours, minutes, seconds (`PT720H`, `PT1H30M`).
/// Anything else, zero included, is invalid (billing-rules.md 44).
[[nodiscard]] Result<Span> parseSpan(std::string_view text);
/// One number and one unit, the largest that fits: "P1Y", "P1M", "P30D" (weeks are written as days), "PT90M".
[[nodiscard]] std::string toString(const Span &span);

/// One of an endless row of spans, counted from an anchor.
struct Step {
    std::int64_t index = 0; ///< 0 begins at the anchor
    Interval span;

    bool operator==(const Step &) const = default;
};

/// The endless row of instants `anchor + k spans`, always counted from the anchor: the 31st comes back to the 31st.
/// Stepped local times keep the anchor's wall-clock time. Asking takes no time that grows with the distance.
class Steps {
public:
    Steps(Instant anchor, const Span &span, const Zone &zone);
    /// Anchored on a wall-clock time, which need not exist itself: daily steps from a missing midnight fall on
    /// midnights.
    Steps(const LocalTime &anchor, const Span &span, const Zone &zone);
    /// Begins at an instant, but keeps another wall-clock time: what began on 28 February because its anchor is the 31st
    /// goes on to 31 March. The date of `wall` may be one that its month lacks.
    Steps(Instant anchor, const LocalTime &wall, const Span &span, const Zone &zone);

    /// The anchor plus `index` spans; some 20,000 years from the anchor it stops growing.
    [[nodiscard]] Instant at(std::int64_t index) const;
    /// The step that holds `t`: the largest index with at(index) <= t.
    [[nodiscard]] Step holding(Instant t) const;
    /// The wall-clock time that step `index` keeps, before a gap or a short month moves it (31 February); spans of days
    /// and months only.
    [[nodiscard]] LocalTime wallAt(std::int64_t index) const;

private:
    [[nodiscard]] std::int64_t distanceTo(std::int64_t index) const;
    [[nodiscard]] std::int64_t estimate(Instant t) const;

    Zone m_zone;
    Span m_span;
    Instant m_anchor;
    LocalTime m_local;
    std::int64_t m_wallClock = 0; ///< of the anchor
};

/// `anchor` plus `times` spans, counted as Steps does.
[[nodiscard]] Instant addSpans(Instant anchor, const Span &span, std::int64_t times, const Zone &zone);

/// The largest k with addSpans(anchor, span, k) <= t; negative before the anchor.
[[nodiscard]] std::int64_t spanIndexAt(Instant anchor, const Span &span, Instant t, const Zone &zone);

/// A lifetime: a span, or none ("none" in text): one term without end.
using Lifetime = std::optional<Span>;
[[nodiscard]] Result<Lifetime> parseLifetime(std::string_view text);
[[nodiscard]] std::string toString(const Lifetime &lifetime);

} // namespace toll
