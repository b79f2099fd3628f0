# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The slow rater rule by rule (billing-rules.md): slices, load, service level, discounts, limits, tax."""

import datetime as dt
import unittest

from modifiers import parse_hours
from testhelp import charge_of, kinds_and_amounts, lines_of, plan_of, use

DAY = "2025-03-03T"  # a Monday


class Slices(unittest.TestCase):
    """Rules 24 and 25."""

    def test_hours(self):
        def holds(hours, wall):
            return parse_hours(hours).hold(dt.datetime.fromisoformat(wall))
        for hours, wall, wanted in (("Mon-Fri 09:00-18:00", "2025-03-03T09:00", True),
                                    ("Mon-Fri 09:00-18:00", "2025-03-03T18:00", False),
                                    ("Mon-Fri 09:00-18:00", "2025-03-08T12:00", False),
                                    ("Sat,Sun 00:00-24:00", "2025-03-09T23:59:59.999", True),
                                    ("Fri 22:00-06:00", "2025-03-08T05:59", True),
                                    ("Fri 22:00-06:00", "2025-03-08T06:00", False),
                                    ("Fri 22:00-06:00", "2025-03-07T05:59", False),
                                    ("Sun 12:00-12:00", "2025-03-10T11:59", True),
                                    ("daily 00:00-00:00", "2025-03-10T11:59", True)):
            self.assertEqual(holds(hours, wall), wanted, (hours, wall))

    def test_first_slice_acts_in_local_time(self):
        charge = charge_of("flat", rate="1", slices=[{"hours": "Mon 09:00-10:00", "multiplier": "1.5"},
                                                     {"hours": "daily 09:00-12:00", "multiplier": "0.5"}])
        rows = [use(DAY + "08:00:00Z", 10), use(DAY + "09:00:00Z", 4), use(DAY + "11:00:00Z", 100)]
        self.assertEqual(kinds_and_amounts(plan_of(charge, timezone="Europe/Berlin"), rows),
                         [("shape", 114, "114.00"), ("slices", 0, "3.00")])

    def test_a_block_belongs_to_the_event_that_starts_it(self):  # rule 24
        charge = charge_of("package", size=10, rate="8", slices=[{"hours": "daily 12:00-13:00", "multiplier": "2"}])
        rows = [use(DAY + "11:00:00Z", 9), use(DAY + "12:00:00Z", 1), use(DAY + "14:00:00Z", 1)]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows), [("shape", 11, "16.00")])
        rows[1]["count"] = 2
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows), [("shape", 12, "16.00"), ("slices", 0, "8.00")])

    def test_volume_at_the_final_rate(self):  # rule 24
        charge = charge_of("volume", tiers=[{"up_to": 5, "rate": "2"}, {"rate": "1"}],
                           slices=[{"hours": "daily 12:00-13:00", "multiplier": "2"}])
        rows = [use(DAY + "12:00:00Z", 5), use(DAY + "14:00:00Z", 5)]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows), [("shape", 10, "10.00"), ("slices", 0, "5.00")])

    def test_only_what_lies_within_the_cap_is_multiplied(self):
        charge = charge_of("flat_capped", rate="1", cap="4/day", lifetime="P1D",
                           slices=[{"hours": "daily 12:00-13:00", "multiplier": "2"}])
        rows = [use(DAY + "00:00:00Z", 1), use(DAY + "12:00:00Z", 9)]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows), [("shape", 10, "4.00"), ("slices", 0, "3.00")])


class Load(unittest.TestCase):
    """Rule 26."""

    BANDS = [{"above": "0.5", "multiplier": "2"}, {"above": "1", "multiplier": "3"}]

    def amounts(self, counts, **keys):
        charge = charge_of("flat", rate="1", load=self.BANDS, **keys)
        rows = [use(DAY + f"00:0{minute}:00Z", count) for minute, count in enumerate(counts)]
        return kinds_and_amounts(plan_of(charge, capacity="10/min"), rows)

    def test_strictly_above(self):
        self.assertEqual(self.amounts([5]), [("shape", 5, "5.00")])
        self.assertEqual(self.amounts([6]), [("shape", 6, "6.00"), ("load", 0, "6.00")])
        self.assertEqual(self.amounts([10]), [("shape", 10, "10.00"), ("load", 0, "10.00")])
        self.assertEqual(self.amounts([11, 1]), [("shape", 12, "12.00"), ("load", 0, "22.00")])

    def test_any_status_counts(self):
        charge = charge_of("flat", rate="1", load=self.BANDS)
        rows = [use(DAY + "00:00:00Z", 10, status=500, token="other"), use(DAY + "00:00:59.999Z", 1)]
        self.assertEqual(kinds_and_amounts(plan_of(charge, capacity="10/min"), rows),
                         [("shape", 11, "1.00"), ("load", 0, "2.00")])

    def test_multiplies_what_slices_left(self):
        slices = [{"hours": "daily 00:00-24:00", "multiplier": "0.5"}]
        self.assertEqual(self.amounts([6], slices=slices),
                         [("shape", 6, "6.00"), ("slices", 0, "-3.00"), ("load", 0, "3.00")])


class ServiceLevel(unittest.TestCase):
    """Rules 22 and 23."""

    def credit(self, entries, *rows):
        charge = charge_of("flat", rate="1", service_level=entries)
        rows = [use(DAY + "00:00:00Z", count, response_ms=ms) for count, ms in rows]
        lines = lines_of(plan_of(charge), rows, "service_level")
        return lines[0]["exact"] if lines else None

    def test_per_request(self):
        entries = [{"slower_than_ms": 100, "credit": "0.5"}, {"slower_than_ms": 200, "credit": "1"}]
        self.assertIsNone(self.credit(entries, (10, 100), (10, "")))
        self.assertEqual(self.credit(entries, (10, 101)), "-5")
        self.assertEqual(self.credit(entries, (10, 200), (1, 201)), "-6")
        self.assertEqual(self.credit([{"slower_than_ms": 0, "credit": "-0.1"}], (10, 1)), "1")

    def test_percentile(self):
        entry = {"percentile": 95, "slower_than_ms": 1000, "credit_percent": "10"}
        self.assertIsNone(self.credit([entry], (95, 1000), (5, 9999)))
        self.assertEqual(self.credit([entry], (94, 1000), (6, 9999)), "-10")
        self.assertIsNone(self.credit([entry], (1, ""), (1, 1000)))

    def test_percentile_takes_of_what_is_left(self):
        entries = [{"slower_than_ms": 100, "credit": "0.5"},
                   {"percentile": 50, "slower_than_ms": 1, "credit_percent": "10"},
                   {"percentile": 50, "slower_than_ms": 50, "credit_percent": "20"}]
        self.assertEqual(self.credit(entries, (10, 101)), "-6")  # 5 credited, then 20 % of 5


class PlanLines(unittest.TestCase):
    """Rules 4, 5, 27, 28, 52."""

    ROWS = [use(DAY + "00:00:00Z", 100)]

    def lines(self, rate="1", **keys):
        return kinds_and_amounts(plan_of(charge_of("flat", rate=rate), **keys), self.ROWS)[1:]

    def test_discounts_in_order(self):  # rule 27
        discounts = [{"amount": "5.00"}, {"percent": "10"}, {"percent": "50"}, {"amount": "100"}]
        self.assertEqual([amount for _, _, amount in self.lines(discounts=discounts)],
                         ["-10.00", "-45.00", "-5.00", "-40.00"])

    def test_discount_dates(self):
        for dates, count in (({"from": "2025-03-01"}, 1), ({"from": "2025-03-02"}, 0), ({"to": "2025-03-01"}, 0),
                             ({"to": "2025-03-02"}, 1), ({"from": "2025-02-01", "to": "2025-04-01"}, 1)):
            self.assertEqual(len(self.lines(discounts=[{"percent": "10", **dates}])), count, dates)

    def test_rounded_by_themselves(self):  # rule 4
        discounts = [{"percent": "10"}, {"percent": "10"}]
        lines = self.lines(rate="0.00333", discounts=discounts, tax={"percent": "6", "on": "total"})
        # 0.33, less 0.033, shown 0.03; less 0.030; 6 % of 0.27 is 0.0162
        self.assertEqual([amount for _, _, amount in lines], ["-0.03", "-0.03", "0.02"])

    def test_limits_and_tax(self):  # rule 28
        tax = {"percent": "10", "on": "total"}
        self.assertEqual(self.lines(maximum="60.00", tax=tax), [("maximum", 0, "-40.00"), ("tax", 0, "6.00")])
        self.assertEqual(self.lines(minimum="160.00", tax=tax), [("minimum", 0, "60.00"), ("tax", 0, "16.00")])
        self.assertEqual(self.lines(minimum="100.00", maximum="100.00"), [])
        with self.assertRaises(ValueError):
            self.lines(minimum="2.00", maximum="1.00")

    def test_all_in_order(self):  # rule 6
        charges = [charge_of("flat_capped", id="a", rate="1", cap="10/day", lifetime="P1D", allowance=1,
                             slices=[{"hours": "daily 00:00-24:00", "multiplier": "2"}],
                             load=[{"above": "0", "multiplier": "2"}],
                             service_level=[{"slower_than_ms": 1, "credit": "0.5"}]),
                   charge_of("flat", "output_units", id="b", rate="1")]
        plan = plan_of(*charges, capacity="1/min", discounts=[{"percent": "50"}], minimum="30.00",
                       tax={"percent": "10"})
        rows = [use(DAY + "00:00:00Z", 5, response_ms=2), use("2025-03-05T00:00:00Z", 5, input_units=1)]
        self.assertEqual([(line["charge"], line["kind"], line["amount"]) for line in lines_of(plan, rows)],
                         [("a", "allowance", "0.00"), ("a", "shape", "4.00"), ("a", "slices", "4.00"),
                          ("a", "load", "8.00"), ("a", "service_level", "-8.00"), ("a", "outside_term", "0.00"),
                          ("b", "shape", "0.00"), ("b", "unknown", "0.00"), ("", "unpriced", "0.00"),
                          ("", "discount", "-4.00"), ("", "minimum", "26.00"), ("", "tax", "3.00")])


if __name__ == "__main__":
    unittest.main()
