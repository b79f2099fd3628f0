#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs bench_ingest and its peers in turn on one seeded file, and prints medians and ratios.

    cmake --build build/release --target bench_ingest
    tests/benchmarks/bench_ingest.py build/release/tests/benchmarks/bench_ingest --rows 10000000 --rounds 3

Peers: DuckDB's chunk appender and CSV reader (libduckdb.so of the npm package @duckdb/node-bindings-linux-x64, made
with `npm install` in the folder of the run, or named by --duckdb), PostgreSQL's COPY (a cluster of its own, of
Debian's packages), sqlite3's .import. A peer that is not here is left out, and said to be.
"""
import argparse
import glob
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

COLUMNS = ("time {time}, id bigint, token {text}, status smallint, response_ms integer, input_units integer, "
           "output_units integer, model {text}")


def timed(name, rows, size, work):
    """Wall seconds, and CPU seconds of the children that ended meanwhile."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    work()
    wall = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"name": name, "wall": wall, "cpu": cpu, "rows": rows, "bytes": size(), "peak_mb": 0}


def own(*command):
    """A run of bench_ingest, which measures itself."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{command[1]} failed: {done.stderr}")
    sys.stderr.write(done.stderr)
    words = done.stdout.split()
    found = {"name": words[0]}
    for key, value in zip(words[1::2], words[2::2]):
        found[key] = float(value)
    return found


def size_of(path):
    return sum(f.stat().st_size for f in pathlib.Path(path).rglob("*") if f.is_file())


class Postgres:
    """A cluster of its own in the run's folder, as PostgreSQL's own user, because it refuses root."""

    def __init__(self, folder, csv):
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]
        self.data = folder / "postgres"
        self.csv = csv
        folder.chmod(0o755)
        self.data.mkdir()
        shutil.chown(self.data, "postgres")
        self.run(f"{self.bin}/initdb", "-D", self.data, "-A", "trust")
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write(f"listen_addresses = ''\nunix_socket_directories = '{self.data}'\nshared_buffers = 2GB\n"
                       "max_wal_size = 4GB\n")
        self.run(f"{self.bin}/pg_ctl", "-D", self.data, "-l", self.data / "log", "-w", "start")

    def run(self, *command):
        subprocess.run(["runuser", "-u", "postgres", "--", *map(str, command)], check=True, cwd="/",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def sql(self, text):
        self.run("psql", "-q", "-h", self.data, "-d", "postgres", "-c", text)

    def measure(self, rows):
        self.sql("DROP TABLE IF EXISTS usage")
        self.sql(f"CREATE TABLE usage ({COLUMNS.format(time='timestamptz', text='text')})")
        size = lambda: int(subprocess.run(
            ["psql", "-U", "postgres", "-At", "-h", self.data, "-d", "postgres", "-c",
             "SELECT pg_total_relation_size('usage')"], capture_output=True, text=True, check=True).stdout)
        found = timed("postgres-copy", rows, size, lambda: self.sql(f"COPY usage FROM '{self.csv}' (FORMAT csv, HEADER)"))
        found["cpu"] = 0  # the server's, which is not our child
        self.sql("CHECKPOINT")
        return found

    def stop(self):
        self.run(f"{self.bin}/pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")


def sqlite_import(folder, csv, rows):
    database = folder / "sqlite.db"
    database.unlink(missing_ok=True)
    script = (f"PRAGMA journal_mode=WAL;\nCREATE TABLE usage ({COLUMNS.format(time='text', text='text')});\n"
              f".import --csv --skip 1 {csv} usage\n")
    return timed("sqlite3-import", rows, lambda: database.stat().st_size,
                 lambda: subprocess.run(["sqlite3", str(database)], input=script, text=True, check=True,
                                        stdout=subprocess.DEVNULL))


def duck_library(folder, given):
    if given:
        return given
    if shutil.which("npm"):
        subprocess.run(["npm", "install", "--prefix", str(folder), "@duckdb/node-bindings-linux-x64"],
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    found = glob.glob(str(folder / "**/libduckdb.so"), recursive=True)
    return found[0] if found else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="for the file and the databases; default: a temporary one")
    parser.add_argument("--duckdb", help="libduckdb.so")
    parser.add_argument("--only", help="names of what to run, with commas between")
    args = parser.parse_args()
    base = pathlib.Path(args.folder or tempfile.mkdtemp(prefix="bench_ingest."))
    base.mkdir(parents=True, exist_ok=True)
    base.chmod(0o755)
    csv = base / f"usage-{args.rows}.csv"
    if not csv.exists():
        subprocess.run([args.program, "make", str(csv), str(args.rows)], check=True)
    csv.chmod(0o644)
    print(f"{args.rows} rows, {csv.stat().st_size / args.rows:.1f} bytes each as CSV; medians of {args.rounds} rounds")

    def tollkeeper():
        for old in base.glob("bench.toll*"):
            old.unlink()
        return own(args.program, "tollkeeper", csv, base / "bench.toll")

    work = {"tollkeeper": tollkeeper,
            "again": lambda: own(args.program, "again", csv, base / "bench.toll")}
    library = duck_library(base, args.duckdb)
    if library:
        def duck(mode, source):
            database = base / "duck.db"
            database.unlink(missing_ok=True)
            return own(args.program, mode, source, database, library)
        work["duckdb"] = lambda: duck("duckdb", args.rows)
        work["duckdb-copy"] = lambda: duck("duckdb-copy", csv)
    else:
        print("left out: DuckDB (no npm, and no --duckdb)")
    postgres = None
    wanted = args.only.split(",") if args.only else None
    if wanted is None or "postgres-copy" in wanted:
        if glob.glob("/usr/lib/postgresql/*/bin/initdb") and os.geteuid() == 0:
            postgres = Postgres(pathlib.Path(tempfile.mkdtemp(prefix="bench_ingest.pg.", dir="/var/tmp")), csv)
            work["postgres-copy"] = lambda: postgres.measure(args.rows)
        else:
            print("left out: PostgreSQL (not installed, or not root: the server needs a user of its own)")
    if shutil.which("sqlite3"):
        work["sqlite3-import"] = lambda: sqlite_import(base, csv, args.rows)
    else:
        print("left out: sqlite3 (not installed)")

    runs = {name: [] for name in work if wanted is None or name in wanted}
    try:
        for number in range(args.rounds):
            for name in runs:
                found = work[name]()
                runs[name].append(found)
                print(f"  round {number + 1} {name:15} {found['wall']:7.2f} s wall {found['cpu']:7.2f} s CPU", flush=True)
    finally:
        if postgres:
            postgres.stop()
            shutil.rmtree(postgres.data.parent, ignore_errors=True)

    def median(name, key):
        return statistics.median(run[key] for run in runs[name])

    print(f"{'way':16}{'M rows/s':>10}{'wall s':>9}{'CPU s':>8}{'bytes/row':>11}{'peak MB':>9}{'tollkeeper is':>15}")
    for name in runs:
        wall = median(name, "wall")
        ratio = f"{wall / median('tollkeeper', 'wall'):13.2f} x" if "tollkeeper" in runs else ""
        print(f"{name:16}{args.rows / wall / 1e6:10.2f}{wall:9.2f}{median(name, 'cpu'):8.2f}"
              f"{median(name, 'bytes') / args.rows:11.1f}{median(name, 'peak_mb'):9.0f}{ratio}")
    if not args.folder:
        shutil.rmtree(base, ignore_errors=True)


if __name__ == "__main__":
    main()
