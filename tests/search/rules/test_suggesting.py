"""What is suggested, against a slow rule that says the same in plain words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.names import fold
from copro_map.search.rules.suggesting import (
    BEGINS,
    WHOLE,
    WORD,
    WORDS,
    Fit,
    Named,
    Names,
)

MOST = 8
# Few letters and words, so that many names fit, and fit alike.
WORDS_OF = st.text("abm", min_size=1, max_size=4)
NAMES = st.lists(WORDS_OF, min_size=1, max_size=3).map(" ".join)
NAMED = st.builds(
    Named,
    st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple),
    st.integers(0, 2),
    st.integers(0, 2).map(float),
)


def tier(name: str, text: str) -> int | None:
    """How a name fits, word by word."""
    words = name.split()
    if name == text:
        return WHOLE
    if name.startswith(text):
        return BEGINS
    if any(" ".join(words[n:]).startswith(text) for n in range(len(words))):
        return WORD
    is_all = all(any(x.startswith(typed) for x in words) for typed in text.split())
    return WORDS if is_all else None


def slowly(named: list[Named], text: str) -> list[Fit]:
    """Every one that fits by any of its names, in order; each word in one of them."""
    if len(text) < 2:
        return []
    found = []
    for number, one in enumerate(named):
        tiers = [x for name in one.names if (x := tier(name, text)) is not None]
        every = " ".join(one.names)
        if not tiers and tier(every, text) == WORDS:
            tiers = [WORDS]
        if tiers:
            fit = Fit(min(tiers), one.order, one.weight, one.names[0], number)
            found.append(fit)
    return sorted(found, key=lambda one: one.key)[:MOST]


@given(st.lists(NAMED, max_size=14), st.one_of(WORDS_OF, NAMES))
def test_what_fits_is_what_the_slow_rule_says(named, text):
    assert Names(named).fitting(text, MOST) == slowly(named, text)


def test_a_name_that_is_mutated_or_misspelt_is_near():
    names = Names([Named((fold(x),), 0) for x in ("Caerdydd", "Machynlleth", "Bala")])

    def near(text):
        return [one.name for one in names.nearly(fold(text), MOST)]

    assert near("Nghaerdydd") == ["caerdydd"]
    assert near("Machynleth") == near("Machinll") == ["machynlleth"]
    assert near("bal") == near("xyzzy") == []


def test_nothing_is_found_among_nothing():
    assert Names([]).fitting("ab", MOST) == Names([]).nearly("abcd", MOST) == []
