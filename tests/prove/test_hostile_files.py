"""Every hostile file through every command that reads one, beside a running server.

Each is refused with a sentence within five seconds of the processor and 300 MB, by the
command and its children together; nothing is written, and the server goes on answering.
What was measured is printed (``pytest -s``). Commands are forked from a process that
has loaded them, with all its memory; two files go through each from a start.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from copro_map.base.characters import has_control
from tests.bench.serving import OURS, serve
from tests.files.hostile import FILES, HEADER_ALONE, made
from tests.files.test_gate import COMMANDS, words
from tests.samples import dump

pytestmark = pytest.mark.prove
# What the server beside it writes by the clock, whatever a command does.
BY_THE_CLOCK = {"area_month", "job_done", "lease", "letter_told"}
MOST_SECONDS, MOST_MB = 5, 300
EVERY = 0.01  # seconds between two looks
PATIENCE = 60  # seconds by the clock: others may use this machine
LOADED = [
    "copro_map.commands.cli",
    "copro_map.commands.locating",
    "copro_map.assets.importing",
    "copro_map.audits.file",
    "copro_map.coverage.ledger",
    "copro_map.indicators.observation_import",
    "copro_map.surveys.importing",
]
LOADING = multiprocessing.get_context("forkserver")
LOADING.set_forkserver_preload(LOADED)


@dataclass(frozen=True)
class Done:
    """What a command did: its end, what it said, and what it took."""

    code: int | None
    out: str
    err: str
    wall: float
    cpu: float
    megabytes: float


def records(database: Path) -> dict[str, list[str]]:
    return {x: y for x, y in dump(database).items() if x not in BY_THE_CLOCK}


def _resident(process: int, parent: str = "") -> float:
    """Return the memory of a process and its children, in MB; 0 if it has ended.

    A child that is still a copy of its parent has the parent's memory, and none else.
    """
    try:
        own = Path(f"/proc/{process}")
        line = (own / "cmdline").read_text()
        if line == parent:
            return 0.0
        pages = int((own / "statm").read_text().split()[1])
        children = (own / "task" / str(process) / "children").read_text().split()
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGESIZE") / 1e6 + sum(
        _resident(int(child), line) for child in children
    )


def _cpu(process: int) -> float:
    """Return the seconds of the processor that a process and its children have had."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _watched(process: int, alive: Callable[[], bool]) -> tuple[float, float, float]:
    """Return seconds by the clock, of the processor, and MB at most, once it ends."""
    start, cpu, most = time.monotonic(), 0.0, 0.0
    while alive():
        cpu, most = max(cpu, _cpu(process)), max(most, _resident(process))
        assert time.monotonic() - start < PATIENCE
        time.sleep(EVERY)
    return time.monotonic() - start, cpu, most


def _run(folder: str, environment: dict[str, str], of: tuple[str, ...]) -> None:
    """Be a command, in a process that has loaded it."""
    from copro_map.commands import cli

    os.environ.update(environment)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{folder}/{name}", os.O_WRONLY | os.O_CREAT), number)
    sys.argv = ["copro_map", *of]
    cli.main()


def loaded(folder: Path, environment: dict[str, str], *of: str) -> Done:
    """Run a command in a fork of a process that has loaded it, and watch it."""
    process = LOADING.Process(target=_run, args=(str(folder), environment, of))
    process.start()
    took = _watched(process.pid, process.is_alive)
    process.join()
    told = [(folder / name).read_text() for name in ("out", "err")]
    for name in ("out", "err"):
        (folder / name).unlink()
    return Done(process.exitcode, *told, *took)


def started(folder: Path, environment: dict[str, str], *of: str) -> Done:
    """Run a command in a process of its own from the start, and watch it."""
    with (folder / "out").open("w+") as out, (folder / "err").open("w+") as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "copro_map", *of],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            env=os.environ | environment,
        )
        took = _watched(process.pid, lambda: process.poll() is None)
    told = [(folder / name).read_text() for name in ("out", "err")]
    return Done(process.returncode, *told, *took)


@pytest.fixture(scope="module")
def installation(imported: Path, tmp_path_factory: pytest.TempPathFactory):
    """A database with the real entries, and a server on it."""
    path = tmp_path_factory.mktemp("prove") / "copro_map.db"
    shutil.copyfile(imported, path)
    with serve(OURS, path) as server:
        yield path, server.address


def _check(done: Done, file: Path, of: str) -> None:
    told = (of, file.name, done)
    assert done.code == 1, told
    assert done.out == "", told
    assert file.name in done.err or file.stem.replace("_", " ") in HEADER_ALONE, told
    assert "Traceback" not in done.err, told
    assert not has_control(done.err), told
    assert len(done.err) < 10_000, told
    assert done.cpu < MOST_SECONDS, told
    assert done.megabytes < MOST_MB, told


def _say(done: Done, *what: str) -> None:
    print(
        "; ".join(what),
        f"{done.wall:.2f} s by the clock, {done.cpu:.2f} s of the processor, "
        f"{done.megabytes:.0f} MB",
        sep="; ",
    )


@pytest.mark.parametrize("name", FILES)
def test_every_command_refuses_a_hostile_file(tmp_path, installation, name):
    database, address = installation
    before = records(database)
    file = made(name, tmp_path)
    ways = [(of, "en") for of in COMMANDS] + [("import", "cy")]
    said = {}
    for of, language in ways:
        environment = {"COPRO_MAP_DB": str(database), "COPRO_MAP_LANG": language}
        done = loaded(tmp_path, environment, *words(of, file))
        _say(done, name, of, language)
        _check(done, file, of)
        said[of, language] = done.err
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:
            assert answer.status == 200
    assert said["import", "en"] != said["import", "cy"]
    assert records(database) == before


@pytest.mark.parametrize("of", COMMANDS)
@pytest.mark.parametrize("name", ["sheet elsewhere", "commas"])
def test_a_command_refuses_it_from_its_start(tmp_path, installation, of, name):
    file = made(name, tmp_path)
    environment = {"COPRO_MAP_DB": str(installation[0])}
    done = started(tmp_path, environment, *words(of, file))
    _say(done, name, of, "from its start")
    _check(done, file, of)
