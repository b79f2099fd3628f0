# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a charge takes, step by step: status, term, refusal, allowance (rules 2, 7, 10 to 12, 20, 37)."""

import collections
import dataclasses

from instants import floor_to_quarter
from matching import takers
from plan import is_billable
from terms import Term, Terms
from windows import term_allowance, window_at


@dataclasses.dataclass
class Use:
    """One event as one charge sees it. All counts are units of the charge's meter."""

    event: object
    units: int  # whatever the status: the line's quantity
    billable: bool  # by status
    inside: bool  # in a term; always so where the charge has no terms
    term: Term | None
    admitted: int = 0  # under `reject` what the caps let through, else all units inside
    given: int = 0  # by the allowance
    left: int = 0  # what enters the shape

    @property
    def token(self):
        """The token whose terms and caps count."""
        return self.event.token

    @property
    def counted(self):
        """Units of `inputs.n`: billable by status and inside a term (rule 2)."""
        return self.units if self.billable and self.inside else 0


class TermFinder:
    """The term of a token at an instant, under one charge."""

    def __init__(self, zone, charge, events, term_start):
        self._zone = zone
        self._charge = charge
        self._term_start = term_start
        self._first = {}
        for event in events:  # in order of time: the first of each token stands, whatever its status (rule 7)
            self._first.setdefault(event.token, event.time)

    def term_of(self, event):
        """The term that holds EVENT, or None."""
        start = self._term_start
        if start is None:
            start = floor_to_quarter(self._first[event.token])
        return Terms(self._zone, self._charge.price, start).at(event.time)


def uses_of(zone, plan, charge, events, term_start, parts):
    """Everything CHARGE takes, in order of time, up to what enters its shape."""
    finder = TermFinder(zone, charge, events, term_start)
    uses = []
    for event in events:
        if not any(taker is charge for taker in takers(plan, event)):
            continue
        term = finder.term_of(event) if charge.has_terms else None
        inside = term is not None or not charge.has_terms
        uses.append(Use(event, event.meters[charge.meter], is_billable(plan, event.status), inside, term))
    _admit(zone, charge.price, uses)
    _give_allowance(charge, uses, parts)
    return uses


def _admit(zone, price, uses):
    """Rule 10: under `reject` all units of any status use up the caps, and what finds no room is refused.

    C per window and C·T per term are both enforced, whatever the scope (design §3). A row is divided (rule 12).
    """
    room = Room(zone, price, with_total=True)
    for use in uses:
        use.admitted = use.units if use.inside else 0
        if price.over_cap == "reject" and use.inside:
            use.admitted = room.take(use, use.units)


def _give_allowance(charge, uses, parts):
    """The first units of each period, pooled over tokens, are free (rule 3); per term and token with per_term (37).

    Only units that would enter the shape count: billable, inside a term, not refused (rule 11, NOTES 2 and 3).
    """
    used = collections.Counter()
    for use in uses:
        use.left = use.admitted if use.billable else 0
        key = (use.token, use.term) if charge.per_term else _part_number(parts, use.event.time)
        use.given = min(use.left, charge.allowance - used[key])
        use.left -= use.given
        used[key] += use.given


def _part_number(parts, instant):
    """Which part holds INSTANT; rule 40: a period that the statement cuts has its allowance in each part."""
    for number, part in enumerate(parts):
        if part.start <= instant < part.end:
            return number
    return None


class Room:
    """Counters for the caps of one charge, walked in order of time."""

    def __init__(self, zone, price, with_total):
        self._zone = zone
        self._price = price
        self._with_total = with_total
        self._used = collections.Counter()

    def take(self, use, wanted):
        """Takes as many of WANTED units as find room in all caps; those that one cap refuses use up none (rule 18)."""
        limits = [(key, cap) for key, cap in self._limits(use) if cap is not None]
        taken = min([wanted] + [max(0, cap - self._used[key]) for key, cap in limits])
        for key, _ in limits:
            self._used[key] += taken
        return taken

    def _limits(self, use):
        """Each counter that the use falls under, with its limit."""
        for number, cap in enumerate(self._price.caps):
            window = window_at(self._zone, cap, self._price.align, use.term, use.event.time)
            yield (use.token, use.term, number, window.number), window.cap
        if self._with_total:
            yield (use.token, use.term), term_allowance(self._zone, self._price, use.term)
