"""Programs that write, killed at random moments: a table of them, and what is checked.

A new writer is one line in ``WRITERS``.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

from sqlite_utils import Database

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import ALWAYS
from copro_map.audits.file import audit_csv
from copro_map.base.config import load_settings
from copro_map.base.store.backups import back_up
from copro_map.base.store.connection import prepare, writing
from copro_map.base.store.migrations import migrations
from copro_map.surveys.store.invitations import keep_key
from tests.audits.audit_samples import answers
from tests.events.given_events import GOOD, cells
from tests.killed_acts import ACTS, act, is_forgotten
from tests.samples import asked, dump, observed, query, real_rows, row, write_csv
from tests.surveys.survey_files import write_lines
from tests.surveys.survey_samples import WAVE, invite

TODAY = "2026-11-28"
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
DAYS = [f"2026-{month:02}-{day:02}" for month in range(3, 9) for day in range(1, 29)]
LOADED = [
    "copro_map.commands.cli",
    "copro_map.assets.importing",
    "copro_map.audits.file",
    "copro_map.contribute.lines",
    "copro_map.contribute.sending",
    "copro_map.coverage.ledger",
    "copro_map.demonstration.demonstration",
    "copro_map.desk.copies",
    "copro_map.events.importing",
    "copro_map.imports.undoing",
    "copro_map.indicators.observation_import",
    "copro_map.indicators.snapshots",
    "copro_map.people.signing_in",
    "copro_map.privacy.forgetting",
    "copro_map.surveys.importing",
    "copro_map.upkeep.confirming",
    "copro_map.versions.deciding",
]
# What is drawn or timed anew in each run, and is no record; how the index of words is
# laid out is none either, but what it holds is.
OTHERWISE_EACH_TIME = (
    *("_sqlite_migrations", "revision", "asset_text_data", "asset_text_idx"),
)
INDEXED = "SELECT * FROM asset_word"
# At random, or by the second, so that only how many there are is the same.
DRAWN = {"wave_key", "link", "person", "change_made", "setting"}
COLUMNS = "PRAGMA table_info({})"
LOADING = multiprocessing.get_context("forkserver")
LOADING.set_forkserver_preload(LOADED)


def _entries(path: Path) -> Path:
    rows = [one | {"description_en": "Written anew."} for one in real_rows()]
    return write_csv(path, *rows, row(id="a-new-one"))


def _outreach(path: Path) -> Path:
    return write_csv(path, *(asked(asked_on=x, none_on=x) for x in DAYS))


def _events(path: Path) -> Path:
    days = (x.replace("2026", "2027") for x in DAYS)
    return write_csv(path, *(cells(replace(GOOD, starts_on=day)) for day in days))


def _observations(path: Path) -> Path:
    return write_csv(path, observed())


def _replies(path: Path) -> Path:
    rows = [[f"r{n}", "2026-11-20", "Citizen", "Toolkits"] for n in range(200)]
    return write_lines(path, [["ID", "Date", "Role", "used"], *rows])


def _audits(path: Path) -> Path:
    own = answers("ttttt", "iiiii", audited_on=date.fromisoformat(TODAY))
    path.write_bytes(audit_csv(load_settings({}), own))
    return path


def _backup(path: Path) -> Path:
    rows = [one | {"description_en": "Of another day."} for one in real_rows()]
    there = replace(load_settings({}), database=path.with_suffix(".map"))
    assert not import_network(there, write_csv(path, *rows), today=ALWAYS).faults
    path.unlink()
    return back_up(there, path.parent / "others", NOON).file


def _nothing(path: Path) -> Path:
    return path


@dataclass(frozen=True)
class Writer:
    """A command that writes: what it begins with, its words, and its file.

    Words in brackets are no command, but what a page does (``tests.killed_acts``).
    """

    begins_with: str
    words: str
    file: Callable[[Path], Path] = _nothing
    steps: int = 1  # transactions: each is whole, and later ones may be missing
    between: str = "init --empty"  # what leaves what the first of two steps leaves
    beside: tuple[str, ...] = ()  # what else it makes in the folder
    then: Callable[[Path, bool], None] | None = None  # looks, once it is in order


WRITERS = {
    "import": Writer("imported", "import {file}", _entries),
    "outreach": Writer("imported", "outreach import {file}", _outreach),
    "events": Writer("imported", "events import {file}", _events),
    "observations": Writer("imported", "observations import {file}", _observations),
    "target": Writer(
        "imported", "targets change 3.2 2027-03-31 40 --by board --reason agreed"
    ),
    "survey": Writer(
        "imported",
        "surveys open x --survey members --by steward --from 2026-11-20 "
        "--to 2026-12-20 --invited citizen=40",
    ),
    "replies": Writer(
        "a wave", "surveys import {file} --survey members --wave 2026 --by x", _replies
    ),
    "audits": Writer("imported", "audits import {file} --by evaluator", _audits),
    "audit withdrawn": Writer("demonstrated", "audits withdraw 2 --by steward"),
    "snapshot": Writer("demonstrated", "snapshots take frozen"),
    "sweep audits": Writer("demonstrated", "audits sweep --by steward"),
    "restore": Writer("imported", "restore {file}", _backup),
    "confirm": Writer(
        "imported", "confirm tir-coed --by steward --how asked --ended 2025"
    ),
    "desk": Writer("imported", "desk"),
    "read-only": Writer("imported", "read-only on"),
    "migration": Writer("older", "init --empty"),
    "init": Writer("nothing", "init", steps=2),
    "send": Writer("a draft", "(send)"),
    "accept": Writer("sent in", "(accept)"),
    "bring in": Writer("imported", "(bring in)"),
    "undo import": Writer("an import", "(undo import)"),
    "workshop line": Writer("a workshop", "(line)"),
    "forget": Writer(
        *("somebody", "(forget)"),
        steps=2,
        between="(forget, not cleaned)",
        beside=("copro_map.db.key", "backups"),
        then=is_forgotten,
    ),
    "demonstration": Writer("demonstrated", "init --demo --entries 50"),
    "first demonstration": Writer("nothing", "init --demo --entries 50"),
}


def older(path: Path, imported: Path) -> Path:
    """Make a database of the version before the last, with the real entries."""
    with closing(sqlite3.connect(path)) as new:
        database = Database(new)
        migrations.apply(database, stop_before="marked_revisions")
        new.execute("ATTACH ? AS other", [str(imported)])
        for table in ("asset", "asset_theme", "asset_stage", "asset_served"):
            new.execute("PRAGMA foreign_keys = OFF")
            names = ", ".join(x for _, x, *_ in new.execute(COLUMNS.format(table)))
            new.execute(
                f"INSERT INTO {table} ({names}) "  # noqa: S608
                f"SELECT {names} FROM other.{table}"
            )
        new.commit()
    return path


def with_wave(path: Path, imported: Path) -> Path:
    """Make a database with the real entries and a wave that is open."""
    shutil.copyfile(imported, path)
    wave = replace(WAVE, name="2026", opens_on="2026-11-01", closes_on="2026-12-20")
    wave = replace(wave, invited={"citizen": 400}, entered_on="2026-10-30", code="")
    invite(replace(load_settings({}), database=path), wave)
    with writing(path) as database:
        keep_key(database, wave.survey, wave.name, bytes(32))
    return path


def _be(words: list[str], environment: dict[str, str], done: Path) -> None:
    """Do what a writer does; leave a file once it says that it is done."""
    from copro_map.commands import cli

    os.environ.update(environment)
    for number in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), number)
    try:
        if (name := " ".join(words)) in ACTS:
            act(name, load_settings())
        else:
            sys.argv = ["copro_map", *words]
            cli.main()
    except SystemExit as ended:
        if ended.code:
            raise
    done.touch()


def content(path: Path) -> dict[str, list[str]] | None:
    """Return every record; None if there is no database, or it has no table yet."""
    if not path.exists():
        return None
    rows = {x: y for x, y in dump(path).items() if x not in OTHERWISE_EACH_TIME}
    for table in DRAWN & rows.keys():
        rows[table] = [str(len(rows[table]))]
    if "asset_text" in str(rows["schema"]):
        rows["index"] = [str(one) for one in query(path, INDEXED)]
    return rows if len(rows) > 1 else None


@dataclass
class Killing:
    """A writer at work in a folder of its own; unkilled it takes ``seconds``."""

    writer: Writer
    begin: Path | None
    folder: Path
    seconds: float = 0

    def __post_init__(self) -> None:
        self.folder.mkdir()
        self.file = self.writer.file(self.folder.with_suffix(".csv"))
        self.database = self.folder / "copro_map.db"
        self.done = self.folder.with_suffix(".done")
        self.may_be: list[object] = [self._begin(), *self._states()]

    def _begin(self) -> object:
        for one in self.folder.iterdir():
            shutil.rmtree(one) if one.is_dir() else one.unlink()
        self.done.unlink(missing_ok=True)
        if self.begin:
            shutil.copyfile(self.begin, self.database)
        return content(self.database)

    def _states(self) -> list[object]:
        """Return what the writer leaves if nobody kills it, and how long it takes."""
        found = []
        between = [self.writer.between] * (self.writer.steps - 1)
        for words in [*between, self.writer.words]:
            self._begin()
            start, process = time.monotonic(), self._start(words)
            process.join()
            self.seconds = time.monotonic() - start
            assert process.exitcode == 0, words
            found.append(content(self.database))
        assert found[-1] != self._begin(), "it wrote nothing"
        return found

    def _start(self, words: str):
        environment = {"COPRO_MAP_DB": str(self.database), "COPRO_MAP_TODAY": TODAY}
        given = words.format(file=self.file).split()
        process = LOADING.Process(target=_be, args=(given, environment, self.done))
        # A test of a page leaves app.py as the main module: it is not to be run here.
        with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
            process.start()
        return process

    def kill(self, chance: random.Random) -> str:
        """Kill the writer at some moment; return "before", "after" or "between".

        What it leaves is whole, and after the next start there is no other file.
        """
        before = self._begin()
        process = self._start(self.writer.words)
        time.sleep(chance.uniform(0, 1.05 * self.seconds))
        process.kill()
        process.join()
        found = content(self.database)
        assert found in (*self.may_be, None), "it is partial"
        if self.done.exists():
            assert found == self.may_be[-1], "what was acknowledged is lost"
        if before:
            assert found, "what there was is lost"
        if found:
            self._check_file()
        prepare(self.database)
        self._check_folder(before)
        if self.writer.then:
            self.writer.then(self.database, found not in (before, None))
        if found in (before, None):
            return "before"
        return "after" if found == self.may_be[-1] else "between"

    def _check_file(self) -> None:
        with closing(sqlite3.connect(self.database)) as database:
            asked_of = ("PRAGMA integrity_check", "PRAGMA foreign_key_check")
            told = [database.execute(one).fetchall() for one in asked_of]
        assert told == [[("ok",)], []]

    def _check_folder(self, before: object) -> None:
        """Nothing but the database, whole copies of before, and empty folders."""
        for one in self.folder.iterdir():
            if one.name in self.writer.beside:
                continue
            if ".before-" in one.name:
                assert content(one) == before
            elif one.is_dir():
                with contextlib.suppress(StopIteration):
                    assert not next(one.iterdir())
            else:
                assert one == self.database, one.name
