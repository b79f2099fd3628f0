# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Short ways to write plans, usage and questions in the tests of the slow rater."""

import csv
import io

from rater import rate


def plan_of(*charges, **keys):
    """A plan in USD and UTC with these charges; KEYS add to it."""
    return {"name": "Test", "currency": "USD", "charges": list(charges), **keys}


def charge_of(shape, meter="requests", **keys):
    """A charge; keys of the charge itself and of its price may be mixed."""
    own = ("id", "group", "match", "per", "allowance", "per_term", "slices", "load", "service_level")
    charge = {key: keys.pop(key) for key in own if key in keys}
    if shape != "fixed":
        charge["meter"] = meter
    return {**charge, "price": {"shape": shape, **keys}}


def usage_of(*rows):
    """Canonical CSV of rows given as dicts (`time` and whatever else is known)."""
    columns = list(dict.fromkeys(name for row in rows for name in row)) or ["time"]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def use(time, count=1, **fields):
    """One row; `meter_x` stands for `meter.x`, `dim_x` for `dim.x`; its status is 200 unless given."""
    fields = {name.replace("meter_", "meter.").replace("dim_", "dim."): value for name, value in fields.items()}
    return {"time": time, "count": count, "status": 200, **fields}


def lines_of(plan, rows, kind=None, **options):
    """The statement's lines, of one kind if asked."""
    lines = rate(plan, usage_of(*rows), **options)["lines"]
    return [line for line in lines if kind in (None, line["kind"])]


def shape_line(plan, rows, **options):
    """The one shape line there is."""
    (line,) = lines_of(plan, rows, "shape", **options)
    return line


def kinds_and_amounts(plan, rows, **options):
    """(kind, quantity, amount) of each line."""
    return [(line["kind"], line["quantity"], line["amount"]) for line in lines_of(plan, rows, **options)]
