"""Backups: whole, checked, under their name only then, whatever happens meanwhile."""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import shutil
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from copro_map.base.errors import DatabaseError, VersionError
from copro_map.base.store import backups as kept
from copro_map.base.store.backups import (
    back_up,
    backups,
    check_copy,
    let_go,
    warnings,
)
from tests.samples import change, dump, query

NOW = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)
FORKING = multiprocessing.get_context("fork")
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
NEWER = "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES "


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "disk" / "copies"


def test_a_backup_is_one_whole_private_file_that_says_what_it_is(network, folder):
    made = back_up(network, folder, NOW)
    assert list(folder.iterdir()) == [made.file]
    assert made.file.name == "copro_map-20270301T013000Z.db"
    assert dump(made.file) == dump(network.database)
    assert made.entries == query(network.database, "SELECT count(*) FROM asset")[0][0]
    assert made.checksum == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert made.file.stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_what_is_written_and_not_kept_is_in_no_backup(network, folder):
    before = dump(network.database)
    with closing(sqlite3.connect(network.database, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM asset_theme")
        made = back_up(network, folder, NOW)
        writer.execute("COMMIT")
        after = back_up(network, folder, NOW + SECOND)
    assert dump(made.file) == before
    assert dump(after.file)["asset_theme"] == []


def test_a_database_that_is_damaged_is_no_backup(network, folder):
    back_up(network, folder, NOW)
    change(network.database, "INSERT INTO asset_theme VALUES ('nobody', 'food')")
    with pytest.raises(DatabaseError, match="damaged"):
        back_up(network, folder, NOW + HOUR)
    assert [when for when, _ in backups(network, folder)] == [NOW]
    assert len(list(folder.iterdir())) == 1


def test_where_nothing_can_be_written_it_says_so(network, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(DatabaseError, match="COPRO_MAP_BACKUPS"):
        back_up(network, taken, NOW)


def test_a_disk_that_is_full_leaves_no_half_file(network, folder, monkeypatch):
    def full(path: Path, copy: Path) -> None:
        copy.write_bytes(path.read_bytes()[:9_000])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept, "copy_of", full)
    with pytest.raises(DatabaseError, match="No space left"):
        back_up(network, folder, NOW)
    assert list(folder.iterdir()) == []


def _back_up_on_and_on(here, folder: Path, start: datetime) -> None:
    for seconds in range(1_000):
        back_up(here, folder, start + seconds * SECOND)


def test_killed_while_backing_up_no_half_file_has_a_good_name(network, folder):
    chance = random.Random(1)  # noqa: S311 - the same moments in every run
    for hours in range(4):
        before = len(backups(network, folder))
        given = (network, folder, NOW + hours * HOUR)
        process = FORKING.Process(target=_back_up_on_and_on, args=given)
        process.start()
        deadline = time.monotonic() + 20
        while len(backups(network, folder)) == before and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(chance.uniform(0, 0.1))
        process.kill()
        process.join()
    found = backups(network, folder)
    assert len(found) >= 4
    for _, path in found:
        assert check_copy(path, path) > 0
    back_up(network, folder, NOW - HOUR)
    # An empty folder may be somebody's who was killed before it was theirs.
    left = {x.name for x in folder.iterdir() if x.is_file() or any(x.iterdir())}
    assert left == {x.name for _, x in backups(network, folder)}


def test_two_that_back_up_at_once_keep_whole_files(network, folder):
    first = back_up(network, folder, NOW)
    with kept.folder_beside(folder / network.database.name) as inside:
        (inside / network.database.name).write_text("half")
        second = back_up(network, folder, NOW)
        assert inside.exists()
    assert first == second
    assert check_copy(second.file, second.file) == second.entries


@pytest.mark.parametrize(
    ("made", "error", "words"),
    [
        (
            lambda path: path.write_text("no database, but a text" * 9),
            DatabaseError,
            "no copy",
        ),
        (lambda path: path.touch(), DatabaseError, "no copy"),
        (lambda path: change(path, "CREATE TABLE x (y)"), DatabaseError, "no copy"),
    ],
)
def test_what_is_no_map_is_said_to_be_none(tmp_path, made, error, words):
    path = tmp_path / "other.db"
    made(path)
    with pytest.raises(error, match=words):
        check_copy(path, path)


def test_a_copy_of_a_newer_version_or_with_a_damaged_page_is_refused(network, folder):
    made = back_up(network, folder, NOW)
    newer = shutil.copyfile(made.file, folder / "newer.db")
    change(newer, NEWER + "('copro_map', 'to_come', '')")
    with pytest.raises(VersionError, match="to_come"):
        check_copy(newer, newer)
    content = bytearray(made.file.read_bytes())
    content[5 * 4096 : 6 * 4096] = b"\xff" * 4096
    made.file.write_bytes(content)
    with pytest.raises(DatabaseError, match="damaged"):
        check_copy(made.file, made.file)


@pytest.mark.parametrize(
    ("age", "left"),
    [
        (timedelta(days=34), True),
        (timedelta(days=35), True),
        (timedelta(days=35) + SECOND, False),
        (timedelta(days=36), False),
    ],
)
def test_a_backup_is_kept_for_35_days(network, folder, age, left):
    made = back_up(network, folder, NOW)
    assert let_go(network, folder, NOW + age) == (not left)
    assert made.file.exists() == left


def test_the_backups_of_another_database_are_not_ours(network, folder):
    other = replace(network, database=network.database.with_name("copro_map-2.db"))
    shutil.copyfile(network.database, other.database)
    for here in (network, other):
        back_up(here, folder, NOW)
    assert len(backups(network, folder)) == len(backups(other, folder)) == 1
    let_go(network, folder, NOW + timedelta(days=99))
    assert len(backups(other, folder)) == 1


@pytest.mark.parametrize(
    ("age", "told"),
    [
        (timedelta(hours=35), []),
        (timedelta(hours=36), []),
        (timedelta(hours=36) + SECOND, ["backup older than 36 hours"]),
        (-timedelta(days=1), []),  # the clock was set back
    ],
)
def test_a_monitor_is_warned_of_an_old_backup(network, age, told):
    back_up(network, network.backup_folder, NOW)
    here = ["backups on the database's disk"]
    assert list(warnings(network, NOW + age)) == [*told, *here]


def test_a_monitor_is_warned_of_no_backup_but_not_of_another_disk(network):
    assert "no backup" in warnings(network, NOW)
    elsewhere = replace(network, backups=Path("/dev/shm"))  # noqa: S108 - another disk
    assert elsewhere.backup_folder.stat().st_dev != network.database.stat().st_dev
    assert list(warnings(elsewhere, NOW)) == ["no backup"]
