"""Gaps are answered by whoever answers for the area: kept, noted, shown, taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.coverage.asked import (
    Answer,
    AnswerError,
    answer,
    known,
    settle,
    take_back,
    tell_one,
)
from copro_map.coverage.face import Ask, OfArea, cover, waiting
from copro_map.coverage.gap_words import theme_name
from copro_map.coverage.ledger import import_outreach
from copro_map.coverage.to_answer import to_answer
from copro_map.people.changes import FromMachine
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.search.search import all_assets
from tests.samples import dump, query

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 10, tzinfo=WALES)
CEREDIGION, POWYS = "W06000008", "W06000023"
CAVO, PAVO = "CVC-CAVO", "CVC-PAVO"
ROWS = "SELECT area_code, theme, asked_on, asked_by, replies, none_on, none_by, note"
LEDGER = f"{ROWS} FROM outreach"  # noqa: S608 - no value
CHANGES = """
SELECT subject, record, what, role, person, areas, undoes, now
FROM change_made WHERE subject IN ('outreach', 'file') ORDER BY id
"""


def enter(here, role, *areas):
    person = enter_person(
        here, MACHINE, address=f"{role}{''.join(areas)}@example.org", name=role,
        role=role, areas=areas, language="en", now=NOW,
    )  # fmt: skip
    with reading(here.database) as database:
        return actor_of(database, person)


@pytest.fixture
def cavo(network):
    return enter(network, "officer", CAVO)


@pytest.fixture
def pavo(network):
    return enter(network, "officer", PAVO)


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", TODAY.isoformat())


def public_themes(here):
    """What the public page of Ceredigion says of its themes."""
    assets = all_assets(here, TODAY)
    one = OfArea(cover(here, Ask(), assets, TODAY), CEREDIGION)
    return [said.words for said in one.themes(assets)]


def none_here(gap):
    return Answer(gap.area_code, gap.theme, "none", "2026-11-20", "forum's worker")


def test_an_answer_is_kept_noted_and_read_by_everybody_until_it_is_taken_back(
    network, cavo, pavo
):
    gaps = to_answer(network, cavo, TODAY)
    assert {gap.area_code for gap in gaps} == {CEREDIGION}
    assert {gap.area_code for gap in to_answer(network, pavo, TODAY)} == {POWYS}
    gap = next(gap for gap in gaps if gap.theme)
    before = public_themes(network)
    number = answer(network, cavo, none_here(gap), NOW)

    kept = (CEREDIGION, gap.theme, "", "", None, "2026-11-20", "forum's worker", "")
    assert query(network.database, LEDGER) == [kept]
    ((*made, told),) = query(network.database, CHANGES)
    assert made == [
        "outreach",
        "1",
        "none",
        "officer",
        cavo.person,
        f'["{CAVO}"]',
        None,
    ]
    assert told == f"{CEREDIGION} {gap.theme} 2026-11-20"
    assert gap.id not in {one.id for one in to_answer(network, cavo, TODAY)}
    checked = f"Checked locally, none: {theme_name(network, gap.theme)}"
    assert checked in public_themes(network)
    assert checked not in before

    written = dump(network.database)
    for act in (
        lambda: answer(network, pavo, replace(none_here(gap), on="2026-11-01"), NOW),
        lambda: take_back(network, pavo, number, NOW),
        lambda: tell_one(network, pavo, CEREDIGION, "", "A", "B", NOW),
    ):
        with pytest.raises(RefusedError):
            act()
    with pytest.raises(AnswerError, match="already"):
        answer(network, cavo, none_here(gap), NOW)
    assert dump(network.database) == written

    take_back(network, cavo, number, NOW)
    assert query(network.database, LEDGER) == []
    assert query(network.database, CHANGES)[1][2:] == (
        "undone", "officer", cavo.person, f'["{CAVO}"]', number, ""
    )  # fmt: skip
    assert gap.id in {one.id for one in to_answer(network, cavo, TODAY)}
    with pytest.raises(UndoError):
        take_back(network, cavo, number, NOW)


def test_whom_we_asked_of_all_themes_answers_each(network, cavo):
    given = Answer(CEREDIGION, "", "asked", "2026-11-29", "carers' groups", "0")
    answer(network, cavo, given, NOW)
    row = (CEREDIGION, "", "2026-11-29", "officer", 0, "", "", "carers' groups")
    assert query(network.database, LEDGER) == [row]
    assert to_answer(network, cavo, TODAY) == ()


def test_what_the_import_refuses_the_desk_refuses_and_nothing_is_written(network, cavo):
    fine = Answer(CEREDIGION, "", "asked", "2026-11-20", "groups", "2")
    before = dump(network.database)
    for wrong, message in (
        ({"by": " "}, "never name a person"),
        ({"by": "", "what": "none"}, "by their role"),
        ({"on": "2026-11-30"}, "in the future"),
        ({"on": "soon"}, "cannot be read"),
        ({"by": "ring 029 2034 5678"}, "contact details"),
        ({"replies": "-1"}, "whole number"),
        ({"theme": "foood"}, "Unknown word"),
    ):
        with pytest.raises(AnswerError) as refused:
            answer(network, cavo, replace(fine, **wrong), NOW)
        assert message in str(refused.value), wrong
    assert dump(network.database) == before


def test_whoever_was_moved_to_another_area_meanwhile_is_refused(network, cavo):
    with writing(network.database) as database:
        database.execute("UPDATE person SET areas = ?", [f'["{PAVO}"]'])
    fine = Answer(CEREDIGION, "", "asked", "2026-11-20", "groups", "2")
    with pytest.raises(RefusedError):
        answer(network, cavo, fine, NOW)
    assert query(network.database, LEDGER) == []


def test_what_somebody_knows_waits_for_a_steward_and_is_seen_by_no_other_officer(
    network, cavo, pavo
):
    steward = enter(network, "steward")
    gap = to_answer(network, cavo, TODAY)[-1]
    with pytest.raises(AnswerError, match="called"):
        tell_one(network, cavo, gap.area_code, gap.theme, " ", "Borth", NOW)
    with pytest.raises(AnswerError, match="contact details"):
        tell_one(network, cavo, gap.area_code, gap.theme, "Yr Ardd", "a@b.org", NOW)
    number = tell_one(network, cavo, gap.area_code, gap.theme, "Yr Ardd", "Borth", NOW)
    assert [one.name for one in known(network, cavo)] == ["Yr Ardd"]
    assert known(network, pavo) == ()
    assert gap.id not in {one.id for one in to_answer(network, cavo, TODAY)}
    (line,) = [x for x in waiting(network, steward, TODAY) if "which=known" in x.href]
    assert (line.count, line.since) == (1, TODAY.isoformat())
    assert [x.href for x in waiting(network, cavo, TODAY)] == ["desk?part=asking"]
    assert "Yr Ardd" not in str(query(network.database, "SELECT * FROM change_made"))

    with pytest.raises(RefusedError):
        settle(network, cavo, 1, "on_map", NOW)
    settled = settle(network, steward, 1, "on_map", NOW)
    assert known(network, steward) == ()
    with pytest.raises(AnswerError, match="already"):
        settle(network, steward, 1, "not_for_map", NOW)
    with pytest.raises(UndoError):
        take_back(network, cavo, number, NOW)  # the later change stands on it
    with pytest.raises(RefusedError):
        take_back(network, cavo, settled, NOW)
    take_back(network, steward, settled, NOW)
    assert len(known(network, steward)) == 1
    take_back(network, cavo, number, NOW)
    assert query(network.database, "SELECT * FROM known_one") == []


def test_a_file_of_the_ledger_is_noted_and_a_dry_run_is_not(network, tmp_path):
    file = tmp_path / "asked.csv"
    file.write_text(f"area_code,asked_on,asked_by\n{POWYS},2026-11-20,officer\n")
    by = FromMachine(NOW)
    import_outreach(network, file, dry_run=True, today=TODAY, bringing=by)
    assert query(network.database, CHANGES) == []
    import_outreach(network, file, today=TODAY, bringing=by)
    ((*made, told),) = query(network.database, CHANGES)
    assert made[:5] == ["file", "outreach", "outreach", "administrator", None]
    assert told == "1 0"
