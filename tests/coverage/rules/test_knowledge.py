"""What is known of a cell: asked, confirmed, lapsed; at each level."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.errors import UnknownAreaError
from copro_map.coverage.rules.knowledge import STATES, in_force, region_state, state

TODAY = date(2026, 11, 21)
LAS = ["L1", "L2", "L3"]
MEMBERS = {
    **{code: frozenset({code}) for code in LAS},
    "N": frozenset({"L1", "L2"}),
    "all": frozenset(LAS),
}
THEMES = ["food", "housing"]
COLUMNS = ["area_code", "theme", "asked_on", "none_on"]


def ledger(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS).astype(str)


def known(*rows, themes=THEMES, today=TODAY):
    found = state(ledger(*rows), MEMBERS, LAS, themes, today=today)
    return found.set_index(["area_code", "theme"])


def words(*rows, themes=THEMES, today=TODAY):
    return known(*rows, themes=themes, today=today)["state"].to_dict()


def cell(*rows, today=TODAY):
    return words(*rows, today=today)["L1", "food"]


def test_an_empty_ledger_knows_nothing():
    assert words() == {(a, t): "not_asked" for a in LAS for t in THEMES}
    assert known()[["asked_on", "none_on"]].eq("").all().all()


def test_the_answer_has_a_row_for_each_cell_in_the_order_asked():
    found = state(ledger(), MEMBERS, ["L3", "L1"], ["housing", "food"], today=TODAY)
    assert list(found.columns) == ["area_code", "theme", "state", "asked_on", "none_on"]
    assert found[["area_code", "theme"]].values.tolist() == [
        ["L3", "housing"],
        ["L3", "food"],
        ["L1", "housing"],
        ["L1", "food"],
    ]


def test_each_state_from_its_row():
    assert cell(("L1", "food", "2026-01-01", "")) == "asked"
    assert cell(("L1", "food", "", "2026-01-01")) == "confirmed_none"
    assert cell(("L1", "food", "2025-12-01", "2026-01-01")) == "confirmed_none"
    assert cell(("L1", "housing", "2025-12-01", "2026-01-01")) == "not_asked"
    assert cell(("L2", "food", "2025-12-01", "2026-01-01")) == "not_asked"


@pytest.mark.parametrize(
    ("confirmed", "last_day"),
    [
        ("2025-11-21", "2026-11-21"),
        ("2025-01-01", "2026-01-01"),
        ("2023-12-31", "2024-12-31"),
        ("2024-02-29", "2025-02-28"),
        ("2024-02-28", "2025-02-28"),
        ("2024-03-01", "2025-03-01"),
        ("2023-02-28", "2024-02-28"),
        ("2023-03-01", "2024-03-01"),
    ],
)
def test_a_confirmation_lapses_after_twelve_months(confirmed, last_day):
    day, last = date.fromisoformat(confirmed), date.fromisoformat(last_day)
    after = last + timedelta(days=1)
    assert in_force(confirmed, day)
    assert in_force(confirmed, last)
    assert not in_force(confirmed, after)
    assert not in_force(confirmed, day - timedelta(days=1))
    alone, asked = ("L1", "food", "", confirmed), ("L1", "food", confirmed, confirmed)
    assert cell(alone, today=last) == cell(asked, today=last) == "confirmed_none"
    assert cell(alone, today=after) == "not_asked"
    assert cell(asked, today=after) == "asked"


def test_no_date_is_no_confirmation():
    assert not in_force("", TODAY)


def test_dates_in_the_future_count_for_nothing():
    future = ("L1", "food", "2026-11-22", "2026-11-22")
    assert cell(future) == "not_asked"
    assert known(future).loc[("L1", "food")].to_list() == ["not_asked", "", ""]
    assert cell(future, today=date(2026, 11, 22)) == "confirmed_none"
    past = ("L1", "food", "2026-02-01", "2026-03-01")
    assert known(past, future).loc[("L1", "food")].to_list() == [
        "confirmed_none",
        "2026-02-01",
        "2026-03-01",
    ]


def test_the_latest_dates_are_given_also_when_lapsed():
    rows = [
        ("L1", "food", "2024-05-01", "2024-06-01"),
        ("L1", "food", "2023-05-01", "2023-06-01"),
        ("N", "", "2025-01-01", ""),
    ]
    found = known(*rows)
    assert found.loc[("L1", "food")].to_list() == ["asked", "2025-01-01", "2024-06-01"]
    assert found.loc[("L2", "food")].to_list() == ["asked", "2025-01-01", ""]
    assert found.loc[("L3", "food")].to_list() == ["not_asked", "", ""]


def test_a_later_confirmation_renews_an_earlier_one():
    old, new = ("L1", "food", "", "2020-01-01"), ("L1", "food", "", "2026-06-01")
    assert cell(old) == "not_asked"
    assert cell(old, new) == cell(new, old) == "confirmed_none"


def test_a_row_for_a_region_holds_for_each_authority_in_it():
    found = words(("N", "food", "", "2026-06-01"))
    assert {c for c, word in found.items() if word == "confirmed_none"} == {
        ("L1", "food"),
        ("L2", "food"),
    }


def test_a_row_for_every_theme_holds_for_each_theme():
    found = words(("L2", "", "2026-06-01", ""), themes=["", "food", "housing"])
    assert {c for c, word in found.items() if word == "asked"} == {
        ("L2", ""),
        ("L2", "food"),
        ("L2", "housing"),
    }


def test_a_row_for_one_theme_says_nothing_of_all_themes_together():
    found = words(("L2", "food", "", "2026-06-01"), themes=["", "food"])
    assert found["L2", ""] == "not_asked"
    assert found["L2", "food"] == "confirmed_none"


def test_an_area_that_there_is_not_is_named():
    with pytest.raises(UnknownAreaError, match="^X: the ledger names areas"):
        words(("X", "food", "2026-01-01", ""))


def test_the_ledger_is_left_as_it_was_whatever_its_index():
    given_rows = ledger(("N", "", "2026-01-01", ""), ("L1", "food", "", "2026-01-01"))
    given_rows.index = pd.Index([7, 7])
    before = given_rows.copy(deep=True)
    found = state(given_rows, MEMBERS, LAS, THEMES, today=TODAY)
    pd.testing.assert_frame_equal(given_rows, before)
    assert found["state"].to_list()[:2] == ["confirmed_none", "asked"]


days = st.dates(date(2024, 1, 1), date(2027, 12, 31)).map(date.isoformat)
rows_of_a_ledger = st.lists(
    st.tuples(
        st.sampled_from(list(MEMBERS)),
        st.sampled_from(["", *THEMES, "other"]),
        st.one_of(st.just(""), days),
        st.one_of(st.just(""), days),
    ),
    max_size=15,
)


def a_year_on(day):
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 2, 28)


@given(rows_of_a_ledger, st.dates(date(2024, 1, 1), date(2027, 12, 31)))
def test_states_are_those_of_a_slow_reading(rows, today):
    themes = ["", *THEMES]
    found = known(*rows, themes=themes, today=today)
    for authority in LAS:
        for theme in themes:
            mine = [
                r for r in rows if authority in MEMBERS[r[0]] and r[1] in ("", theme)
            ]
            asked = [r[2] for r in mine if r[2] and date.fromisoformat(r[2]) <= today]
            none = [r[3] for r in mine if r[3] and date.fromisoformat(r[3]) <= today]
            word = "asked" if asked else "not_asked"
            if any(today <= a_year_on(date.fromisoformat(d)) for d in none):
                word = "confirmed_none"
            expected = [word, max(asked, default=""), max(none, default="")]
            assert found.loc[(authority, theme)].to_list() == expected


def test_a_region_with_entries_is_recorded_whatever_else_is_known():
    assert region_state(1, ["not_asked", "confirmed_none"]) == "recorded"
    assert region_state(0.2, []) == "recorded"


@given(st.lists(st.sampled_from(STATES), min_size=1))
def test_a_region_without_entries_is_as_well_known_as_its_weakest_part(states):
    found = region_state(0, states)
    strength = {"not_asked": 0, "asked": 1, "confirmed_none": 2}
    assert strength[found] == min(strength[s] for s in states)


def test_a_region_of_nothing_is_not_asked():
    assert region_state(0, []) == "not_asked"
