# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which charge takes which event: patterns, groups, unknown and unpriced usage (rules 30 to 32)."""

import collections

from plan import is_billable
from usage import UNIT_METERS


def fits_pattern(pattern, text):
    """Rule 30: `*` is any run of characters, `?` is one, every other stands for itself; case counts."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return fits_pattern(pattern[1:], text) or (bool(text) and fits_pattern(pattern, text[1:]))
    return bool(text) and pattern[0] in ("?", text[0]) and fits_pattern(pattern[1:], text[1:])


def fits_patterns(charge, event):
    """Whether every pattern of the charge fits; an absent field fits no pattern, not even `*` (rule 30)."""
    return all(name in event.fields and fits_pattern(pattern, event.fields[name])
               for name, pattern in charge.match.items())


def matches(charge, event):
    """Rule 30: the patterns fit and the event has the meter. A fixed charge looks at no event."""
    return charge.price.shape != "fixed" and charge.meter in event.meters and fits_patterns(charge, event)


def takers(plan, event):
    """The charges that take EVENT: all that match, but of those with the same group only the first."""
    taken_groups = set()
    result = []
    for charge in plan.charges:
        if charge.group in taken_groups or not matches(charge, event):
            continue
        if charge.group is not None:
            taken_groups.add(charge.group)
        result.append(charge)
    return result


def is_unknown(plan, charge, event):
    """Rule 32: billable, fits the patterns but lacks the meter, and no other charge of the same group takes it."""
    if charge.price.shape == "fixed" or not is_billable(plan, event.status) or not fits_patterns(charge, event):
        return False
    if charge.meter in event.meters:
        return False
    return charge.group is None or all(taker.group != charge.group for taker in takers(plan, event))


def unpriced_units(plan, events):
    """Rule 31: the billable units per meter that no charge took; requests only of events that no charge took at all.

    Response times and the derived errors are no usage that somebody forgot to price, so they are not listed (NOTES 24).
    """
    units = collections.Counter()
    for event in events:
        if not is_billable(plan, event.status):
            continue
        taking = takers(plan, event)
        if not taking:
            units["requests"] += event.count
        priced = {charge.meter for charge in taking}
        for meter, quantity in event.meters.items():
            if meter not in ("requests", "errors", "response_ms") and meter not in priced:
                units[meter] += quantity
    return [(meter, units[meter]) for meter in sorted(units, key=_meter_order) if units[meter]]


def _meter_order(meter):
    """The order in which rule 45 names the meters; own ones after those, by name."""
    named = ("requests", *UNIT_METERS)
    return (named.index(meter), b"") if meter in named else (len(named), meter.encode())
