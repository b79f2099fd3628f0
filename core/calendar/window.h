// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/span.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

enum class TimeUnit { Second, Minute, Hour, Day, Week, Month, Year };

/// Where windows begin: with the term, or at the zone's midnights, Mondays and firsts.
enum class Alignment { Term, Calendar };

/// Most billable units per window: `200/day`, `5/15 min`.
struct Cap {
    std::int64_t count = 0; ///< units per window, 0 or more
    std::int64_t every = 1; ///< the window is this many units long, 1 or more, together at most longestSpan
    TimeUnit unit = TimeUnit::Day;

    bool operator==(const Cap &) const = default;
};

/// `COUNT/UNIT` or `COUNT/N UNIT` with second, min (or minute), hour, day, week, month, year; plurals of the
/// unit are read too ("5/15 minutes").
[[nodiscard]] Result<Cap> parseCap(std::string_view text);
/// The canonical form: "200/day", "5/15 min".
[[nodiscard]] std::string toString(const Cap &cap);

/// The length of the cap's full windows: exact up to hours, calendar days and months above.
[[nodiscard]] Span windowSpan(const Cap &cap);

/// One window inside a term, cut to it.
struct Window {
    std::int64_t index = 0; ///< counted from the window that holds the term's start
    Interval span; ///< the part inside the term
    std::int64_t fullLength = 0; ///< ms of the uncut window on that date
    std::int64_t cap = 0; ///< units: floor(count x length / fullLength); a full window has `count`

    bool operator==(const Window &) const = default;
};

/// How much of its full length a window has: 0/1 is none of it, 1/1 all, however long that is.
struct WindowPart {
    std::int64_t length = 0;
    std::int64_t fullLength = 1;

    /// floor(count x length / fullLength).
    [[nodiscard]] std::int64_t capOf(std::int64_t count) const;
    auto operator<=>(const WindowPart &) const = default;
};

/// What C x T of a term depends on beside the cap's count: windows that have the whole of it, and the cut first and last.
struct GridShape {
    std::int64_t whole = 0;
    WindowPart first; ///< in lowest terms; none of it where the first window is a whole one
    WindowPart last;

    /// C x T; Overflow above 2^63 - 1.
    [[nodiscard]] Result<std::int64_t> total(std::int64_t count) const;
    auto operator<=>(const GridShape &) const = default;
};

/// Where term-aligned windows count from: the term's start, keeping the wall-clock time that the term itself keeps (a term
/// of an anchor on the 31st that begins on 28 February has windows to the 31st again), else that of the start.
struct WindowAnchor {
    Instant start;
    std::optional<LocalTime> wall = {};
};

/// The windows of a cap over one term: found for an instant, counted and summed without walking them.
/// at() costs a look-up in the zone's rules; whoever reads usage in order of time keeps the window until it ends.
class WindowGrid {
public:
    /// `term.end` may be latestInstant for a term without end. Windows end with their term (billing-rules.md 16);
    /// calendar-aligned ones are counted from the zone midnight (Monday, first, 1 January) at or before the
    /// term's start, those below a day in exact time from that midnight (15).
    WindowGrid(const Cap &cap, Interval term, Alignment alignment, const Zone &zone);
    /// The windows of a part of the term with this anchor: a cap that came into force, or went out of it, in mid-term.
    /// Windows that the part's edges cut are partial ones.
    WindowGrid(const Cap &cap, Interval part, const WindowAnchor &anchor, Alignment alignment, const Zone &zone);

    /// The window that holds `t`, which must lie in the term.
    [[nodiscard]] Window at(Instant t) const;
    /// The window with this index; nothing past the term's end.
    [[nodiscard]] std::optional<Window> window(std::int64_t index) const;
    /// How many windows the term has (windows of no length are none, and have no index).
    [[nodiscard]] std::int64_t size() const;
    /// C x T: the sum of the window caps of the term; Overflow above 2^63 - 1, nothing for a term without end.
    [[nodiscard]] Result<std::optional<std::int64_t>> total() const;
    /// What total() is counted by; nothing for a term without end.
    [[nodiscard]] std::optional<GridShape> shape() const;

private:
    [[nodiscard]] Window cut(const Step &step) const;
    void findEmptySteps(const Zone &zone);

    std::int64_t m_count;
    Interval m_term;
    Steps m_steps;
    std::int64_t m_first = 0; ///< step that holds the term's start
    std::vector<std::int64_t> m_emptySteps; ///< steps of no length inside the term, in order
};

} // namespace toll
