"""A real server, and everything that it wrote."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from copro_map.base.config import ROOT

START_SECONDS = 60


@dataclass
class Running:
    """A server that listens on ``port`` and writes to the file ``said``."""

    port: int
    said: Path

    def ask(self, head: str, *lines: str) -> str:
        """Send a request of these lines; return the answer, header and body."""
        with self.connect() as connection:
            close = () if any("Upgrade" in line for line in lines) else (CLOSE,)
            text = "\r\n".join((head, *lines, *close, "", ""))
            connection.sendall(text.encode("latin-1"))
            return read(connection)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)


CLOSE = "Connection: close"
WEBSOCKET = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


def read(connection: socket.socket) -> str:
    """Return what comes until the other side closes, or a websocket is open."""
    got = b""
    while (more := connection.recv(65_536)) and b" 101 " not in (got := got + more):
        pass
    return got.decode("latin-1")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(database: Path, folder: Path, **environment: str) -> Iterator[Running]:
    """Run the server as an operator does, until the block ends.

    It has a copy of ``database``: its clock does what is due, a snapshot on the first
    of a month among it, and other tests read the same database.
    """
    server = Running(_free_port(), folder / "said.txt")
    its_own = shutil.copyfile(database, folder / "copro_map.db")
    own = {"COPRO_MAP_DB": str(its_own), "COPRO_MAP_PORT": str(server.port)}
    with server.said.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "copro_map.server"],
            cwd=ROOT,
            env=os.environ | own | environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(server: Running, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            server.connect().close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(server.said.read_text("utf-8"))
