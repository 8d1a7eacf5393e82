"""What waits on the desk, how soon it is published, and what the clock empties."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from statistics import median

import pytest

from copro_map.base.store.connection import writing
from copro_map.desk.desk import waiting as all_waits
from copro_map.desk.jobs import JOBS
from copro_map.people.consents import keep_consents
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from copro_map.versions.deciding import decide, decline_all
from copro_map.versions.rules.versions import Decision
from copro_map.versions.waiting import published_after, waiting
from tests.samples import query
from tests.versions.conftest import NOW

PRIVATE = ("address", "address_key", "words", "client", "note")
TODAY = NOW.date()
SWEEP = next(job for job in JOBS if job.name == "sweep").run
ROWS = "SELECT * FROM version_sent ORDER BY number"


def lines(here, actor) -> list[tuple]:
    return [(x.words, x.href, x.count, x.since) for x in waiting(here, actor, TODAY)]


def test_who_reads_welsh_has_a_line_of_their_own(network, sends, new, speaks):
    welsh = speaks("steward", name="welsh", language="cy")
    english = speaks("steward", name="english", language="en")
    far = speaks("officer", "CVC-PAVO", language="cy")
    for n in range(3):
        sends(replace(new, id=f"c-{n}"), now=NOW - timedelta(days=n))
    decide(network, MACHINE, 1, Decision("reading", 1), NOW)
    decide(network, MACHINE, 2, Decision("asked", 1, "Where?"), NOW)
    own = ("Sent in, to be decided: 1", "desk?part=sent", 1, "2026-11-27")
    handed = ("For a Welsh reader: 1", "desk?part=sent&state=reading", 1, "2026-11-29")
    assert lines(network, welsh) == [own, handed]
    assert lines(network, english) == lines(network, MACHINE) == [own]
    assert lines(network, far) == []
    assert own[0] in [one.words for one in all_waits(network, english, TODAY)]


def test_how_soon_it_is_published_is_said_by_language(network, sends, new):
    days = {"cy": (0.5, 3, 10), "en": (2,)}
    for language, took in days.items():
        for n, day in enumerate(took):
            one = replace(new, id=f"c-{language}{n}")
            number = sends(one, language=language, now=NOW - timedelta(days=day))
            decide(network, MACHINE, number, Decision("accepted", 1), NOW)
    declined = sends(replace(new, id="c-no"), now=NOW - timedelta(days=90))
    decline_all(network, MACHINE, [declined], "", NOW)
    found = published_after(network, MACHINE)
    assert {x.language: (x.accepted, x.median_days) for x in found} == {
        x: (len(y), median(y)) for x, y in days.items()
    }
    with pytest.raises(RefusedError):
        published_after(network, PUBLIC)


def test_90_days_after_a_decision_nothing_is_left_of_who_and_what(network, sends, new):
    states = ("accepted", "declined", "asked", "waiting")
    for n, state in enumerate(states):
        address = f"canary{n}@example.org"
        number = sends(replace(new, id=f"c-{n}"), address=address)
        with writing(network.database) as database:
            fields, day = ("name", "contact"), TODAY
            keep_consents(database, f"c-{n}", fields, "v1", "cy", day, address, "form")
        if state != "waiting":
            decide(network, MACHINE, number, Decision(state, 1, "Canary words."), NOW)
    assert SWEEP(network, NOW + timedelta(days=90)).done == 0
    before = query(network.database, ROWS)
    held = "SELECT DISTINCT entry FROM consent WHERE held ORDER BY entry"
    assert query(network.database, held) == [("c-1",), ("c-2",), ("c-3",)]
    later = NOW + timedelta(days=90, seconds=1)
    SWEEP(network, later)
    with closing(sqlite3.connect(network.database)) as database:
        database.row_factory = sqlite3.Row
        rows = [dict(row) for row in database.execute(ROWS)]
    for row in rows[:2]:
        assert (row["content"], row["was"]) == ("{}", "{}")
        emptied = [row[x] for x in PRIVATE]
        assert emptied == [""] * 5
        kept = (row["decided_at"], row["language"])
        assert kept == ("2026-11-29T10:00:00Z", "cy")
    assert query(network.database, ROWS)[2:] == before[2:]  # what is open stays
    assert query(network.database, held) == [("c-2",), ("c-3",)]
    assert SWEEP(network, later).done == 0
    assert [x.accepted for x in published_after(network, MACHINE)] == [0, 1]
