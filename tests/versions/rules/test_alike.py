"""A flood stands apart, and no honest entry goes down with it."""

from __future__ import annotations

import random

import pytest

from copro_map.assets.rules.records import Asset
from copro_map.versions.rules.alike import FEWEST, alike
from copro_map.versions.rules.versions import Sent, Version

DICE = random.Random(20)
WORDS = [f"{a}{b}{c}" for a in "bcdglm" for b in "aeiwy" for c in ("dd", "n", "rth")]


def text(count: int = 40) -> str:
    return " ".join(DICE.choices(WORDS, k=count))


def sent(number: int, client: str = "", proved: bool = False, **given) -> Version:
    asset = Asset(f"c-{number:08}", {"name_en": f"Name {number}", **given})
    one = Sent(asset, True, 0, "cy", f"{number}@example.org", client)
    return Version(number, one, 1, proved, "2026-11-30T09:00:00Z", "waiting", "", "")


SAME = text()
FLOODS = {
    "computer": lambda n: sent(n, "mark", description_en=text()),
    "site": lambda n: sent(n, description_cy=f"{text()} www.Pills.example/{n}"),
    "words": lambda n: sent(n, description_en=f"{SAME} {text(2)}"),
}
HONEST = [
    sent(7, "one", description_en="A garden", website="https://www.facebook.com/a"),
    sent(20_000, "two", description_cy="Gardd", website="https://facebook.com/b"),
    sent(51, "two", description_en=text(), website="https://known.example/a"),
    sent(404, "mark", proved=True, description_en=f"{SAME} www.pills.example"),
    sent(9_999, description_en=text()),
]


@pytest.mark.parametrize("why", FLOODS)
def test_five_hundred_of_a_kind_are_one_group_and_five_honest_ones_in_none(why):
    flood = [FLOODS[why](number) for number in range(1_000, 1_500)]
    mixed = [*HONEST, *flood]
    DICE.shuffle(mixed)
    (found,) = alike(mixed)
    assert found.numbers == tuple(range(1_000, 1_500))
    assert found.why == why


def test_nineteen_of_one_council_with_proved_addresses_are_in_no_group():
    one = {"description_en": SAME, "website": "https://council.example"}
    proved = [sent(n, "council", proved=True, **one) for n in range(1, 20)]
    assert alike(proved) == []
    # Nor are they the company that four others lack.
    others = [sent(n, "council", **one) for n in range(30, 30 + FEWEST - 1)]
    assert alike([*proved, *others, sent(98, "another")]) == []
    assert len(alike([*proved, *others, sent(99, "council")])) == 1


def test_what_tells_nothing_makes_no_group():
    """Sites where everybody is, or that the map knows; short texts; no mark at all."""
    shared = [sent(n, website="https://facebook.com/a") for n in range(9)]
    short = [sent(n, description_en="Community garden") for n in range(20, 29)]
    known = [sent(n, website="http://www.known.example/") for n in range(40, 49)]
    assert alike([*shared, *short]) == []
    assert len(alike(known)) == 1
    assert alike(known, {"known.example"}) == []


def test_the_largest_group_comes_first():
    floods = [FLOODS["site"](n) for n in range(5)]
    floods += [FLOODS["computer"](n) for n in range(10, 17)]
    assert [(len(x.numbers), x.why) for x in alike(floods)] == [
        (7, "computer"),
        (5, "site"),
    ]
