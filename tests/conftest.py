"""Fixtures: an installation of its own for each test, and the real data in it."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings
from streamlit.components.v2 import manifest_scanner

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import ALWAYS
from copro_map.base.config import Settings, load_settings
from copro_map.base.i18n import set_language
from copro_map.base.store.connection import Database, writing
from copro_map.commands import cli
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.frame import served
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import Gazetteer, load_gazetteer
from copro_map.indicators.progress import Progress, progress
from copro_map.people import rights
from copro_map.people.rules.permissions import Actor
from tests.command import Answer
from tests.examples import QUICK
from tests.indicators.surveyed import fill

PROJECT = load_settings({})
# What pages count of their visits: tests that only look are counted too.
COUNTED_BY_PAGES = ("sought", "useful")
# The same examples in every run: a failure on one machine is a failure on all.
SAME = hypothesis_settings(derandomize=True, database=None, deadline=None)
hypothesis_settings.register_profile("quick", SAME, max_examples=QUICK)
hypothesis_settings.register_profile("thorough", SAME, max_examples=8 * QUICK)
hypothesis_settings.load_profile("quick")

_opened_the_real_one: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse every attempt of this process to open the project's own database."""
    real = (str(PROJECT.database), PROJECT.database.as_uri())
    if event == "sqlite3.connect" and any(p in str(arguments[0]) for p in real):
        _opened_the_real_one.append(str(arguments[0]))
        raise PermissionError(
            f"A test opened {PROJECT.database}. Use the fixture `settings` (empty) or "
            "`network` (real entries)."
        )


sys.addaudithook(_watch)


@pytest.fixture(autouse=True)
def _own_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Point the environment at a database of the test's own, and speak English."""
    monkeypatch.setenv("COPRO_MAP_DB", str(tmp_path / "copro_map.db"))
    monkeypatch.setattr(served, "_answered", set())  # no server before this test
    for variable in (
        "COPRO_MAP_BACKUPS",
        "COPRO_MAP_DATA",
        "COPRO_MAP_BOUNDARIES",
        "COPRO_MAP_LANG",
        "COPRO_MAP_TODAY",
        "COPRO_MAP_KEY_FILE",
        "COPRO_MAP_ADDRESS",
        "COPRO_MAP_CONTACT",
        "COPRO_MAP_MAIL_FROM",
        "COPRO_MAP_SMTP_HOST",
        "COPRO_MAP_SMTP_PASSWORD",
        "COPRO_MAP_SMTP_PORT",
        "COPRO_MAP_SMTP_TLS",
        "COPRO_MAP_SMTP_USER",
    ):
        # Set first: what was not there leaves no record by being deleted, and what a
        # test sets within ``years_later`` would be left to the tests after it.
        monkeypatch.setenv(variable, "")
        monkeypatch.delenv(variable)
    set_language("en")
    _opened_the_real_one.clear()
    yield
    set_language("en")
    assert not _opened_the_real_one, "a test opened the project's real database"


@pytest.fixture(autouse=True)
def unnoted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Fail if somebody's right was asked for, something written, and nothing noted.

    Whatever an answer changes for an actor is to be in the log with it, in every test.
    """
    silent: list[str] = []
    now_of = rights.now_of

    def watched(database: Database, actor: Actor) -> Actor:
        connection = database.conn
        if connection.in_transaction:
            before, noted = connection.total_changes, False

            def see(statement: str) -> None:
                nonlocal noted
                noted = noted or "INSERT INTO change_made" in statement
                ends = statement.startswith("COMMIT")
                if ends and not noted and connection.total_changes > before:
                    silent.append("".join(traceback.format_stack(limit=8)))

            connection.set_trace_callback(see)
        return now_of(database, actor)

    monkeypatch.setattr(rights, "now_of", watched)
    yield silent
    assert not silent, "not noted (people.changes.note):\n" + silent[0]


@contextmanager
def all_days_come() -> Iterator[None]:
    """Let all days have come that a test asks about: nothing is known before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPRO_MAP_TODAY", "2039-12-31")
        yield


@pytest.fixture
def years_later(_own_installation: None) -> Iterator[None]:
    """As ``all_days_come``, for a test."""
    with all_days_come():
        yield


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation with the project's reference data and no database yet."""
    return replace(PROJECT, database=tmp_path / "copro_map.db")


@pytest.fixture(scope="session")
def once(
    tmp_path_factory: pytest.TempPathFactory, testrun_uid: str
) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a database once for all processes of a run; copy it, never open it."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if base.name.startswith("popen-") else base) / testrun_uid
    folder.mkdir(exist_ok=True)

    def made(name: str, make: Callable[[Path], None]) -> Path:
        path = folder / f"{name}.db"
        with (folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                unfinished = folder / f"{name}.unfinished"
                make(unfinished)
                unfinished.rename(path)
        return path

    return made


@pytest.fixture(scope="session")
def blank(once) -> Path:
    """A database without a record."""

    def make(path: Path) -> None:
        with writing(path):
            pass

    return once("blank", make)


@pytest.fixture(scope="session")
def imported(once) -> Path:
    """A database with the real entries."""

    def make(path: Path) -> None:
        here = replace(PROJECT, database=path)
        assert not import_network(here, PROJECT.network_file, today=ALWAYS).faults

    return once("imported", make)


@pytest.fixture
def network(settings: Settings, imported: Path) -> Settings:
    """An installation with the real entries imported."""
    shutil.copyfile(imported, settings.database)
    return settings


@pytest.fixture(scope="session")
def to_read(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An installation with the real entries that tests share: they only read it."""
    path = tmp_path_factory.mktemp("to_read") / "copro_map.db"
    shutil.copyfile(imported, path)
    return replace(PROJECT, database=path)


@pytest.fixture(autouse=True)
def _only_read(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail if what a test did wrote into the installation that tests share."""
    if "to_read" not in request.fixturenames:
        yield
        return
    path: Path = request.getfixturevalue("to_read").database
    before = _rows(path)
    yield
    written = [name for name, n in _rows(path).items() if n != before.get(name)]
    assert not written, f"written into `to_read`: {written}; use `network`"


def _rows(database: Path) -> dict[str, int]:
    """Return how many rows each table has, but what pages count of their visits."""
    with closing(sqlite3.connect(database)) as connection:
        tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
        names = [str(name) for (name,) in connection.execute(tables)]
        counted = " UNION ALL ".join(
            f"SELECT '{name}', COUNT(*) FROM \"{name}\""  # noqa: S608 - our names
            for name in names
            if name not in COUNTED_BY_PAGES
        )
        return dict(connection.execute(counted))


@pytest.fixture(scope="session")
def filled_once(imported: Path, once) -> Path:
    """A database with a programme well under way."""

    def make(path: Path) -> None:
        shutil.copyfile(imported, path)
        with all_days_come():
            fill(replace(PROJECT, database=path))

    return once("under_way", make)


@pytest.fixture(scope="session")
def demonstrated(once) -> Path:
    """A demonstration of 150 entries, made on 22 November 2026."""

    def make(path: Path) -> None:
        make_demonstration(replace(PROJECT, database=path), date(2026, 11, 22), 150)

    return once("demonstrated", make)


@pytest.fixture(scope="session")
def shown_off(once) -> Path:
    """The demonstration that anybody gets, with its planted gaps, of the same day."""

    def make(path: Path) -> None:
        make_demonstration(replace(PROJECT, database=path), date(2026, 11, 22))

    return once("shown_off", make)


@pytest.fixture
def under_way(filled_once: Path, settings: Settings) -> Settings:
    """An installation with the programme of ``tests.indicators.surveyed``."""
    shutil.copyfile(filled_once, settings.database)
    return settings


@pytest.fixture(scope="session")
def programme(filled_once: Path, tmp_path_factory) -> Callable[[date], Progress]:
    """The programme of ``under_way`` as at a day, worked out once; it is only read."""
    path = tmp_path_factory.mktemp("programme") / "copro_map.db"
    shutil.copyfile(filled_once, path)

    @cache
    def as_at(day: date) -> Progress:
        with all_days_come():
            return progress(replace(PROJECT, database=path), day)

    return as_at


@pytest.fixture(scope="session", autouse=True)
def _components_looked_for_once() -> Iterator[None]:
    """Look for components in the installed packages once, not for every page."""
    with pytest.MonkeyPatch.context() as patch:
        found = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The real gazetteer; read only."""
    return load_gazetteer(PROJECT)


@pytest.fixture(scope="session")
def layers() -> dict[str, Layer]:
    """The real layers; read only."""
    return load_layers(PROJECT.boundaries_dir, PROJECT.data_dir)


@pytest.fixture
def run(monkeypatch, capsys) -> Callable[..., Answer]:
    """Run a command in this process, just as ``python -m copro_map`` does."""

    def command(*words: object) -> Answer:
        monkeypatch.setattr(sys, "argv", ["copro_map", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return Answer(int(ended.value.code or 0), out, err)

    return command
