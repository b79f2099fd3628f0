# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where in time random cases lie: zones with their odd nights, and instants on the edges of everything in a plan."""

import datetime as dt

from instants import midnight, parse_instant, wall_time
from periods import BillingPeriods
from terms import Terms
from windows import Windows

DAY = 24 * 3600_000

# Each zone with the instants around which something odd happens there.
ZONES = {
    "UTC": ("2024-02-29T00:00:00Z", "2025-01-31T00:00:00Z", "2024-12-31T12:00:00Z", "1970-01-01T00:00:00Z"),
    "Europe/Berlin": ("2025-03-30T01:00:00Z", "2025-10-26T01:00:00Z", "2024-02-28T23:00:00Z", "2024-12-30T23:00:00Z"),
    "America/New_York": ("2025-03-09T07:00:00Z", "2025-11-02T06:00:00Z", "2024-01-31T05:00:00Z"),
    "Australia/Lord_Howe": ("2025-04-05T15:00:00Z", "2025-10-04T15:30:00Z"),
    "America/Sao_Paulo": ("2017-10-15T03:00:00Z", "2018-02-18T02:00:00Z", "2018-11-04T03:00:00Z"),
    "Asia/Beirut": ("2017-03-25T22:00:00Z", "2022-03-26T22:00:00Z", "2022-10-29T21:00:00Z"),
    "Asia/Shanghai": ("2025-02-28T16:00:00Z", "2024-12-31T16:00:00Z", "1991-04-13T18:00:00Z"),
    "Pacific/Kiritimati": ("1994-12-31T10:00:00Z", "2025-01-30T10:00:00Z", "2024-02-28T10:00:00Z"),
}

# How far from its beginning a case's usage may lie, so that a statement has some dozens of periods at most.
REACH = {"P1D": 8 * DAY, "P2D": 12 * DAY, "P1W": 40 * DAY, "P2W": 60 * DAY, "P1M": 100 * DAY, "P2M": 150 * DAY,
         "P3M": 250 * DAY, "P6M": 400 * DAY, "P1Y": 800 * DAY, "PT24H": 8 * DAY, "PT720H": 100 * DAY, "P30D": 100 * DAY}

# From an edge to an event: on it, right before it, near it.
_BESIDE = (0, 0, 0, -1, -1, 1, 1000, -1000, 60_000, -60_000, 1800_000, -1800_000, DAY, -DAY)


def pick_zone(dice):
    """(zone name, an instant around which to place things)."""
    name = dice.choice(list(ZONES))
    return name, parse_instant(dice.choice(ZONES[name]))


def pick_start(dice, zone, centre):
    """Where the first term begins: near CENTRE, often at a midnight or on the 29th to 31st."""
    kind = dice.randrange(6)
    if kind == 0:
        return centre + dice.choice((-1, 0, 1, -30 * 60_000, 30 * 60_000, -DAY, DAY))
    if kind == 1:
        return midnight(zone, wall_time(zone, centre).date() + dt.timedelta(days=dice.randrange(-2, 3)))
    if kind == 2:
        return centre - dice.randrange(40) * DAY + dice.randrange(0, DAY, 1000)
    if kind == 3:  # the same local time of day as the odd night, some days before
        return centre - dice.choice((1, 7, 28, 29, 30, 31)) * DAY + dice.choice((0, 30 * 60_000, -15 * 60_000))
    date = wall_time(zone, centre).date()
    while date.day < 29 or dice.random() < 0.3:
        date -= dt.timedelta(days=1)
    return midnight(zone, date) + dice.choice((0, 0, 12 * 3600_000, 90 * 60_000, 1))


class Moments:
    """Instants worth an event in a case that begins at START."""

    def __init__(self, dice, zone, plan, period_text, start, centre):
        self._dice = dice
        self._start = start
        self._end = start + REACH[period_text]
        edges = [start, centre, *self._midnights(zone, centre), *self._period_edges(zone, plan, start)]
        for charge in plan.charges:
            if charge.has_terms:
                edges += self._term_edges(zone, charge.price, start, centre)
        self._edges = [edge for edge in edges if start - DAY <= edge <= self._end] or [start]

    def _midnights(self, zone, centre):
        date = wall_time(zone, centre).date()
        return [midnight(zone, date + dt.timedelta(days=shift)) for shift in range(-2, 4)]

    def _period_edges(self, zone, plan, start):
        periods = BillingPeriods(zone, plan, start)
        first = periods.number_at(start)
        return [periods.edge(first + shift) for shift in range(0, 4)]

    def _term_edges(self, zone, price, start, centre):
        """Edges of the first terms and of those around the odd night, with the windows nearby."""
        terms = Terms(zone, price, start)
        edges, at = [], start
        for _ in range(3):
            term = terms.at(at)
            if term is None:
                break
            edges += self._window_edges(zone, price, term, at)
            if term.end is None or term.end > self._end:
                break
            edges += self._window_edges(zone, price, term, term.end - 1)
            at = term.end
            edges.append(at)
        for at in (centre - DAY, centre - 1, centre, centre + DAY):
            term = terms.at(at)
            if term is not None:
                edges += self._window_edges(zone, price, term, at)
        return edges

    def _window_edges(self, zone, price, term, at):
        edges = [term.start] + ([term.end] if term.end is not None else [])
        for cap in price.caps:
            windows = Windows(zone, cap, price.align, term)
            number = windows.number_at(at)
            edges += [windows.edge(max(0, number + shift)) for shift in (-1, 0, 1, 2)]
        return edges

    def pick(self):
        """An instant: mostly at an edge or right beside it, sometimes anywhere."""
        kind = self._dice.random()
        if kind < 0.25:
            span = self._dice.choice((60_000, 3600_000, 3 * DAY, self._end - self._start))
            return self._start + self._dice.randrange(min(span, self._end - self._start))
        edge = self._dice.choice(self._edges)
        return edge + self._dice.choice(_BESIDE)
