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
    std::int64_t amount = 0; ///< months, days or milliseconds; positive

    bool operator==(const Span &) const = default;
};

/// One number and one unit (`P30D`, `P2W`, `P1M`, `P1Y`), or `PT` with hours, minutes, seconds (`PT720H`, `PT1H30M`).
/// Anything else, zero included, is invalid (billing-rules.md 44).
[[nodiscard]] Result<Span> parseSpan(std::string_view text);
[[nodiscard]] std::string toString(const Span &span);

/// `anchor` plus `times` spans, always counted from the anchor: the 31st comes back to the 31st. Stepped local
/// times keep the anchor's wall-clock time.
[[nodiscard]] Instant addSpans(Instant anchor, const Span &span, std::int64_t times, const Zone &zone);

/// The largest k with addSpans(anchor, span, k) <= t; negative before the anchor.
[[nodiscard]] std::int64_t spanIndexAt(Instant anchor, const Span &span, Instant t, const Zone &zone);

/// A lifetime: a span, or none ("none" in text): one term without end.
using Lifetime = std::optional<Span>;
[[nodiscard]] Result<Lifetime> parseLifetime(std::string_view text);
[[nodiscard]] std::string toString(const Lifetime &lifetime);

} // namespace toll
