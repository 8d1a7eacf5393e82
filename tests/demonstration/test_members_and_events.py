"""A demonstration has members and events of every sort and state, all invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.base.config import load_settings
from copro_map.demonstration.demonstration import make_demonstration
from copro_map.events.face import event_types
from tests.demonstration.test_made import FEW, TODAY
from tests.samples import query


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    here = replace(
        load_settings({}), database=tmp_path_factory.mktemp("small") / "demo.db"
    )
    make_demonstration(here, TODAY, FEW)
    return here.database


def words(database, sql: str) -> set[object]:
    return {value for (value,) in query(database, sql)}


def test_members_are_of_every_form_and_some_left(small):
    forms = words(small, "SELECT DISTINCT form FROM member WHERE state = 'member'")
    assert forms >= {"organisation", "individual"}
    assert words(
        small, "SELECT DISTINCT side FROM member WHERE form = 'individual'"
    ) == {
        "citizen",
        "professional",
    }
    names = words(small, "SELECT name_en FROM member WHERE form = 'individual'")
    assert all(str(x).startswith("Demonstration: ") for x in names)
    ((left, waits),) = query(
        small,
        "SELECT sum(state = 'left'), sum(state = 'member' AND seen_on = '') "
        "FROM member",
    )
    assert left
    assert waits
    addresses = words(small, "SELECT address FROM member")
    assert all(str(x).endswith("@example.org") for x in addresses)


def test_each_member_with_an_entry_is_the_body_that_it_says(small):
    rows = query(
        small,
        "SELECT m.name_en, a.name_en, a.kind "
        "FROM member m JOIN asset a ON a.id = m.entry",
    )
    assert rows
    assert {kind for *_, kind in rows} == {"practitioner"}
    assert all(one == other for one, other, _ in rows)


def test_events_are_of_every_sort_and_state(small):
    own = set(event_types(load_settings({})))
    assert words(small, "SELECT DISTINCT type FROM event") == own
    states = words(small, "SELECT DISTINCT state FROM event")
    assert states == {"planned", "cancelled", "waiting"}
    ((held, ahead, online),) = query(
        small,
        "SELECT sum(ends_on < '2026-11-22'), sum(starts_on > '2026-11-22'), "
        "sum(is_online AND venue = '') FROM event",
    )
    assert held > 3 * 8
    assert ahead == 8
    assert online == 1
    moved = query(
        small,
        "SELECT substr(m.starts_on, 1, 4) < substr(e.starts_on, 1, 4) "
        "FROM event_moved m JOIN event e ON e.number = m.event",
    )
    assert len(moved) == 2
    assert words(small, "SELECT DISTINCT state FROM booking") == {"in", "waiting"}


def test_nobody_came_to_what_is_to_come_or_was_cancelled(small):
    wrong = query(
        small,
        "SELECT e.id FROM event_attended x JOIN event e ON e.number = x.event "
        "WHERE e.state <> 'planned' OR e.ends_on >= '2026-11-22'",
    )
    assert wrong == []
    assert query(small, "SELECT count(*) FROM event_attended")[0][0] > 50
