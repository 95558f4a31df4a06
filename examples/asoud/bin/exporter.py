"""Tells Prometheus how long the proxy's answers took, and what processor and memory services and database use.

It reads the proxy's log, whose lines end with status and seconds, and /proc; the database's processes are those of the
server to which it is connected, so it runs on the same host.
"""

import argparse
import http.server
import os
import pathlib

import psycopg

BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.45, 0.6, 0.9, 1.2, 2.5, 5, 10]
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


class Requests:
    """The requests of the log so far."""

    def __init__(self, log: pathlib.Path):
        self.log = log
        self.read = 0
        self.buckets = [0] * (len(BUCKETS) + 1)
        self.seconds = 0.0
        self.statuses = {}

    def lines(self):
        if self.log.exists():
            with self.log.open("rb") as log:
                log.seek(self.read)
                for line in log:
                    if not line.endswith(b"\n"):
                        break
                    self.read += len(line)
                    self.add(line.split())
        yield "# TYPE http_request_duration_seconds histogram"
        so_far = 0
        for bound, number in zip(BUCKETS + ["+Inf"], self.buckets):
            so_far += number
            yield f'http_request_duration_seconds_bucket{{le="{bound}"}} {so_far}'
        yield f"http_request_duration_seconds_sum {self.seconds}"
        yield f"http_request_duration_seconds_count {so_far}"
        yield "# TYPE http_requests_total counter"
        for status, number in self.statuses.items():
            yield f'http_requests_total{{status="{status}"}} {number}'

    def add(self, words: list) -> None:
        status, seconds = words[-2].decode(), float(words[-1])
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.seconds += seconds
        self.buckets[next((i for i, bound in enumerate(BUCKETS) if seconds <= bound), len(BUCKETS))] += 1


class Process:
    """A process as /proc shows it."""

    def __init__(self, pid: int):
        text = pathlib.Path(f"/proc/{pid}/stat").read_text()
        fields = text[text.rindex(")") + 2 :].split()
        self.pid = pid
        self.parent = int(fields[1])
        self.own = (int(fields[11]) + int(fields[12])) / TICKS
        self.reaped = (int(fields[13]) + int(fields[14])) / TICKS
        self.memory = int(fields[21]) * PAGE


def processes() -> dict:
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                found[int(entry)] = Process(int(entry))
            except (OSError, ValueError):
                pass  # it has ended meanwhile
    return found


def used(root: int, all_of_them: dict) -> tuple:
    """Seconds of processor and bytes of memory of a process and all below it; what has ended counts with its parent."""
    members = {root}
    grown = True
    while grown:
        below = {one.pid for one in all_of_them.values() if one.parent in members}
        grown = not below <= members
        members |= below
    there = [all_of_them[pid] for pid in members if pid in all_of_them]
    return sum(one.own + one.reaped for one in there), sum(one.memory for one in there)


def database_server() -> int:
    with psycopg.connect() as connection:
        return Process(connection.execute("select pg_backend_pid()").fetchone()[0]).parent


def machine():
    total, waiting = 0, 0
    fields = [int(field) for field in pathlib.Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    total, waiting = sum(fields), fields[4]
    yield "# TYPE node_cpu_ticks_total counter"
    yield f"node_cpu_ticks_total {total}"
    yield f"node_cpu_waiting_ticks_total {waiting}"
    memory = dict(line.split(":") for line in pathlib.Path("/proc/meminfo").read_text().strip().split("\n"))
    available, whole = (int(memory[name].split()[0]) for name in ("MemAvailable", "MemTotal"))
    yield f"node_memory_used_ratio {1 - available / whole}"
    yield f"node_cpus {os.cpu_count()}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--listen", type=int, required=True)
    parser.add_argument("--log", type=pathlib.Path, required=True)
    parser.add_argument("--service", action="append", default=[], help="NAME=FILE, which holds its process id")
    options = parser.parse_args()
    requests = Requests(options.log)
    server = database_server()

    def figures():
        yield from requests.lines()
        yield from machine()
        now = processes()
        roots = {"database": server}
        for service in options.service:
            name, _, file = service.partition("=")
            if pathlib.Path(file).exists():
                roots[name] = int(pathlib.Path(file).read_text())
        for name, root in roots.items():
            seconds, memory = used(root, now)
            yield f'service_cpu_seconds_total{{service="{name}"}} {seconds}'
            yield f'service_memory_bytes{{service="{name}"}} {memory}'

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = ("\n".join(figures()) + "\n").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words) -> None:
            pass

    http.server.HTTPServer(("127.0.0.1", options.listen), Handler).serve_forever()


main()
