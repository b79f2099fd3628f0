# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The slow rater against hand-worked examples: design.md §3 and billing-cases.md (T-F, T-R, T-G, T-K, T-D).

The rules one by one are in test_rules.py.
"""

import unittest
from fractions import Fraction

from instants import instant_text, parse_instant, zone_of
from money import amount_text, exact_text, rounded
from plan import parse_plan
from rater import rate
from terms import Terms
from testhelp import charge_of, lines_of, plan_of, shape_line, usage_of, use
from windows import term_allowance


def allowance_of(zone, start, cap, lifetime):
    """C·T of a first term."""
    price = parse_plan(plan_of(charge_of("flat_capped", rate="1", cap=cap, lifetime=lifetime))).charges[0].price
    start = parse_instant(start)
    return term_allowance(zone_of(zone), price, Terms(zone_of(zone), price, start).at(start))


class Formula(unittest.TestCase):
    """F = R · min(N, C·T)."""

    def test_thirty_days_of_minutes(self):  # T-F1
        charge = charge_of("flat_capped", rate="0.02", cap="100/min", lifetime="P30D")
        for count, total in ((5_000_000, "86400.00"), (3_000_000, "60000.00")):
            line = shape_line(plan_of(charge), [use("2025-03-01T00:00:00Z", count)])
            self.assertEqual(line["amount"], total)
        self.assertEqual(allowance_of("UTC", "2025-03-01T00:00:00Z", "100/min", "P30D"), 4_320_000)

    def test_burst_in_both_scopes(self):  # T-F2 and design §3
        rows = [use("2025-03-01T00:00:10Z", 18), use("2025-03-01T00:01:10Z", 2)]
        for scope, billable, amount in (("lifetime", 20, "0.40"), ("window", 12, "0.24")):
            charge = charge_of("flat_capped", rate="0.02", cap="10/min", lifetime="PT2M", cap_scope=scope)
            line = shape_line(plan_of(charge), rows, term_start="2025-03-01T00:00:00Z")
            self.assertEqual((line["billable"], line["amount"]), (billable, amount))

    def test_calendar_months(self):  # T-F3 and design §3
        for zone, start, minutes in (("UTC", "2025-02-01T00:00:00Z", 40_320), ("UTC", "2024-02-01T00:00:00Z", 41_760),
                                     ("Europe/Berlin", "2025-02-28T23:00:00Z", 44_580),
                                     ("Europe/Berlin", "2025-09-30T22:00:00Z", 44_700),
                                     ("Asia/Shanghai", "2025-02-28T16:00:00Z", 44_640)):
            with self.subTest(zone=zone, start=start):
                self.assertEqual(allowance_of(zone, start, "100/min", "P1M"), minutes * 100)
        self.assertEqual(allowance_of("Europe/Berlin", "2025-02-28T23:00:00Z", "200/day", "P1M"), 6_200)

    def test_zeroes(self):  # T-F4
        rows = [use("2025-03-01T00:00:00Z", 9_000_000_000_000_000)]
        capped = {"cap": "5/day", "lifetime": "P1D"}
        none = {**capped, "cap": "0/day"}
        for keys, amount in (({"rate": "0", **capped}, "0.00"), ({"rate": "1", **none}, "0.00"),
                             ({"rate": "1", **capped}, "5.00"), ({"rate": "1"}, "9000000000000000.00")):
            self.assertEqual(shape_line(plan_of(charge_of("flat_capped", **keys)), rows)["amount"], amount)
        empty = shape_line(plan_of(charge_of("flat_capped", rate="1", **capped)), [], period="2025-03")
        self.assertEqual((empty["quantity"], empty["exact"], empty["amount"]), (0, "0", "0.00"))

    def test_beyond_doubles(self):  # T-F4: N far above 2^53
        charge = charge_of("flat", rate="0.000000000001")
        rows = [use("2025-03-01T00:00:00Z", 2 ** 62), use("2025-03-01T00:00:00Z", 1)]
        self.assertEqual(shape_line(plan_of(charge), rows)["exact"], "4611686.018427387905")


class Rounding(unittest.TestCase):
    """T-R: rounding and money."""

    def test_small_rates(self):  # T-R2
        line = shape_line(plan_of(charge_of("flat", rate="0.0000004")), [use("2025-03-01T00:00:00Z", 1_000_000)])
        self.assertEqual(line["amount"], "0.40")

    def test_ties(self):  # T-R3, T-R6
        rows = [use("2025-03-01T00:00:00Z", 55)]
        for mode, amount in (("half_up", "3.69"), ("half_even", "3.68"), ("half_down", "3.68")):
            plan = plan_of(charge_of("flat", rate="0.067"), rounding=mode)
            self.assertEqual(shape_line(plan, rows)["amount"], amount)
        self.assertEqual(rounded(Fraction("-3.685"), 2, "half_up"), Fraction("-3.69"))
        self.assertEqual(rounded(Fraction("2.675"), 2, "half_up"), Fraction("2.68"))
        ten = shape_line(plan_of(charge_of("flat", rate="0.1")), [use("2025-03-01T00:00:00Z")] * 10)
        self.assertEqual(ten["exact"], "1")

    def test_total_is_of_shown_lines(self):  # T-R4
        charges = [charge_of("flat", rate="0.335")] * 3
        statement = rate(plan_of(*charges), usage_of(use("2025-03-01T00:00:00Z")))
        self.assertEqual([line["amount"] for line in statement["lines"]], ["0.34"] * 3)
        self.assertEqual(statement["total"], "1.02")

    def test_seven_modes(self):
        expected = {"half_up": "2 -2 3 -3", "half_even": "2 -2 2 -2", "half_down": "1 -1 2 -2", "up": "2 -2 3 -3",
                    "down": "1 -1 2 -2", "floor": "1 -2 2 -3", "ceiling": "2 -1 3 -2"}
        for mode, texts in expected.items():
            values = [rounded(Fraction(value), 0, mode) for value in ("1.5", "-1.5", "2.5", "-2.5")]
            self.assertEqual(" ".join(amount_text(value, 0) for value in values), texts, mode)

    def test_minor_units_and_texts(self):
        for currency, amount in (("JPY", "1"), ("USD", "0.50"), ("KWD", "0.500")):
            line = shape_line(plan_of(charge_of("flat", rate="0.5"), currency=currency), [use("2025-03-01T00:00:00Z")])
            self.assertEqual(line["amount"], amount)
        for value, text in (("1/3", "0.333333333333"), ("2/3", "0.666666666667"), ("-2/3", "-0.666666666667"),
                            ("1/8", "0.125"), ("-100", "-100"), ("0.025", "0.025")):  # T-R5
            self.assertEqual(exact_text(Fraction(value)), text)


class TiersAndUnits(unittest.TestCase):
    """T-G and T-K: tiers, packages and disjoint meters."""

    TIERS = [{"up_to": 1000, "rate": "0.010"}, {"rate": "0.006"}]

    def test_graduated_and_volume(self):  # T-G1
        for shape, amount in (("graduated", "13.00"), ("volume", "9.00")):
            line = shape_line(plan_of(charge_of(shape, tiers=self.TIERS)), [use("2025-03-01T00:00:00Z", 1500)])
            self.assertEqual(line["amount"], amount)

    def test_package(self):  # T-G3
        line = shape_line(plan_of(charge_of("package", size=1000, rate="8")), [use("2025-03-01T00:00:00Z", 1500)])
        self.assertEqual(line["amount"], "16.00")

    def test_long_context(self):  # T-G4
        tiers = [{"up_to": 200_000, "rate": "2.5"}, {"rate": "5"}]
        rows = [use("2025-03-01T00:00:00Z", input_units=300_000)]
        for shape, amount in (("volume", "1.50"), ("graduated", "1.00")):
            charge = charge_of(shape, "input_units", per=1_000_000, tier_by="request", tiers=tiers)
            self.assertEqual(shape_line(plan_of(charge), rows)["amount"], amount)

    def test_disjoint_meters(self):  # T-K1, T-K2
        def charge(meter, price):
            return charge_of("flat", meter, per=1_000_000, rate=price)
        plan = plan_of(charge("input_units", "2.5"), charge("cached_input_units", "1.25"))
        rows = [use("2025-03-01T00:00:00Z", input_units=100_000, cached_input_units=900_000)]
        self.assertEqual(sum(Fraction(line["exact"]) for line in lines_of(plan, rows)), Fraction("1.375"))
        plan = plan_of(charge("input_units", "1.5"), charge("cached_input_units", "0.225"),
                       charge("output_units", "7.5"))
        rows = [use("2025-03-01T00:00:00Z", input_units=342, cached_input_units=86_272, output_units=44)]
        self.assertEqual(sum(Fraction(line["exact"]) for line in lines_of(plan, rows)), Fraction("0.0202542"))
        with self.assertRaises(ValueError):
            rate(plan, usage_of(use("2025-03-01T00:00:00Z", input_units=-85_930)))


class Time(unittest.TestCase):
    """T-D: days, months and their edges."""

    FLAT = charge_of("flat", rate="1")

    def test_days_sum_to_the_range(self):  # T-D1
        rows = [use(f"2025-03-{day:02d}T{hour:02d}:00:00Z") for day in range(28, 32) for hour in (0, 1, 12, 22, 23)]
        for zone in ("UTC", "Europe/Berlin", "Pacific/Kiritimati", "Australia/Lord_Howe"):
            days = rate(plan_of(self.FLAT, period="P1D", timezone=zone), usage_of(*rows))
            self.assertEqual(days["total"], "20.00")

    def test_one_day_in_its_zone(self):  # T-D2, T-D3
        rows = [use(time) for time in ("2025-03-01T15:59:59.999Z", "2025-03-01T16:00:00Z", "2025-03-02T15:59:59.999Z",
                                       "2025-03-02T16:00:00Z")]
        line = shape_line(plan_of(self.FLAT, timezone="Asia/Shanghai"), rows, period="2025-03-02")
        self.assertEqual((line["period"]["start"], line["quantity"]), ("2025-03-01T16:00:00Z", 2))
        capped = charge_of("flat_capped", rate="1", cap="1/day", cap_scope="window", align="calendar")
        line = shape_line(plan_of(capped, timezone="Asia/Shanghai", period="P1M"), rows)
        self.assertEqual(line["billable"], 2)  # the first day of its term is cut to 15 minutes, so its cap is 0

    def test_anchored_on_the_last_days(self):  # T-D4
        def starts(anchor, period, rows):
            plan = plan_of(self.FLAT, period=period, period_align="anniversary")
            lines = lines_of(plan, [use(row) for row in rows], term_start=anchor)
            return [line["period"]["start"][:10] for line in lines]
        self.assertEqual(starts("2017-01-31T00:00:00Z", "P1M", ["2017-01-31T00:00:00Z", "2017-05-31T00:00:00Z"]),
                         ["2017-01-31", "2017-02-28", "2017-03-31", "2017-04-30", "2017-05-31"])
        self.assertEqual(starts("2024-02-29T00:00:00Z", "P1Y", ["2024-03-01T00:00:00Z", "2028-03-01T00:00:00Z"]),
                         ["2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"])

    def test_edge_belongs_to_the_later(self):  # T-D6, T-D11
        lines = lines_of(plan_of(self.FLAT), [use("2025-03-31T23:59:59.999Z"), use("2025-04-01T00:00:00Z", 2)])
        self.assertEqual([line["quantity"] for line in lines], [1, 2])

    def test_far_zones(self):  # T-D8
        rows = [use("2024-01-15T00:00:00Z"), use("2025-12-15T00:00:00Z")]
        for zone in ("Pacific/Tongatapu", "Pacific/Honolulu", "Pacific/Kiritimati"):
            lines = lines_of(plan_of(self.FLAT, timezone=zone), rows)
            self.assertEqual(len(lines), 24)
            for line, following in zip(lines, lines[1:]):
                self.assertEqual(line["period"]["end"], following["period"]["start"])

    def test_month_of_the_zone(self):  # T-D9
        rows = [use("2025-02-28T16:30:00Z")]
        self.assertEqual(shape_line(plan_of(self.FLAT), rows)["period"]["start"], "2025-02-01T00:00:00Z")
        line = shape_line(plan_of(self.FLAT), rows, timezone="Asia/Shanghai")
        self.assertEqual(line["period"]["start"], "2025-02-28T16:00:00Z")

    def test_times_are_read_exactly(self):
        for text, want in (("2025-01-01T00:00:00.0019999Z", "2025-01-01T00:00:00.001Z"),
                           ("2025-01-01T05:30:00+05:30", "2025-01-01T00:00:00Z"),
                           ("2024-12-31T19:00:00.5-05:00", "2025-01-01T00:00:00.500Z"),
                           ("1969-12-31T23:59:59.9999Z", "1969-12-31T23:59:59.999Z")):
            self.assertEqual(instant_text(parse_instant(text)), want)


if __name__ == "__main__":
    unittest.main()
