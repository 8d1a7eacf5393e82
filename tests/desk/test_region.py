"""A region's page says what the tables say, to those who answer for it alone."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, datetime

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.base.today import WALES
from copro_map.coverage.asked import Answer, answer
from copro_map.desk.desk import waiting
from copro_map.desk.region import region
from copro_map.people.persons import enter_person
from copro_map.people.rights import actor_of, now_of
from copro_map.people.rules.permissions import (
    MACHINE,
    RefusedError,
    keeping_to,
)
from tests.samples import live_ids, query

TODAY = date(2026, 11, 29)
NOW = datetime(2026, 11, 29, 10, tzinfo=WALES)
GAVO, CAVO = "CVC-GAVO", "CVC-CAVO"
GWENT = ("W06000018", "W06000019", "W06000021", "W06000022")
BOARD = "W11000028"  # Aneurin Bevan: Gwent, and Torfaen
HERE = """
SELECT asset_id FROM asset_area WHERE layer = 'local_authority'
AND area_code IN (SELECT value FROM json_each(:areas))
UNION SELECT asset_id FROM asset_served
WHERE area_code IN (SELECT value FROM json_each(:areas))
"""
CONFIRMED = """
SELECT COUNT(*) FROM asset WHERE id IN (SELECT value FROM json_each(?))
AND verification = 'confirmed' AND verified_on > '2025-11-28'
"""
OPEN = """
SELECT id FROM asset WHERE id IN (SELECT value FROM json_each(?))
AND kind IN ('offer', 'request') AND verification = 'confirmed'
AND verified_on > '2025-11-28' AND opens_on <= '2026-11-29'
AND paused_until < '2026-11-29'
"""
# Two exchanges, four other entries: confirmed lately, long ago, or paused.
CONFIRM = """
UPDATE asset SET verification = 'confirmed', verified_role = 'owner', verified_on = ?
WHERE id IN (SELECT value FROM json_each(?))
"""


@pytest.fixture
def here(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_TODAY", TODAY.isoformat())
    return network


def enter(here, role, *areas):
    person = enter_person(
        here, MACHINE, address=f"{role}@example.org", name=role, role=role,
        areas=areas, language="en", now=NOW,
    )  # fmt: skip
    with reading(here.database) as database:
        return actor_of(database, person)


def entries_there(here, layers):
    """The ids of the live entries based in Gwent or serving a part of it."""
    wide = [
        area.code
        for layer in layers.values()
        for area in layer.areas.values()
        if set(area.members) & set(GWENT)
    ]
    found = query(here.database, HERE.replace(":areas", "?1"), json.dumps(wide))
    return sorted({one for (one,) in found} & live_ids(here.database, TODAY))


def confirm(here, ids, day):
    with writing(here.database) as database:
        database.execute(CONFIRM, [day, json.dumps(ids)])


def test_its_figures_are_a_recount_and_a_steward_sees_what_its_officer_sees(
    here, layers
):
    ids = entries_there(here, layers)
    listed = json.dumps(ids)
    exchanged = [
        one for (one,) in query(
            here.database,
            "SELECT id FROM asset WHERE kind IN ('offer', 'request') AND id IN "
            "(SELECT value FROM json_each(?)) ORDER BY id", listed,
        )
    ]  # fmt: skip
    assert len(exchanged) > 1
    confirm(here, [exchanged[0], *ids[:3]], "2026-06-01")
    confirm(here, [exchanged[1], *ids[4:6]], "2025-11-01")  # too long ago
    officer, steward = enter(here, "officer", GAVO, CAVO), enter(here, "steward")
    for area, day in ((BOARD, "2026-10-01"), (GWENT[3], "2026-11-01")):
        row = {"area_code": area, "theme": "housing", "asked_on": day}
        row |= {"asked_by": "officer"}
        empty = dict.fromkeys(("none_on", "none_by", "note"), "")
        with writing(here.database) as database:
            database.table("outreach").insert(row | empty)
    none = Answer("W06000008", "housing", "none", "2026-11-02", "forum")
    answer(here, officer, none, NOW)

    found = region(here, officer, GAVO, TODAY)
    assert found.view.total == len(ids)
    assert [(found.view.confirmed,)] == query(here.database, CONFIRMED, listed)
    opened = {one for (one,) in query(here.database, OPEN, listed)}
    assert set(found.exchanged.index) == opened == {exchanged[0]}
    assert {gap.council for gap in found.covered.gaps} == {GAVO}

    rows = list(csv.DictReader(found.covered.file().decode("utf-8-sig").splitlines()))
    assert [(x["area_code"], x["asked_on"]) for x in rows] == [
        (GWENT[3], "2026-11-01"),
        (BOARD, "2026-10-01"),
    ]
    assert [x["area_name"] for x in rows][0] == "Newport"

    own = waiting(here, replace(officer, areas=frozenset({GAVO})), TODAY)
    assert {x.words: x.count for x in found.lines} == {x.words: x.count for x in own}
    assert all(line.href.endswith(f"&area={GAVO}") for line in found.lines)
    seen = region(here, steward, GAVO, TODAY)
    assert seen.lines == found.lines
    assert len(seen.covered.gaps) == len(found.covered.gaps) > 0
    for other in ("CVC-PAVO", "CVC-TVA"):
        with pytest.raises(RefusedError):
            region(here, officer, other, TODAY)


def test_whoever_keeps_to_an_area_goes_on_and_is_never_more_than_they_are(here):
    gavo = frozenset({GAVO})
    officer, steward = enter(here, "officer", CAVO), enter(here, "steward")
    board = enter(here, "board")
    with reading(here.database) as database:
        known = {
            one.role: now_of(database, keeping_to(one, gavo))
            for one in (officer, steward, board, MACHINE)
        }
    assert known["officer"].areas == frozenset()  # of CAVO, so nothing of GAVO
    for role in ("steward", "administrator"):
        assert (known[role].role, known[role].areas) == ("officer", gavo)
    assert known["board"].role == "board"
