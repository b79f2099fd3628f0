#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs bench_usage and its peers in turn over one seeded history, and prints medians and ratios.

    cmake --build build/release --target bench_ingest bench_usage
    tests/benchmarks/bench_usage.py build/release/tests/benchmarks --rows 10000000 --rounds 3

Each token's days with counts, sums and exact p50, p95 and p99: Tollkeeper from its workspace, DuckDB (as for
bench_ingest.py) and sqlite3 from databases of their own, of whole numbers. Then the export of all as CSV: Tollkeeper,
DuckDB's COPY TO, sqlite3's -csv, QTextStream. Whatever way must give the same sums. sqlite3 sums all rows once; its
percentiles (a window function) take minutes, so they are of --sqlite-rows only, and compared by the row. A peer that is
not here is left out, and said to be.
"""
import argparse
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

from bench_ingest import duck_library, own, timed

CHECKED = ("groups", "requests", "errors", "response", "input_units", "output_units", "p50", "p95", "p99")
GROUPED = ("SELECT token, time / 86400000 AS day, count(*) AS n, sum(status >= 400) AS errors, sum(response_ms) AS "
           "response, sum(input_units) AS input, sum(output_units) AS output FROM {table} GROUP BY token, day")
RANKED = ("SELECT token, day, max(CASE WHEN rank = (n * 50 + 99) / 100 THEN response_ms END) AS p50, "
          "max(CASE WHEN rank = (n * 95 + 99) / 100 THEN response_ms END) AS p95, "
          "max(CASE WHEN rank = (n * 99 + 99) / 100 THEN response_ms END) AS p99 FROM (SELECT token, "
          "time / 86400000 AS day, response_ms, row_number() OVER w AS rank, "
          "count(*) OVER (PARTITION BY token, time / 86400000) AS n FROM {table} WHERE response_ms IS NOT NULL "
          "WINDOW w AS (PARTITION BY token, time / 86400000 ORDER BY response_ms)) GROUP BY token, day")


class Sqlite:
    def __init__(self, database, csv, few):
        self.database = database
        script = ("PRAGMA journal_mode=OFF;\nPRAGMA synchronous=OFF;\nCREATE TABLE usage (time text, id text, customer "
                  "text, token text, status smallint, response_ms integer, count integer, input_units integer, "
                  "cached_input_units integer, cache_write_units integer, output_units integer, model text, endpoint "
                  f"text, source text);\n.import --csv --skip 1 {csv} usage\n"
                  "CREATE TABLE sums AS SELECT unixepoch(time) * 1000 AS time, CAST(substr(token, 5) AS INTEGER) AS token, "
                  "nullif(status, '') AS status, nullif(response_ms, '') AS response_ms, "
                  "nullif(input_units, '') AS input_units, nullif(output_units, '') AS output_units FROM usage;\n"
                  f"CREATE TABLE few AS SELECT * FROM sums LIMIT {few};\n")
        self.shell(script)

    def shell(self, script, *options, out=subprocess.PIPE):
        settings = "PRAGMA cache_size=-500000;\nPRAGMA temp_store=MEMORY;\n"
        return subprocess.run(["sqlite3", *options, str(self.database)], input=settings + script, text=True, check=True,
                              stdout=out).stdout

    def grouped(self):
        sums = ", ".join(f"sum({name})" for name in ("n", "errors", "response", "input", "output"))
        found = self.shell(f"SELECT count(*), {sums} FROM ({GROUPED.format(table='sums')});").split("|")
        return dict(zip(CHECKED, map(float, found)))

    def ranked(self):
        self.shell(f"SELECT count(*), sum(p50), sum(p95), sum(p99) FROM ({RANKED.format(table='few')});")

    def export(self, path):
        with open(path, "w", encoding="utf-8") as out:
            self.shell("SELECT * FROM usage;", "-csv", "-header", out=out)


def check(name, found, expected):
    for key in CHECKED:
        if key in found and key in expected and found[key] != expected[key]:
            sys.exit(f"{name} has {key} {found[key]:.0f}, Tollkeeper {expected[key]:.0f}")


def lines_of(path):
    with open(path, "rb") as file:
        return sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 24), b""))


def prepare(args, base):
    """The workspace with the history, and what is exported of it."""
    ingest = args.programs / "bench_ingest"
    csv, workspace, exported = base / f"usage-{args.rows}.csv", base / f"usage-{args.rows}.toll", base / "toll.csv"
    if not csv.exists():
        subprocess.run([ingest, "make", csv, str(args.rows)], check=True)
    if not workspace.exists():
        own(ingest, "tollkeeper", csv, workspace)
    own(args.programs / "bench_usage", "export", workspace, exported)
    return workspace, exported


def gather(args, base):
    """Work by name, in the order of a round; and what runs once."""
    program = args.programs / "bench_usage"
    workspace, exported = prepare(args, base)
    rounds = {"sums": lambda: own(program, "sums", workspace), "summary": lambda: own(program, "summary", workspace),
              "export": lambda: own(program, "export", workspace, exported)}
    once = {}
    rounds["qtextstream"] = lambda: own(program, "qtextstream", workspace, base / "qt.csv")
    library = duck_library(base, args.duckdb)
    if library:
        duck = base / "usage.duck"
        duck.unlink(missing_ok=True)
        subprocess.run([program, "duckdb-load", exported, duck, library], check=True)
        rounds["duckdb-sums"] = lambda: own(program, "duckdb-sums", duck, library)
        rounds["duckdb-export"] = lambda: own(program, "duckdb-export", duck, library, base / "duck.csv")
    else:
        print("left out: DuckDB (no npm, and no --duckdb)")
    if shutil.which("sqlite3") and args.sqlite_rows > 0:
        database = base / "usage.sqlite"
        database.unlink(missing_ok=True)
        peer = Sqlite(database, exported, args.sqlite_rows)
        found = {}
        once["sqlite3-sums"] = lambda: timed("sqlite3-sums", args.rows, lambda: 0, lambda: found.update(peer.grouped())) | found
        once["sqlite3-percentiles"] = lambda: timed("sqlite3-percentiles", args.sqlite_rows, lambda: 0, peer.ranked)
        out = base / "sqlite.csv"
        rounds["sqlite3-export"] = lambda: timed("sqlite3-export", args.rows, lambda: out.stat().st_size,
                                                 lambda: peer.export(out))
    else:
        print("left out: sqlite3 (not installed, or --sqlite-rows 0)")
    return rounds, once


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", type=pathlib.Path, help="the folder with bench_ingest and bench_usage")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="for the workspace and the databases; default: a temporary one")
    parser.add_argument("--duckdb", help="libduckdb.so")
    parser.add_argument("--sqlite-rows", type=int, default=1_000_000, help="that sqlite3 takes percentiles of; 0: without it")
    args = parser.parse_args()
    base = pathlib.Path(args.folder or tempfile.mkdtemp(prefix="bench_usage."))
    base.mkdir(parents=True, exist_ok=True)
    rounds, once = gather(args, base)
    runs = {name: [] for name in [*rounds, *once]}
    for number in range(args.rounds):
        for name, work in [*rounds.items(), *(once.items() if number == 0 else ())]:
            found = work()
            runs[name].append(found)
            print(f"  round {number + 1} {name:20}{found['wall']:8.3f} s wall{found['cpu']:8.3f} s CPU", flush=True)
            check(name, found, runs["sums"][0])
    lines = {path.name: lines_of(path) for path in sorted(base.glob("*.csv")) if not path.name.startswith("usage-")}
    # Through QTextStream it has no header.
    if len({count + (name == "qt.csv") for name, count in lines.items()}) > 1:
        sys.exit(f"the exports differ in their lines: {lines}")

    def median(name, key="wall"):
        return statistics.median(run[key] for run in runs[name])

    print(f"{args.rows} rows, medians of {args.rounds} rounds; {runs['sums'][0]['groups']:.0f} days of tokens")
    print(f"{'way':22}{'wall s':>9}{'CPU s':>8}{'peak MB':>9}{'Tollkeeper is':>16}")
    for name in runs:
        base_name = "export" if "export" in name or name == "qtextstream" else "sums"
        rows = args.sqlite_rows if name == "sqlite3-percentiles" else args.rows
        ratio = median(name) / rows / (median(base_name) / args.rows)
        print(f"{name:22}{median(name):9.3f}{median(name, 'cpu'):8.3f}{median(name, 'peak_mb'):9.0f}{ratio:14.2f} x"
              + ("  (by the row)" if rows != args.rows else ""))
    if not args.folder:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
