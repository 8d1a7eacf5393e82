"""Rings and pairs that can all be had on one day: none twice, and no more could be."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from copro_map.exchange.rules.proposing import not_under_way, together
from copro_map.exchange.rules.records import Matched, Meeting, Pair, Ring

SCORES = st.sampled_from([0.25, 0.5, 0.75, 1.0])


@st.composite
def matchings(draw):
    """A matching, and rings over the same requests and offers."""
    requests, offers = [f"r{n}" for n in range(6)], [f"o{n}" for n in range(6)]
    capacity = {one: draw(st.integers(1, 2)) for one in offers}
    places = [one for one in offers for _ in range(capacity[one])]
    met = draw(st.permutations(places))[: draw(st.integers(0, 6))]
    pairs = tuple(Pair(a, b, draw(SCORES)) for a, b in zip(requests, met, strict=False))
    rings = []
    for _ in range(draw(st.integers(0, 4))):
        size = draw(st.integers(2, 4))
        asked = draw(st.permutations(requests))[:size]
        given_ = draw(st.permutations(offers))[:size]
        closed = tuple(
            Pair(a, b, draw(SCORES)) for a, b in zip(asked, given_, strict=True)
        )
        rings.append(Ring(tuple(asked), closed))
    return Matched(pairs, (), tuple(rings), (), capacity)


@given(matchings())
def test_all_of_them_can_be_introduced_on_one_day(matched):
    found = together(matched)
    pairs = [pair for one in found for pair in one.pairs]
    assert max(Counter(x.request for x in pairs).values(), default=0) <= 1
    for offer, count in Counter(x.offer for x in pairs).items():
        assert count <= matched.capacity[offer]


@given(matchings())
def test_rings_come_first_and_nothing_is_left_out_that_still_could_be_had(matched):
    found = together(matched)
    is_ring = [one.ring is not None for one in found]
    assert is_ring == sorted(is_ring, reverse=True)
    chosen = {one.mark for one in found}
    asked = {x.request for one in found for x in one.pairs}
    used = Counter(x.offer for one in found for x in one.pairs)
    every = [ring.pairs for ring in matched.rings] + [(x,) for x in matched.pairs]
    for pairs in every:
        if "+".join(f"{x.request}~{x.offer}" for x in pairs) in chosen:
            continue
        needs = Counter(x.offer for x in pairs)
        free = all(used[x] + n <= matched.capacity[x] for x, n in needs.items())
        assert not free or any(x.request in asked for x in pairs)


def meeting(number: int, request: str, offer: str, state: str) -> Meeting:
    facts = dict.fromkeys(Meeting.__annotations__, "") | {"number": number}
    told = {"request": request, "offer": offer, "state": state, "is_story": False}
    return Meeting(**{**facts, **told, "person": None})


def test_whoever_is_being_introduced_is_not_proposed_to_anybody_else():
    ids = ["r1", "r2", "r3", "o1", "o2"]
    board = pd.DataFrame({"taken": [0, 0, 0, 1, 0]}, ids)
    going = [
        meeting(1, "r1", "o1", "introduced"),
        meeting(2, "r2", "o1", "agreed"),
        meeting(3, "r3", "o2", "declined"),
    ]
    left = not_under_way(board, going)
    # What is agreed stands in what is taken already; what was declined is free.
    assert left["taken"].to_dict() == {"r3": 0, "o1": 2, "o2": 0}
    assert board["taken"].tolist() == [0, 0, 0, 1, 0]
