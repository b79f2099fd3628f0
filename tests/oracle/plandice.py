# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random valid plans for cases.py. Everything here stays inside what the plan file allows (design §7)."""

import datetime as dt

SHAPES = ("flat", "flat_capped", "graduated", "volume", "package", "fixed", "percentage")
FEATURES = ("allowance", "slices", "load", "service_level", "discounts", "minimum", "maximum", "tax", "odd_meters")

_RATES = ("0", "1", "0.02", "0.335", "0.067", "0.0000004", "0.000000000001", "2.5", "0.005", "12.345", "0.125")
_PERCENTS = ("0", "1.5", "10", "50", "100", "6", "0.25", "33.333")
_CAP_UNITS = ("second", "min", "hour", "day", "week", "month", "year", "15 min", "7 min", "30 second", "6 hour",
              "2 day", "5 day", "2 week", "2 month")
_LIFETIMES = ("none", "none", "P1D", "P1D", "P2D", "P3D", "P1W", "P30D", "P1M", "P1M", "P1M", "P1M", "P2M", "P1Y",
              "PT1H", "PT90M", "PT24H", "PT36H", "PT720H", "PT1H30M", "PT45S")
# Units of which a lifetime has a few, so that caps bind and partial windows are more than nothing.
_UNITS_BY_LIFETIME = (
    (("PT45S",), ("second", "30 second", "min")),
    (("PT1H", "PT90M", "PT1H30M"), ("min", "7 min", "15 min", "30 second", "hour")),
    (("P1D", "P2D", "P3D", "P1W", "PT24H", "PT36H"), ("hour", "6 hour", "day", "day", "2 day", "15 min", "week")),
    (("P30D", "P1M", "P2M", "PT720H"), ("day", "day", "2 day", "5 day", "week", "2 week", "month", "month", "hour")),
    (("none", "P1Y"), ("day", "week", "month", "month", "2 month", "year", "hour")),
)
_METERS = ("requests",) * 8 + ("input_units",) * 3 + ("output_units",) * 2 + ("cached_input_units", "meter.images")
_ODD_METERS = ("response_ms", "errors")  # what they count can be read two ways (NOTES 9 and 10)
_MATCHES = ({"model": "gpt-4o*"}, {"model": "*"}, {"model": "?pt-4o"}, {"model": "*mini"}, {"endpoint": "/batch*"},
            {"dim.region": "eu-?"}, {"model": "gpt*", "endpoint": "*chat"}, {"source": "gw"}, {"model": "gpt-4o"})
_PERIODS = ("P1M",) * 6 + ("P1D", "P1W", "P1Y", "P3M", "P2M", "P6M")
_ANNIVERSARY_PERIODS = _PERIODS + ("P2D", "P2W", "PT24H", "PT720H", "P30D")
_BILLABLE = (["2xx"], ["2xx", "4xx"], ["200", "404"], ["2xx", "3xx", "4xx", "5xx"], ["5xx"])
_CAPACITY_UNITS = ("second", "min", "hour", "day", "15 min")
_LIMITS_MS = (0, 500, 999, 1000, 2000)
_HOURS = ("Mon-Fri 09:00-18:00", "Sat,Sun 00:00-24:00", "daily 22:00-06:00", "daily 00:00-12:00", "Sun 01:30-03:00",
          "Mon 00:00-00:00", "Fri-Sun 18:00-02:30", "daily 23:59-00:01", "Sun,Mon 12:00-12:00", "daily 00:00-00:30")


class PlanDice:
    """Draws one plan; SHAPES and FEATURES say what it may contain. A calm one takes every request that comes."""

    def __init__(self, dice, shapes, features, calm):
        self._dice = dice
        self._calm = calm
        self._shapes = shapes
        self._features = features

    def _chance(self, probability):
        return self._dice.random() < probability

    def _feature(self, name, probability):
        return self._chance(probability) and name in self._features

    def plan(self, zone_name, start_date):
        """A plan for the zone, its discount dates near START_DATE."""
        dice = self._dice
        plan = {"name": "Case", "currency": dice.choice(("USD", "USD", "EUR", "CNY", "JPY", "KWD"))}
        if zone_name != "UTC" or self._chance(0.5):
            plan["timezone"] = zone_name
        if self._chance(0.3):
            plan["period_align"] = "anniversary"
        plan["period"] = dice.choice(_ANNIVERSARY_PERIODS if "period_align" in plan else _PERIODS)
        if self._chance(0.6):
            plan["rounding"] = dice.choice(("half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"))
        if self._chance(0.3) and not self._calm:
            plan["billable"] = dice.choice(_BILLABLE)
        if "load" in self._features and self._chance(0.5):
            plan["capacity"] = f"{dice.choice((1, 5, 20, 100))}/{dice.choice(_CAPACITY_UNITS)}"
        number = dice.choice((1, 1, 1, 2, 2, 3))
        plan["charges"] = [self._charge(plan, f"c{position}") for position in range(number)]
        self._plan_modifiers(plan, start_date)
        return plan

    def _charge(self, plan, name):
        dice = self._dice
        shape = dice.choice(self._shapes)
        if "flat_capped" in self._shapes and self._chance(0.3):
            shape = "flat_capped"  # the shape with the most edges
        charge = {"id": name} if self._chance(0.8) else {}
        charge["price"] = getattr(self, "_" + shape)()
        if shape == "fixed":
            return charge
        charge["meter"] = self._meter(shape)
        if self._chance(0.25) and not self._calm:
            charge["group"] = dice.choice(("g", "g", "h"))
        if self._chance(0.3) and not self._calm:
            charge["match"] = dice.choice(_MATCHES)
        if shape != "package" and self._chance(0.3):
            charge["per"] = dice.choice((1, 10, 100, 1000, 1_000_000))
        self._charge_modifiers(plan, charge)
        return charge

    def _meter(self, shape):
        if shape == "percentage":
            return self._dice.choice(("meter.value", "meter.value", "input_units"))
        if self._calm:
            return "requests"
        return self._dice.choice(_ODD_METERS if self._feature("odd_meters", 0.1) else _METERS)

    def _charge_modifiers(self, plan, charge):
        dice = self._dice
        if self._feature("allowance", 0.35):
            charge["allowance"] = dice.choice((0, 1, 5, 20, 60, 500))
            if charge["price"].get("lifetime", "none") != "none" and self._chance(0.4):
                charge["per_term"] = True
        if self._feature("slices", 0.25):
            multipliers = ("0", "0.5", "1.2", "1.5", "2")
            charge["slices"] = [{"hours": dice.choice(_HOURS), "multiplier": dice.choice(multipliers)}
                                for _ in range(dice.choice((1, 1, 2)))]
        if "capacity" in plan and self._feature("load", 0.5):
            bands = dice.sample(("0", "0.5", "0.8", "1", "2", "10"), dice.choice((1, 2, 3)))
            charge["load"] = [{"above": above, "multiplier": dice.choice(("0.5", "1.5", "2", "1.1"))}
                              for above in bands]
        if self._feature("service_level", 0.25):
            charge["service_level"] = self._service_level()

    def _service_level(self):
        dice = self._dice
        entries = []
        for limit in dice.sample(_LIMITS_MS, dice.choice((0, 1, 2))):
            entries.append({"slower_than_ms": limit, "credit": dice.choice(("0.5", "1", "0.25", "-0.1"))})
        for limit in dice.sample(_LIMITS_MS, 0 if entries and self._chance(0.5) else dice.choice((1, 2))):
            entries.append({"percentile": dice.choice((50, 95, 99, 100, 1)), "slower_than_ms": limit,
                            "credit_percent": dice.choice(("10", "100", "12.5", "-5"))})
        dice.shuffle(entries)
        return entries

    def _plan_modifiers(self, plan, start_date):
        dice = self._dice
        if self._feature("discounts", 0.25):
            plan["discounts"] = [self._discount(plan, start_date) for _ in range(dice.choice((1, 1, 2, 3)))]
        low = dice.choice((0, 5, 10, 50, 100))
        if self._feature("minimum", 0.15):
            plan["minimum"] = str(low)
        if self._feature("maximum", 0.15):
            plan["maximum"] = str(low + dice.choice((0, 1, 10, 500)))
        if self._feature("tax", 0.2):
            plan["tax"] = {"percent": dice.choice(_PERCENTS), "on": "total"}

    def _discount(self, plan, start_date):
        dice = self._dice
        discount = {"percent": dice.choice(_PERCENTS)}
        if self._chance(0.4):
            discount = {"amount": dice.choice(("5", "1000000", "3")) if plan["currency"] == "JPY" else (
                dice.choice(("5.00", "0.01", "3.5", "1000000.00")))}
        dates = sorted(start_date.replace(day=1) + dt.timedelta(days=dice.choice((0, 1, -1, 27, 28, 29, 30, 31, -20)))
                       for _ in range(2))
        if self._chance(0.3):
            discount["from"] = dates[0].isoformat()
        if self._chance(0.3) and dates[0] < dates[1]:
            discount["to"] = dates[1].isoformat()
        return discount

    def _rate(self):
        return self._dice.choice(_RATES)

    def _flat(self):
        return {"shape": "flat", "rate": self._rate()}

    def _cap(self, lifetime):
        dice = self._dice
        count = dice.choice((0, 1, 2, 3, 5, 10, 10, 20, 31, 31, 50, 100))
        if self._chance(0.08):
            count = dice.choice((1000, 86_400, 1_000_000))
        units = next(units for lifetimes, units in _UNITS_BY_LIFETIME if lifetime in lifetimes)
        return f"{count}/{dice.choice(units if self._chance(0.85) else _CAP_UNITS)}"

    def _flat_capped(self):
        dice = self._dice
        price = {"shape": "flat_capped", "rate": self._rate()}
        if self._chance(0.6 if self._calm else 0.25):
            return {**price, **self._tight_cap()}
        lifetime = dice.choice(_LIFETIMES)
        caps = dice.choice((0, 1, 1, 1, 1, 1, 1, 2, 2, 3))
        if caps == 1:
            price["cap"] = self._cap(lifetime)
        elif caps > 1:
            price["cap"] = [self._cap(lifetime) for _ in range(caps)]
        if lifetime != "none" or self._chance(0.5):
            price["lifetime"] = lifetime
        # Terms of seconds are a case, but a year of them takes the real rater minutes, so they seldom renew themselves.
        if lifetime != "none" and self._chance(0.02 if lifetime == "PT45S" else 0.5):
            price["renewal"] = dice.choice(("auto", "auto", "none"))
        if self._chance(0.6):
            price["cap_scope"] = dice.choice(("window", "window", "lifetime"))
        if self._chance(0.6):
            price["over_cap"] = dice.choice(("free", "charge", "reject", "throttle"))
            if price["over_cap"] == "charge":
                price["overage_rate"] = self._rate()
        if self._chance(0.5):
            price["align"] = dice.choice(("calendar", "calendar", "term"))
        return price

    def _tight_cap(self):
        """Caps that bind where calendars are awkward: renewals from the 31st or over a gap, several caps at once."""
        dice = self._dice
        count = dice.choice((1, 5, 10, 31, 50))
        kind = dice.randrange(4)
        if kind == 0:
            price = {"cap": f"{count}/{dice.choice(('month', 'month', 'week', 'day', '2 month'))}",
                     "lifetime": dice.choice(("P1M", "P1M", "P2M")), "renewal": "auto"}
        elif kind == 1:
            price = {"cap": f"{count}/{dice.choice(('day', '2 day', '6 hour', 'week'))}",
                     "lifetime": dice.choice(("P1D", "P3D", "P1W", "PT36H")), "renewal": "auto"}
        elif kind == 2:
            short, long = dice.choice(("min", "hour", "15 min")), dice.choice(("day", "week"))
            price = {"cap": [f"{count}/{short}", f"{count * 2}/{long}"],
                     "lifetime": dice.choice(("P1W", "P1M", "none")), "cap_scope": "window"}
        else:
            price = {"cap": f"{count}/{dice.choice(('hour', 'day', 'week'))}", "lifetime": "P1W", "over_cap": "reject"}
        price.setdefault("cap_scope", dice.choice(("window", "lifetime")))
        price["align"] = dice.choice(("term", "term", "calendar"))
        return price

    def _tiers(self):
        dice = self._dice
        edges = sorted(dice.sample((1, 2, 5, 10, 20, 50, 100, 1000, 200_000), dice.choice((1, 1, 2, 3))))
        return [{"up_to": edge, "rate": self._rate()} for edge in edges] + [{"rate": self._rate()}]

    def _graduated(self):
        price = {"shape": "graduated", "tiers": self._tiers()}
        if self._chance(0.4):
            price["tier_by"] = self._dice.choice(("request", "request", "quantity"))
        return price

    def _volume(self):
        price = {"shape": "volume", "tiers": self._tiers()}
        if self._chance(0.5):
            price["tier_by"] = self._dice.choice(("request", "request", "quantity"))
            if price["tier_by"] == "request" and self._chance(0.6):
                price["context"] = self._dice.choice((["input_units", "cached_input_units"], ["input_units"],
                                                      ["output_units", "meter.images"], ["requests"]))
        return price

    def _package(self):
        return {"shape": "package", "size": self._dice.choice((1, 3, 10, 100, 1000)), "rate": self._rate()}

    def _fixed(self):
        return {"shape": "fixed", "amount": self._dice.choice(("9", "0", "31", "100", "1"))}

    def _percentage(self):
        return {"shape": "percentage", "percent": self._dice.choice(_PERCENTS)}
