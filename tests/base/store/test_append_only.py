"""What is only added to: by SQL nothing else can be done but to forget somebody."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database

from copro_map.base.store.migrations import migrations, privacy
from copro_map.base.store.migrations.report import WORDS

ONLY_ADDED_TO = [
    "approval",
    "area_month",
    "asset_history",
    "asset_word_said",
    "audit",
    "change_made",
    "narrative",
    "observation",
    "pair_judged",
    "place_set",
    "reply",
    "setting",
    "snapshot",
    "survey_mapping",
    "target_change",
    "wave",
]
INSIDE, TEXTS = privacy.INSIDE, {**privacy.TEXTS, "narrative": WORDS}
KNOWN = '{"kind":"project","organisation":"Mair","organisation_id":"mair","n":1}'
OF = "SELECT name, type FROM pragma_table_info(?) ORDER BY cid"


@pytest.fixture(scope="module")
def filled():
    """A database of our schema with one row of everything in each such table."""
    database = Database(memory=True)
    migrations.apply(database)
    database.execute("PRAGMA ignore_check_constraints = ON")
    for table in ONLY_ADDED_TO:
        row = {
            x: 7 if kind in ("INTEGER", "REAL") else KNOWN
            for x, kind in database.execute(OF, [table])
        }
        database[table].insert(row)
    return database


def kept(database, table) -> dict:
    return dict(next(iter(database[table].rows)))


def is_refused(database, table, **columns) -> bool:
    """Whether a row cannot be changed like that; whatever could is put back."""
    names = ", ".join(f"{name} = :{name}" for name in columns)
    before = kept(database, table)
    try:
        with database.conn:
            database.conn.execute(f"UPDATE {table} SET {names}", columns)  # noqa: S608
            assert kept(database, table) == {**before, **columns}
            raise ZeroDivisionError
    except ZeroDivisionError:
        return False
    except sqlite3.IntegrityError as error:
        return "no row is ever changed" in str(error)
    finally:
        assert kept(database, table) == before


def columns_of(database, table) -> list[str]:
    return [name for name, _ in database.execute(OF, [table])]


def texts_of(database, table) -> list[str]:
    return [name for name, kind in database.execute(OF, [table]) if kind == "TEXT"]


def test_every_table_that_is_only_added_to_is_tried(filled):
    found = filled.execute(
        "SELECT tbl_name FROM sqlite_master WHERE name GLOB '*_is_not_changed'"
    )
    assert sorted(x for (x,) in found) == ONLY_ADDED_TO


@pytest.mark.parametrize("table", ONLY_ADDED_TO)
def test_no_column_takes_anything_else(filled, table):
    texts = texts_of(filled, table)
    for name in columns_of(filled, table):
        for value in (None, "words", '{"a": ""}') if name in texts else (8,):
            assert is_refused(filled, table, **{name: value}), (name, value)


@pytest.mark.parametrize("table", ONLY_ADDED_TO)
def test_only_texts_that_are_named_can_be_emptied(filled, table):
    texts = TEXTS.get(table, ())
    for name in texts_of(filled, table):
        for empty in ("", "{}", "[]", "-"):
            is_text = name in texts
            assert is_refused(filled, table, **{name: empty}) is not is_text, name


@pytest.mark.parametrize("table", sorted(TEXTS))
def test_what_is_emptied_changes_nothing_else(filled, table):
    texts = TEXTS[table]
    assert not is_refused(filled, table, **dict.fromkeys(texts, ""))
    for other in set(columns_of(filled, table)) - set(texts):
        value = "8" if other in texts_of(filled, table) else 8
        assert is_refused(filled, table, **{texts[0]: "", other: value}), other


def test_of_what_was_known_who_runs_it_can_be_emptied_alone(filled):
    ((table, inside),) = INSIDE.items()
    ((column, names),) = inside.items()
    assert names == ("organisation", "organisation_id")
    for gone in (names, names[:1], names[1:]):
        without = KNOWN
        for value in [
            {"organisation": '"Mair"', "organisation_id": '"mair"'}[x] for x in gone
        ]:
            without = without.replace(f":{value}", ':""')
        assert not is_refused(filled, table, **{column: without})
    for other in (
        KNOWN.replace("Mair", "Ann"),
        KNOWN.replace("project", "offer"),
        KNOWN.replace(',"n":1', ""),
        KNOWN.replace(':"Mair"', ':""').replace("project", ""),
    ):
        assert is_refused(filled, table, **{column: other})


@pytest.mark.parametrize("table", ONLY_ADDED_TO)
def test_nothing_is_removed(filled, table):
    with pytest.raises(sqlite3.IntegrityError, match="no row is ever removed"):
        filled.conn.execute(f"DELETE FROM {table}")  # noqa: S608
