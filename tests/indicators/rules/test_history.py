"""Entries as at a day, against a reading of the history row by row."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

from copro_map.indicators.rules.history import entries_as_at

FIRST = date(2027, 1, 1)
DAYS = st.integers(0, 40).map(lambda n: (FIRST + timedelta(n)).isoformat())
CONTENT = {
    "kind": "project",
    "practitioner_type": "",
    "organisation": "",
    "organisation_id": "",
    "start_year": 2027.0,
    "stages": (),
}
CHANGE = st.fixed_dictionaries(
    {
        "asset_id": st.sampled_from("abc"),
        "known_from": DAYS,
        "status": st.sampled_from(["published", "published", "archived"]),
        "sector": st.sampled_from(["health", "housing"]),
        "verification": st.sampled_from(["unverified", "confirmed", "stale"]),
        "verified_on": st.one_of(st.just(""), DAYS),
    }
)
COLUMNS = [
    "asset_id",
    "known_from",
    "status",
    "sector",
    "verification",
    "verified_on",
    *CONTENT,
]


def read_slowly(changes, day, known_on):
    """The state of each published entry, by reading one change after the other."""
    latest, checked = {}, {}
    for change in changes:
        if change["known_from"] > known_on:
            continue
        entry = change["asset_id"]
        latest[entry] = change
        said = change["known_from"]
        if change["verification"] == "confirmed":
            said = change["verified_on"]
        if said <= day:
            checked[entry] = (change["verification"], change["verified_on"])
    return {
        entry: (change["sector"], *checked.get(entry, ("unverified", "")))
        for entry, change in latest.items()
        if change["status"] == "published"
    }


LATE = {  # known before the day from which it counts
    "asset_id": "a",
    "known_from": "2027-01-01",
    "status": "published",
    "sector": "health",
    "verification": "confirmed",
    "verified_on": "2027-01-10",
}


@example([LATE], "2027-01-05", None)
@example([LATE | {"verification": "stale"}], "2027-01-05", None)
@given(st.lists(CHANGE, max_size=12), DAYS, st.one_of(st.none(), DAYS))
def test_entries_are_as_the_last_known_change_says(changes, day, known_on):
    changes = sorted(changes, key=lambda change: change["known_from"])
    history = pd.DataFrame(
        [change | CONTENT for change in changes], columns=COLUMNS
    ).astype({"start_year": float})
    asked = date.fromisoformat(known_on) if known_on else None
    found = entries_as_at(history, date.fromisoformat(day), asked)
    rows = zip(
        found.index,
        found["sector"],
        found["verification"],
        found["verified_on"],
        strict=True,
    )
    assert {row[0]: row[1:] for row in rows} == read_slowly(
        changes, day, known_on or day
    )


@given(st.lists(CHANGE, min_size=1, max_size=12), DAYS)
def test_what_becomes_known_later_changes_nothing_before(changes, day):
    changes = sorted(changes, key=lambda change: change["known_from"])
    frame = pd.DataFrame([change | CONTENT for change in changes], columns=COLUMNS)
    before = frame[frame["known_from"] <= day]
    asked = date.fromisoformat(day)
    pd.testing.assert_frame_equal(
        entries_as_at(frame, asked), entries_as_at(before, asked)
    )
