# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Terms: the runs of a lifetime that a token has under one charge (design §3, rules 7, 9 and 20)."""

import dataclasses
import datetime as dt

from instants import plus_months, wall_time
from spans import step


@dataclasses.dataclass(frozen=True)
class Term:
    """[START, END); END is None where the term never ends. WALL and DAY say what its windows step from.

    A term that the calendar shortened (anchored on the 31st, begun on 28 February) or pushed out of a gap keeps its
    anchor's day of the month and time of day, so that its windows end where it ends (NOTES 1).
    """

    number: int
    start: int
    end: int | None
    wall: dt.datetime
    day: int


class Terms:
    """The terms of one token under one charge, the first of them beginning at FIRST_START."""

    def __init__(self, zone, price, first_start):
        self._zone = zone
        self._lifetime = price.lifetime
        self._renewal = price.renewal
        self._first = first_start

    def at(self, instant):
        """The term that holds INSTANT, or None: outside every term."""
        if instant < self._first:
            return None
        if self._lifetime is None:
            return self._term(0)  # rule 21: one term without end
        if self._lifetime.count == 0:
            return None
        last = 0 if self._renewal == "none" else self._number_near(instant) + 1
        for number in range(max(0, last - 2), last + 1):
            term = self._term(number)
            if term.start <= instant < term.end:
                return term
        return None

    def _number_near(self, instant):
        """The number of the term that holds INSTANT, or of the one before it."""
        elapsed = instant - self._first
        if self._lifetime.kind == "exact":
            return elapsed // self._lifetime.count
        day = 24 * 3600 * 1000
        longest = self._lifetime.count * (day if self._lifetime.kind == "days" else 31 * day)
        number = max(0, elapsed // longest - 2)
        while self._start(number + 1) <= instant:
            number += 1
        return number

    def _start(self, number):
        """Rule 9: anchor + k·T, counted from the first term's start."""
        return step(self._zone, self._first, self._lifetime, number)

    def _term(self, number):
        if self._lifetime is None:
            wall = wall_time(self._zone, self._first)
            return Term(0, self._first, None, wall, wall.day)
        start = self._start(number)
        wall = self._wall_of(number, start)
        day = wall.day
        if self._lifetime.kind == "months":
            day = wall_time(self._zone, self._first).day
        return Term(number, start, self._start(number + 1), wall, day)

    def _wall_of(self, number, start):
        """The local time the term steps from: the anchor's own, however a gap or a short month moved START."""
        if number == 0 or self._lifetime.kind == "exact":
            return wall_time(self._zone, start)
        anchor = wall_time(self._zone, self._first)
        if self._lifetime.kind == "days":
            return anchor + dt.timedelta(days=number * self._lifetime.count)
        return plus_months(anchor, number * self._lifetime.count)
