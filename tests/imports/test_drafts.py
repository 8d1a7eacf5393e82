"""Files that are about to be brought in: whose they are, and for how long."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.base.whom import Whom
from copro_map.imports import drafts
from copro_map.imports.batches import Batch, imports_made
from copro_map.imports.face import KEEPS
from copro_map.imports.keeps import TOUCHED, UPLOADED
from copro_map.imports.undoing import undo_import
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from tests.samples import query

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 9, 0, tzinfo=WALES)
HOW_MANY = "SELECT COUNT(*) FROM import_draft"
ANN = Whom(keys=frozenset({"ann@example.org"}), names=frozenset({"ann ash"}))


@pytest.fixture
def actors(settings) -> dict[str, Actor]:
    with writing(settings.database):
        pass
    roles = {"one": "steward", "other": "administrator", "officer": "officer"}
    return {
        name: entered(settings, name, role, ("CVC-CVSC",) * (role == "officer"))
        for name, role in roles.items()
    }


def entered(settings: Settings, name: str, role: str, areas: tuple[str, ...]) -> Actor:
    person = enter_person(
        settings,
        MACHINE,
        address=f"{name}@example.org",
        name=name,
        role=role,
        areas=areas,
        language="en",
        now=NOW,
    )
    with reading(settings.database) as database:
        return actor_of(database, person)


def keep(settings: Settings, actor: Actor, content: bytes = b"name\nTir Coed\n") -> str:
    return drafts.keep_upload(
        settings, actor, "../a list.csv", content, "entries", {}, TODAY
    )


def batch(settings: Settings, actor: Actor) -> Batch:
    return Batch(settings, actor, "entries", "", "a list.csv", NOW)


def count(settings: Settings) -> int:
    return int(query(settings.database, HOW_MANY)[0][0])


def test_only_whoever_uploaded_a_file_opens_it_and_only_stewards_may(settings, actors):
    key = keep(settings, actors["one"])
    upload = drafts.open_upload(settings, actors["one"], key, TODAY)
    assert upload
    assert (upload.name, upload.size, upload.told) == ("a list.csv", 14, {})
    assert drafts.open_upload(settings, actors["other"], key, TODAY) is None
    with pytest.raises(drafts.UploadError):
        drafts.tell(settings, actors["other"], key, {"a": "b"}, TODAY)
    with (
        pytest.raises(drafts.UploadError),
        drafts.as_file(settings, actors["other"], upload),
    ):
        pass
    once = drafts.Once(batch(settings, actors["other"]), key)
    with pytest.raises(drafts.UploadError), writing(settings.database) as database:
        once.begin(database)
    drafts.let_go(settings, actors["other"], key)
    for act in (
        lambda who: keep(settings, who),
        lambda who: drafts.open_upload(settings, who, key, TODAY),
        lambda who: drafts.tell(settings, who, key, {}, TODAY),
        lambda who: drafts.let_go(settings, who, key),
        lambda who: imports_made(settings, who),
        lambda who: undo_import(settings, who, 1, NOW),
    ):
        for who in (actors["officer"], Actor(), Actor("board", 99)):
            with pytest.raises(RefusedError):
                act(who)
    assert drafts.open_upload(settings, actors["one"], key, TODAY)
    drafts.let_go(settings, actors["one"], keep(settings, actors["one"]))
    assert count(settings) == 1
    stored = query(settings.database, "SELECT key_hash FROM import_draft")[0][0]
    assert key not in stored


def test_what_was_chosen_stays_until_another_subject_is(settings, actors):
    one = actors["one"]
    key = keep(settings, one)
    drafts.tell(settings, one, key, {"column Town": "place", "sheet": "A"}, TODAY)
    drafts.tell(settings, one, key, {"sheet": None, "value kind": "project"}, TODAY)
    upload = drafts.open_upload(settings, one, key, TODAY)
    assert upload
    assert upload.told == {"column Town": "place", "value kind": "project"}
    with drafts.as_file(settings, one, upload) as path:
        assert path.name == "a list.csv"
        assert path.read_bytes() == b"name\nTir Coed\n"
    assert not path.exists()
    other = drafts.tell(settings, one, key, {}, TODAY, subject="contacts")
    assert (other.subject, other.told) == ("contacts", {})


def test_it_is_kept_a_day_and_the_last_five_of_each_person(settings, actors):
    one = actors["one"]
    first, *_, last = [keep(settings, one) for _ in range(6)]
    keep(settings, actors["other"])
    assert count(settings) == 6
    assert drafts.open_upload(settings, one, first, TODAY) is None
    assert drafts.open_upload(settings, one, last, TODAY + timedelta(days=1))
    assert drafts.open_upload(settings, one, last, TODAY + timedelta(days=2)) is None
    (sweep,) = drafts.SWEEPS
    assert sweep(settings, NOW + timedelta(days=1)) == 0
    assert sweep(settings, NOW + timedelta(days=2)) == 6
    assert count(settings) == 0


def test_a_file_that_is_too_large_is_not_kept(settings, actors):
    with pytest.raises(CoproMapError, match="too large"):
        keep(settings, actors["one"], b"x" * (5 * 2**20 + 1))
    assert count(settings) == 0


def test_it_goes_with_the_import_and_is_never_brought_in_twice(settings, actors):
    key = keep(settings, actors["one"])
    once = drafts.Once(batch(settings, actors["one"]), key)
    for is_kept, left in ((False, 1), (True, 0)):
        with writing(settings.database, keep=is_kept) as database:
            once.begin(database)
            once.done(database, "entries", (1, 0))
        assert count(settings) == left
    assert count(settings) == 0
    with (
        pytest.raises(drafts.UploadError, match="brought in already"),
        writing(settings.database) as database,
    ):
        once.begin(database)


def test_whoever_is_forgotten_stands_in_no_file_and_in_no_import(settings, actors):
    keep(settings, actors["one"], b"name\nAnn Ash\n")
    with writing(settings.database) as database:
        add = database.conn.execute
        add(
            "INSERT INTO import_made (number, subject, name, at, person) "
            "VALUES (1, 'contacts', 'ann-ash.csv', '2026-11-30T09:00:00Z', 1)"
        )
        for key, was, now in (
            ('["a"]', "", '{"address": "Ann@Example.org"}'),
            ('["b"]', '{"names": ["ANN  ASH"]}', ""),
            ('["c"]', "", '{"names": ["Ann Ashley"], "address": "b@example.org"}'),
        ):
            add(
                "INSERT INTO import_row (number, of, key, was, now) "
                "VALUES (1, 'contact', ?, ?, ?)",
                (key, was, now),
            )
        told = KEEPS.personal(database, ANN)
        assert [one.what for one in told] == [TOUCHED, TOUCHED]
        own = KEEPS.personal(database, Whom(persons=frozenset({1})))
        assert own[0].what == UPLOADED
        assert "a list.csv" in own[0].fields.values()
        assert KEEPS.forget(database, ANN) == 4
    assert count(settings) == 0
    assert query(settings.database, "SELECT key FROM import_row") == [('["c"]',)]
    assert query(settings.database, "SELECT name FROM import_made") == [("",)]
