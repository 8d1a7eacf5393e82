"""How an entry stands once all is said, against a slow reading of the same words."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.upkeep.rules.words import (
    WORDS,
    Said,
    last_day_of,
    standing_words,
    state_of,
)
from tests.examples import examples

DAY = date(2026, 11, 29)


def said(number: int, word: str, day: date = DAY, **more: object) -> Said:
    facts = {
        "person": None, "role": "owner", "area": "", "how": "", "note": "", "place": "",
        "ended_on": "", "until": "", "opens_on": "", "closes_on": "", "undoes": None,
    }  # fmt: skip
    facts |= {"until": "2026-12-31"} if word == "paused" else {}
    return Said(number, "a", word, day.isoformat(), day.isoformat(), **facts | more)


@st.composite
def histories(draw) -> list[Said]:
    """Words on a few days, some of which take an earlier one back."""
    days = sorted(draw(st.lists(st.integers(0, 3), min_size=1, max_size=7)))
    words: list[Said] = []
    for number, day in enumerate(days, 1):
        gone = {one.undoes for one in words}
        left = [x for x in words if x.word != "undone" and x.id not in gone]
        on = DAY + timedelta(day)
        if left and draw(st.booleans()):
            words.append(
                said(number, "undone", on, undoes=draw(st.sampled_from(left)).id)
            )
        else:
            role = draw(st.sampled_from(["owner", "officer", "steward"]))
            words.append(said(number, draw(st.sampled_from(WORDS)), on, role=role))
    return words


def last_of(words: list[Said], *kinds: str) -> Said | None:
    """The last of some words that nobody took back, one by one from the end."""
    for one in reversed(words):
        if one.word in kinds and not any(x.undoes == one.id for x in words):
            return one
    return None


@examples(60)
@given(histories())
def test_the_last_word_of_each_sort_wins_and_what_is_undone_counts_for_nothing(words):
    state = state_of("a", words, "2026-12-31")
    spoken = {one.word for one in words}
    sure = ("right", "ended", "paused", "open")
    last = last_of(words, *sure, "not_us")
    if not spoken & {*sure, "not_us"}:
        assert state.verification is None  # as it was: nobody spoke of it
    elif last and last.word != "not_us":
        found = (state.verification, state.verified_on, state.verified_role)
        assert found == ("confirmed", last.said_on, last.role)
    else:
        assert (state.verification, state.verified_on) == ("unverified", "")
    over = last_of(words, "ended", "open")
    assert bool(state.ended_on) == bool(over and over.word == "ended")
    rests = last_of(words, "paused", "open")
    assert bool(state.paused_until) == bool(rests and rests.word == "paused")
    assert state.taken_off == bool(last_of(words, "take_off"))


def test_of_one_day_the_word_that_was_written_last_wins():
    for order in permutations(["right", "not_us", "right"]):
        words = [said(n, word) for n, word in enumerate(order, 1)]
        expected = "unverified" if order[-1] == "not_us" else "confirmed"
        assert state_of("a", words, "2026-11-29").verification == expected


def test_a_word_of_an_earlier_day_that_is_written_later_is_the_earlier_one():
    words = [said(1, "not_us"), said(2, "right", DAY - timedelta(1))]
    assert [one.id for one in standing_words(words)] == [2, 1]


@pytest.mark.parametrize(
    ("ended_on", "last"),
    [
        ("2026-11-29", "2026-11-28"),  # since today: gone today
        ("2028-03-01", "2028-02-29"),
        ("2025-01-01", "2024-12-31"),
        ("2024-02", "2024-02-31"),  # as the end of a month compares
        ("2024", "2024-12-31"),
        ("2026", "2026-11-28"),  # the year is not over, but it is gone by now
        ("2026-11", "2026-11-28"),
        ("", "2026-11-28"),  # nobody knows since when
    ],
)
def test_no_longer_since_a_day_a_month_a_year_or_nobody_knows(ended_on, last):
    assert (
        last_day_of(
            ended_on, DAY.isoformat() if ended_on[:4] < "2028" else "2028-05-01"
        )
        == last
    )
