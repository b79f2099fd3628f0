# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instants and local time. An instant is an integer: UTC milliseconds since 1970 (design §4)."""

import datetime as dt
import functools
import re
import zoneinfo

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.timezone.utc)
_MILLISECOND = dt.timedelta(milliseconds=1)
_RFC3339 = re.compile(r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))")

SECOND = 1000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
QUARTER = 15 * MINUTE


@functools.cache
def zone_of(name):
    """The zone called NAME, with the machine's rules."""
    return zoneinfo.ZoneInfo(name)


def parse_instant(text):
    """An RFC 3339 time; finer fractions than a millisecond are cut off (rule 46)."""
    match = _RFC3339.fullmatch(text)
    if match is None:
        raise ValueError(f"not an RFC 3339 time: {text!r}")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction = (match[7] or "")[:3].ljust(3, "0")
    moment = dt.datetime(year, month, day, hour, minute, second, tzinfo=dt.timezone.utc)
    shift = 0
    if match[8] is None:
        shift = (int(match[10]) * 60 + int(match[11])) * MINUTE
        if match[9] == "-":
            shift = -shift
    return (moment - _EPOCH) // _MILLISECOND + int(fraction) - shift


def instant_text(instant):
    """Rule 49: UTC with Z, milliseconds only where they are not zero."""
    moment = _EPOCH + instant * _MILLISECOND
    text = moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    if instant % 1000:
        text += f".{instant % 1000:03d}"
    return text + "Z"


def floor_to_quarter(instant):
    """The UTC quarter of an hour that holds INSTANT (rules 7 and 38)."""
    return instant - instant % QUARTER


def wall_time(zone, instant):
    """What a clock on the wall shows: a datetime without zone."""
    return (_EPOCH + instant * _MILLISECOND).astimezone(zone).replace(tzinfo=None, fold=0)


def utc_offset(zone, instant):
    """Local time less UTC, in milliseconds."""
    return (_EPOCH + instant * _MILLISECOND).astimezone(zone).utcoffset() // _MILLISECOND


def resolve(zone, wall):
    """The instant at which the wall shows WALL.

    Rule 14: one that does not exist becomes the first instant after the gap, one that comes twice the earlier.
    """
    earlier = (wall.replace(tzinfo=zone, fold=0) - _EPOCH) // _MILLISECOND
    if wall_time(zone, earlier) == wall:
        return earlier
    # In a gap fold=0 counts with the offset before it, which lands after the gap; fold=1 lands before it.
    before = (wall.replace(tzinfo=zone, fold=1) - _EPOCH) // _MILLISECOND
    after = earlier
    new_offset = utc_offset(zone, after)
    while after - before > 1:
        middle = (before + after) // 2
        if utc_offset(zone, middle) == new_offset:
            after = middle
        else:
            before = middle
    return after


def midnight(zone, date):
    """The first instant of DATE: local midnight, or the first instant after the gap that swallowed it."""
    return resolve(zone, dt.datetime(date.year, date.month, date.day))


def midnight_date_at_or_before(zone, instant):
    """The date whose midnight is the last at or before INSTANT."""
    date = wall_time(zone, instant).date()
    while midnight(zone, date) > instant:
        date -= dt.timedelta(days=1)
    while midnight(zone, date + dt.timedelta(days=1)) <= instant:
        date += dt.timedelta(days=1)
    return date


def dates_touched(zone, start, end):
    """How many local dates [START, END) touches; a date that the zone skipped has no length and is none (rule 8)."""
    if start >= end:
        return 0
    date = midnight_date_at_or_before(zone, start)
    count = 0
    while midnight(zone, date) < end:
        following = date + dt.timedelta(days=1)
        if midnight(zone, following) > max(start, midnight(zone, date)):
            count += 1
        date = following
    return count


def plus_months(wall, months, day=None):
    """WALL moved by MONTHS. It keeps DAY (default: its own) where the month has it, else takes the month's last."""
    index = wall.year * 12 + wall.month - 1 + months
    year, month = divmod(index, 12)
    wanted = day if day is not None else wall.day
    return wall.replace(year=year, month=month + 1, day=min(wanted, days_in_month(year, month + 1)))


def days_in_month(year, month):
    """28 to 31."""
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return (following - dt.timedelta(days=1)).day
