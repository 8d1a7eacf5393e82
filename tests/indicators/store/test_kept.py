"""Snapshots, and what the database itself refuses: nothing is ever overwritten."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.migrations import migrations
from copro_map.indicators.rules.records import ProgressError
from copro_map.indicators.store.snapshots import add_snapshot, read_snapshot, snapshots
from tests.indicators.progress_samples import (
    COUNT,
    FROZEN,
    SHARE,
    TABLES,
    TARGET,
    add,
    aim,
    freeze,
    refused,
    seen,
)
from tests.samples import dump, query

REVISION = "SELECT number FROM revision"


def test_the_revision_grows_with_every_addition_and_only_then(network):
    before = query(network.database, REVISION)[0][0]
    add(network, COUNT, SHARE)
    assert query(network.database, REVISION) == [(before + 1,)]
    aim(network, TARGET)
    assert query(network.database, REVISION) == [(before + 2,)]
    freeze(network)
    assert query(network.database, REVISION) == [(before + 3,)]
    add(network)
    aim(network)
    assert query(network.database, REVISION) == [(before + 3,)]


def test_a_snapshot_is_read_as_it_was_taken(settings):
    number = freeze(settings)
    with reading(settings.database) as database:
        assert read_snapshot(database, number) == FROZEN
        (kept,) = snapshots(database)
    assert {name: kept[name] for name in kept if name != "checksum"} == {
        "id": 1,
        "taken_on": "2027-04-02",
        "as_at": "2027-03-31",
        "label": FROZEN.label,
        "label_cy": "",
    }
    add(settings, COUNT)
    with reading(settings.database) as database:
        assert read_snapshot(database, number) == FROZEN
        assert snapshots(database) == [kept]
        with pytest.raises(ProgressError, match="no snapshot 2"):
            read_snapshot(database, 2)


@pytest.mark.parametrize(
    "snapshot",
    [
        replace(FROZEN, label=""),
        replace(FROZEN, label=" "),
        replace(FROZEN, label="a\nb"),
        replace(FROZEN, as_at=date(2027, 4, 3)),
        replace(FROZEN, content={"value": float("nan")}),
        replace(FROZEN, content={"value": {1, 2}}),
    ],
)
def test_a_snapshot_that_cannot_be_is_refused(settings, snapshot):
    with writing(settings.database):
        pass
    refused(settings, "label|snapshot", snapshot, by=freeze)


@pytest.mark.parametrize("column", ["taken_on", "as_at", "label", "content"])
def test_a_snapshot_that_was_tampered_with_is_found_out(settings, column):
    number = freeze(settings)
    other = {"taken_on": "2027-04-03", "as_at": "2027-03-30", "label": "x"}
    value = other.get(column, json.dumps({"1.1": {"value": 121}}))
    with closing(sqlite3.connect(settings.database)) as connection, connection:
        connection.execute("DROP TRIGGER snapshot_is_not_changed")
        connection.execute(f"UPDATE snapshot SET {column} = ?", [value])  # noqa: S608
    with (
        reading(settings.database) as database,
        pytest.raises(ProgressError, match="was changed since it was taken"),
    ):
        read_snapshot(database, number)


@pytest.fixture
def full(settings):
    add(settings, COUNT)
    add(settings, replace(COUNT, supersedes=1))
    aim(settings, TARGET)
    aim(settings, replace(TARGET, supersedes=1))
    freeze(settings)
    return settings


def columns_of(database, table):
    return [row[1] for row in query(database, f"PRAGMA table_info({table})")]


WAYS = ("change", "remove", "replace", "upsert", "branch")
# A snapshot supersedes nothing, so none can branch off.
ATTACKS = [(t, w) for t in TABLES for w in WAYS if (t, w) != ("snapshot", "branch")]


@pytest.mark.parametrize(("table", "way"), ATTACKS)
def test_the_database_refuses_to_overwrite_whoever_asks(full, table, way):
    columns = columns_of(full.database, table)
    named = ", ".join(columns)
    # The rows once more: the same ids, or (branch) the same thing superseded.
    chosen = ", ".join("9" if way == "branch" and c == "id" else c for c in columns)
    again = f"INTO {table} ({named}) SELECT {chosen} FROM {table}"  # noqa: S608
    statements = {
        "change": [f"UPDATE {table} SET {c} = 9" for c in columns],  # noqa: S608
        "remove": [f"DELETE FROM {table}"],  # noqa: S608
        "replace": [f"INSERT OR REPLACE {again}"],
        "branch": [f"INSERT OR REPLACE {again} WHERE id = 2"],
        "upsert": [
            f"INSERT {again} WHERE true ON CONFLICT (id) DO UPDATE SET id = excluded.id"
        ],
    }[way]
    before = dump(full.database)
    for statement in statements:
        with (
            closing(sqlite3.connect(full.database)) as connection,
            pytest.raises(sqlite3.IntegrityError, match=f"{table}: no row is ever"),
        ):
            connection.execute(statement)
    assert dump(full.database) == before


@pytest.mark.parametrize("table", ["observation", "target_change"])
@pytest.mark.parametrize(
    ("supersedes", "indicator", "match"),
    [
        (1, "1.1", "no row is ever replaced"),
        (2, "2.3", "FOREIGN KEY"),
        (9, "1.1", "CHECK"),
        (3, "1.1", "CHECK"),
    ],
)
def test_the_database_itself_keeps_what_supersedes_in_line(
    full, table, supersedes, indicator, match
):
    values = {"id": "3", "indicator": f"'{indicator}'", "supersedes": str(supersedes)}
    names = columns_of(full.database, table)
    chosen = ", ".join(values.get(name, name) for name in names)
    sql = f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE id = 1"  # noqa: S608
    with (
        pytest.raises(DatabaseError, match=match),
        writing(full.database) as database,
    ):
        database.conn.execute(sql)


def test_a_database_of_the_third_version_is_brought_up_to_date(settings, network):
    old = Database(settings.database.with_name("old.db"))
    migrations.apply(old, stop_before="progress_records")
    assert [m.name for m in migrations.pending(old)][:1] == ["progress_records"]
    assert not set(TABLES) & set(old.table_names())
    old.close()
    older = replace(settings, database=settings.database.with_name("old.db"))
    assert add(older, COUNT) == (1,)
    fresh = {name: columns_of(network.database, name) for name in TABLES}
    assert {name: columns_of(older.database, name) for name in TABLES} == fresh
    triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    assert query(older.database, triggers) == query(network.database, triggers)
    ledgers = {
        sql.split(" ON ")[1].split()[0] for _, sql in query(older.database, triggers)
    }
    assert set(TABLES) < ledgers
    # A ledger has three, and the mark of the data is drawn by one.
    assert len(query(older.database, triggers)) == 3 * len(ledgers - {"revision"}) + 1


def test_an_older_database_keeps_its_entries(network):
    with closing(sqlite3.connect(network.database)) as connection, connection:
        for table in TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TRIGGER wave_is_not_changed")  # it names every column
        connection.execute("ALTER TABLE wave DROP COLUMN name_cy")
        connection.execute(
            "DELETE FROM _sqlite_migrations "
            "WHERE name IN ('progress_records', 'words_in_both_languages')"
        )
    before = dump(network.database)
    with pytest.raises(DatabaseError, match="python -m copro_map init"):
        seen(network)
    aim(network, TARGET)
    after = dump(network.database)
    for name in set(before) - {"schema", "revision", "_sqlite_migrations"}:
        assert after[name] == before[name], name
    assert set(after) - set(before) == set(TABLES)


@given(
    label=st.text(st.characters(codec="utf-8"), min_size=1),
    content=st.dictionaries(
        st.text(st.characters(codec="utf-8")),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(st.characters(codec="utf-8")),
            lambda inner: st.lists(inner, max_size=3),
            max_leaves=5,
        ),
        max_size=4,
    ),
)
def test_any_content_comes_back_from_a_snapshot(
    tmp_path_factory, blank, label, content
):
    path = tmp_path_factory.mktemp("snapshots") / "x.db"
    shutil.copyfile(blank, path)
    snapshot = replace(FROZEN, label=label, content=content)
    with writing(path) as database:
        try:
            number = add_snapshot(database, snapshot)
        except ProgressError:
            assert label.splitlines() != [label.strip()]
            return
    with reading(path) as database:
        assert asdict(read_snapshot(database, number)) == asdict(snapshot)
