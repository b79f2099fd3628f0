# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Modifiers of one charge: time slices, load bands and service level (rules 4, 5 and 22 to 26).

Each starts from a list of shares, (use, amount) of every event the charge took in the period, and answers the
difference it makes and the shares it leaves for the next.
"""

import dataclasses
import datetime as dt
import re
from fractions import Fraction

from instants import midnight, midnight_date_at_or_before, wall_time

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_HOURS = re.compile(r"(\S+) (\d\d):(\d\d)-(\d\d):(\d\d)")


@dataclasses.dataclass(frozen=True)
class Hours:
    """On each of DAYS (Monday 0) from minute START of the day to minute END, which may lie on the next day."""

    days: frozenset
    start: int
    end: int

    def hold(self, wall):
        """Whether the local time WALL lies in them; the end is exclusive."""
        minute = wall.hour * 60 + wall.minute
        today, yesterday = wall.weekday(), (wall.weekday() - 1) % 7
        if today in self.days and self.start <= minute < self.end:
            return True
        return yesterday in self.days and self.start <= minute + 24 * 60 < self.end


def parse_hours(text):
    """Rule 25: `DAYS HH:MM-HH:MM`; an end at or before the start runs into the next day."""
    match = _HOURS.fullmatch(text)
    if match is None:
        raise ValueError(f"not hours: {text!r}")
    start, end = int(match[2]) * 60 + int(match[3]), int(match[4]) * 60 + int(match[5])
    return Hours(frozenset(_parse_days(match[1])), start, end if end > start else end + 24 * 60)


def _parse_days(text):
    if text == "daily":
        return range(7)
    days = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        day, end = _DAYS.index(first), _DAYS.index(last or first)
        days.append(day)
        while day != end:
            day = (day + 1) % 7
            days.append(day)
    return days


def slice_multiplier(zone, charge, event):
    """Rule 25: the first slice that holds the event's local start time acts, none otherwise."""
    wall = wall_time(zone, event.time)
    for entry in charge.slices:
        if parse_hours(entry["hours"]).hold(wall):
            return Fraction(entry["multiplier"])
    return Fraction(1)


def calendar_window_start(zone, span, instant):
    """Where the zone-calendar window that holds INSTANT begins (rule 26).

    Below a day windows are exact time from the day's own midnight, the last cut by the next (NOTES 15).
    """
    date = midnight_date_at_or_before(zone, instant)
    if span.kind == "exact":
        start = midnight(zone, date)
        return start + (instant - start) // span.count * span.count
    if span.kind == "months":
        index = (date.year * 12 + date.month - 1) // span.count * span.count
        return midnight(zone, dt.date(index // 12, index % 12 + 1, 1))
    first = dt.date(1970, 1, 5) if span.unit == "week" else dt.date(1970, 1, 1)
    days = (date - first).days // span.count * span.count
    return midnight(zone, first + dt.timedelta(days=days))


def load_multiplier(zone, plan, charge, events, event):
    """Rule 26: requests of all rows of any status in the window of `capacity`, over its count; greatest band passed."""
    span = plan.capacity.span
    window = calendar_window_start(zone, span, event.time)
    requests = sum(other.count for other in events if calendar_window_start(zone, span, other.time) == window)
    passed = [band for band in charge.load if requests > Fraction(band["above"]) * plan.capacity.count]
    if not passed:
        return Fraction(1)
    return Fraction(max(passed, key=lambda band: Fraction(band["above"]))["multiplier"])


def multiplied(shares, multiplier):
    """The difference MULTIPLIER(event) makes (rule 5), and the shares after it."""
    after = [(use, amount * multiplier(use.event)) for use, amount in shares]
    return _total(after) - _total(shares), after


def _total(shares):
    return sum((amount for _, amount in shares), Fraction(0))


def service_level(charge, shares):
    """Rules 22 and 23: credits for slow requests, then the percentile's credit on what those leave; one difference."""
    after = [(use, amount * (1 - _request_credit(charge, use.event))) for use, amount in shares]
    left = _total(after)
    return left - left * _percentile_credit(charge, [use for use, _ in shares]) - _total(shares)


def _request_credit(charge, event):
    """The share of its amount that a slow request gets back; of several limits passed the greatest acts."""
    if event.response_ms is None:
        return Fraction(0)
    passed = [entry for entry in charge.service_level
              if "credit" in entry and event.response_ms > entry["slower_than_ms"]]
    return Fraction(_greatest(passed)["credit"]) if passed else Fraction(0)


def _percentile_credit(charge, uses):
    """The share of the charge's amount in the period that is credited."""
    passed = []
    for entry in charge.service_level:
        if "credit_percent" in entry:
            value = percentile(uses, Fraction(str(entry["percentile"])))
            if value is not None and value > entry["slower_than_ms"]:
                passed.append(entry)
    return Fraction(_greatest(passed)["credit_percent"]) / 100 if passed else Fraction(0)


def _greatest(entries):
    """The entry with the greatest limit; of equal ones the first."""
    return max(entries, key=lambda entry: entry["slower_than_ms"])


def percentile(uses, percent):
    """Nearest rank: the smallest value that at least PERCENT % of the charge's billable requests do not exceed.

    Requests weigh by their count; absent response times are left out (rule 23). Billable means here what `inputs.n`
    means: by status and inside a term, whatever cap and allowance did (NOTES 8).
    """
    slow = [(use.event.response_ms, use.event.count) for use in uses
            if use.billable and use.inside and use.event.response_ms is not None]
    total = sum(count for _, count in slow)
    for value in sorted({value for value, _ in slow}):
        if sum(count for other, count in slow if other <= value) * 100 >= percent * total:
            return value if total else None
    return None
