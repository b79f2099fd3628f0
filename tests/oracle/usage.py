# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The canonical usage CSV (design §4), duplicates and order."""

import csv
import dataclasses
import io

from instants import parse_instant

UNIT_METERS = ("input_units", "cached_input_units", "cache_write_units", "output_units")
_TEXT_FIELDS = ("customer", "token", "model", "endpoint", "source")


@dataclasses.dataclass
class Event:
    """One row: COUNT requests at one instant. What the file leaves empty is None or missing: unknown, never zero."""

    row: int
    time: int
    id: str | None
    status: int | None
    count: int
    response_ms: int | None  # of each of its requests
    meters: dict  # meter name (rule 45) to units; only those known
    fields: dict  # what patterns look at, by name; only those known

    @property
    def token(self):
        """The token, or None: rows without one are one token (rule 3)."""
        return self.fields.get("token")


def read_usage(text):
    """The events of a canonical CSV file, in the order of the file, duplicates and all."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    return [_event(row, number) for number, row in enumerate(reader)]


def _event(row, number):
    known = {name: value for name, value in row.items() if name is not None and value not in (None, "")}
    count = _quantity(known.get("count", "1"))
    status = int(known["status"]) if "status" in known else None
    meters = {"requests": count}
    for name in UNIT_METERS:
        if name in known:
            meters[name] = _quantity(known[name])
    response_ms = _quantity(known["response_ms"]) if "response_ms" in known else None
    if response_ms is not None:
        meters["response_ms"] = response_ms * count  # each of the row's requests took that long (rule 23, NOTES 9)
    # Rule 45: errors are the count where status >= 400. Without a status nobody knows: unknown, not zero (NOTES 10).
    if status is not None:
        meters["errors"] = count if status >= 400 else 0
    fields = {name: known[name] for name in _TEXT_FIELDS if name in known}
    for name, value in known.items():
        if name.startswith("meter."):
            meters[name] = _quantity(value)
        elif name.startswith("dim."):
            fields[name] = value
    return Event(number, parse_instant(known["time"]), known.get("id"), status, count, response_ms, meters, fields)


def _quantity(text):
    """Quantities are whole 64-bit numbers, and a negative one is refused (design §3)."""
    value = int(text)
    if not 0 <= value < 2 ** 63:
        raise ValueError(f"not a quantity: {text!r}")
    return value


def without_duplicates(events):
    """Rule 35: the same (source, id) again is dropped, the first row stands; rows without id are all distinct."""
    seen = set()
    kept = []
    for event in events:
        if event.id is not None:
            key = (event.fields.get("source"), event.id)
            if key in seen:
                continue
            seen.add(key)
        kept.append(event)
    return kept


def in_order(events):
    """Rule 36: by time; ties by id in byte order, absent ids first, then by row."""
    return sorted(events, key=lambda event: (event.time, event.id is not None, (event.id or "").encode(), event.row))


def load_events(text):
    """What there is to rate: read, without duplicates, in order."""
    return in_order(without_duplicates(read_usage(text)))
