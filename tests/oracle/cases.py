# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random cases with what the slow rater says of them, one JSON line each.

    python3 tests/oracle/cases.py --seed S --count N [--start I] [--only flat_capped,allowance,…] [--without tax,…]

Case I of a seed is always the same, whatever the count; --only names the shapes and modifiers that may occur (all do
unless it is given). A case repeats with the seed and --start of its name, "S:I", and the same --only and --without.
"""

import argparse
import json
import random
import sys

from instants import floor_to_quarter, instant_text, wall_time, zone_of
from moments import REACH, Moments, pick_start, pick_zone
from periods import parse_period
from plan import parse_plan
from plandice import FEATURES, SHAPES, PlanDice
from rater import rate
from usagedice import UsageDice, asked_period

_FEW_PERIODS = ("P1M", "P2M", "P3M", "P6M", "P1Y", "PT720H", "P30D", "P2W", "P1W")


def allowed(only="", without=""):
    """(shapes, features) that --only and --without leave."""
    names, unwanted = _names(only), _names(without)
    shapes = tuple(name for name in SHAPES if name in names) or SHAPES
    features = tuple(name for name in FEATURES if name in names) if names else FEATURES
    return (tuple(name for name in shapes if name not in unwanted),
            tuple(name for name in features if name not in unwanted))


def _names(text):
    names = text.split(",") if text else []
    wrong = [name for name in names if name not in SHAPES + FEATURES]
    if wrong:
        raise ValueError(f"known are {', '.join(SHAPES + FEATURES)}, not {', '.join(wrong)}")
    return names


def _is_there(zone, period):
    """False for a date the zone has skipped: Kiritimati had no 31 December 1994."""
    try:
        parse_period(zone, period)
    except ValueError:
        return False
    return True


def make_case(seed, index, shapes=SHAPES, features=FEATURES):
    """Case INDEX of SEED without its answer."""
    dice = random.Random(f"{seed}:{index}")
    zone_name, centre = pick_zone(dice)
    zone = zone_of(zone_name)
    start = pick_start(dice, zone, centre)
    with_term_start = dice.random() < 0.35
    if not with_term_start:
        start = floor_to_quarter(start)
    start_date = wall_time(zone, start).date()
    calm = dice.random() < 0.3  # little else happens, so that what happens at the edges tells
    plan = PlanDice(dice, shapes, features, calm).plan(zone_name, start_date)
    case = {"name": f"{seed}:{index}", "seed": seed, "plan": plan, "term_start": None, "timezone": None, "period": None}
    moments = Moments(dice, zone, parse_plan(plan), plan["period"], start, centre)
    case["usage"] = UsageDice(dice, moments, calm).text(None if with_term_start else start)
    if with_term_start:
        case["term_start"] = instant_text(start)
    if dice.random() < 0.12:
        case["timezone"] = zone_name
        plan["timezone"] = dice.choice(("UTC", "Asia/Tokyo", "America/Los_Angeles"))
    if dice.random() < 0.25:
        case["period"] = asked_period(dice, start_date, start, start + REACH[plan["period"]])
        if len(case["period"]) == 4 and plan["period"] not in _FEW_PERIODS:
            case["period"] = None  # a year of days is long and teaches little
        elif not _is_there(zone, case["period"]):
            case["period"] = None
    return case


def answer(case):
    """What the slow rater says: a statement, or {"error": "overflow"}."""
    try:
        return rate(case["plan"], case["usage"], case["term_start"], case["timezone"], case["period"])
    except OverflowError:
        return {"error": "overflow"}


def cases(seed, count, start=0, only="", without=""):
    """COUNT cases of SEED from number START on, each with its answer."""
    shapes, features = allowed(only, without)
    for index in range(start, start + count):
        case = make_case(seed, index, shapes, features)
        yield {**case, "expected": answer(case)}


def add_arguments(parser):
    """The options that say which cases are meant."""
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--start", type=int, default=0, help="the first case's number")
    names = ",".join(SHAPES + FEATURES)
    parser.add_argument("--only", default="", help=f"shapes and modifiers that may occur: {names}")
    parser.add_argument("--without", default="", help="those of them that may not")


def main():
    """Prints the cases."""
    parser = argparse.ArgumentParser(description="Random billing cases with their answers")
    add_arguments(parser)
    arguments = parser.parse_args()
    for case in cases(arguments.seed, arguments.count, arguments.start, arguments.only, arguments.without):
        json.dump(case, sys.stdout)
        print()


if __name__ == "__main__":
    main()
