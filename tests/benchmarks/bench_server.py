#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Tollkeeper founders
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs our HTTP server, a bare Boost.Beast server and nginx limit_req in turn on one core, the load on another.

    cmake --build build/release --target bench_server tollkeeperd tollkeeper-cli
    tests/benchmarks/bench_server.py build/release/tests/benchmarks/bench_server --bin build/release/bin --rounds 7

With --bin also tollkeeperd itself: GET /v1/authorize of a token with a rate limit and two caps, each request with an id
of its own. Everything it does is on the one core, the store's side of the gate too.

Prints medians of requests a second, of requests a second of the server's own CPU time (which other work on the machine
disturbs least), and of p99. nginx is Debian's; where it is not installed it is left out, and said to be.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder};
  uwsgi_temp_path {folder}; scgi_temp_path {folder};
  limit_req_zone $http_authorization zone=keys:10m rate=1000000r/s;
  server {{
    listen 127.0.0.1:{port};
    # try_files comes behind limit_req; `return` would come before it.
    location / {{ limit_req zone=keys burst=1000000 nodelay; try_files /nothing =204; }}
  }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pids):
    ticks = 0
    for pid in pids:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid):
    """A process and its children: nginx does its work in one."""
    pids = [pid]
    for child in pathlib.Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        pids += family(int(child))
    return pids


def workspace(folder, binaries):
    """A workspace with one token that much is allowed; gives its secret."""
    def run(*arguments):
        done = subprocess.run([f"{binaries}/tollkeeper-cli", "--store", f"{folder}/work.toll", "--json", *arguments],
                              check=True, capture_output=True, text=True)
        return json.loads(done.stdout)
    run("customer", "add", "Acme")
    return run("token", "create", "--customer", "Acme", "--name", "t", "--rate", "0.001", "--cap", "1000000000/day",
               "--cap", "100000000/hour", "--lifetime", "P30D", "--over-cap", "reject", "--rate-limit", "1000000/second",
               )["secret"]


class Server:
    def __init__(self, name, command, core, key=None):
        self.name = name
        self.key = [key] if key else []
        self.port = free_port()
        self.results = []
        self.process = subprocess.Popen(["taskset", "-c", str(core)] + [str(part).format(port=self.port)
                                                                        for part in command(self.port)])
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit(f"{name} does not answer")

    def measure(self, program, core, seconds, connections):
        before = cpu_seconds(family(self.process.pid))
        done = subprocess.run(["taskset", "-c", str(core), program, "load", str(self.port), str(seconds),
                               str(connections)] + self.key, capture_output=True, text=True)
        used = cpu_seconds(family(self.process.pid)) - before
        if done.returncode != 0:
            sys.exit(f"the load on {self.name} failed: {done.stderr}")
        words = done.stdout.split()[1:]
        found = {key: float(value) for key, value in zip(words[::2], words[1::2])}
        self.results.append({"rate": found["requests"] / found["seconds"], "per_cpu": found["requests"] / max(used, 0.01),
                             "p50": found["p50_us"], "p99": found["p99_us"]})

    def median(self, key):
        return statistics.median(result[key] for result in self.results)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("program")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=3)
    options.add_argument("--connections", type=int, default=64)
    options.add_argument("--core", type=int, default=0, help="of the server")
    options.add_argument("--load-core", type=int, default=1)
    options.add_argument("--bin", help="folder of tollkeeperd and tollkeeper-cli")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        servers = [Server("ours", lambda port: [given.program, "ours", port], given.core),
                   Server("bare Boost.Beast", lambda port: [given.program, "beast", port], given.core)]
        if given.bin:
            secret = workspace(folder, given.bin)
            servers.insert(0, Server("tollkeeperd", lambda port: [
                f"{given.bin}/tollkeeperd", "--store", f"{folder}/work.toll", "--listen", f"127.0.0.1:{port}",
                "--threads", "1", "--log-level", "error"], given.core, secret))
        nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")
        if nginx:
            def command(port):
                config = pathlib.Path(folder) / "nginx.conf"
                config.write_text(NGINX.format(folder=folder, port=port))
                return [nginx, "-e", f"{folder}/error.log", "-c", config]
            os.chmod(folder, 0o777)
            servers.append(Server("nginx limit_req", command, given.core))
        else:
            print("nginx is not installed (Debian's package nginx): left out")
        for _ in range(given.rounds):
            for server in servers:
                server.measure(given.program, given.load_core, given.seconds, given.connections)
        print(f"{given.connections} connections, {given.rounds} rounds of {given.seconds:g} s, in turn; medians")
        for server in servers:
            print(f"  {server.name:18} {server.median('rate') / 1000:8.1f} k/s {server.median('per_cpu') / 1000:8.1f} k per "
                  f"CPU-second   p50 {server.median('p50') / 1000:6.2f} ms   p99 {server.median('p99') / 1000:6.2f} ms")
        for peer in servers[1:]:
            print(f"  {servers[0].name} / {peer.name}: {servers[0].median('rate') / peer.median('rate'):.2f} in requests a second, "
                  f"{servers[0].median('per_cpu') / peer.median('per_cpu'):.2f} per CPU-second, "
                  f"{servers[0].median('p99') / peer.median('p99'):.2f} in p99")
        for server in servers:
            server.stop()


if __name__ == "__main__":
    main()
