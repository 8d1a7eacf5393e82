"""Versions of a database: older ones are brought up to date, newer ones refused."""

from __future__ import annotations

import sqlite3
import threading

import pytest
from sqlite_utils import Database

from copro_map import server
from copro_map.base.errors import DatabaseError
from copro_map.base.i18n import language_in_force, t
from copro_map.base.store import schema
from copro_map.base.store.connection import data_revision, prepare, reading, writing
from copro_map.base.store.migrations import migrations
from tests.samples import change, dump, query

# Released: never to be renamed, moved or taken out. New ones go to the end.
RELEASED = (
    "first_schema",
    "words_of_the_index",
    "outreach_ledger",
    "progress_records",
    "surveys_audits_and_history",
    "fingerprints_by_field",
    "drafts",
    "marked_revisions",
    "replies_by_batch",
    "keys_and_codes",
    "choices_of_imports",
    "files_and_successors",
)
ADD = (
    "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES (?, ?, '')"
)


@pytest.fixture
def older(settings, request):
    """A database with an entry, of the version before the step that is named."""
    database = Database(settings.database)
    migrations.apply(database, stop_before=request.param)
    database.execute("UPDATE revision SET number = 7")
    database.conn.commit()
    database.conn.close()
    return settings


@pytest.fixture
def newer(network):
    change(network.database, ADD, "copro_map", "something_to_come")
    return network


def copies(path) -> list[str]:
    return sorted(x.name for x in path.parent.glob(f"{path.name}.before-*"))


def test_released_steps_keep_their_names_and_places():
    assert schema.STEPS[: len(RELEASED)] == RELEASED
    assert len(set(schema.STEPS)) == len(schema.STEPS)


@pytest.mark.parametrize("older", RELEASED[1:], indirect=True)
def test_an_older_database_is_not_read_until_it_is_up_to_date(older):
    with pytest.raises(DatabaseError, match="older version") as refused:
        data_revision(older)
    assert "python -m copro_map init" in str(refused.value)
    prepare(older.database)
    assert data_revision(older) == 7


@pytest.mark.parametrize("older", RELEASED[1:], indirect=True)
def test_a_copy_is_kept_beside_as_it_was(older):
    before = dump(older.database)
    older.database.chmod(0o640)
    prepare(older.database)
    (name,) = copies(older.database)
    copy = older.database.with_name(name)
    missing = [x for x in RELEASED if (x,) not in query(copy, schema.APPLIED)]
    assert name == f"copro_map.db.before-{missing[0]}"
    assert dump(copy) == before != dump(older.database)
    assert copy.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("older", RELEASED[1:2], indirect=True)
def test_what_is_up_to_date_equals_what_is_made_anew(older, blank):
    prepare(older.database)
    assert dump(older.database)["schema"] == dump(blank)["schema"]


@pytest.mark.parametrize("older", RELEASED[-1:], indirect=True)
def test_an_older_copy_is_never_written_over(older):
    taken = older.database.with_name(f"copro_map.db.before-{RELEASED[-1]}")
    taken.write_text("another copy")
    prepare(older.database)
    assert taken.read_text() == "another copy"
    assert copies(older.database) == [taken.name, f"{taken.name}-2"]


@pytest.mark.parametrize("older", RELEASED[2:3], indirect=True)
def test_eight_programs_that_start_at_once_do_it_once(older):
    start, wrong = threading.Barrier(8), []

    def one() -> None:
        start.wait()
        try:
            prepare(older.database)
        except BaseException as error:  # noqa: BLE001 - shown below
            wrong.append(error)

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(copies(older.database)) == 1
    assert data_revision(older) == 7


@pytest.mark.parametrize("older", RELEASED[2:3], indirect=True)
def test_a_step_that_fails_takes_back_those_before_it(older, monkeypatch):
    def fail(_database: Database) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    before = dump(older.database)
    last = migrations._migrations[-1]
    monkeypatch.setattr(last, "fn", fail)
    with pytest.raises(DatabaseError, match="disk I/O error"):
        prepare(older.database)
    assert dump(older.database) == before


def test_a_database_that_is_up_to_date_is_not_written_to(network):
    prepare(network.database)
    before = network.database.read_bytes()
    network.database.chmod(0o400)
    prepare(network.database)
    assert network.database.read_bytes() == before
    assert copies(network.database) == []


def test_a_new_database_leaves_no_copy(settings):
    with writing(settings.database):
        pass
    assert copies(settings.database) == []


@pytest.mark.parametrize("opened", [reading, writing])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_newer_database_is_refused_and_left_as_it_is(newer, opened, language):
    before = dump(newer.database)
    with pytest.raises(DatabaseError) as refused, opened(newer.database):
        pass
    with language_in_force(language):
        words = t(refused.value.message, **refused.value.facts)
    assert {"en": "newer version", "cy": "fersiwn mwy newydd"}[language] in words
    assert "something_to_come" in words
    assert dump(newer.database) == before
    assert copies(newer.database) == []


def test_the_steps_of_another_program_are_its_own(network):
    change(network.database, ADD, "another_program", "its_step")
    prepare(network.database)
    assert data_revision(network) == 1


@pytest.mark.parametrize("older", RELEASED[-1:], indirect=True)
def test_the_server_brings_it_up_to_date_before_it_answers(older, monkeypatch):
    when = []

    def serve(coroutine) -> None:
        coroutine.close()
        when.append(data_revision(older))

    monkeypatch.setenv("COPRO_MAP_DB", str(older.database))
    monkeypatch.setattr(server.asyncio, "run", serve)
    server.main()
    assert when == [7]


def test_with_a_newer_one_the_server_says_so_and_its_pages_too(
    newer, monkeypatch, capsys
):
    monkeypatch.setenv("COPRO_MAP_DB", str(newer.database))
    monkeypatch.setattr(server.asyncio, "run", lambda coroutine: coroutine.close())
    server.main()
    assert "newer version" in capsys.readouterr().err
