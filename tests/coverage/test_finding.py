"""What coverage found, in words: every area once, nothing that is zero."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.coverage.finding import FEWEST, NAMED, in_words
from copro_map.coverage.rules.for_its_size import CLASSES

counts = st.tuples(*(st.integers(0, 9) for _ in CLASSES)).filter(any)


def names_of(numbers):
    """Areas of made-up names, "Xaa" for the first of the first class, and so on."""
    return {
        which: [f"X{'abcd'[n]}{'abcdefghi'[m]}" for m in range(many)]
        for n, (which, many) in enumerate(zip(CLASSES, numbers, strict=True))
    }


@pytest.mark.parametrize("language", LANGUAGES)
@given(counts)
def test_every_area_is_in_it_once_and_nothing_is_zero(language, numbers):
    names = names_of(numbers)
    with language_in_force(language):
        said = in_words(names)
    every = [x for own in names.values() for x in own]
    named = re.findall(r"X[a-d][a-i]", said)
    assert len(named) == len(set(named))
    assert set(named) <= set(every)
    figures = [int(x) for x in re.findall(r"\d+", said)]
    assert 0 not in figures
    assert ": ." not in said
    assert ": ," not in said
    fewer, usual, more, silent = (names[which] for which in CLASSES)
    judged = len(every) - len(silent)
    if not judged:
        assert named == figures == []
        return
    beyond = [max(0, len(x) - NAMED) for x in (fewer, more, silent)]
    for own in (fewer, more, silent):
        assert [x for x in named if x in own] == own[:NAMED]
    of_usual = [x for x in named if x in usual]
    overflow = [n for n in beyond if n]
    if fewer:
        # The named, those beyond them, and the number of those that chance explains.
        assert of_usual == (usual if len(usual) == 1 else [])
        assert sum(figures) + len(named) == len(every)
    else:
        assert of_usual == (usual[:FEWEST] if len(usual) > 1 else [])
        assert sorted(figures) == sorted([*overflow, *([judged] if silent else [])])


def test_one_area_and_several_are_told_apart():
    one, two = (in_words(names_of((n, 3, 0, 0))) for n in (1, 2))
    assert "than its size suggests: Xaa." in one
    assert "than their size suggests: Xaa, Xab." in two


def test_where_every_area_is_as_usual_the_fewest_are_named_all_the_same():
    assert in_words(names_of((0, 22 - 13, 0, 0))) == (
        "Nowhere are there fewer entries than chance alone could leave. The fewest for "
        "their size, though chance can explain it: Xba, Xbb, Xbc."
    )
