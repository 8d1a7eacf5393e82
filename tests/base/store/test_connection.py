"""Transactions, errors that say what to do, and many writers at once."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import explain
from copro_map.base.store import opening
from copro_map.base.store.connection import reading, writing
from tests.samples import change, dump, query

NUMBER = "SELECT number FROM revision"


def test_a_first_write_makes_the_database(settings):
    with writing(settings.database):
        pass
    assert query(settings.database, NUMBER) == [(0,)]
    assert query(settings.database, "PRAGMA journal_mode") == [("wal",)]
    assert query(settings.database, "SELECT COUNT(*) FROM asset_public") == [(0,)]


def test_opening_again_changes_nothing(network):
    before = dump(network.database)
    with writing(network.database):
        pass
    assert dump(network.database) == before


@pytest.mark.parametrize("name", ["a b?c#d%41.db", "tŷ & 'x'.db", "-x;y.db"])
def test_a_database_may_have_any_file_name(tmp_path, name):
    with writing(tmp_path / name):
        pass
    with reading(tmp_path / name) as database:
        assert database.execute(NUMBER).fetchone() == (0,)
    assert (tmp_path / name).exists()


def refused(path, opened) -> str:
    with pytest.raises(DatabaseError) as caught, opened(path):
        pass
    message = str(caught.value)
    assert str(path) in message
    assert explain(caught.value, "cy") != message
    return message


def test_no_database_yet_says_how_to_build_it(settings):
    assert "python -m copro_map init" in refused(settings.database, reading)
    assert not settings.database.exists()


def test_a_folder_that_is_a_file_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    assert "COPRO_MAP_DB" in refused(tmp_path / "file" / "x.db", writing)


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_database_that_is_a_folder_says_so(tmp_path, opened):
    assert "COPRO_MAP_DB" in refused(tmp_path, opened)


def test_a_folder_that_is_not_there_says_so(tmp_path):
    assert "folder exists" in refused(tmp_path / "none" / "x.db", writing)
    assert not (tmp_path / "none").exists()


def test_a_place_where_nothing_can_be_made_says_so():
    assert "COPRO_MAP_DB" in refused(Path("/proc/x.db"), writing)


@pytest.mark.parametrize("opened", [reading, writing])
def test_a_file_that_is_no_database_is_refused_and_left(tmp_path, opened):
    path = tmp_path / "notes.db"
    path.write_bytes(b"not a database, " * 100)
    assert "Restore a backup" in refused_inside(path, opened)
    assert path.read_bytes() == b"not a database, " * 100


def refused_inside(path, opened) -> str:
    with pytest.raises(DatabaseError) as caught, opened(path) as database:
        database.execute(NUMBER).fetchone()
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_an_empty_file_read_says_what_to_do(tmp_path):
    (tmp_path / "x.db").touch()
    assert "python -m copro_map init" in refused_inside(tmp_path / "x.db", reading)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE revision SET number = 9",
        "DELETE FROM asset",
        "CREATE TABLE x (y)",
        "INSERT INTO asset_text (name) VALUES ('x')",
    ],
)
def test_reading_cannot_write(network, sql):
    before = dump(network.database)
    with pytest.raises(DatabaseError), reading(network.database) as database:
        database.conn.execute(sql)
    assert dump(network.database) == before


def test_an_exception_inside_rolls_everything_back(network):
    before = dump(network.database)

    def fail_half_way() -> None:
        with writing(network.database) as database:
            database.conn.execute("DELETE FROM asset_theme")
            database.conn.execute("UPDATE revision SET number = 9")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert dump(network.database) == before


def test_a_broken_rule_rolls_everything_back(network):
    before = dump(network.database)

    def break_a_rule() -> None:
        with writing(network.database) as database:
            database.conn.execute("UPDATE revision SET number = 9")
            database.conn.execute("INSERT INTO asset_theme VALUES ('nobody', 'food')")

    with pytest.raises(DatabaseError, match="FOREIGN KEY"):
        break_a_rule()
    assert dump(network.database) == before


def test_what_is_not_to_be_kept_is_seen_inside_and_gone_after(network):
    before = dump(network.database)
    with writing(network.database, keep=False) as database:
        database.conn.execute("UPDATE revision SET number = 9")
        assert database.execute(NUMBER).fetchone() == (9,)
    assert dump(network.database) == before


def test_readers_see_the_old_state_until_the_write_is_done(network):
    with writing(network.database) as database:
        database.conn.execute("UPDATE revision SET number = 9")
        with reading(network.database) as other:
            assert other.execute(NUMBER).fetchone() == (1,)
    assert query(network.database, NUMBER) == [(9,)]


def test_a_busy_database_says_so_and_changes_nothing(network, monkeypatch):
    quick = [p.replace("5000", "50") for p in opening.PRAGMAS]
    monkeypatch.setattr(opening, "PRAGMAS", quick)
    blocker = sqlite3.connect(network.database, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        assert "Nothing was changed; try again" in refused(network.database, writing)
    finally:
        blocker.close()


def run_together(count, work) -> list[BaseException]:
    """Run ``work(number)`` in threads that start at once; return what went wrong."""
    start, wrong = threading.Barrier(count), []

    def one(number: int) -> None:
        start.wait()
        try:
            work(number)
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_eight_writers_lose_nothing(network):
    def add_25(_number: int) -> None:
        for _ in range(25):
            with writing(network.database) as database:
                (number,) = database.execute(NUMBER).fetchone()
                database.conn.execute("UPDATE revision SET number = ?", (number + 1,))

    assert run_together(8, add_25) == []
    assert query(network.database, NUMBER) == [(1 + 8 * 25,)]


def test_eight_who_make_the_same_database_at_once_all_succeed(settings):
    def make(_number: int) -> None:
        with writing(settings.database) as database:
            database.conn.execute("UPDATE revision SET number = number + 1")

    assert run_together(8, make) == []
    assert query(settings.database, NUMBER) == [(8,)]


def test_foreign_keys_are_enforced_and_secrets_overwritten(network):
    with writing(network.database) as database:
        asked = ("foreign_keys", "secure_delete", "synchronous", "busy_timeout")
        answers = [database.execute(f"PRAGMA {p}").fetchone()[0] for p in asked]
    assert answers == [1, 1, 2, 5_000]


def test_deleting_an_entry_takes_its_side_rows_along(network):
    with writing(network.database) as database:
        database.conn.execute("UPDATE asset SET organisation_id = NULL")
        database.conn.execute("DELETE FROM asset WHERE kind = 'project'")
    for table in ("location", "asset_area", "asset_theme", "asset_stage"):
        sql = (
            f"SELECT COUNT(*) FROM {table} WHERE asset_id NOT IN (SELECT id FROM asset)"  # noqa: S608, E501
        )
        assert query(network.database, sql) == [(0,)]


@pytest.mark.parametrize("status", ["draft", "archived"])
def test_only_published_entries_are_public(network, status):
    change(network.database, "UPDATE asset SET status = ? WHERE kind = 'offer'", status)
    kinds = query(network.database, "SELECT DISTINCT kind FROM asset_public")
    assert ("offer",) not in kinds
    assert ("project",) in kinds
