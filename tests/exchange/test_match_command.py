"""The command ``match``: its shape, and that its parts agree with each other."""

from __future__ import annotations

from collections import Counter

import pytest

from copro_map.exchange import matches
from copro_map.exchange.matching import match
from tests.exchange.test_matching import DAY, planted


@pytest.mark.usefixtures("network")
def test_match_has_the_promised_shape(run):
    answer = run("match", "--edges", "--json").json
    assert set(answer) >= {"matched", "pairs", "unmet", "rings", "edges", "capacity"}
    assert "edges" not in run("match", "--json").json
    assert run("match").code == 0


def test_the_parts_of_the_answer_agree(settings):
    board, _, circles = planted()
    answer = matches.as_json(
        settings, matches.Told(match(settings, board, DAY), board), edges=True
    )
    assert answer["matched"] == len(answer["pairs"])
    used = Counter(one["offer"] for one in answer["pairs"])
    assert all(used[offer] <= answer["capacity"][offer] for offer in used)
    assert all(
        [one["request"], one["offer"]] in answer["edges"] for one in answer["pairs"]
    )
    assert all(one["why"] and 0 <= one["score"] <= 1 for one in answer["pairs"])
    assert {one["why"] for one in answer["unmet"]} <= {"isolated", "crowded_out"}
    assert {len(ring) for ring in answer["rings"]} == {4, 6, 8}
    assert len(answer["rings"]) == len(circles)
