# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan file (design §7) with its defaults (rule 42). Only what the rater needs is checked."""

import dataclasses
import datetime as dt
from fractions import Fraction

from money import ROUNDING_MODES, minor_digits
from spans import parse_cap, parse_caps, parse_span

_FIXED_TAKES_NO = ("meter", "match", "allowance", "slices", "load", "service_level")


@dataclasses.dataclass
class Tier:
    """RATE for units up to UP_TO (inclusive); None where the tier has no end."""

    up_to: int | None
    rate: Fraction


@dataclasses.dataclass
class Price:
    """A shape and whatever of its numbers the shape has."""

    shape: str
    rate: Fraction = Fraction(0)
    caps: list = dataclasses.field(default_factory=list)
    lifetime: object = None
    scope: str = "lifetime"
    over_cap: str = "free"
    overage_rate: Fraction = Fraction(0)
    align: str = "term"
    renewal: str = "none"
    tiers: list = dataclasses.field(default_factory=list)
    tier_by: str = "quantity"
    context: list = dataclasses.field(default_factory=list)
    size: int = 1
    amount: Fraction = Fraction(0)
    percent: Fraction = Fraction(0)


@dataclasses.dataclass
class Charge:
    """One charge of the plan."""

    id: str
    group: str | None
    meter: str
    match: dict
    per: int
    price: Price
    allowance: int
    per_term: bool
    slices: list
    load: list
    service_level: list

    @property
    def has_terms(self):
        """Whether terms exist for this charge (rule 20)."""
        return self.price.shape == "flat_capped"


@dataclasses.dataclass
class Discount:
    """PERCENT or AMOUNT, whichever is not None, for billing periods that start in [START, END) (rule 27)."""

    percent: Fraction | None
    amount: Fraction | None
    start: dt.date | None
    end: dt.date | None


@dataclasses.dataclass
class Plan:
    """A whole price list."""

    currency: str
    digits: int
    timezone: str
    period: object
    period_align: str
    rounding: str
    billable: list
    capacity: object
    charges: list
    discounts: list
    minimum: Fraction | None
    maximum: Fraction | None
    tax_percent: Fraction | None


def parse_plan(plan):
    """The plan as values; PLAN is the parsed JSON."""
    rounding = plan.get("rounding", "half_up")
    if rounding not in ROUNDING_MODES:
        raise ValueError(f"unknown rounding {rounding!r}")
    minimum, maximum = _amount(plan.get("minimum")), _amount(plan.get("maximum"))
    if minimum is not None and maximum is not None and minimum > maximum:
        raise ValueError("minimum above maximum (rule 28)")
    tax = plan.get("tax")
    if tax is not None and tax.get("on", "total") != "total":
        raise ValueError("tax is on the total (rule 52)")
    capacity = plan.get("capacity")
    return Plan(
        currency=plan["currency"], digits=minor_digits(plan["currency"]), timezone=plan.get("timezone", "UTC"),
        period=parse_span(plan.get("period", "P1M")), period_align=plan.get("period_align", "calendar"),
        rounding=rounding, billable=plan.get("billable", ["2xx", "3xx"]),
        capacity=parse_cap(capacity) if capacity is not None else None,
        charges=[_charge(charge, number) for number, charge in enumerate(plan["charges"], 1)],
        discounts=[_discount(discount) for discount in plan.get("discounts", [])],
        minimum=minimum, maximum=maximum, tax_percent=Fraction(tax["percent"]) if tax is not None else None)


def _charge(charge, number):
    price = _price(charge["price"])
    if price.shape == "fixed" and any(key in charge for key in _FIXED_TAKES_NO):
        raise ValueError("a fixed charge takes none of these (rule 51)")
    if price.shape == "package" and "per" in charge:
        raise ValueError("a package takes no per (rule 51)")
    if charge.get("per_term") and price.lifetime is None:
        raise ValueError("per_term needs a lifetime (rule 37)")
    if price.shape != "fixed" and "meter" not in charge:
        raise ValueError("a charge needs a meter (rule 42 names no default)")
    meter = charge.get("meter", "")
    if price.tier_by == "request" and not price.context:
        price.context = [meter]  # rule 29: the charge's own meter unless it says otherwise
    return Charge(
        id=charge.get("id", f"charge-{number}"), group=charge.get("group"), meter=meter,
        match=charge.get("match", {}), per=charge.get("per", 1), price=price, allowance=charge.get("allowance", 0),
        per_term=charge.get("per_term", False), slices=charge.get("slices", []), load=charge.get("load", []),
        service_level=charge.get("service_level", []))


def _price(price):
    if "token" in (price.get("rate"), price.get("cap"), price.get("lifetime")):
        raise ValueError("rate has no token values (rule 47)")
    rate = Fraction(price.get("rate", "0"))
    return Price(
        shape=price["shape"], rate=rate, caps=parse_caps(price.get("cap")), lifetime=parse_span(price.get("lifetime")),
        scope=price.get("cap_scope", "lifetime"), over_cap=price.get("over_cap", "free"),
        overage_rate=Fraction(price["overage_rate"]) if "overage_rate" in price else rate,
        align=price.get("align", "term"), renewal=price.get("renewal", "none"),
        tiers=[Tier(tier.get("up_to"), Fraction(tier["rate"])) for tier in price.get("tiers", [])],
        tier_by=price.get("tier_by", "quantity"), context=list(price.get("context", [])),
        size=price.get("size", 1), amount=_amount(price.get("amount", "0")),
        percent=Fraction(price.get("percent", "0")))


def _discount(discount):
    def date(key):
        return dt.date.fromisoformat(discount[key]) if key in discount else None
    percent = Fraction(discount["percent"]) if "percent" in discount else None
    return Discount(percent, _amount(discount.get("amount")), date("from"), date("to"))


def _amount(text):
    return Fraction(text) if text is not None else None


def is_billable(plan, status):
    """Design §3, What counts: an absent status is billable; else a class like `2xx` or the very status is listed."""
    if status is None:
        return True
    return any(entry in (str(status), f"{status // 100}xx") for entry in plan.billable)
