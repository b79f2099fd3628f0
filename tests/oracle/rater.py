# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The slow rater: the billing rules once more, plainly, to test the real one against.

It was written from design.md, billing-rules.md and billing-cases.md alone. Where those can be read two ways, NOTES.md
says which reading this is.
"""

from fractions import Fraction

from instants import instant_text, zone_of
from lines import ChargeLines, LineMaker, add_plan_lines
from money import amount_text
from periods import (BillingPeriods, anniversary_anchor, local_date, parse_date, parse_period, statement_parts,
                     statement_range)
from plan import parse_plan
from usage import load_events
from uses import uses_of


def rate(plan, usage_csv, term_start=None, timezone=None, period=None):
    """The statement of PLAN (parsed JSON) over USAGE_CSV (canonical), as `tollkeeper-cli rate --json` prints it.

    The last three are the options of the same names, as text. Lines lack formula and explanation.
    """
    parsed = parse_plan(plan)
    zone_name = timezone or parsed.timezone
    zone = zone_of(zone_name)
    events = load_events(usage_csv)
    first_term = parse_date(zone, term_start) if term_start is not None else None
    asked = parse_period(zone, period) if period is not None else None
    periods = BillingPeriods(zone, parsed, anniversary_anchor(events, first_term, asked))
    covered = statement_range(periods, events, asked)
    statement = {"currency": parsed.currency, "timezone": zone_name, "period": {"start": None, "end": None},
                 "lines": [], "total": amount_text(Fraction(0), parsed.digits)}
    if covered is None:
        return statement  # rule 49: neither events nor a period
    statement["period"] = {"start": instant_text(covered[0]), "end": instant_text(covered[1])}
    parts = statement_parts(periods, events, covered)
    uses = [uses_of(zone, parsed, charge, events, first_term, parts) for charge in parsed.charges]
    charge_lines = ChargeLines(zone, parsed, events, uses, first_term)
    total = Fraction(0)
    for part in parts:
        if part.listed:
            maker = LineMaker(parsed, part)
            charge_lines.add_to(maker, part)
            add_plan_lines(maker, parsed, local_date(zone, part.billing_start))
            statement["lines"] += maker.lines
            total += maker.sum
    statement["total"] = amount_text(total, parsed.digits)
    return statement
