"""Servers in processes of their own: the app, the naive page, an empty one."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from copro_map.config import ROOT

START_SECONDS = 60
OURS = ("-m", "copro_map.server")
TIMED = ("-m", "tests.bench.timed_server")
# As much of jQuery as a folium popup asks for.
DOLLAR = """window.$ = (text) => {
    const holder = document.createElement('div');
    holder.innerHTML = text.trim();
    return [holder.firstChild];
};
"""
EMPTY_PAGE = "import streamlit as st\n\nst.title('Empty')\n"


@dataclass(frozen=True)
class Server:
    """A running server: its address, and its process."""

    address: str
    process: int

    def memory_mb(self) -> dict[str, float]:
        """Return resident memory now (``VmRSS``) and at most so far (``VmHWM``)."""
        status = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        lines = dict(line.split(":", 1) for line in status.splitlines())
        return {name: int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM")}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def script(folder: Path, name: str, text: str) -> tuple[str, ...]:
    """Write a Streamlit page beside our static files; return how to run it."""
    target = folder / name
    target.mkdir()
    shutil.copytree(ROOT / "static", target / "static")
    (target / "page.py").write_text(text, encoding="utf-8")
    return ("-m", "streamlit", "run", str(target / "page.py"))


def naive(folder: Path) -> tuple[str, ...]:
    """Return how to run the naive page."""
    page = Path(__file__).with_name("naive_app.py")
    command = script(folder, "naive", page.read_text(encoding="utf-8"))
    dollar = folder / "naive" / "static" / "lib" / "dollar.js"
    dollar.write_text(DOLLAR, encoding="utf-8")
    return command


@contextmanager
def serve(command: tuple[str, ...], database: Path, **more: str) -> Iterator[Server]:
    """Run a server on a database until the block ends."""
    port = _free_port()
    environment = os.environ | more
    environment |= {"COPRO_MAP_DB": str(database), "COPRO_MAP_PORT": str(port)}
    environment |= {"STREAMLIT_SERVER_PORT": str(port), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(f"http://localhost:{port}/_stcore/health")
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:  # in the middle of a naive map
            process.kill()


def _wait(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(address)
