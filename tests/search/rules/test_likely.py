"""Which entries may be the same: against a slow version that says it plainly."""

from __future__ import annotations

import math
import re

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from copro_map.base.names import fold
from copro_map.search.rules.likely import Entries, Likely, Looked, likely

# Words of which names are made, so that many are alike.
WORDS = ("Sied", "Dynion", "Men's", "Sheds", "Shed", "Bala", "Y Bala", "1", "2", "CIC")


def slowly(entries: list[Looked], new: Looked) -> list[Likely]:
    """Every name with every name, one by one."""
    found = []
    for one in entries:
        place = where(one, new)
        least = {"near": 60, "here": 82, "elsewhere": 95}[place]
        scores = [
            max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b))
            for a in names(new)
            for b in names(one)
            if len(a) >= 3 and numbers(a) == numbers(b)
        ]
        score = max(scores, default=0)
        both = {one.kind, new.kind} == {"practitioner", "project"} and score >= 95
        same = new.kind in ("", one.kind)
        if one.id != new.id and score >= least and (both or same):
            found.append(Likely(one.id, score, place))
    best = sorted(found, key=lambda x: (-x.likeness - 20 * (x.place == "near"), x.id))
    return best[:5]


def where(one: Looked, new: Looked) -> str:
    if one.point and new.point and math.dist(one.point, new.point) <= 100:
        return "near"
    known = {one.authority, new.authority} - {""}
    return "elsewhere" if len(known) == 2 else "here"


def names(one: Looked) -> set[str]:
    short = (re.sub(r"(?i)\bcic\b", " ", name) for name in one.names)
    return {fold(x) for x in (*one.names, *short) if x.strip()}


def numbers(name: str) -> list[str]:
    return sorted(re.findall(r"\d+", name))


entry = st.builds(
    Looked,
    id=st.sampled_from("abcdefgh"),
    kind=st.sampled_from(["project", "practitioner", "offer"]),
    names=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
        min_size=1,
        max_size=2,
    ).map(tuple),
    authority=st.sampled_from(["", "W1", "W2"]),
    point=st.none() | st.tuples(st.sampled_from([0.0, 60.0, 90.0]), st.just(80.0)),
)


@given(st.lists(entry, max_size=8, unique_by=lambda x: x.id), entry)
def test_the_same_are_found_as_by_the_slow_version(entries, new):
    found = likely(Entries(entries), new)
    assert [(x.id, x.place, round(x.likeness, 6)) for x in found] == [
        (x.id, x.place, round(x.likeness, 6)) for x in slowly(entries, new)
    ]


def test_in_one_place_a_looser_name_will_do_and_in_another_authority_nearly_none():
    def found(name: str, authority: str, point=None) -> bool:
        there = Looked("a", "project", ("Repair Café Mold",), "W1", (0.0, 0.0))
        new = Looked("", "project", (name,), authority, point)
        return bool(likely(Entries([there]), new))

    assert found("Repair Café Mold", "W2")
    assert found("Mold Repair Cafe", "W1")
    assert found("Repair Cafés Mould", "W1")
    assert not found("Repair Cafés Mould", "W2")
    assert not found("Mold library repairs", "W1")
    assert found("Mold Repairs Cafe at the library", "W1", (60.0, 80.0))
    assert not found("Mold Repairs Cafe at the library", "W1", (60.0, 81.0))
    assert not found("Knitting", "W1", (0.0, 0.0))
