"""Who approved which version: kept as it was, and what is newer says so."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from copro_map.base.i18n import Label, language_in_force, long_date
from copro_map.base.store.connection import writing
from copro_map.base.today import current_day, current_moment
from copro_map.base.whom import Whom
from copro_map.desk.undoing import can_undo
from copro_map.indicators.progress import progress
from copro_map.indicators.store.progress import add_observations
from copro_map.people.changes import changes
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.privacy.rooms import ROOMS
from copro_map.report import approving
from copro_map.report.approving import approve, publish_and_approve
from copro_map.report.narratives import being_written, publish
from copro_map.report.rules.approval import ApprovalError
from copro_map.report.rules.narrative import Words
from copro_map.report.signed import (
    all_versions,
    approved_file,
    as_it_stands,
    signed_words,
)
from tests.drawing.documents import bare, texts
from tests.indicators.progress_samples import SHARE
from tests.samples import change

WORDS = Words(well=Label("Thanks to Mair Canary.", "Diolch i Mair Canary."))


@pytest.fixture
def quick(monkeypatch):
    """No page is laid out: of paper there is a test of its own."""
    monkeypatch.setattr(approving, "pdf_of", lambda _: b"%PDF- and more")


def words_of(here, day=None) -> str:
    return signed_words(as_it_stands(progress(here, day or current_day())))


def say(here, english: str) -> None:
    day = current_day()
    seen = being_written(here, day)[1]
    words = Words(well=Label(english, "x"))
    publish(here, MACHINE, day, words, current_moment(), seen=seen)


@pytest.mark.usefixtures("quick")
def test_what_was_approved_says_so_and_what_is_newer_too(network):
    day, now = current_day(), current_moment()
    assert words_of(network) == "Draft: not approved yet."
    assert publish_and_approve(network, MACHINE, day, WORDS, now) == 1
    approved = words_of(network)
    assert "version 1. By: the board, as entered by: Administrator." in approved
    with language_in_force("cy"):
        assert "fersiwn 1. Gan: y bwrdd, fel y'i cofnodwyd gan" in words_of(network)
    with pytest.raises(ApprovalError, match="approved already: version 1"):
        approve(network, MACHINE, day, now)
    say(network, "Other words")
    newer = words_of(network)
    assert newer.startswith(approved)
    assert "What you read is newer" in newer
    assert approve(network, MACHINE, day, now) == 2
    assert "version 2. By: Administrator." in words_of(network)
    change(network.database, "UPDATE asset SET kind = 'project' WHERE rowid = 1")
    with writing(network.database) as database:
        today = day.isoformat()
        row = {**vars(SHARE), "period_end": today, "entered_on": today}
        row["breakdown"] = "{}"
        add_observations(database, [type(SHARE)(**row)], percents={"2.2"})
    assert "What you read is newer" in words_of(network)
    assert [one.version for one in all_versions(network)[0]] == [2, 1]


@pytest.mark.usefixtures("quick")
def test_the_report_of_a_later_day_names_what_was_approved_before(network):
    day = current_day()
    before = day - timedelta(10)
    publish_and_approve(network, MACHINE, before, WORDS, current_moment())
    said = words_of(network)
    assert said.startswith(f"Draft: not approved yet. Report as at {long_date(before)}")
    assert "version 1." in said
    assert words_of(network, before - timedelta(1)) == "Draft: not approved yet."


def test_the_files_are_those_that_were_approved(network):
    day, now = current_day(), current_moment()
    publish_and_approve(network, MACHINE, day, WORDS, now)
    (one,), kept = all_versions(network)
    assert kept == {one.number}
    say(network, "Other words")
    for language, words in (("en", WORDS.well.en), ("cy", WORDS.well.cy)):
        pages = texts(approved_file(network, one.number, language))
        assert bare(words) in "".join(pages)
        assert "Draft" not in pages[0]
    english = texts(approved_file(network, one.number, "en"))
    assert bare("version 1. By: the board") in english[0]
    change(network.database, "UPDATE approved_file SET file = x'00'")
    with pytest.raises(ApprovalError, match="changed since it was approved"):
        approved_file(network, one.number, "en")
    with pytest.raises(sqlite3.IntegrityError, match="no row is ever changed"):
        change(network.database, "UPDATE approval SET role = 'steward'")


@pytest.mark.usefixtures("quick")
def test_nothing_is_approved_that_nobody_looked_at(network, monkeypatch):
    day, now = current_day(), current_moment()
    seen = as_it_stands(progress(network, day)).seen
    say(network, "Meanwhile")
    with pytest.raises(ApprovalError, match="changed since you opened"):
        approve(network, MACHINE, day, now, seen=seen)
    files = approving._files

    def slowly(*asked):
        say(network, "Just now")
        return files(*asked)

    monkeypatch.setattr(approving, "_files", slowly)
    with pytest.raises(ApprovalError, match="changed since you opened"):
        approve(network, MACHINE, day, now)
    monkeypatch.setattr(approving, "LARGEST", 10)
    monkeypatch.setattr(approving, "_files", files)
    with pytest.raises(ApprovalError, match="too large"):
        approve(network, MACHINE, day, now)
    with pytest.raises(ApprovalError, match="not come yet"):
        approve(network, MACHINE, day + timedelta(1), now)
    assert all_versions(network)[0] == ()


@pytest.mark.usefixtures("quick")
def test_the_board_and_stewards_may_approve_and_nobody_takes_it_back(network):
    day, now = current_day(), current_moment()
    for role in ("officer", "evaluator"):
        with pytest.raises(RefusedError):
            approve(network, Actor(role=role, person=1), day, now)
    approve(network, MACHINE, day, now)
    (made,) = changes(network, MACHINE, subject="approval")
    assert (made.change.record, made.change.now) == (day.isoformat(), "1")
    assert not can_undo(made)


@pytest.mark.usefixtures("quick")
def test_whoever_is_forgotten_is_in_no_file_and_the_approval_stays(network):
    day, now = current_day(), current_moment()
    publish_and_approve(network, MACHINE, day, WORDS, now)
    whom = Whom(names=frozenset({"mair canary"}))
    with writing(network.database) as database:
        assert ROOMS["report"].forget(database, whom) >= 3
    ((one,), kept) = all_versions(network)
    assert not kept
    assert "version 1" in words_of(network)
    with pytest.raises(ApprovalError, match="asked to be forgotten"):
        approved_file(network, one.number, "en")
