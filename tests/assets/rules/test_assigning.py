"""Who gets which offer: against every way there is, and against a maximum flow."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from copro_map.assets.rules import assigning
from copro_map.assets.rules.assigning import assign

tables = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.tuples(
        st.lists(
            st.lists(
                st.sampled_from([None, None, 0.0, 0.25, 0.5, 0.75, 1.0]),
                min_size=size[1], max_size=size[1],
            ),
            min_size=size[0], max_size=size[0],
        ),
        st.lists(st.integers(0, 3), min_size=size[1], max_size=size[1]),
    )
)  # fmt: skip


def pairs_of(table):
    found = [
        (r, o, x)
        for r, row in enumerate(table)
        for o, x in enumerate(row)
        if x is not None
    ]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    return (
        np.array(columns[0], int),
        np.array(columns[1], int),
        np.array(columns[2], float),
    )


def worth(table, capacity, chosen):
    """How many are met and their scores' sum; None if it is no matching."""
    used = [chosen.count(offer) for offer in range(len(capacity))]
    met = [(r, o) for r, o in enumerate(chosen) if o >= 0]
    if any(table[r][o] is None for r, o in met):
        return None
    if any(times > most for times, most in zip(used, capacity, strict=True)):
        return None
    return len(met), sum(table[r][o] for r, o in met)


@pytest.mark.parametrize("most", [assigning.MOST, 0])
@given(tables)
def test_as_many_as_can_be_and_of_these_the_best_sum(most, given_):
    table, capacity = given_
    ways = itertools.product(range(-1, len(capacity)), repeat=len(table))
    best = max(filter(None, (worth(table, capacity, way) for way in ways)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assigning, "MOST", most)
        got = assign(*pairs_of(table), np.array(capacity), len(table)).tolist()
    many, scores = worth(table, capacity, got)
    assert many == best[0]
    if most:
        assert scores == pytest.approx(best[1])


def test_the_number_matched_is_that_of_a_maximum_flow():
    chance = np.random.default_rng(1)
    suits, capacity = chance.random((60, 50)) < 0.03, chance.integers(1, 4, 50)
    request, offer = np.nonzero(suits)
    graph = np.zeros((112, 112), np.int32)
    graph[0, 1:61], graph[1:61, 61:111], graph[61:111, 111] = 1, suits, capacity
    flow = maximum_flow(csr_array(graph), 0, 111).flow_value
    got = assign(request, offer, chance.random(len(request)), capacity, 60)
    assert (got >= 0).sum() == flow < 60
