"""Numbers of people: no combination of those that are told gives a few away."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.members.rules.few import People, Shown, counted, people_told, told
from copro_map.members.rules.records import Member
from copro_map.members.rules.taking_part import people_of

FIRST = date(2026, 1, 1)
SIDES, LANGUAGES = ("citizen", "professional"), ("cy", "en", "")
AREAS = ("north", "mid", "west", "east", "south", "")


def person(number: int, joined: date = FIRST, **facts) -> Member:
    """Somebody who joined as themselves."""
    texts = dict.fromkeys(Member.__annotations__, "")
    known = {
        **texts,
        **{"form": "individual", "state": "member", "side": "citizen"},
        **{"is_public": False, "seen_on": "2026-01-02", "left_on": ""},
        **facts,
    }
    return Member(**(known | {"number": number, "joined_on": joined.isoformat()}))


def within(code: str) -> dict[str, str]:
    return {"board": code} if code else {}


people = st.lists(
    st.tuples(
        st.sampled_from(SIDES),
        st.sampled_from(LANGUAGES),
        st.sampled_from(AREAS),
        st.booleans(),
    ),
    min_size=0,
    max_size=130,
)


def published(found: People, members: list[Member]) -> list[set[int]]:
    """The people of each number that is told, by the facts of the records."""
    if found.total is None:
        return []
    groups = [{one.number for one in members}]
    for name in ("side", "language", "area"):
        for value, n in getattr(found, name).counts.items():
            group = {x.number for x in members if getattr(x, name) == value}
            assert len(group) == n
            groups.append(group)
    return groups


def smallest(groups: list[set[int]], hidden: set[int]) -> int:
    """The fewest people that signs before numbers single out: slowly, all of them."""
    order = sorted(hidden)
    rows = np.array([[x in group for x in order] for group in groups], dtype=int)
    least = len(order)
    for signs in product((-1, 0, 1), repeat=len(groups)):
        found = np.array(signs) @ rows
        if ((found == 0) | (found == 1)).all() and found.any():
            least = min(least, int(found.sum()))
    return least


@given(people)
def test_no_combination_of_numbers_is_of_one_to_nine_people(drawn):
    members = [
        person(number, side=side, language=language, area=area, is_public=is_public)
        for number, (side, language, area, is_public) in enumerate(drawn)
    ]
    found = people_of(members, FIRST, within, "board")
    groups = published(found, members)[:9]  # all signs of nine numbers, one by one
    hidden = {one.number for one in members if not one.is_public}
    assert (found.total is None) == (len(hidden) < 10)
    if groups:
        assert smallest(groups, hidden) >= 10


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ({"a": 30, "b": 15, "c": 3}, {"a"}),  # b and c together are 18
        ({"a": 30, "b": 15, "c": 10}, {"a", "b", "c"}),
        ({"a": 30, "b": 9, "c": 9}, {"a"}),
        ({"a": 30, "b": 9}, set()),
        ({"a": 9, "b": 9}, set()),
        ({}, set()),
    ],
)
def test_a_second_group_is_hidden_so_that_no_total_gives_the_first_back(sizes, shown):
    start, split = 0, {}
    for name, size in sizes.items():
        split[name] = frozenset(range(start, start + size))
        start += size
    assert told(split, frozenset()).keys() == shown


def test_all_and_all_but_one_are_only_said_to_be_nearly_all():
    for professionals in (0, 1):
        members = [
            person(x, side="professional" if x < professionals else "citizen")
            for x in range(40)
        ]
        found = people_of(members, FIRST, within, "board")
        assert found.side == Shown(nearly_all="citizen")
        assert found.total == 40


def test_whoever_is_named_can_be_taken_away_so_they_do_not_make_a_group_large():
    members = [person(x, is_public=x < 5) for x in range(14)]
    assert people_of(members, FIRST, within, "board").total is None
    assert people_of([*members, person(14)], FIRST, within, "board").total == 15


def test_what_is_told_changes_by_ten_people_or_not_at_all():
    members = [person(x, FIRST + timedelta(days=x)) for x in range(25)]
    totals = {}
    for day in range(30):
        found, since = counted(members, FIRST + timedelta(days=day))
        totals[day] = (len(found), since)
    assert {n for n, _ in totals.values()} == {0, 10, 20}
    assert totals[8] == (0, "")
    assert totals[9] == totals[18] == (10, "2026-01-10")
    assert totals[29] == (20, "2026-01-20")


def test_those_who_left_are_counted_until_ten_have_joined_or_left():
    left = (FIRST + timedelta(days=40)).isoformat()
    members = [
        person(x, left_on=left if x < n else "") for n in (9,) for x in range(30)
    ]
    assert len(counted(members, FIRST + timedelta(days=50))[0]) == 30
    members = [person(x, left_on=left if x < 10 else "") for x in range(30)]
    assert len(counted(members, FIRST + timedelta(days=50))[0]) == 20


def test_a_split_that_would_give_a_few_away_is_not_told():
    every = frozenset(range(40))
    side = {"citizen": frozenset(range(20)), "professional": frozenset(range(20, 40))}
    language = {"cy": frozenset(range(15)), "en": frozenset(range(15, 40))}
    splits = {"side": side, "language": language}
    found = people_told(every, "2026-01-01", splits, frozenset())
    assert found.side.counts == {"citizen": 20, "professional": 20}
    assert found.language.counts == {}  # citizens less Welsh speakers would be five
