"""The last answers of a cell, and how long they are left alone."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from copro_map.coverage.rules.answering import (
    TELLING,
    UNLIKELY,
    Last,
    last_answers,
    needs_answer,
)

TODAY = date(2026, 11, 29)
MEMBERS = {"north": frozenset({"a", "b"}), "a": frozenset({"a"}), "b": frozenset({"b"})}


def test_the_last_answers_are_the_latest_rows_that_hold_there():
    rows = [
        ("north", "", "2026-03-01", None, ""),
        ("a", "food", "2026-03-01", 4, ""),
        ("a", "food", "2026-02-01", 9, ""),
        ("b", "", "", None, "2025-12-01"),
        ("b", "", "", None, "2026-12-01"),  # has not come
    ]
    names = ["area_code", "theme", "asked_on", "replies", "none_on"]
    ledger = pd.DataFrame(rows, columns=names).astype({"replies": "Int64"})
    assert last_answers(ledger, MEMBERS, ["", "food"], TODAY) == {
        ("a", ""): Last("2026-03-01", None),
        ("a", "food"): Last("2026-03-01", 4),
        ("b", ""): Last("2026-03-01", None, "2025-12-01"),
        ("b", "food"): Last("2026-03-01", None, "2025-12-01"),
    }


@pytest.mark.parametrize("telling", TELLING)
def test_an_answer_rests_so_long_and_no_longer(telling):
    asked = date(2026, 3, 10)
    month, year = asked + timedelta(30), date(2027, 3, 10)
    silent = month if telling in UNLIKELY else year
    for last, until in (
        (Last(asked.isoformat(), 3), year),
        (Last(asked.isoformat(), 0), silent),
        (Last(asked.isoformat(), None), silent),
        (Last(none_on=asked.isoformat()), year),
    ):
        assert not needs_answer(last, telling, until), last
        assert needs_answer(last, telling, until + timedelta(1)), last
    assert needs_answer(Last(), telling, asked)
