"""A killed writer leaves all or nothing: five times here, 200 in tests/prove."""

from __future__ import annotations

import random

from tests.killing import WRITERS, Killing


def test_a_killed_writer_leaves_all_or_nothing(imported, tmp_path):
    killing = Killing(WRITERS["outreach"], imported, tmp_path / "own")
    chance = random.Random(1)  # noqa: S311 - the same moments in every run
    assert {killing.kill(chance) for _ in range(5)} <= {"before", "after"}
