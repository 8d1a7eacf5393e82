"""Drafts: kept for a day under a key that the database does not hold."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from copro_map.base.store.connection import data_revision, reading, writing
from copro_map.people.store import drafts
from tests.samples import change, dump, query

TODAY = date(2026, 11, 29)
DAY = timedelta(1)
CONTENT = {"note/trust": "Cofnodion – tŷ", "people/citizens": 6}
SUBJECT = "audit tir-coed"


def keep(settings, content=CONTENT, key="", subject=SUBJECT, today=TODAY) -> str:
    with writing(settings.database) as database:
        return drafts.keep_draft(database, key, subject, content, today, days=1)


def opened(settings, key, subject=SUBJECT, today=TODAY):
    with reading(settings.database) as database:
        return drafts.open_draft(database, key, subject, today)


def count(settings) -> int:
    return query(settings.database, "SELECT COUNT(*) FROM draft")[0][0]


def test_what_is_kept_comes_back_by_its_key_and_subject_alone(network):
    revision = data_revision(network)
    key, other = keep(network), keep(network, {"a": 1})
    assert opened(network, key) == CONTENT
    assert opened(network, other) == {"a": 1}
    assert opened(network, key, "audit cavo") is None
    for wrong in ("", key[:-1], key.upper(), "%", "\ud800"):
        assert opened(network, wrong) is None
    assert keep(network, {"b": None}, key) == key
    assert opened(network, key) == {"b": None}
    assert count(network) == 2
    assert data_revision(network) == revision


def test_a_key_cannot_be_guessed_and_stands_nowhere(network):
    keys = {keep(network) for _ in range(5)}
    assert len(keys) == 5
    assert all(len(key) * 6 >= 256 for key in keys)
    kept = b"".join(x.read_bytes() for x in network.database.parent.iterdir())
    assert SUBJECT.encode() in kept
    assert not [key for key in keys if key.encode() in kept]
    assert not [key for key in keys if key in str(dump(network.database))]


def test_it_is_kept_until_the_day_after_its_last_change(network):
    key = keep(network)
    assert opened(network, key, today=TODAY + DAY) == CONTENT
    assert opened(network, key, today=TODAY + 2 * DAY) is None
    keep(network, CONTENT, key, today=TODAY + DAY)
    assert opened(network, key, today=TODAY + 2 * DAY) == CONTENT


def test_what_is_past_its_day_is_deleted(network):
    keep(network)
    late = keep(network, today=TODAY + DAY)
    assert drafts.sweep_drafts(network, TODAY + DAY) == 0
    assert drafts.sweep_drafts(network, TODAY + 2 * DAY) == 1
    assert opened(network, late, today=TODAY + 2 * DAY) == CONTENT
    keep(network, today=TODAY + 3 * DAY)  # whoever keeps one sweeps
    assert count(network) == 1


def test_nothing_is_written_or_made_where_nothing_is_past(network, settings, tmp_path):
    keep(network)
    network.database.chmod(0o400)
    assert drafts.sweep_drafts(network, TODAY) == 0
    none = type(settings)(tmp_path / "no.db", tmp_path, tmp_path, "en")
    assert drafts.sweep_drafts(none, TODAY) == 0
    assert not none.database.exists()


def test_one_is_let_go_with_what_it_became_or_not_at_all(network):
    key, other = keep(network), keep(network)
    with writing(network.database, keep=False) as database:
        drafts.let_go(database, key)
    assert opened(network, key) == CONTENT
    with writing(network.database) as database:
        drafts.let_go(database, key)
        drafts.let_go(database, "")
    assert opened(network, key) is None
    assert opened(network, other) == CONTENT


def test_64_kb_are_kept_and_no_more(network):
    room = drafts.MOST_BYTES - len(json.dumps({"a": ""}))
    key = keep(network, {"a": "x" * room})
    for text in ("x" * (room + 1), "ŷ" * (room // 2 + 1)):
        with pytest.raises(drafts.DraftError, match=r"65 KB; the most: 64 KB\. Short"):
            keep(network, {"a": text}, key)
    assert opened(network, key) == {"a": "x" * room}


def test_there_is_an_end_to_drafts_but_not_to_changing_one(network, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_DRAFTS", 2)
    key = keep(network)
    keep(network)
    with pytest.raises(drafts.DraftError, match="Too many forms"):
        keep(network)
    with pytest.raises(drafts.DraftError, match="Too many forms"):
        keep(network, subject="audit other")
    # Many half-filled forms of one sort keep nobody from another.
    assert keep(network, subject="contribute")
    assert keep(network, {"a": 1}, key) == key
    assert keep(network, today=TODAY + 2 * DAY)  # the old ones are swept first


def test_a_steward_sees_what_about_and_until_when_and_not_what(run, network):
    assert run("drafts", "list").out == "No drafts are kept.\n"
    key = keep(network, today=date(2026, 1, 1))
    row = {"subject": SUBJECT, "kept_until": "2026-01-02"}
    assert run("drafts", "list", "--json").json == [row]
    shown = run("drafts", "list").out
    assert SUBJECT in shown
    assert "Cofnodion" not in shown
    assert key not in shown
    assert run("drafts", "sweep").out == "Drafts deleted: 1\n"
    assert count(network) == 0


def test_the_table_refuses_what_is_no_draft(network):
    keep(network)
    for wrong in ("content = '[]'", "kept_until = 'soon'", "key_hash = 'short'"):
        with pytest.raises(Exception, match="CHECK"):
            change(network.database, f"UPDATE draft SET {wrong}")  # noqa: S608
