"""Servers in processes of their own: the app, and the pages beside it."""

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

from copro_map.base.config import ROOT

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
BARE_PAGE = """from tests.bench.naive_app import ask, draw_bare, show

show(draw_bare(ask()))
"""
Command = tuple[str, ...]


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


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def script(folder: Path, name: str, text: str) -> Command:
    """Write a Streamlit page beside our static files; return how to run it."""
    target = folder / name
    target.mkdir()
    shutil.copytree(ROOT / "static", target / "static")
    (target / "static" / "lib" / "dollar.js").write_text(DOLLAR, encoding="utf-8")
    (target / "page.py").write_text(text, encoding="utf-8")
    return ("-m", "streamlit", "run", str(target / "page.py"))


def pages(folder: Path) -> dict[str, Command]:
    """Return how to run each page, by its name; scripts are written to ``folder``."""
    texts = {
        name: Path(__file__).with_name(f"{name}_app.py").read_text(encoding="utf-8")
        for name in ("naive", "pydeck")
    }
    texts |= {"bare": BARE_PAGE, "empty": EMPTY_PAGE}
    return {"ours": OURS} | {
        name: script(folder, name, text) for name, text in texts.items()
    }


@contextmanager
def serve(
    command: Command,
    database: Path,
    *,
    quiet: bool = True,
    port: int = 0,
    **more: str,
) -> Iterator[Server]:
    """Run a server on a database until the block ends; ``more`` is its environment.

    ``port`` is where it listens; 0: on one that is free.
    """
    port = port or free_port()
    environment = os.environ | more
    environment |= {"COPRO_MAP_DB": str(database), "COPRO_MAP_PORT": str(port)}
    environment |= {"STREAMLIT_SERVER_PORT": str(port), "PYTHONPATH": str(ROOT)}
    output = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env=environment,
        stdout=output,
        stderr=output,
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
