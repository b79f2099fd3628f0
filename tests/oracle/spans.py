# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lifetimes, periods and caps as written in a plan, and how a span steps through a zone."""

import dataclasses
import datetime as dt
import re

from instants import HOUR, MINUTE, SECOND, plus_months, resolve, wall_time

_CALENDAR = re.compile(r"P(\d+)([DWMY])")
_EXACT = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")
_CAP = re.compile(r"(\d+)/(?:(\d+) )?(second|minute|min|hour|day|week|month|year)")

# Each written unit as a multiple of one of the three kinds of step: exact milliseconds, local days, local months.
_UNITS = {
    "second": (SECOND, "exact"), "minute": (MINUTE, "exact"), "min": (MINUTE, "exact"), "hour": (HOUR, "exact"),
    "day": (1, "days"), "week": (7, "days"), "month": (1, "months"), "year": (12, "months"),
    "D": (1, "days"), "W": (7, "days"), "M": (1, "months"), "Y": (12, "months"),
}


@dataclasses.dataclass(frozen=True)
class Span:
    """A length of time: COUNT steps of KIND (exact milliseconds, local days or local months)."""

    count: int
    kind: str
    unit: str  # as written: second, min, hour, day, week, month, year, D, W, M, Y or PT


@dataclasses.dataclass(frozen=True)
class Cap:
    """At most COUNT units in each window of length SPAN."""

    count: int
    span: Span


def parse_span(text):
    """`P30D`, `P2W`, `P1M`, `P1Y` or `PT` with hours, minutes, seconds; nothing else (rule 44). None for `none`."""
    if text is None or text == "none":
        return None
    match = _CALENDAR.fullmatch(text)
    if match:
        steps, kind = _UNITS[match[2]]
        return Span(int(match[1]) * steps, kind, match[2])
    match = _EXACT.fullmatch(text)
    if match is None or text == "PT":
        raise ValueError(f"not a lifetime or period: {text!r}")
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return Span(hours * HOUR + minutes * MINUTE + seconds * SECOND, "exact", "PT")


def parse_cap(text):
    """`COUNT/UNIT` or `COUNT/N UNIT` (design §3)."""
    match = _CAP.fullmatch(text)
    if match is None:
        raise ValueError(f"not a cap: {text!r}")
    steps, kind = _UNITS[match[3]]
    return Cap(int(match[1]), Span(int(match[2] or 1) * steps, kind, match[3]))


def parse_caps(value):
    """Rule 18: a string or an array of strings; absent and `none` are no cap."""
    if value is None or value == "none":
        return []
    if isinstance(value, str):
        return [parse_cap(value)]
    return [parse_cap(text) for text in value]


def step(zone, anchor, span, times):
    """ANCHOR plus TIMES spans, counted from the anchor in one go, so that the 31st comes back to the 31st."""
    if times == 0:
        return anchor
    if span.kind == "exact":
        return anchor + times * span.count
    wall = wall_time(zone, anchor)
    if span.kind == "days":
        return resolve(zone, wall + dt.timedelta(days=times * span.count))
    return resolve(zone, plus_months(wall, times * span.count))
