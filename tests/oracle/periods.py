# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Billing periods and the parts of them that a statement covers (rules 1, 38 and 40)."""

import dataclasses
import datetime as dt
import re

from instants import floor_to_quarter, midnight, parse_instant, wall_time
from spans import step


@dataclasses.dataclass(frozen=True)
class Part:
    """[START, END) of the billing period [BILLING_START, BILLING_END); LISTED when the statement shows it."""

    start: int
    end: int
    billing_start: int
    billing_end: int
    listed: bool


class BillingPeriods:
    """The endless row of billing periods of a plan; period K begins at edge(K)."""

    def __init__(self, zone, plan, anchor):
        self._zone = zone
        self._span = plan.period
        self._anchor = anchor if plan.period_align == "anniversary" else None

    def edge(self, number):
        """Where period NUMBER (also negative) begins."""
        if self._anchor is not None:
            return step(self._zone, self._anchor, self._span, number)
        steps = number * self._span.count
        if self._span.kind == "exact":
            raise ValueError("an exact period has no calendar to align to (NOTES 28)")
        if self._span.kind == "months":
            year, month = divmod(1970 * 12 + steps, 12)  # rule 38: counted from January
            return midnight(self._zone, dt.date(year, month + 1, 1))
        first = dt.date(1970, 1, 5) if self._span.unit == "W" else dt.date(1970, 1, 1)  # 5 January 1970 was a Monday
        return midnight(self._zone, first + dt.timedelta(days=steps))

    def number_at(self, instant):
        """The period that holds INSTANT."""
        day = 24 * 3600_000
        average = self._span.count * {"exact": 1, "days": day, "months": 30 * day}[self._span.kind]
        number = (instant - (self._anchor or 0)) // average
        while self.edge(number) > instant:
            number -= 1
        while self.edge(number + 1) <= instant:
            number += 1
        return number


def parse_date(zone, text):
    """The start of a local date, or the instant of an RFC 3339 time."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return midnight(zone, dt.date.fromisoformat(text))
    return parse_instant(text)


def parse_period(zone, text):
    """Rule 40: `2026`, `2026-10`, `2026-10-05` or `START/END`, as [start, end)."""
    if "/" in text:
        start, end = (parse_date(zone, part) for part in text.split("/"))
    elif re.fullmatch(r"\d{4}", text):
        start, end = midnight(zone, dt.date(int(text), 1, 1)), midnight(zone, dt.date(int(text) + 1, 1, 1))
    elif re.fullmatch(r"\d{4}-\d\d", text):
        year, month = (int(part) for part in text.split("-"))
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        start, end = midnight(zone, dt.date(year, month, 1)), midnight(zone, following)
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        date = dt.date.fromisoformat(text)
        start, end = midnight(zone, date), midnight(zone, date + dt.timedelta(days=1))
    else:
        raise ValueError(f"not a period: {text!r}")
    if start >= end:
        raise ValueError("the period is empty or runs backwards")
    return start, end


def anniversary_anchor(events, term_start, asked):
    """Rule 38: --term-start, else the UTC quarter of the first event; with neither, where the statement starts."""
    if term_start is not None:
        return term_start
    if events:
        return floor_to_quarter(events[0].time)
    return asked[0] if asked else 0


def statement_range(periods, events, asked):
    """[start, end) of the statement, or None where there is nothing to cover (rules 1 and 49)."""
    if asked is not None:
        return asked
    if not events:
        return None
    last = periods.number_at(events[-1].time)
    return periods.edge(periods.number_at(events[0].time)), periods.edge(last + 1)


def statement_parts(periods, events, covered):
    """Every billing period from the first event's to the statement's end, cut where the statement starts and ends.

    Parts before the statement are not listed, but what they give free and cap counts for what comes after them.
    """
    start, end = covered
    first = min(start, events[0].time) if events else start
    parts = []
    number = periods.number_at(first)
    while periods.edge(number) < end:
        billing = (periods.edge(number), periods.edge(number + 1))
        pieces = [(billing[0], min(billing[1], start), False), (max(billing[0], start), min(billing[1], end), True)]
        parts += [Part(left, right, *billing, listed) for left, right, listed in pieces if left < right]
        number += 1
    return parts


def local_date(zone, instant):
    """The date on the wall."""
    return wall_time(zone, instant).date()
