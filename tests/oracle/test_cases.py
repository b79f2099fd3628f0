# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""What must hold for every random case, and that a case repeats."""

import csv
import io
import unittest
from fractions import Fraction

from cases import answer, cases, make_case
from plandice import FEATURES, SHAPES
from usage import read_usage, without_duplicates

_WHOLE_ROWS = ("service_level", "odd_meters")  # these look at a row as one thing, whatever its count


class Cases(unittest.TestCase):
    """Properties over random cases."""

    def test_repeat(self):
        for index in range(30):
            self.assertEqual(make_case(7, index), make_case(7, index))
        self.assertEqual(list(cases(7, 3, 5)), list(cases(7, 8))[5:])

    def test_total_is_the_sum_of_the_lines(self):
        for case in cases(3, 150):
            lines = case["expected"]["lines"]
            self.assertEqual(sum(Fraction(line["amount"]) for line in lines), Fraction(case["expected"]["total"]))

    def test_periods_touch_each_other(self):
        for case in cases(4, 150):
            spans = list(dict.fromkeys((line["period"]["start"], line["period"]["end"])
                                       for line in case["expected"]["lines"]))
            for (_, end), (start, _) in zip(spans, spans[1:]):
                self.assertEqual(end, start)

    def test_units_come_one_by_one(self):
        """Rule 12: a row of n requests costs what n rows of one cost."""
        features = tuple(name for name in FEATURES if name not in _WHOLE_ROWS)
        shapes = tuple(shape for shape in SHAPES if shape != "percentage")
        tried = 0
        for index in range(250):
            case = make_case(5, index, shapes, features)
            for charge in case["plan"]["charges"]:
                if charge["price"]["shape"] != "fixed":
                    charge["meter"] = "requests"
                    charge["price"].pop("tier_by", None)
                    charge["price"].pop("context", None)
            events = without_duplicates(read_usage(case["usage"]))
            if sum(event.count for event in events) > 120:
                continue
            tried += 1
            whole, single = answer(case), answer({**case, "usage": one_by_one(case["usage"], events)})
            for statement in (whole, single):
                statement["lines"] = [line for line in statement["lines"]
                                      if line["kind"] != "unpriced" or line["meter"] == "requests"]
            self.assertEqual(whole, single, case["name"])
        self.assertGreater(tried, 20)


def one_by_one(text, events):
    """The rows of EVENTS, each as many rows of one request; ids keep their order."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    columns = list(dict.fromkeys([*rows[0], "count"])) if rows else ["time"]
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    for event in events:
        for number in range(event.count):
            row = {**rows[event.row], "count": 1}
            if event.id is not None:
                row["id"] = f"{event.id}\x01{number:06d}"
            writer.writerow(row)
    return out.getvalue()


if __name__ == "__main__":
    unittest.main()
