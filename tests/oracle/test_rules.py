# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The slow rater rule by rule (billing-rules.md), with results worked out by hand: caps, terms, periods, matching."""

import unittest

from matching import fits_pattern
from rater import rate
from testhelp import charge_of, kinds_and_amounts, lines_of, plan_of, shape_line, usage_of, use

DAY = "2025-03-01T"


def counts(line):
    """(quantity, billable, exact)."""
    return line["quantity"], line["billable"], line["exact"]


class Caps(unittest.TestCase):
    """Rules 2, 10 to 13, 18 to 21."""

    def test_only_billable_units_use_up_the_cap(self):  # rule 10
        rows = [use(DAY + "00:00:00Z", 8, status=404), use(DAY + "00:00:01Z", 8)]
        for over_cap, billable in (("free", 8), ("throttle", 8), ("reject", 2)):
            for scope in ("lifetime", "window"):
                charge = charge_of("flat_capped", rate="1", cap="10/day", lifetime="P1D", over_cap=over_cap,
                                   cap_scope=scope)
                self.assertEqual(counts(shape_line(plan_of(charge), rows)), (16, billable, str(billable)))

    def test_overage_on_the_same_line(self):  # rules 12 and 19
        charge = charge_of("flat_capped", rate="0.02", cap="10/day", lifetime="P1D", over_cap="charge",
                           overage_rate="0.03", per=10)
        line = shape_line(plan_of(charge), [use(DAY + "00:00:00Z", 25)])
        self.assertEqual(counts(line), (25, 25, "0.065"))
        self.assertEqual((line["inputs"]["within"], line["inputs"]["over"]), (10, 15))

    def test_a_unit_refused_by_one_cap_uses_up_none(self):  # rule 18
        charge = charge_of("flat_capped", rate="1", cap=["2/min", "3/day"], cap_scope="window")
        rows = [use(DAY + "00:00:00Z", 9), use(DAY + "00:01:00Z", 9), use(DAY + "00:02:00Z", 9)]
        self.assertEqual(shape_line(plan_of(charge), rows)["billable"], 3)
        charge["price"].update(cap_scope="lifetime", lifetime="PT2M")
        # The day is cut to two minutes: floor(3 · 2 / 1440) = 0, the smaller of 4 and 0.
        self.assertEqual(shape_line(plan_of(charge), rows)["billable"], 0)

    def test_reject_enforces_windows_in_lifetime_scope(self):
        charge = charge_of("flat_capped", rate="1", cap="2/min", lifetime="PT3M", over_cap="reject")
        rows = [use(DAY + "00:00:00Z", 5), use(DAY + "00:02:00Z", 1)]
        self.assertEqual(counts(shape_line(plan_of(charge), rows)), (6, 3, "3"))

    def test_no_lifetime_no_limit_in_lifetime_scope(self):  # rule 21
        rows = [use(DAY + "00:00:00Z", 50)]
        charge = charge_of("flat_capped", rate="1", cap="2/day")
        self.assertEqual(shape_line(plan_of(charge), rows)["billable"], 50)
        charge = charge_of("flat_capped", rate="1", cap="2/day", cap_scope="window")
        self.assertEqual(shape_line(plan_of(charge), rows)["billable"], 2)

    def test_terms_count_for_each_token(self):  # rule 3
        charge = charge_of("flat_capped", rate="1", cap="4/day", lifetime="P1D")
        rows = [use(DAY + "00:00:00Z", 5, token="a"), use(DAY + "01:00:00Z", 5, token="b"), use(DAY + "02:00:00Z", 5),
                use(DAY + "02:00:00Z", 5, token="")]
        self.assertEqual(counts(shape_line(plan_of(charge), rows)), (20, 12, "12"))

    def test_cumulative_over_periods(self):  # rule 13
        charge = charge_of("flat_capped", rate="1", cap="10/day", lifetime="P3D")
        rows = [use("2025-03-31T00:00:00Z", 25), use("2025-04-01T00:00:00Z", 25)]
        self.assertEqual([counts(line) for line in lines_of(plan_of(charge), rows)], [(25, 25, "25"), (25, 5, "5")])

    def test_outside_terms(self):  # rules 7 and 20
        charge = charge_of("flat_capped", rate="1", cap="10/day", lifetime="P1D")
        rows = [use(DAY + "10:07:00Z", 1, status=500), use("2025-03-02T09:59:59.999Z", 1),
                use("2025-03-02T10:00:00Z", 3, status=500)]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows), [("shape", 5, "1.00"), ("outside_term", 3, "0.00")])
        rows = [use(DAY + "10:00:00Z", 4), use("2025-03-02T10:00:00Z", 4)]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows, term_start="2025-03-02T10:00:00Z"),
                         [("shape", 8, "4.00"), ("outside_term", 4, "0.00")])

    def test_renewal(self):  # rules 9 and 16
        charge = charge_of("flat_capped", rate="1", cap="10/day", lifetime="PT36H", renewal="auto", cap_scope="window")
        rows = [use(f"2025-03-0{day}T{hour}:00:00Z", 100) for day, hour in ((1, "00"), (2, "00"), (2, "12"), (3, "12"))]
        self.assertEqual(shape_line(plan_of(charge), rows)["billable"], 10 + 5 + 10 + 5)

    def test_events_before_the_period_count(self):  # rule 7
        charge = charge_of("flat_capped", rate="1", cap="10/day", lifetime="P30D", cap_scope="window")
        rows = [use(DAY + "00:00:00Z", 8), use(DAY + "12:00:00Z", 8)]
        line = shape_line(plan_of(charge), rows, period="2025-03-01T06:00:00Z/2025-03-02")
        self.assertEqual(counts(line), (8, 2, "2"))


class Allowance(unittest.TestCase):
    """Rules 3, 5, 11, 37, 40."""

    def test_pooled_and_before_the_cap(self):  # rules 3 and 11
        charge = charge_of("flat_capped", rate="1", cap="4/day", lifetime="P1D", allowance=5)
        rows = [use(DAY + "00:00:00Z", 3, token="a"), use(DAY + "00:00:01Z", 9, token="b")]
        lines = lines_of(plan_of(charge), rows)
        self.assertEqual([(line["kind"], *counts(line)) for line in lines],
                         [("allowance", 5, 0, "0"), ("shape", 12, 4, "4")])

    def test_refused_before_the_allowance(self):  # rule 11, NOTES 2
        charge = charge_of("flat_capped", rate="1", cap="10/day", lifetime="P1D", allowance=4, over_cap="reject")
        self.assertEqual(kinds_and_amounts(plan_of(charge), [use(DAY + "00:00:00Z", 20)]),
                         [("allowance", 4, "0.00"), ("shape", 20, "6.00")])

    def test_each_period_anew(self):
        charge = charge_of("flat", rate="1", allowance=5)
        rows = [use("2025-03-31T00:00:00Z", 7), use("2025-04-01T00:00:00Z", 7)]
        self.assertEqual([line["exact"] for line in lines_of(plan_of(charge), rows, "shape")], ["2", "2"])
        # Rule 40: a cut period has its allowance on what lies inside.
        line = shape_line(plan_of(charge), [use(DAY + "00:00:00Z", 7), use("2025-03-20T00:00:00Z", 7)],
                          period="2025-03-20/2025-03-21")
        self.assertEqual(counts(line), (7, 2, "2"))

    def test_per_term(self):  # rule 37, NOTES 4
        charge = charge_of("flat_capped", rate="1", lifetime="P40D", allowance=5, per_term=True)
        rows = [use("2025-03-31T00:00:00Z", 4, token="a"), use("2025-03-31T00:00:00Z", 4, token="b"),
                use("2025-04-01T00:00:00Z", 4, token="a")]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows),
                         [("allowance", 8, "0.00"), ("shape", 8, "0.00"),
                          ("allowance", 1, "0.00"), ("shape", 4, "3.00")])
        with self.assertRaises(ValueError):
            rate(plan_of(charge_of("flat", rate="1", allowance=5, per_term=True)), usage_of())

    def test_out_of_tiers(self):
        charge = charge_of("graduated", tiers=[{"up_to": 10, "rate": "2"}, {"rate": "1"}], allowance=5)
        self.assertEqual(counts(shape_line(plan_of(charge), [use(DAY + "00:00:00Z", 17)])), (17, 12, "22"))


class Tiers(unittest.TestCase):
    """Rule 29, and the edges of tiers."""

    TIERS = [{"up_to": 10, "rate": "2"}, {"rate": "1"}]

    def test_edges(self):
        for shape, results in (("graduated", {10: "20", 11: "21", 0: "0"}), ("volume", {10: "20", 11: "11", 0: "0"})):
            for units, exact in results.items():
                charge = charge_of(shape, "input_units", tiers=self.TIERS)
                rows = [use(DAY + "00:00:00Z", input_units=units)]
                self.assertEqual(shape_line(plan_of(charge), rows)["exact"], exact)
        for units, exact in ((0, "0"), (1, "8"), (10, "8"), (11, "16")):
            charge = charge_of("package", "input_units", size=10, rate="8")
            self.assertEqual(shape_line(plan_of(charge), [use(DAY + "00:00:00Z", input_units=units)])["exact"], exact)

    def test_request_size_has_a_context(self):
        charge = charge_of("volume", "output_units", tier_by="request", context=["input_units", "cached_input_units"],
                           tiers=self.TIERS)
        rows = [use(DAY + "00:00:00Z", output_units=3, input_units=6, cached_input_units=5),
                use(DAY + "00:00:01Z", output_units=3, input_units=10), use(DAY + "00:00:02Z", output_units=3)]
        self.assertEqual(shape_line(plan_of(charge), rows)["exact"], "15")

    def test_request_size_is_before_the_allowance(self):
        rows = [use(DAY + "00:00:00Z", input_units=12), use(DAY + "00:00:01Z", input_units=12)]
        for shape, exact in (("volume", "16"), ("graduated", str(8 + 22))):
            charge = charge_of(shape, "input_units", tier_by="request", tiers=self.TIERS, allowance=8)
            self.assertEqual(shape_line(plan_of(charge), rows)["exact"], exact)

    def test_percentage(self):  # rule 33
        charge = charge_of("percentage", "meter.value", percent="1.5", per=100)
        self.assertEqual(shape_line(plan_of(charge), [use(DAY + "00:00:00Z", meter_value=12345)])["exact"], "1.85175")

    def test_unit_is_the_request(self):  # T-K10: 2.5 a use of 15 seconds
        line = shape_line(plan_of(charge_of("flat", rate="2.5")), [use(DAY + "00:00:00Z", response_ms=15_000)])
        self.assertEqual(line["amount"], "2.50")


class Matching(unittest.TestCase):
    """Rules 30 to 32, 35, 36."""

    def test_patterns(self):
        for pattern, text, fits in (("gpt-4o*", "gpt-4o", True), ("gpt-4o*", "gpt-4o-mini", True),
                                    ("gpt", "gpt-4", False), ("*", "", True), ("?", "", False), ("g?t", "gét", True),
                                    ("G*", "gpt", False), ("*a*b", "xaxbxb", True), ("[a]", "a", False),
                                    ("a.c", "abc", False)):
            self.assertEqual(fits_pattern(pattern, text), fits, (pattern, text))

    def test_groups(self):
        charges = [charge_of("flat", "input_units", id="a", group="g", match={"model": "x*"}, rate="1"),
                   charge_of("flat", "requests", id="b", group="g", rate="10"),
                   charge_of("flat", "requests", id="c", rate="100")]
        rows = [use(DAY + "00:00:00Z", model="x1", input_units=3), use(DAY + "00:00:01Z", model="x1"),
                use(DAY + "00:00:02Z", input_units=3)]
        lines = lines_of(plan_of(*charges), rows)
        self.assertEqual([(line["charge"], line["kind"], line["quantity"]) for line in lines],
                         [("a", "shape", 3), ("b", "shape", 2), ("c", "shape", 3), ("", "unpriced", 3)])

    def test_unknown(self):  # rule 32
        charge = charge_of("flat", "input_units", rate="1", match={"model": "*"})
        rows = [use(DAY + "00:00:00Z", 2, model="m"), use(DAY + "00:00:01Z", 4, model="m", status=500),
                use(DAY + "00:00:02Z", 8), use(DAY + "00:00:03Z", 16, model="m", status="")]
        self.assertEqual(kinds_and_amounts(plan_of(charge), rows),
                         [("shape", 0, "0.00"), ("unknown", 18, "0.00"), ("unpriced", 26, "0.00")])

    def test_unpriced(self):  # rule 31
        charge = charge_of("flat", "input_units", rate="1")
        rows = [use(DAY + "00:00:00Z", 2, input_units=3, output_units=4), use(DAY + "00:00:01Z", 5, output_units=7),
                use(DAY + "00:00:02Z", 5, output_units=9, status=500)]
        lines = lines_of(plan_of(charge), rows, "unpriced")
        self.assertEqual([(line["meter"], line["quantity"]) for line in lines], [("requests", 5), ("output_units", 11)])

    def test_duplicates(self):  # rule 35
        rows = [use(DAY + "00:00:00Z", 1, id="a", source="s"), use(DAY + "00:00:05Z", 2, id="a", source="s"),
                use(DAY + "00:00:00Z", 4, id="a"), use(DAY + "00:00:00Z", 8), use(DAY + "00:00:00Z", 8)]
        self.assertEqual(shape_line(plan_of(charge_of("flat", rate="1")), rows)["quantity"], 21)

    def test_ties(self):  # rule 36: absent ids first, then by bytes ("B" before "a"), so the one priced is the slow row
        charge = charge_of("flat_capped", rate="1", cap="1/day", lifetime="P1D",
                           service_level=[{"slower_than_ms": 9, "credit": "1"}])
        rows = [use(DAY + "00:00:00Z", id="a"), use(DAY + "00:00:00Z", id="B", response_ms=10)]
        self.assertEqual(rate(plan_of(charge), usage_of(*rows))["total"], "0.00")
        self.assertEqual(rate(plan_of(charge), usage_of(*rows, use(DAY + "00:00:00Z")))["total"], "1.00")


class Periods(unittest.TestCase):
    """Rules 1, 6, 8, 28, 38, 40, 49."""

    FLAT = charge_of("flat", rate="1")
    FIXED = charge_of("fixed", amount="31.00")

    def test_whole_periods_from_first_to_last(self):  # rules 1 and 28
        rows = [use("2025-01-31T00:00:00Z"), use("2025-03-01T00:00:00Z")]
        statement = rate(plan_of(self.FLAT, minimum="3.00"), usage_of(*rows))
        self.assertEqual([line["amount"] for line in statement["lines"]],
                         ["1.00", "2.00", "0.00", "3.00", "1.00", "2.00"])
        self.assertEqual(statement["period"], {"start": "2025-01-01T00:00:00Z", "end": "2025-04-01T00:00:00Z"})

    def test_nothing(self):  # rule 49
        statement = rate(plan_of(self.FLAT), "time\n")
        self.assertEqual((statement["lines"], statement["total"], statement["period"]),
                         ([], "0.00", {"start": None, "end": None}))

    def test_fixed_by_real_days(self):  # rule 8
        rows = [use(DAY + "00:00:00Z")]
        self.assertEqual(shape_line(plan_of(self.FIXED), rows)["exact"], "31")
        self.assertEqual(shape_line(plan_of(self.FIXED), rows, term_start="2025-03-31T23:59:59Z")["exact"], "1")
        self.assertEqual(shape_line(plan_of(self.FIXED), rows, period="2025-03-01/2025-03-11")["exact"], "10")
        lines = lines_of(plan_of(charge_of("fixed", amount="1.00")), rows, "shape", period="2025-01-22/2025-02-02")
        self.assertEqual([line["exact"] for line in lines], ["0.322580645161", "0.035714285714"])

    def test_anniversary(self):  # rule 38
        plan = plan_of(self.FLAT, period_align="anniversary")
        rows = [use("2025-01-31T10:20:00Z"), use("2025-03-01T00:00:00Z")]
        self.assertEqual([line["period"]["start"] for line in lines_of(plan, rows)],
                         ["2025-01-31T10:15:00Z", "2025-02-28T10:15:00Z"])
        self.assertEqual(lines_of(plan, rows, term_start="2025-02-15T00:00:00Z")[0]["period"]["start"],
                         "2025-01-15T00:00:00Z")


if __name__ == "__main__":
    unittest.main()
