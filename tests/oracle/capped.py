# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flat with a cap: F = R · min(N, C·T), or window by window (design §3, rules 10, 13, 18, 19, 21)."""

import collections
from fractions import Fraction

from uses import Room
from windows import term_allowance


def within_and_over(zone, charge, uses):
    """How many of the units that USES let into the shape lie within the cap, and how many over it.

    This is the cumulative result of everything in USES; a period's is the one at its end less the one at its start.
    """
    price = charge.price
    total = sum(use.left for use in uses)
    if price.over_cap == "reject":
        return total, 0  # what was over has been refused already, so both scopes agree (rule 10)
    if price.scope == "window":
        room = Room(zone, price, with_total=False)
        within = sum(room.take(use, use.left) for use in uses if use.inside)
        return within, total - within
    by_term = collections.Counter()
    for use in uses:
        by_term[use.token, use.term] += use.left
    within = 0
    for (_, term), count in by_term.items():
        limit = term_allowance(zone, price, term) if term is not None else 0
        within += count if limit is None else min(count, limit)  # rule 13: C·T of the whole term
    return within, total - within


def capped_amount(charge, within, over):
    """Rule 19: exact = R · within + overage rate · over; over the cap is free unless it is charged."""
    amount = charge.price.rate * within
    if charge.price.over_cap == "charge":
        amount += charge.price.overage_rate * over
    return Fraction(amount, charge.per)


def priced_units(charge, within, over):
    """Rule 2: units that carry a price, those at the overage rate included."""
    return within + over if charge.price.over_cap == "charge" else within


class CappedResult:
    """The result of a capped charge between two instants."""

    def __init__(self, zone, charge, uses, start, end):
        self._zone = zone
        self._charge = charge
        before = [use for use in uses if use.event.time < start]
        upto = [use for use in uses if use.event.time < end]
        within_before, over_before = within_and_over(zone, charge, before)
        within, over = within_and_over(zone, charge, upto)
        self.within = within - within_before
        self.over = over - over_before
        self.exact = capped_amount(charge, self.within, self.over)
        self.billable = priced_units(charge, self.within, self.over)
        self._before = before
        self._during = upto[len(before):]

    def shares(self):
        """Rule 24: each event of the period with the amount the result grows by when it is added."""
        done = list(self._before)
        last = capped_amount(self._charge, *within_and_over(self._zone, self._charge, done))
        result = []
        for use in self._during:
            done.append(use)
            now = capped_amount(self._charge, *within_and_over(self._zone, self._charge, done))
            result.append((use, now - last))
            last = now
        return result
