# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Windows of a cap within a term, their caps, and C·T (design §3, rules 14 to 17)."""

import dataclasses
import datetime as dt
import functools

from instants import midnight, midnight_date_at_or_before, plus_months, resolve


@dataclasses.dataclass(frozen=True)
class Window:
    """What is left of window NUMBER inside its term, and the cap of that part."""

    number: int
    start: int
    end: int
    cap: int


class Windows:
    """The windows of one cap in one term."""

    def __init__(self, zone, cap, align, term):
        self._zone = zone
        self._cap = cap
        self._span = cap.span
        self._align = align
        self._term = term
        if align == "calendar":
            self._date = self._calendar_date()
            self._origin = midnight(zone, self._date)
        else:
            self._origin = term.start

    def _calendar_date(self):
        """Rule 15: the zone midnight (week: Monday, month: first, year: 1 January) at or before the term's start."""
        date = midnight_date_at_or_before(self._zone, self._term.start)
        if self._span.unit == "week":
            return date - dt.timedelta(days=date.weekday())
        if self._span.unit == "month":
            return date.replace(day=1)
        if self._span.unit == "year":
            return date.replace(month=1, day=1)
        return date

    def edge(self, number):
        """Where window NUMBER begins, whatever the term's end. Always counted from the origin in one go."""
        if number == 0:
            return self._origin
        steps = number * self._span.count
        if self._span.kind == "exact":
            return self._origin + steps
        if self._align == "calendar":
            wall, day = dt.datetime(self._date.year, self._date.month, self._date.day), None
        else:
            wall, day = self._term.wall, self._term.day
        if self._span.kind == "days":
            return resolve(self._zone, wall + dt.timedelta(days=steps))
        return resolve(self._zone, plus_months(wall, steps, day))

    def number_at(self, instant):
        """The number of the window that holds INSTANT, by counting on from an estimate that is never too late."""
        longest = self._span.count * {"exact": 1, "days": 24 * 3600_000, "months": 31 * 24 * 3600_000}[self._span.kind]
        number = max(0, (instant - self._origin) // longest - 2)
        while self.edge(number + 1) <= instant:
            number += 1
        return number

    def window(self, number):
        """Window NUMBER cut by the term, or None where nothing is left of it (rule 14: no length, no window).

        Rules 16 and 17: a cut window has floor(C · its length / the length it would have had); a full one has C.
        """
        full_start, full_end = self.edge(number), self.edge(number + 1)
        start, end = max(full_start, self._term.start), full_end
        if self._term.end is not None:
            end = min(end, self._term.end)
        if start >= end:
            return None
        return Window(number, start, end, self._cap.count * (end - start) // (full_end - full_start))

    def window_at(self, instant):
        """The window that holds INSTANT, which lies in the term."""
        found = self.window(self.number_at(instant))
        assert found.start <= instant < found.end
        return found

    def allowance(self):
        """C·T: the sum of the window caps of the term; None (no limit) where the term never ends (rule 21)."""
        if self._term.end is None:
            return None
        first = self.number_at(self._term.start)
        if self._span.kind == "exact":
            return self._exact_allowance(first)
        return self._sum(first, None)

    def _sum(self, first, last):
        """The caps of windows FIRST to LAST (None: to the term's end)."""
        total = 0
        number = first
        while (last is None or number <= last) and self.edge(number) < self._term.end:
            found = self.window(number)
            total += found.cap if found is not None else 0
            number += 1
        return total

    def _exact_allowance(self, first):
        """The same sum where all windows are equally long: a year of seconds is too much to walk."""
        last = self.number_at(self._term.end - 1)
        if last - first < 2:
            return self._sum(first, last)
        return self._sum(first, first) + (last - first - 1) * self._cap.count + self._sum(last, last)


@functools.lru_cache(maxsize=100_000)
def window_at(zone, cap, align, term, instant):
    """The window of CAP that holds INSTANT in TERM; remembered, since slow walks ask again and again."""
    return Windows(zone, cap, align, term).window_at(instant)


@functools.lru_cache(maxsize=100_000)
def cap_allowance(zone, cap, align, term):
    """C·T of one cap; remembered likewise."""
    return Windows(zone, cap, align, term).allowance()


def term_allowance(zone, price, term):
    """C·T of a term: with several caps the smallest of theirs (design §3); None where nothing limits."""
    sums = [cap_allowance(zone, cap, price.align, term) for cap in price.caps]
    known = [total for total in sums if total is not None]
    return min(known) if known else None
