"""Descriptions are never longer than a search engine shows, and end as sentences do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.brief import LONGEST, described, shortened

texts = st.text(max_size=400)


@given(texts, st.lists(texts, max_size=3))
def test_a_description_is_short_and_on_one_line(first, rest):
    words = described(first, *rest)
    assert len(words) <= LONGEST
    assert words == " ".join(words.split())


@given(texts, st.integers(5, 80))
def test_what_is_cut_is_the_beginning_of_the_text(text, most):
    whole = " ".join(text.split())
    cut = shortened(text, most)
    assert len(cut) <= most
    assert cut == whole or whole.startswith(cut.removesuffix("…"))


def test_what_follows_is_kept_and_the_first_gives_way():
    words = described("A long sentence about growing food. " * 9, "Project, Powys.")
    assert words.endswith("… Project, Powys.")
