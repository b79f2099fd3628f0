# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes that look at a period's own units: flat, graduated, volume, package, percentage; and the fixed fee."""

from fractions import Fraction

from instants import dates_touched


def flat_amount(charge, uses):
    """R · units / per."""
    return charge.price.rate * sum(use.left for use in uses) / charge.per


def graduated_sum(tiers, units):
    """Each unit at the rate of the tier it falls in, the first unit being number 1; `up_to` belongs to its tier."""
    total = Fraction(0)
    floor = 0
    for tier in tiers:
        top = units if tier.up_to is None else min(units, tier.up_to)
        total += tier.rate * max(0, top - floor)
        floor = max(floor, top)
    return total


def rate_at(tiers, size):
    """The rate of the tier that holds SIZE."""
    for tier in tiers:
        if tier.up_to is None or size <= tier.up_to:
            return tier.rate
    raise ValueError("the last tier has an end")


def request_size(charge, event):
    """Rule 29: the sum of the context meters before any allowance, absent ones adding nothing."""
    return sum(event.meters.get(meter, 0) for meter in charge.price.context)


def graduated_amount(charge, uses):
    """The tiers are walked by the period's quantity, or anew by each request's own (rule 29)."""
    tiers = charge.price.tiers
    if charge.price.tier_by == "request":
        return sum((graduated_sum(tiers, use.left) for use in uses), Fraction(0)) / charge.per
    return graduated_sum(tiers, sum(use.left for use in uses)) / charge.per


def volume_amount(charge, uses):
    """All units at the rate of the period's quantity, or each request's at that of its size (rule 29)."""
    tiers = charge.price.tiers
    if charge.price.tier_by == "request":
        return sum((rate_at(tiers, request_size(charge, use.event)) * use.left for use in uses),
                   Fraction(0)) / charge.per
    units = sum(use.left for use in uses)
    return rate_at(tiers, units) * units / charge.per


def package_amount(charge, uses):
    """Per started block."""
    units = sum(use.left for use in uses)
    blocks = units // charge.price.size + (1 if units % charge.price.size else 0)
    return charge.price.rate * blocks


def percentage_amount(charge, uses):
    """Rule 33: value / per · percent / 100."""
    return charge.price.percent * sum(use.left for use in uses) / charge.per / 100


_AMOUNTS = {"flat": flat_amount, "graduated": graduated_amount, "volume": volume_amount, "package": package_amount,
            "percentage": percentage_amount}


class PeriodResult:
    """The result of a charge whose units count from zero in each period, pooled over tokens (rule 3)."""

    def __init__(self, charge, uses, start, end):
        self._charge = charge
        self._uses = [use for use in uses if start <= use.event.time < end]
        self._amount = _AMOUNTS[charge.price.shape]
        self.exact = self._amount(charge, self._uses)
        self.billable = sum(use.left for use in self._uses)
        self.within = self.billable
        self.over = 0

    def shares(self):
        """Rule 24: what the result grows by with each event; under volume its units at the period's final rate."""
        charge = self._charge
        if charge.price.shape == "volume" and charge.price.tier_by == "quantity":
            rate = rate_at(charge.price.tiers, self.billable)
            return [(use, rate * use.left / charge.per) for use in self._uses]
        done, last, result = [], Fraction(0), []
        for use in self._uses:
            done.append(use)
            now = self._amount(charge, done)
            result.append((use, now - last))
            last = now
        return result


def fixed_amount(zone, charge, part, term_start):
    """Rule 8: the fee times (local dates the subscription touches in the part) / (local dates of the period).

    The subscription runs from --term-start, else from the part's start; the statement's end is at or after the part's.
    """
    start = part.start if term_start is None else max(part.start, term_start)
    touched = dates_touched(zone, start, part.end)
    return charge.price.amount * Fraction(touched, dates_touched(zone, part.billing_start, part.billing_end))
