"""Words that differ are marked, and nothing of either text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.versions.rules.marked import MOST_WORDS, marked, whole

WORDS = st.lists(st.sampled_from(["tŷ", "y", "Bala", "a", "\n", "Mai.", " "])).map(
    " ".join
)


@given(WORDS, WORDS)
def test_the_pieces_of_each_side_are_its_text_and_what_stays_is_the_same(before, now):
    first, second = marked(before, now)
    assert "".join(x.text for x in first) == before
    assert "".join(x.text for x in second) == now
    stays = [
        [word for x in side if not x.differs for word in x.text.split()]
        for side in (first, second)
    ]
    assert stays[0] == stays[1]
    if before.split() == now.split() and before.split():
        assert not any(x.differs and x.text.strip() for x in (*first, *second))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Gardd i bawb yn y dref", "Somewhere quite different for others"),
        ("a " * (MOST_WORDS + 1), "a " * (MOST_WORDS + 1) + "b"),
    ],
)
def test_what_has_little_in_common_or_is_very_long_is_shown_whole(before, now):
    shown = whole(before, differs=True), whole(now, differs=True)
    assert marked(before, now) == shown
