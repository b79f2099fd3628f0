# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs `tollkeeper-cli rate` on random cases and compares its lines with the slow rater's.

    python3 tests/oracle/compare.py --cli build/release/bin/tollkeeper-cli --seed S --count N [--only …] [--keep DIR]

Each case that differs is shown with its first differing lines and the options that repeat it. Exit code 1 if any does.
"""

import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

from cases import add_arguments, cases

_FIELDS = ("charge", "kind", "version", "period", "meter", "quantity", "billable", "exact", "amount")
_SHOWN_LINES = 3
_PATIENCE_S = 10


def run_cli(cli, case, folder):
    """(statement, None) or (None, what the program said)."""
    plan, usage = folder / "plan.json", folder / "usage.csv"
    plan.write_text(json.dumps(case["plan"], indent=1), encoding="utf-8")
    with open(usage, "w", encoding="utf-8", newline="") as file:
        file.write(case["usage"])
    command = [cli, "--json", "rate", "--plan", str(plan), "--usage", str(usage)]
    for option in ("term_start", "timezone", "period"):
        if case[option] is not None:
            command += ["--" + option.replace("_", "-"), case[option]]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=False)
    except subprocess.TimeoutExpired:
        return None, f"no answer within {_PATIENCE_S} s"
    if done.returncode != 0:
        return None, f"exit {done.returncode}: {(done.stderr or done.stdout).strip()[:400]}"
    return json.loads(done.stdout), None


def short(line):
    """The compared fields of a line, on one line."""
    if line is None:
        return "(none)"
    period = f"{line['period']['start']}..{line['period']['end']}"
    return (f"{line['charge'] or '-'}/{line['kind']} v{line['version']} {period} meter={line['meter'] or '-'} "
            f"quantity={line['quantity']} billable={line['billable']} exact={line['exact']} amount={line['amount']}")


def compared(line):
    """The compared fields as a value."""
    return json.dumps([line.get(field) for field in _FIELDS], sort_keys=True)


def place_of(line):
    """What rule 6 orders lines by. No rule orders the meters of the unpriced lines of a period."""
    return line["period"]["start"], line["charge"], line["kind"]


def compare(expected, actual, error):
    """What differs between the slow rater's answer and a statement or the error in its place."""
    if "error" in expected:
        return [] if error and expected["error"] in error else [f"expected {expected['error']}"]
    return [error] if error else differences(expected, actual)


def differences(expected, actual):
    """What differs, as text, the first few; empty if nothing."""
    found = []
    for name in ("currency", "timezone", "period", "total"):
        if expected[name] != actual.get(name):
            found.append(f"{name}: expected {expected[name]}, actual {actual.get(name)}")
    wanted, got = expected["lines"], actual["lines"]
    if collections.Counter(map(compared, wanted)) == collections.Counter(map(compared, got)):
        if list(map(place_of, wanted)) != list(map(place_of, got)):
            found.append("the same lines in another order: " + " ".join("/".join(place_of(line)[1:]) for line in got))
        return found
    return found + _line_differences(wanted, got)


def _line_differences(wanted, got):
    """The first lines that differ, paired by charge, kind, period and meter."""
    def key(line):
        return line["charge"], line["kind"], line["period"]["start"], line["meter"]
    left, right = collections.defaultdict(list), collections.defaultdict(list)
    for side, lines in ((left, wanted), (right, got)):
        for line in lines:
            side[key(line)].append(line)
    found = []
    for name in [*left, *(name for name in right if name not in left)]:
        for index in range(max(len(left[name]), len(right[name]))):
            one = left[name][index] if index < len(left[name]) else None
            other = right[name][index] if index < len(right[name]) else None
            if one is None or other is None or compared(one) != compared(other):
                found.append(f"expected {short(one)}\n    actual   {short(other)}")
    more = len(found) - _SHOWN_LINES
    return found[:_SHOWN_LINES] + ([f"and {more} more lines"] if more > 0 else [])


def keep(folder, case, actual):
    """Leaves the case with both answers where one can look at it."""
    place = folder / case["name"].replace(":", "-")
    place.mkdir(parents=True, exist_ok=True)
    (place / "plan.json").write_text(json.dumps(case["plan"], indent=1), encoding="utf-8")
    (place / "usage.csv").write_text(case["usage"], encoding="utf-8", newline="")
    rest = {name: case[name] for name in ("name", "term_start", "timezone", "period", "expected")}
    (place / "case.json").write_text(json.dumps({**rest, "actual": actual}, indent=1), encoding="utf-8")


def report(case, found, arguments):
    """Prints one case that differs."""
    seed, index = case["name"].split(":")
    limits = "".join(f" --{name} {value}" for name, value in (("only", arguments.only), ("without", arguments.without))
                     if value)
    print(f"case {case['name']}  (--seed {seed} --start {index} --count 1{limits})")
    names = ("term_start", "timezone", "period")
    options = [f"--{name.replace('_', '-')} {case[name]}" for name in names if case[name]]
    print("  options: " + (" ".join(options) or "none"))
    for text in found:
        print("  - " + text)


def main():
    """Compares; exit code 1 if a case differs."""
    parser = argparse.ArgumentParser(description="Compare tollkeeper-cli rate with the slow rater")
    add_arguments(parser)
    parser.add_argument("--cli", required=True)
    parser.add_argument("--keep", type=pathlib.Path, help="leave differing cases in this folder")
    parser.add_argument("--show", type=int, default=20, help="how many differing cases to print")
    arguments = parser.parse_args()
    compared_cases = differing = 0
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(arguments.seed, arguments.count, arguments.start, arguments.only, arguments.without):
            actual, error = run_cli(arguments.cli, case, pathlib.Path(folder))
            found = compare(case["expected"], actual, error)
            compared_cases += 1
            if found:
                differing += 1
                if differing <= arguments.show:
                    report(case, found, arguments)
                if arguments.keep:
                    keep(arguments.keep, case, actual if error is None else error)
    print(f"{compared_cases} cases compared, {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
