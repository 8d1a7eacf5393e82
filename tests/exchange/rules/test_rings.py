"""Rings: each once, as many as by trying every order of every few members."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from copro_map.exchange.rules.rings import rings

members = st.integers(0, 6)
arcs = st.sets(st.tuples(members, members).filter(lambda x: x[0] != x[1]), max_size=24)


@given(arcs)
def test_every_ring_is_found_once(found):
    # Every order of two, three and four members: slow, and plainly all there is.
    slow = {
        order
        for many in (2, 3, 4)
        for order in permutations(range(7), many)
        if order[0] == min(order)
        and all(arc in found for arc in zip(order, (*order[1:], order[0]), strict=True))
    }
    graph: dict[int, set[int]] = {}
    for one, other in found:
        graph.setdefault(one, set()).add(other)
    got = list(rings(graph))
    assert len(got) == len(set(got))
    assert set(got) == slow
