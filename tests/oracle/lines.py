# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lines of a statement (rules 2, 5, 6, 20, 31, 32, 34 and 41)."""

from fractions import Fraction

from capped import CappedResult
from instants import instant_text
from matching import is_unknown, unpriced_units
from modifiers import load_multiplier, multiplied, service_level, slice_multiplier
from money import amount_text, exact_text, rounded
from shapes import PeriodResult, fixed_amount

LARGEST_QUANTITY = 2**63 - 1  # design §3: quantities are 64-bit integers, overflow is an error


class LineMaker:
    """Makes the lines of one part of a billing period, each rounded by itself (rule 4)."""

    def __init__(self, plan, part):
        self._plan = plan
        self._part = part
        self.lines = []
        self.sum = Fraction(0)  # of the amounts shown

    def add(self, charge, kind, meter="", quantity=0, billable=0, exact=Fraction(0), inputs=None):
        """Adds a line; rule 6: the shape's stands even at zero, others only when they are not."""
        if quantity > LARGEST_QUANTITY:
            raise OverflowError(f"{charge} {kind}: {quantity}")
        if kind != "shape" and not quantity and not exact:
            return
        amount = rounded(exact, self._plan.digits, self._plan.rounding)
        self.sum += amount
        self.lines.append({
            "charge": charge, "kind": kind, "version": 1,  # rule 39: rate has one version
            "period": {"start": instant_text(self._part.start), "end": instant_text(self._part.end)},
            "meter": meter, "quantity": quantity, "billable": billable, "inputs": inputs or {},
            "exact": exact_text(exact), "amount": amount_text(amount, self._plan.digits)})


class ChargeLines:
    """The lines of each charge and of what no charge took, for one part at a time."""

    def __init__(self, zone, plan, events, uses_by_charge, term_start):
        self._zone = zone
        self._plan = plan
        self._events = events
        self._uses = uses_by_charge
        self._term_start = term_start

    def add_to(self, maker, part):
        """All lines of PART up to and with the unpriced, in the order of rule 6."""
        for charge, uses in zip(self._plan.charges, self._uses):
            if charge.price.shape == "fixed":
                maker.add(charge.id, "shape", exact=fixed_amount(self._zone, charge, part, self._term_start))
            else:
                self._add_charge(maker, part, charge, uses)
        during = [event for event in self._events if part.start <= event.time < part.end]
        for charge in self._plan.charges:
            unknown = sum(event.count for event in during if is_unknown(self._plan, charge, event))
            maker.add(charge.id, "unknown", charge.meter, quantity=unknown)
        for meter, units in unpriced_units(self._plan, during):
            maker.add("", "unpriced", meter, quantity=units)

    def _add_charge(self, maker, part, charge, uses):
        during = [use for use in uses if part.start <= use.event.time < part.end]
        if charge.has_terms:
            result = CappedResult(self._zone, charge, uses, part.start, part.end)
        else:
            result = PeriodResult(charge, uses, part.start, part.end)
        inputs = {"n": sum(use.counted for use in during), "within": result.within, "over": result.over,
                  "absent_status": sum(use.units for use in during if use.event.status is None)}
        maker.add(charge.id, "allowance", charge.meter, quantity=sum(use.given for use in during))
        maker.add(charge.id, "shape", charge.meter, sum(use.units for use in during), result.billable, result.exact,
                  inputs)
        if charge.slices or charge.load or charge.service_level:
            self._add_modifiers(maker, charge, result)
        outside = sum(use.units for use in during if not use.inside)
        maker.add(charge.id, "outside_term", charge.meter, quantity=outside)

    def _add_modifiers(self, maker, charge, result):
        """Rule 4: slices, load and service level act on the exact result before them."""
        shares = result.shares()
        assert sum((amount for _, amount in shares), Fraction(0)) == result.exact
        sliced, shares = multiplied(shares, lambda event: slice_multiplier(self._zone, charge, event))
        maker.add(charge.id, "slices", charge.meter, exact=sliced)
        if charge.load:
            loaded, shares = multiplied(
                shares, lambda event: load_multiplier(self._zone, self._plan, charge, self._events, event))
            maker.add(charge.id, "load", charge.meter, exact=loaded)
        maker.add(charge.id, "service_level", charge.meter, exact=service_level(charge, shares))


def add_plan_lines(maker, plan, billing_start_date):
    """Discounts, maximum, minimum and tax act on the sum of the amounts shown (rules 4, 27, 28)."""
    acting = [discount for discount in plan.discounts
              if (discount.start is None or discount.start <= billing_start_date)
              and (discount.end is None or billing_start_date < discount.end)]
    for discount in acting:
        if discount.percent is not None:
            maker.add("", "discount", exact=-maker.sum * discount.percent / 100)
    for discount in acting:
        if discount.amount is not None:
            maker.add("", "discount", exact=-min(discount.amount, max(maker.sum, Fraction(0))))
    if plan.maximum is not None and maker.sum > plan.maximum:
        maker.add("", "maximum", exact=plan.maximum - maker.sum)
    if plan.minimum is not None and maker.sum < plan.minimum:
        maker.add("", "minimum", exact=plan.minimum - maker.sum)
    if plan.tax_percent is not None:
        maker.add("", "tax", exact=maker.sum * plan.tax_percent / 100)
