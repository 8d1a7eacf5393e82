"""A demonstration is made whole or not at all, and never over real records."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest

import pytest

from copro_map.assets.health import check
from copro_map.base.config import load_settings
from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import data_revision, writing
from copro_map.demonstration import demonstration
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.demonstration.exchange import EXCHANGED
from copro_map.demonstration.made_up import MixedOriginsError, OutOfRangeError
from tests.samples import change, dump, query

TODAY = date(2026, 11, 22)
FEW = 50


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A small one, made once: copy it."""
    path = tmp_path_factory.mktemp("small") / "demo.db"
    here = replace(load_settings({}), database=path)
    make_demonstration(here, TODAY, FEW)
    return here


@pytest.fixture
def own(settings, small):
    """A small one that a test may change."""
    shutil.copyfile(small.database, settings.database)
    return settings


# What is drawn by chance, so that nobody can guess it: keys, tokens, marks.
BY_CHANCE = ("secret", "link")
BUT_FOR = {
    "outbox": "SELECT kind, address, subject, body, entry, state FROM outbox",
    "talk": "SELECT entry, one_address, other_address, state, last_at FROM talk",
    "meeting": "SELECT request, offer, state, asked_on, begun_on, agreed_on, done_on, "
    "ended_on, ended_by, outcome, talk <> '' FROM meeting",
    "consent": "SELECT entry, field, wording, given_on, held FROM consent",
}


def rows_of(settings):
    """Every row of every table, but for what is by chance, migrations, and the mark."""
    own = ("_sqlite_migrations", "revision", *BY_CHANCE)
    rows = {k: v for k, v in dump(settings.database).items() if k not in own}
    return rows | {k: query(settings.database, sql) for k, sql in BUT_FOR.items()}


def test_the_same_numbers_give_the_same_and_another_seed_does_not(settings, small):
    with writing(settings.database):  # empty: it may become a demonstration
        pass
    make_demonstration(settings, TODAY, FEW)
    one, other = rows_of(settings), rows_of(small)
    differ = [
        (table, mine, theirs)
        for table in sorted(one.keys() | other.keys())
        for mine, theirs in zip_longest(one.get(table, ()), other.get(table, ()))
        if mine != theirs
    ]
    assert not differ, str(differ[0])[:2000]  # said in a line: the tables are long
    before = rows_of(settings)["asset"]
    make_demonstration(settings, TODAY, FEW, 2)
    assert rows_of(settings)["asset"] != before


def test_the_same_call_twice_changes_nothing(own):
    before = own.database.read_bytes()
    assert make_demonstration(own, TODAY, FEW) == FEW + 3 + EXCHANGED
    assert own.database.read_bytes() == before


def test_another_day_replaces_it_and_who_reads_meanwhile_sees_the_old_one(own):
    revision = data_revision(own)
    with closing(sqlite3.connect(own.database)) as reader:
        reader.execute("BEGIN")
        marked = "SELECT made_on FROM demonstration"
        assert reader.execute(marked).fetchone() == ("2026-11-22",)
        make_demonstration(own, TODAY + timedelta(1), FEW)
        assert reader.execute(marked).fetchone() == ("2026-11-22",)
    assert query(own.database, marked) == [("2026-11-23",)]
    assert data_revision(own) > revision
    assert check(own) == []


def test_real_entries_are_refused_and_left_as_they_are(network):
    before = network.database.read_bytes()
    with pytest.raises(MixedOriginsError, match="COPRO_MAP_DB"):
        make_demonstration(network, TODAY, FEW)
    assert network.database.read_bytes() == before


@pytest.mark.parametrize(
    "record",
    [
        "INSERT INTO outreach VALUES (1, 'W06000008', '', '2026-01-01', 'CVC', 0, '', "
        "'', '')",
        "INSERT INTO wave VALUES (1, 'members', '2027', '2027-01-01', '2027-02-01', 0, "
        "'{}', '', 'steward', '2027-01-01', NULL, '')",
        "CREATE TABLE other AS SELECT 1 AS number",
    ],
)
def test_any_real_record_is_refused_not_only_an_entry(settings, record):
    with writing(settings.database) as database:
        database.conn.execute(record)
    before = dump(settings.database)
    with pytest.raises(MixedOriginsError):
        make_demonstration(settings, TODAY, FEW)
    assert dump(settings.database) == before


def test_a_real_entry_in_a_demonstration_keeps_it_from_being_replaced(own):
    change(own.database, "UPDATE asset SET origin = 'network' WHERE id = 'demo-000007'")
    before = dump(own.database)
    with pytest.raises(MixedOriginsError):
        make_demonstration(own, TODAY + timedelta(1), FEW)
    assert dump(own.database) == before


def test_what_is_no_database_is_left_alone(settings):
    settings.database.write_text("a letter to a friend" * 100)
    with pytest.raises(DatabaseError):
        make_demonstration(settings, TODAY, FEW)
    assert settings.database.read_text().startswith("a letter")


@pytest.fixture
def _failing(monkeypatch):
    """Let the last step fail, as a full disk would."""

    def fail(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(demonstration, "_write_snapshots", fail)


@pytest.mark.usefixtures("_failing")
def test_a_failure_leaves_no_file(settings):
    with pytest.raises(sqlite3.OperationalError):
        make_demonstration(settings, TODAY, FEW)
    assert list(settings.database.parent.iterdir()) == []


@pytest.mark.usefixtures("_failing")
def test_a_failure_leaves_the_demonstration_that_was_there(own):
    before = own.database.read_bytes()
    with pytest.raises(sqlite3.OperationalError):
        make_demonstration(own, TODAY + timedelta(1), FEW)
    assert own.database.read_bytes() == before


def test_a_folder_that_is_not_there_is_told(settings, tmp_path):
    nowhere = replace(settings, database=tmp_path / "none" / "demo.db")
    with pytest.raises(DatabaseError):
        make_demonstration(nowhere, TODAY, FEW)


@pytest.mark.parametrize(
    ("entries", "seed", "option"), [(49, 1, "--entries"), (FEW, -1, "--seed")]
)
def test_a_number_out_of_range_is_named(settings, entries, seed, option):
    with pytest.raises(OutOfRangeError, match=option):
        make_demonstration(settings, TODAY, entries, seed)
    assert not settings.database.exists()
