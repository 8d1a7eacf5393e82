"""Observations and targets in the database: dated, superseded, never overwritten."""

from __future__ import annotations

import shutil
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import DatabaseError
from copro_map.base.store.connection import reading, writing
from copro_map.base.superseded import current
from copro_map.indicators.rules.records import Observation, TargetChange
from copro_map.indicators.store.progress import (
    add_observations,
    last_target_changes,
    observations,
    target_changes,
)
from tests.examples import examples
from tests.indicators.progress_samples import (
    COUNT,
    SHARE,
    TARGET,
    add,
    aim,
    refused,
    seen,
    shown,
)
from tests.samples import query

pytestmark = pytest.mark.usefixtures("years_later")


@pytest.mark.parametrize("row", [COUNT, SHARE, replace(COUNT, value=None)])
def test_an_observation_is_read_as_it_was_entered(settings, row):
    assert add(settings, row) == (1,)
    frame = seen(settings)
    record = frame.astype(object).where(frame.notna(), None).loc[1].to_dict()
    assert record.pop("superseded_by") is None
    assert Observation(**record) == row
    stored = query(settings.database, "SELECT value, breakdown FROM observation")
    assert stored == [(row.value, row.breakdown)]


@pytest.mark.parametrize("rows", [[], [COUNT], [SHARE, COUNT]])
def test_the_columns_are_of_the_same_types_whatever_is_in_them(settings, rows):
    add(settings, *rows)
    frame = seen(settings)
    assert len(frame) == len(rows)
    assert sorted(frame) == sorted(
        [*(field.name for field in fields(Observation)), "superseded_by"]
    )
    types = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert types.pop("value") == "Float64"
    whole = {"numerator", "denominator", "invited", "n", "supersedes", "superseded_by"}
    assert {name for name, kind in types.items() if kind == "Int64"} == whole
    assert {types[name] for name in set(types) - whole} == {"str"}


def test_a_correction_supersedes_and_the_old_figure_stays(settings):
    (first,) = add(settings, COUNT)
    better = replace(COUNT, value=118, entered_on="2027-05-01", supersedes=first)
    (second,) = add(settings, better)
    frame = seen(settings)
    assert frame["value"].tolist() == [120, 118]
    assert frame.at[first, "superseded_by"] == second
    assert shown(settings) == [second]
    assert shown(settings, date(2027, 4, 1)) == []
    assert shown(settings, date(2027, 4, 30)) == [first]
    assert seen(settings, day=date(2027, 4, 30))["superseded_by"].isna().all()
    assert shown(settings, date(2027, 5, 1)) == [second]


OTHER = replace(COUNT, indicator="2.3", value=5)


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (replace(COUNT, supersedes=9), "1.1: has no record 9"),
        (replace(OTHER, period_end="2028-03-31", supersedes=1), "2.3: has no record 1"),
        (replace(COUNT, supersedes=1), "record 1 is superseded already.*record 2"),
        (COUNT, "1.1: record 2 says this already"),
        (replace(COUNT, breakdown="{ }"), "record 2 says this already"),
        (replace(COUNT, supersedes=2, entered_on="2027-04-01"), "cannot come after"),
        (replace(COUNT, period_end="2028-03-31", entered_on="2027-04-01"), "cannot c"),
    ],
)
def test_what_does_not_fit_the_others_is_refused_and_leaves_nothing(
    settings, row, match
):
    add(settings, COUNT)
    add(settings, replace(COUNT, value=119, supersedes=1))
    refused(settings, match, OTHER, row)


def test_the_other_period_part_and_indicator_stand_beside(settings):
    part = replace(COUNT, breakdown='{"group": "citizens"}', value=30)
    later = replace(COUNT, period_end="2028-03-31")
    assert len(add(settings, COUNT, part, later, OTHER)) == 4
    assert shown(settings) == [1, 2, 3, 4]
    # An older day than that of another indicator is no harm.
    add(settings, replace(OTHER, indicator="3.1", entered_on="2026-12-01"))
    assert shown(settings, date(2026, 12, 1)) == [5]


def test_a_correction_cannot_become_what_another_record_says(settings):
    later = replace(COUNT, period_end="2028-03-31")
    add(settings, COUNT, later)
    refused(settings, "record 1 says this already", replace(COUNT, supersedes=2))
    add(settings, replace(later, period_end="2029-03-31", supersedes=2))
    assert shown(settings) == [1, 3]


WRONG = [
    (replace(COUNT, period_end="31/03/2027"), '"31/03/2027" is not a date'),
    (replace(COUNT, period_end="2027-02-30"), "not a date"),
    (replace(COUNT, period_end="20270331"), "not a date"),
    (replace(COUNT, entered_on="2027-04"), "not a date"),
    (replace(COUNT, entered_on=""), "not a date"),
    (replace(COUNT, value=-1), "from 0 up"),
    (replace(COUNT, value=float("nan")), "from 0 up"),
    (replace(COUNT, value=float("inf")), "from 0 up"),
    (replace(COUNT, numerator=119), "does not fit"),
    (replace(COUNT, value=None, numerator=119), "does not fit"),
    (replace(COUNT, numerator=120, denominator=300), "does not fit"),
    (replace(SHARE, value=40.06), "does not fit"),
    (replace(SHARE, value=39.94), "does not fit"),
    (replace(SHARE, value=0.4), "does not fit"),
    (replace(SHARE, value=None), "does not fit"),
    (replace(SHARE, value=101, numerator=None, denominator=None), "does not fit"),
    (replace(SHARE, denominator=None), "does not fit"),
    (replace(SHARE, numerator=None), "does not fit"),
    (replace(SHARE, numerator=61, value=101.7), "does not fit"),
    (replace(SHARE, numerator=0, denominator=0), "does not fit"),
    (replace(SHARE, numerator=0, denominator=0, value=0), "does not fit"),
    (replace(SHARE, n=59), "does not fit"),
    (replace(SHARE, invited=62), "does not fit"),
    (replace(SHARE, n=None, invited=59), "does not fit"),
    (replace(SHARE, numerator=-24, denominator=-60), "does not fit"),
    (replace(SHARE, breakdown=""), "write the breakdown"),
    (replace(SHARE, breakdown="[]"), "write the breakdown"),
    (replace(SHARE, breakdown='{"role": 1}'), "write the breakdown"),
]


@pytest.mark.parametrize(("row", "match"), WRONG)
def test_a_record_that_cannot_be_is_refused_and_leaves_nothing(settings, row, match):
    add(settings, OTHER)
    fine = replace(OTHER, indicator="3.1")
    refused(settings, match, fine, row)


@pytest.mark.parametrize(
    "row",
    [
        replace(SHARE, value=40.05),
        replace(SHARE, value=39.95),
        replace(SHARE, numerator=1, denominator=3, value=33.3),
        replace(SHARE, numerator=60, value=100),
        replace(SHARE, numerator=0, value=0),
        replace(SHARE, numerator=0, denominator=0, n=0, value=None),
        replace(SHARE, numerator=None, denominator=None, n=None, value=100),
        replace(SHARE, n=60, invited=60),
        replace(COUNT, numerator=120),
    ],
)
def test_a_record_at_the_edge_of_what_can_be_is_kept(settings, row):
    assert add(settings, row) == (1,)


@pytest.mark.parametrize(
    "row",
    [
        replace(COUNT, indicator=""),
        replace(COUNT, source=""),
        replace(COUNT, entered_by=""),
        replace(COUNT, status="final"),  # type: ignore[arg-type]
        replace(COUNT, entered_by=None),  # type: ignore[arg-type]
    ],
)
def test_the_database_itself_refuses_what_has_nobody_behind_it(settings, row):
    with pytest.raises(DatabaseError, match="constraint failed"):
        add(settings, OTHER, row)
    assert query(settings.database, "SELECT COUNT(*) FROM observation") == [(0,)]


def test_a_target_is_superseded_not_edited_and_the_last_to_change_it_is_seen(settings):
    (first,) = aim(settings, TARGET)
    other = replace(TARGET, indicator="2.3", changed_by="coordinator")
    lower = replace(
        TARGET,
        value=110,
        changed_by="steward",
        changed_on="2027-01-10",
        reason="fewer staff",
        supersedes=first,
    )
    aim(settings, lower, other)
    frame = seen(settings, target_changes)
    kept = [TargetChange(**row) for row in frame.iloc[:1, :-2].to_dict("records")]
    assert kept == [TARGET]
    assert current(frame)["value"].tolist() == [110, 130]
    last = last_target_changes(frame)
    assert last["changed_by"].to_dict() == {"1.1": "steward", "2.3": "coordinator"}
    assert last.at["1.1", "reason"] == "fewer staff"
    before = seen(settings, target_changes, date(2027, 1, 9))
    assert current(before)["value"].to_list() == [130, 130]
    assert last_target_changes(before).at["1.1", "changed_by"] == "board"


def test_a_target_may_be_moved_or_dropped_but_not_doubled(settings):
    aim(settings, TARGET, replace(TARGET, due_on="2028-03-31", value=250))
    refused(settings, "record 1 says this already", replace(TARGET, value=1), by=aim)
    moved = replace(TARGET, due_on="2028-03-31", supersedes=1)
    refused(settings, "record 2 says this already", moved, by=aim)
    aim(settings, replace(TARGET, value=None, supersedes=1))
    assert seen(settings, target_changes)["value"].isna().tolist() == [0, 0, 1]
    again = replace(TARGET, supersedes=1)
    refused(settings, "record 1 is superseded already.*3", again, by=aim)


@pytest.mark.parametrize(
    ("row", "match"),
    [
        (replace(TARGET, due_on="March"), "not a date"),
        (replace(TARGET, changed_on="2026-13-01"), "not a date"),
        (replace(TARGET, value=-1), "from 0 up"),
    ],
)
def test_a_target_that_cannot_be_is_refused(settings, row, match):
    aim(settings, replace(TARGET, indicator="2.3"))
    refused(settings, match, row, by=aim)


@pytest.mark.parametrize("column", ["reason", "changed_by"])
def test_a_target_has_a_reason_and_somebody_who_changed_it(settings, column):
    row = replace(TARGET, **{column: ""})
    with pytest.raises(DatabaseError, match="constraint failed"):
        aim(settings, row)


FIRST = date(2026, 4, 1)
# What somebody does on a day: (days after the last, indicator, period, what, value).
DOINGS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.sampled_from(["1.1", "2.3"]),
        st.sampled_from(["2027-03-31", "2028-03-31"]),
        st.sampled_from(["checked", "draft", "withdrawn"]),
        st.none() | st.integers(0, 300),
    ),
    max_size=14,
)


@examples(20)
@given(doings=DOINGS)
def test_what_was_shown_on_a_day_is_shown_as_at_that_day_for_ever(
    tmp_path_factory, blank, doings
):
    """The model: a dictionary that is overwritten, copied at the end of each day."""
    path = tmp_path_factory.mktemp("history") / "x.db"
    shutil.copyfile(blank, path)
    day, now, ids, diary = FIRST, {}, {}, {}
    with writing(path) as database:
        for later, indicator, period, status, value in doings:
            if later:
                diary[day] = dict(now)
            day += timedelta(later)
            cell = (indicator, period)
            row = Observation(
                *cell, value, "map", "steward", day.isoformat(), status,
                supersedes=ids.get(cell),
            )  # fmt: skip
            (ids[cell],) = add_observations(database, [row], percents=())
            now[cell] = (value, status, day.isoformat())
        diary[day] = dict(now)
    with reading(path) as database:
        for when, then in diary.items():
            frame = current(observations(database, when))
            plain = frame.astype(object).where(frame.notna(), None)
            assert {
                (row.indicator, row.period_end): (row.value, row.status, row.entered_on)
                for row in plain.itertuples()
            } == then
        assert len(observations(database)) == len(doings)
        assert observations(database, FIRST - timedelta(1)).empty
