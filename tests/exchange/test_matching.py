"""A planted board of 200: every planted pair, swap and ring is found, and no other."""

from __future__ import annotations

import random
from datetime import date

import pandas as pd

from copro_map.exchange.matching import match, suggested
from tests.exchange.boards import entry

DAY = date(2026, 12, 1)
# So many circles of so many members; one member alone is a plain pair of two.
PLANTED = {1: 40, 2: 15, 3: 10, 4: 7}


def planted():
    """Return the board, and the pairs and rings that are planted in it."""
    rows, pairs, circles = [], set(), set()
    plain = {**entry(0, "offer", random.Random(1)), "verification": "confirmed"}
    plain |= {"opens_on": "", "capacity": 1, "serves_all_wales": True}
    plain |= {"languages": ("cy",), "exchange_category": "venue"}
    theme = 0

    def add(kind, member, about, **more):
        name = f"{kind}-{len(rows):03}"
        rows.append(
            {
                **plain,
                "id": name,
                "kind": kind,
                "organisation_id": member,
                "themes": (f"t{about}",),
                **more,
            }
        )
        return name

    for many, times in PLANTED.items():
        for at in range(times):
            bodies = [f"m{many}-{at}-{x}" for x in range(many)]
            found = []
            for x, body in enumerate(bodies):
                giver = bodies[(x + 1) % many] if many > 1 else f"{body}-other"
                found.append((add("request", body, theme), add("offer", giver, theme)))
                theme += 1
            pairs |= set(found)
            if many > 1:
                circles.add(frozenset(found))
    for n, over in enumerate(
        [
            {"ends": "2026-11-30"},
            {"agreement": "agreed", "taken": 1},
            {"verification": "unverified"},
        ]
    ):
        add("request", f"over{n}", 0, **over), add("offer", f"over{n}", 0, **over)
    add("offer", "m1-0-0", 1000), add("request", "m1-0-0", 1000)  # their own
    return pd.DataFrame(rows).set_index("id"), pairs, circles


def test_every_planted_pair_swap_and_ring_is_found(settings):
    board, pairs, circles = planted()
    assert len(board) > 200
    found = match(settings, board, DAY)
    assert {(one.request, one.offer) for one in found.pairs} == pairs
    assert set(found.edges) == pairs
    assert {
        frozenset((x.request, x.offer) for x in one.pairs) for one in found.rings
    } == circles
    assert [one.why for one in found.unmet] == ["isolated"]  # asked of oneself
    request, offer = min(pairs)
    assert [one.offer for one in suggested(settings, board, request, DAY)] == [offer]
    without = match(settings, board, DAY, frozenset([(request, offer)]))
    assert (request, offer) not in without.edges
    assert len(without.pairs) == len(pairs) - 1
