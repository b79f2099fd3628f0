# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The slow rater's clocks: zones, windows, terms, periods; each against a walk or a date worked out by hand."""

import datetime as dt
import random
import unittest

from instants import dates_touched, instant_text, midnight, parse_instant, resolve, zone_of
from periods import BillingPeriods, parse_period
from plan import parse_plan
from spans import parse_cap, parse_span, step
from terms import Terms
from testhelp import charge_of, plan_of
from windows import Windows


def price_of(**keys):
    """A capped price."""
    return parse_plan(plan_of(charge_of("flat_capped", rate="1", **keys))).charges[0].price


def caps_of(zone, start, cap, align="term", number=0, **keys):
    """The window caps of term NUMBER."""
    zone, price = zone_of(zone), price_of(**keys)
    term = Terms(zone, price, parse_instant(start))._term(number)
    windows = Windows(zone, parse_cap(cap), align, term)
    found, caps = windows.number_at(term.start), []
    while windows.edge(found) < term.end:
        window = windows.window(found)
        caps += [window.cap] if window else []
        found += 1
    assert sum(caps) == windows.allowance()
    return caps


class LocalTime(unittest.TestCase):
    """Rule 14."""

    def check(self, zone, wall, instant):
        found = resolve(zone_of(zone), dt.datetime.fromisoformat(wall))
        self.assertEqual(instant_text(found), instant)

    def test_gaps(self):
        self.check("Europe/Berlin", "2025-03-30T02:30:00", "2025-03-30T01:00:00Z")
        self.check("Europe/Berlin", "2025-03-30T02:00:00", "2025-03-30T01:00:00Z")
        self.check("America/Sao_Paulo", "2018-11-04T00:00:00", "2018-11-04T03:00:00Z")
        self.check("Australia/Lord_Howe", "2025-10-05T02:15:00", "2025-10-04T15:30:00Z")
        self.check("Pacific/Kiritimati", "1994-12-31T12:00:00", "1994-12-31T10:00:00Z")
        self.check("Pacific/Kiritimati", "1995-01-01T00:00:00", "1994-12-31T10:00:00Z")

    def test_twice(self):
        self.check("Europe/Berlin", "2025-10-26T02:30:00", "2025-10-26T00:30:00Z")
        self.check("America/New_York", "2025-11-02T01:00:00", "2025-11-02T05:00:00Z")
        self.check("America/Sao_Paulo", "2018-02-17T23:30:00", "2018-02-18T01:30:00Z")

    def test_walk(self):
        """Resolving is the first instant whose wall shows the time, or a later one where none does."""
        for zone, start in (("Europe/Berlin", "2025-03-29T20:00:00Z"), ("Asia/Beirut", "2022-03-26T18:00:00Z"),
                            ("Australia/Lord_Howe", "2025-04-05T10:00:00Z"),
                            ("America/Havana", "2024-11-03T00:00:00Z")):
            zone, start = zone_of(zone), parse_instant(start)
            walls = [(dt.datetime.fromtimestamp((start + i * 60_000) / 1000, zone).replace(tzinfo=None, fold=0),
                      start + i * 60_000) for i in range(12 * 60)]
            wall = walls[0][0]
            while wall < walls[-1][0]:
                self.assertEqual(resolve(zone, wall), next(at for shown, at in walls if shown >= wall), wall)
                wall += dt.timedelta(minutes=1)

    def test_dates_touched(self):
        kiritimati = zone_of("Pacific/Kiritimati")
        self.assertEqual(dates_touched(kiritimati, *parse_period(kiritimati, "1994-12")), 30)
        utc = zone_of("UTC")
        at = parse_instant
        self.assertEqual(dates_touched(utc, at("2025-01-01T23:59:59.999Z"), at("2025-01-02T00:00:00.001Z")), 2)
        self.assertEqual(dates_touched(utc, at("2025-01-01T23:59:59.999Z"), at("2025-01-02T00:00:00Z")), 1)
        self.assertEqual(dates_touched(utc, at("2025-01-15T10:15:00Z"), at("2025-02-15T10:15:00Z")), 32)

    def test_days_of_odd_length(self):
        for zone, date, hours in (("Europe/Berlin", "2025-03-30", 23), ("Europe/Berlin", "2025-10-26", 25),
                                  ("Australia/Lord_Howe", "2025-04-06", 24.5), ("America/Sao_Paulo", "2018-11-04", 23),
                                  ("Asia/Beirut", "2022-03-27", 23), ("Pacific/Kiritimati", "1994-12-31", 0)):
            day = dt.date.fromisoformat(date)
            length = midnight(zone_of(zone), day + dt.timedelta(days=1)) - midnight(zone_of(zone), day)
            self.assertEqual(length, hours * 3600_000, zone)


class CapWindows(unittest.TestCase):
    """Rules 14 to 17, and NOTES 1."""

    def test_partial_first_and_last(self):
        caps = caps_of("UTC", "2025-03-10T18:00:00Z", "10/day", "calendar", lifetime="P2D")
        self.assertEqual(caps, [2, 10, 7])  # 6 h, 24 h, 18 h
        caps = caps_of("UTC", "2025-03-10T18:00:00Z", "10/day", lifetime="PT60H")
        self.assertEqual(caps, [10, 10, 5])

    def test_full_length_of_the_date(self):
        # 30 March has 23 hours in Berlin: from 12:00 local 12 of 23 are left.
        caps = caps_of("Europe/Berlin", "2025-03-30T10:00:00Z", "23/day", "calendar", lifetime="P1D")
        self.assertEqual(caps, [12, 11])
        caps = caps_of("Australia/Lord_Howe", "2025-04-05T13:00:00Z", "49/day", lifetime="PT24H")
        self.assertEqual(caps, [48])  # 24 of 24.5 h

    def test_skipped_day_is_no_window(self):
        caps = caps_of("Pacific/Kiritimati", "1994-12-30T10:00:00Z", "5/day", lifetime="P3D")
        self.assertEqual(caps, [5, 5])

    def test_week_month_year_calendar(self):
        caps = caps_of("UTC", "2025-01-01T00:00:00Z", "7/week", "calendar", lifetime="P2W")
        self.assertEqual(caps, [5, 7, 2])  # 1 January 2025 was a Wednesday
        caps = caps_of("UTC", "2025-01-16T00:00:00Z", "31/month", "calendar", lifetime="P1M")
        self.assertEqual(caps, [16, 16])  # 15 of 28 days of 31
        caps = caps_of("UTC", "2025-01-01T12:00:00Z", "730/year", "calendar", lifetime="P1D")
        self.assertEqual(caps, [2])

    def test_several_units(self):
        caps = caps_of("UTC", "2025-01-01T00:20:00Z", "15/15 min", "calendar", lifetime="PT30M")
        self.assertEqual(caps, [10, 15, 5])
        caps = caps_of("UTC", "2025-01-01T00:05:00Z", "7/7 min", "calendar", lifetime="PT7M")
        self.assertEqual(caps, [2, 5])

    def test_windows_end_with_the_anchored_term(self):
        keys = {"lifetime": "P1M", "renewal": "auto"}
        for number in range(5):
            self.assertEqual(caps_of("UTC", "2025-01-31T00:00:00Z", "100/month", number=number, **keys), [100])
        keys = {"lifetime": "P1D", "renewal": "auto"}
        for number in range(3):  # the second begins in the gap, at 03:00 instead of 02:30
            self.assertEqual(caps_of("Europe/Berlin", "2025-03-29T01:30:00Z", "10/day", number=number, **keys), [10])

    def test_exact_sums(self):
        """The shortcut for equal windows against the walk."""
        dice = random.Random(1)
        for _ in range(200):
            zone = dice.choice(("UTC", "Europe/Berlin", "Australia/Lord_Howe"))
            unit = dice.choice(("second", "7 second", "min", "7 min", "hour", "5 hour"))
            start = instant_text(parse_instant("2025-04-05T13:00:00Z") + dice.randrange(0, 86_400_000, 500))
            caps_of(zone, start, f"{dice.randrange(20)}/{unit}", dice.choice(("term", "calendar")),
                    lifetime=f"PT{dice.randrange(1, 3000)}S")


class TermsAndPeriods(unittest.TestCase):
    """Rules 7, 9, 38, 40."""

    def test_automatic_terms_count_from_the_first(self):
        terms = Terms(zone_of("UTC"), price_of(lifetime="P1M", renewal="auto"), parse_instant("2025-01-31T12:00:00Z"))
        for at, start in (("2025-02-28T11:59:59Z", "2025-01-31"), ("2025-02-28T12:00:00Z", "2025-02-28"),
                          ("2025-03-31T12:00:00Z", "2025-03-31"), ("2026-01-31T12:00:00Z", "2026-01-31")):
            self.assertEqual(instant_text(terms.at(parse_instant(at)).start), start + "T12:00:00Z")
        self.assertIsNone(terms.at(parse_instant("2025-01-31T11:59:59.999Z")))

    def test_no_renewal(self):
        terms = Terms(zone_of("UTC"), price_of(lifetime="PT1H"), 0)
        self.assertIsNotNone(terms.at(3_599_999))
        self.assertIsNone(terms.at(3_600_000))

    def test_calendar_periods(self):
        for period, at, start in (("P1M", "2025-05-15", "2025-05-01"), ("P3M", "2025-05-15", "2025-04-01"),
                                  ("P6M", "2025-07-01", "2025-07-01"), ("P1Y", "2025-05-15", "2025-01-01"),
                                  ("P1W", "2025-05-15", "2025-05-12"), ("P1D", "2025-05-15", "2025-05-15")):
            zone = zone_of("Europe/Berlin")
            periods = BillingPeriods(zone, parse_plan(plan_of(period=period)), None)
            number = periods.number_at(midnight(zone, dt.date.fromisoformat(at)))
            self.assertEqual(periods.edge(number), midnight(zone, dt.date.fromisoformat(start)), period)

    def test_asked_periods(self):
        zone = zone_of("America/New_York")
        for text, start, end in (("2025", "2025-01-01T05:00:00Z", "2026-01-01T05:00:00Z"),
                                 ("2025-12", "2025-12-01T05:00:00Z", "2026-01-01T05:00:00Z"),
                                 ("2025-03-09", "2025-03-09T05:00:00Z", "2025-03-10T04:00:00Z"),
                                 ("2025-03-09/2025-03-09T10:00:00Z", "2025-03-09T05:00:00Z", "2025-03-09T10:00:00Z")):
            self.assertEqual(tuple(map(instant_text, parse_period(zone, text))), (start, end))
        with self.assertRaises(ValueError):
            parse_period(zone, "2025-03-09/2025-03-09")

    def test_spans(self):
        self.assertEqual(parse_span("P2W").count, 14)
        self.assertEqual(parse_span("PT1H30M").count, 5_400_000)
        for text in ("P1M2D", "PT", "P1DT1H", "P", "1M", "P-1D"):  # rule 44
            with self.assertRaises(ValueError):
                parse_span(text)
        start = parse_instant("2025-10-26T01:30:00Z")  # the second 02:30 of that night
        self.assertEqual(step(zone_of("Europe/Berlin"), start, parse_span("P1D"), 0), start)


if __name__ == "__main__":
    unittest.main()
