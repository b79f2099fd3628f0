# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random canonical usage files for cases.py."""

import csv
import datetime as dt
import io

from instants import instant_text, parse_instant
from usage import UNIT_METERS

_STATUSES = ("200",) * 12 + ("",) * 3 + ("201", "299", "300", "302", "399", "400", "404", "404", "429", "500", "503",
                                         "199", "100", "599")
_MODELS = ("gpt-4o", "gpt-4o", "gpt-4o-mini", "opt-4o", "GPT-4O", "\u00e9pt-4o", "")
_COUNTS = (1, 1, 1, 2, 3, 5, 7, 10, 20, 50)
_IDS = ("a", "B", "b", "10", "9", "Z", "\u00e9", "\u00df", "~", "a,b", "id")
_RESPONSES = ("0", "1", "499", "500", "501", "999", "1000", "1001", "2000", "2001", "30000")
_COLUMNS = ("time", "id", "customer", "token", "status", "response_ms", "count", "input_units", "cached_input_units",
            "cache_write_units", "output_units", "model", "endpoint", "source", "meter.images", "meter.value",
            "dim.region")


class UsageDice:
    """Draws one usage file. A calm one is of one token, all its requests succeed and all is known of them."""

    def __init__(self, dice, moments, calm):
        self._dice = dice
        self._calm = calm
        self._moments = moments
        self._huge = dice.random() < 0.04
        self._large = dice.random() < 0.1
        self._tokens = dice.choice((("",), ("t1",), ("t1",), ("t1", "t2"), ("t1", "t2", "t3", "")))
        self._id_share = dice.choice((0, 0.5, 0.9, 1))
        self._made = []

    def text(self, first):
        """The file; with FIRST (an instant) some row lies in its quarter of an hour."""
        dice = self._dice
        number = dice.choice((0, 1, 2, 3, 5, 8, 12, 12, 20, 20, 30, 60)) if dice.random() < 0.97 else 60
        columns = ["time"] + [name for name in _COLUMNS[1:] if self._calm or dice.random() < 0.8]
        if dice.random() < 0.3:
            dice.shuffle(columns)
        rows = [self._row() for _ in range(number)]
        if rows and first is not None:
            rows[0]["time"] = self._time_text(first + dice.choice((0, 0, 1, 60_000, 899_999)))
        if dice.random() < 0.5:
            dice.shuffle(rows)
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator=dice.choice(("\n", "\n", "\r\n")))
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue()

    def _row(self):
        dice = self._dice
        if self._made and dice.random() < 0.06:
            return self._again(dice.choice(self._made))
        time = self._time_text(self._moments.pick())
        if self._made and dice.random() < 0.12:
            time = dice.choice(self._made)["time"]  # a tie
        row = {"time": time, "token": "t1" if self._calm else dice.choice(self._tokens),
               "status": "200" if self._calm else dice.choice(_STATUSES),
               "response_ms": dice.choice(_RESPONSES) if dice.random() < 0.8 else "",
               "count": self._count(), "model": dice.choice(_MODELS),
               "endpoint": dice.choice(("/v1/chat", "/batch", "/batch/1", "")),
               "source": dice.choice(("gw", "gw", "file", "")),
               "dim.region": dice.choice(("eu-1", "eu-12", "us-1", "")), "customer": dice.choice(("Acme", "Other", ""))}
        if dice.random() < self._id_share:
            row["id"] = dice.choice(_IDS) + (str(len(self._made)) if dice.random() < 0.8 else "")
        if int(row["count"] or 1) * int(row["response_ms"] or 0) >= 2 ** 62:
            row["response_ms"] = ""  # beyond 64 bits in sum, which is an error rather than a case
        for meter in (*UNIT_METERS, "meter.images", "meter.value"):
            row[meter] = self._units(meter)
        self._made.append(row)
        return row

    def _again(self, row):
        """A row like another: the very same, or with another body, time or source under the same id."""
        row = dict(row)
        change = self._dice.randrange(4)
        if change == 1:
            row["count"], row["response_ms"] = self._count(), ""
        elif change == 2:
            row["time"] = self._time_text(self._moments.pick())
        elif change == 3:
            row["source"] = self._dice.choice(("gw", "file", ""))
        return row

    def _count(self):
        dice = self._dice
        if self._huge and dice.random() < 0.3:
            return dice.choice((10 ** 12, 9_007_199_254_740_993, 10 ** 15 + 1))
        if dice.random() < 0.1:
            return ""
        return dice.randrange(1000, 9000) if dice.random() < 0.03 else dice.choice(_COUNTS)

    def _units(self, meter):
        dice = self._dice
        if dice.random() < 0.25:
            return ""
        if meter == "meter.value":
            return dice.choice((0, 1, 99, 100, 12_345, 1_000_000))
        if self._large:
            return dice.choice((0, 342, 86_272, 199_999, 200_000, 200_001, 300_000))
        return dice.choice((0, 1, 2, 5, 10, 11, 20, 50, dice.randrange(60)))

    def _time_text(self, instant):
        """INSTANT as RFC 3339, in UTC or at some offset, at times with digits finer than a millisecond (rule 46)."""
        dice = self._dice
        if dice.random() < 0.7:
            return instant_text(instant)
        minutes = dice.choice((0, 60, 330, -180, 630, 840, -600))
        text = instant_text(instant + minutes * 60_000)[:-1]
        if dice.random() < 0.4:
            text = (text if "." in text else text + ".000") + dice.choice(("9", "000", "999999", "5"))
        sign = "-" if minutes < 0 else "+"
        return f"{text}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def asked_period(dice, zone_date, start, end):
    """A value for --period that touches [START, END)."""
    date = zone_date + dt.timedelta(days=dice.choice((0, 0, 1, 2, 7, 30)))
    form = dice.randrange(6)
    if form == 0:
        return str(date.year)
    if form == 1:
        return f"{date.year:04d}-{date.month:02d}"
    if date == dt.date(1994, 12, 31):
        date += dt.timedelta(days=1)  # no day on Kiritimati, so no period either (NOTES 33)
    if form == 2:
        return date.isoformat()
    if form == 3:
        return f"{date.isoformat()}/{(date + dt.timedelta(days=dice.choice((1, 2, 10, 31)))).isoformat()}"
    left = start + dice.randrange(max(1, (end - start) // 2))
    right = left + dice.choice((1, 1000, 3600_000, 86_400_000, 10 * 86_400_000))
    if form == 4:
        return f"{instant_text(left)}/{instant_text(right)}"
    return f"{instant_text(left - left % 86_400_000)}/{instant_text(parse_instant(instant_text(right)))}"
