"""The file of all entries, asked for by HTTP: how long, and how much memory it takes.

The server is a process of its own, that has loaded what every visitor needs, as at its
start; nobody has asked for the file before.
"""

from __future__ import annotations

import http.client
import json
import os
import resource
import socket
import statistics
import subprocess
import sys
import threading
import time

import uvicorn
from starlette.applications import Starlette

from copro_map.base.config import Settings, load_settings
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.open_data.cache_folder import cache_folder
from copro_map.open_data.light.routes import ROUTES
from tests.bench.measure import Row, length, spread

PATH = "/open/entries.geojson"
MOST_SECONDS, MOST_MB = 2.0, 300
TIMES = 3
AT_ONCE = 65_536  # bytes


def measure(settings: Settings) -> list[Row]:
    """Return the row of the entries of a database; the file is not there before."""
    environment = {**os.environ, "COPRO_MAP_DB": str(settings.database)}
    words = [sys.executable, "-m", "tests.bench.whole_files"]
    did = []
    for _ in range(TIMES):
        told = subprocess.run(  # noqa: S603 - ours
            words, check=True, capture_output=True, text=True, env=environment
        )
        did.append(json.loads(told.stdout.splitlines()[-1]))
    first, more = [x["first"] for x in did], max(x["more"] for x in did)
    again, packed = (
        statistics.median(x[name] for x in did) for name in ("again", "gz")
    )
    used = statistics.median(x["cpu"] for x in did)
    met = statistics.median(first) < MOST_SECONDS and more < MOST_MB
    size, most = did[0]["bytes"] / 1e6, max(x["peak"] for x in did)
    return [
        Row(
            f"{PATH}, {did[0]['entries']:,} entries ({size:.0f} MB), asked for the "
            "first time (wall)",
            f"{spread(first)}, CPU {length(used)}; {more:.0f} MB more than at rest "
            f"({most:.0f} MB in all)",
            f"again: {length(again)}; compressed, the first time: {length(packed)}",
            "-",
            f"less than {MOST_SECONDS:g} s and {MOST_MB} MB",
            met,
        )
    ]


def _serve(port: int) -> None:
    app = Starlette(routes=list(ROUTES))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)


def _fetch(port: int, **headers: str) -> tuple[float, int, int]:
    """Return the seconds that a file takes, its bytes and its entries; keep none."""
    start, size, entries = time.perf_counter(), 0, 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", PATH, headers=headers)
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    while part := answer.read(AT_ONCE):
        size += len(part)
        entries += part.count(b"\n")
    # A line each, between the first line and the last.
    return time.perf_counter() - start, size, entries - 2


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Serve the file and fetch it; print what that took as JSON."""
    settings = load_settings()
    for path in cache_folder(settings).rglob("entries.*"):
        path.unlink()
    gazetteer = load_gazetteer(settings)
    gazetteer.names, gazetteer.outward_codes, gazetteer.middles  # noqa: B018
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _serve(port)
    rest = _peak_mb()
    used = time.process_time()
    first, size, entries = _fetch(port)
    used = time.process_time() - used
    peak = _peak_mb()
    again, *_ = _fetch(port)
    packed, *_ = _fetch(port, **{"Accept-Encoding": "gzip"})
    told = {"first": first, "cpu": used, "again": again, "gz": packed, "bytes": size}
    told |= {"entries": entries, "peak": peak, "more": peak - rest}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
