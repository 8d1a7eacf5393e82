"""As at a past day is what was shown then, whatever happened since; snapshots too."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copro_map.assets.importing import import_network
from copro_map.assets.store.history import remember_entries
from copro_map.audits.store.audits import AuditRow, add_audits, audits
from copro_map.base.store.connection import writing
from copro_map.base.superseded import current
from copro_map.indicators.progress import progress
from copro_map.indicators.rules.records import Observation, TargetChange
from copro_map.indicators.snapshots import changed_since, frozen, take_snapshot
from copro_map.indicators.store.progress import (
    add_observations,
    add_target_changes,
    observations,
    target_changes,
)
from copro_map.people.rules.permissions import MACHINE
from copro_map.surveys.rules.instrument import respondent_key
from copro_map.surveys.rules.records import Reply, Wave
from copro_map.surveys.store.surveys import add_replies, add_waves, replies
from tests.conftest import PROJECT
from tests.examples import examples
from tests.samples import at, row, write_csv

pytestmark = pytest.mark.usefixtures("years_later")

FIRST = date(2026, 5, 1)
PROJECTS = ("p1", "p2", "p3")
BODIES = ("b1", "b2", "b3")
ROLES = {"citizen": 40, "provider": 40, "organisation": 40}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Three bodies, and a project of each; one survey is open."""
    folder = tmp_path_factory.mktemp("history")
    bodies = [
        row(id=name, name_en=f"Body {name}", sector="citizen_group") for name in BODIES
    ]
    projects = [
        row(
            id=name,
            kind="project",
            name_en=f"Project {name}",
            organisation=f"Body {body}",
            stages="co_design",
            start_year="2026",
        )
        for name, body in zip(PROJECTS, BODIES, strict=True)
    ]
    here = replace(PROJECT, database=folder / "small.db")
    found = import_network(
        here, write_csv(folder / "in.csv", *bodies, *projects), today=FIRST
    )
    assert not found.faults
    with writing(here.database) as database:
        add_waves(
            database,
            [
                Wave(
                    "members",
                    "first",
                    FIRST.isoformat(),
                    (FIRST + timedelta(20)).isoformat(),
                    False,
                    ROLES,
                    "steward",
                    FIRST.isoformat(),
                )
            ],
        )
    return here


def verify(database, day, n):
    entry = (*PROJECTS, *BODIES)[n % 6]
    status = ("confirmed", "confirmed", "stale", "unverified")[n % 4]
    checked = (day - timedelta(n % 9)).isoformat()
    database.conn.execute(
        "UPDATE asset SET verification = ?, verified_on = ? WHERE id = ?",
        (status, checked, entry),
    )
    remember_entries(database, day)


def edit(database, day, n):
    entry = (*PROJECTS, *BODIES)[n % 6]
    sector, status = (
        ("health", "citizen_group")[n % 2],
        ("archived", "published")[n % 2],
    )
    database.conn.execute(
        "UPDATE asset SET sector = ?, status = ?, start_year = ? WHERE id = ?",
        (sector, status, (2020, 2026)[n % 2], entry),
    )
    if entry in PROJECTS:
        database.conn.execute("DELETE FROM asset_stage WHERE asset_id = ?", (entry,))
        if n % 3:
            sql = "INSERT INTO asset_stage VALUES (?, 'co_deliver')"
            database.conn.execute(sql, (entry,))
    remember_entries(database, day)


def observe(database, day, n):
    period = (FIRST - timedelta(n % 4)).isoformat()
    held = current(observations(database))
    same = held[(held["period_end"] == period) & (held["indicator"] == "2.2")]
    of = 20 + n % 30
    one = Observation(
        indicator="2.2",
        period_end=period,
        value=round(100 * (n % of) / of, 1),
        source="wave",
        entered_by="steward",
        entered_on=day.isoformat(),
        status=("checked", "draft", "withdrawn")[n % 3] if len(same) else "checked",
        numerator=n % of,
        denominator=of,
        n=of,
        invited=80,
        supersedes=int(same.index[0]) if len(same) else None,
    )
    add_observations(database, [one], percents={"2.2"})


def aim(database, day, n):
    held = current(target_changes(database))
    due = ("2027-04-01", "2028-04-01")[n % 2]
    same = held[(held["due_on"] == due)]
    number = int(same.index[0]) if len(same) else None
    value = None if n % 7 == 0 else float(n % 100)
    one = TargetChange("3.1", due, value, "board", day.isoformat(), "why", number)
    add_target_changes(database, [one])


def answer(database, day, n):
    key = respondent_key(b"", "members", "first", str(n % 15))
    held = replies(database)
    same = held[held["superseded_by"].isna() & (held["respondent"] == key)]
    role = ("citizen", "provider", "organisation")[n % 15 % 3]
    change = {"knowledge_change": (("much_more",), ("same",))[n % 2]}
    one = Reply(
        survey="members",
        wave="first",
        respondent=key,
        role=role,
        answered_on=FIRST.isoformat(),
        source="file",
        entered_by="steward",
        entered_on=day.isoformat(),
        answers={} if n % 5 == 0 and len(same) else change,
        organisation_id=BODIES[n % 3] if role == "organisation" else "",
        status="withdrawn" if n % 5 == 0 and len(same) else "checked",
        supersedes=int(same.index[0]) if len(same) else None,
    )
    add_replies(database, [one])


def audit(database, day, n):
    project = PROJECTS[n % 3]
    held = audits(database)
    held = held[held["superseded_by"].isna() & (held["asset_id"] == project)]
    one = AuditRow(
        asset_id=project,
        instrument="principles 1",
        audited_on=FIRST.isoformat(),
        scores={},
        people={},
        level=("", "basic", "intermediate", "transformative")[n % 4],
        entered_by="steward",
        entered_on=day.isoformat(),
        status=("draft", "checked", "checked", "withdrawn")[n // 4 % 4],
        supersedes=int(held.index[-1]) if len(held) and n % 2 else None,
    )
    add_audits(database, [one])


ACTS = (verify, edit, observe, aim, answer, audit)
LOOK = st.sampled_from([True, False, False])
STEP = st.tuples(
    st.sampled_from(ACTS),
    st.integers(0, 999),
    st.integers(0, 12),
    LOOK,
)


# Each act as it first shows, seen before the next, and some of them mended at once.
EACH_IN_TURN = [
    (verify, 0, 0, True),
    (observe, 11, 3, True),
    (aim, 30, 1, True),
    *((answer, n, 0, False) for n in range(14)),
    (answer, 14, 2, True),
    (audit, 5, 1, True),
    (edit, 1, 2, True),
    (answer, 0, 1, True),
    (observe, 12, 0, False),
    (audit, 13, 9, True),
    (aim, 7, 30, False),
]


def shown(here, day, known_on=None):
    return json.loads(json.dumps(progress(here, day, known_on).as_json()))


@examples(3)
@example(EACH_IN_TURN)
@given(st.lists(STEP, min_size=4, max_size=12))
def test_as_at_a_past_day_is_what_was_shown_then(small, tmp_path_factory, steps):
    here = replace(small, database=tmp_path_factory.mktemp("one") / "one.db")
    shutil.copyfile(small.database, here.database)
    day, taken = FIRST, {}
    for act, n, wait, look in steps:
        day += timedelta(wait)
        with writing(here.database) as database:
            act(database, day, n)
        taken.pop(day, None)  # what is shown on a day is what is shown at its end
        if look:
            taken[day] = take_snapshot(here, MACHINE, f"On {day}", day, at(day))
    for when, number in taken.items():
        then = frozen(here, number).content
        assert shown(here, when) == then, when
        now = shown(here, when, known_on=day)
        changed = {x.code for x in changed_since(here, number, day)}
        pairs = zip(then["indicators"], now["indicators"], strict=True)
        assert changed == {old["code"] for old, new in pairs if old != new}


@pytest.mark.parametrize(
    ("act", "numbers"),
    [
        (verify, range(4)),
        (edit, range(6)),
        (observe, [11]),
        (aim, [30]),
        (answer, range(15)),
        (audit, [5]),
    ],
)
def test_each_act_of_the_random_histories_shows(small, tmp_path, act, numbers):
    """Else the test above would say nothing."""
    here = replace(small, database=tmp_path / "one.db")
    shutil.copyfile(small.database, here.database)
    day = FIRST + timedelta(30)
    with writing(here.database) as database:
        verify(database, FIRST, 0)  # one project is confirmed
    before, day_before = shown(here, day), shown(here, day - timedelta(1))
    with writing(here.database) as database:
        for n in numbers:
            act(database, day, n)
    assert shown(here, day) != before
    assert shown(here, day - timedelta(1)) == day_before
