# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exact amounts: fractions, the seven rounding modes and how an amount is written."""

from fractions import Fraction

# ISO 4217 minor units of the currencies the tests use; the rater needs no more (design §3, Money).
MINOR_DIGITS = {
    "USD": 2, "EUR": 2, "CNY": 2, "GBP": 2, "BRL": 2, "AUD": 2, "CHF": 2,
    "JPY": 0, "KRW": 0, "VND": 0, "CLP": 0,
    "KWD": 3, "BHD": 3, "TND": 3, "JOD": 3,
}

ROUNDING_MODES = ("half_up", "half_even", "half_down", "up", "down", "floor", "ceiling")


def minor_digits(currency):
    """How many decimals an amount of this currency shows."""
    return MINOR_DIGITS[currency]


def rounded(value, digits, mode):
    """VALUE to DIGITS decimals. Rule 43 names the modes; "half_up" sends ties away from zero (design §3)."""
    scale = 10 ** digits
    scaled = Fraction(value) * scale
    size = abs(scaled)
    whole = size.numerator // size.denominator
    rest = size - whole
    if rest and _grows(mode, whole, rest, scaled < 0):
        whole += 1
    return Fraction(-whole if scaled < 0 else whole, scale)


def _grows(mode, whole, rest, negative):
    """Whether the magnitude WHOLE + REST (REST not zero) goes up to WHOLE + 1."""
    half = Fraction(1, 2)
    if mode == "half_up":
        return rest >= half
    if mode == "half_down":
        return rest > half
    if mode == "half_even":
        return rest > half or (rest == half and whole % 2 == 1)
    if mode == "up":
        return True
    if mode == "down":
        return False
    if mode == "floor":
        return negative
    if mode == "ceiling":
        return not negative
    raise ValueError(f"unknown rounding mode {mode!r}")


def is_finite_decimal(value):
    """Whether VALUE can be written with finitely many decimals: only 2 and 5 divide its denominator."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def exact_text(value):
    """Rules 34 and 41: plain text without trailing zeros; 12 decimals, half up, where there is no finite decimal."""
    if not is_finite_decimal(value):
        value = rounded(value, 12, "half_up")
    digits = 0
    while (value * 10 ** digits).denominator != 1:
        digits += 1
    return _fixed(value, digits)


def amount_text(value, digits):
    """Rule 41: exactly the minor unit's decimals. VALUE has been rounded to them."""
    assert (value * 10 ** digits).denominator == 1
    return _fixed(value, digits)


def _fixed(value, digits):
    """VALUE, a multiple of 10^-DIGITS, with exactly DIGITS decimals."""
    scaled = (value * 10 ** digits).numerator
    text = str(abs(scaled)).rjust(digits + 1, "0")
    if digits:
        text = text[:-digits] + "." + text[-digits:]
    return "-" + text if scaled < 0 else text
