"""Which entries may be one body: by name, by website, never across kinds."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal
from urllib.parse import urlsplit

import numpy as np
import pandas as pd
from rapidfuzz import fuzz, process

from copro_map.assets.rules.likeness import NUMBERS
from copro_map.assets.rules.likeness import names_of as names_of
from copro_map.assets.rules.records import checksum

Why = Literal["name", "like", "website"]
LIKE_ENOUGH = 90  # per cent, rapidfuzz.fuzz.ratio of folded names
# Names of two entries with one website: a body's projects have its page, and are many.
ALIKE = 60
MOST_ON_A_SITE = 4
BEGINS = 4  # letters: names that begin otherwise are not compared
Pair = tuple[str, str]
# What the one that stays is given of the other, where it has nothing.
FILLED = (
    *("name_cy", "description_en", "description_cy", "organisation", "sector"),
    *("website", "exchange_category", "start_year", "way", "spoken", "capacity"),
)
NUMBERS_OF = ("start_year", "capacity")  # of these a number, and not a text
# The first and the last day of an offer, given once: and what is known of each by now.
DAYS = {"opens": "opens_on", "closes": "closes_on"}
UNITED = ("themes", "stages")
TEXTS = (*FILLED, *DAYS)


@dataclass(frozen=True)
class Looked:
    """What is looked at of an entry: its names as ``base.names.fold`` makes them.

    ``authority`` is the code of the one it is based in, or empty.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    website: str
    authority: str


def pair_of(one: str, other: str) -> Pair:
    """Return two ids in the order in which a pair is known.

    Examples
    --------
    >>> pair_of("b", "a")
    ('a', 'b')
    """
    return (one, other) if one < other else (other, one)


def record_of(one: str, other: str) -> str:
    """Return what a pair is known by.

    Examples
    --------
    >>> record_of("b", "a")
    'a b'
    """
    return " ".join(pair_of(one, other))


def is_empty(value: object) -> bool:
    """Say whether a field says nothing.

    Examples
    --------
    >>> is_empty(""), is_empty(float("nan")), is_empty(0)
    (True, True, False)
    """
    return value in ("", None) or (isinstance(value, float) and pd.isna(value))


def as_noted(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what an entry was given as it is noted: of a text its checksum alone.

    What is noted is never taken out again, and somebody may have written the text.

    Examples
    --------
    >>> as_noted({"website": "https://a.cymru", "start_year": 2019})
    {'website': '779e2de34b7e', 'start_year': 2019}
    """
    return {
        name: checksum(value) if name in TEXTS and isinstance(value, str) else value
        for name, value in given.items()
    }


def is_as_noted(now: object, noted: object) -> bool:
    """Say whether a field is still as it was noted; before, texts stood there whole.

    Examples
    --------
    >>> is_as_noted("a", "a"), is_as_noted("a", as_noted({"website": "a"})["website"])
    (True, True)
    >>> is_as_noted(("b", "a"), ["a", "b"]), is_as_noted("b", "a")
    (True, False)
    """
    if isinstance(noted, list):
        return isinstance(now, tuple | list) and {*now} == {*noted}
    return bool(now == noted) or (isinstance(now, str) and checksum(now) == noted)


def site_of(website: str) -> str:
    """Return the host and path of a website, as two of them are compared.

    Examples
    --------
    >>> site_of("https://www.Example.org/about/"), site_of("example.org"), site_of("")
    ('example.org/about', 'example.org', '')
    """
    parts = urlsplit(website if "//" in website else f"//{website}")
    host = parts.netloc.casefold().removeprefix("www.")
    return host + parts.path.casefold().rstrip("/") if host else ""


def _together(one: Looked, other: Looked) -> bool:
    """Say whether two entries may be in one place: not in two authorities."""
    known = {one.authority, other.authority} - {""}
    return one.id != other.id and len(known) < 2


def _of_site(entries: Sequence[Looked]) -> Iterator[Pair]:
    sites: dict[tuple[str, str], list[Looked]] = {}
    for one in entries:
        if site := site_of(one.website):
            sites.setdefault((one.kind, site), []).append(one)
    for same in sites.values():
        for i, one in enumerate(same if len(same) <= MOST_ON_A_SITE else ()):
            for other in filter(partial(_together, one), same[i + 1 :]):
                both = itertools.product(one.names, other.names)
                if max(itertools.starmap(fuzz.token_set_ratio, both)) >= ALIKE:
                    yield pair_of(one.id, other.id)


def _of_names(entries: Sequence[Looked]) -> Iterator[tuple[Pair, Why]]:
    """Yield those whose names are equal, or nearly so, in one place.

    The same numbers stand in both: a second phase is another project.
    """
    blocks: dict[tuple[str, ...], list[tuple[str, Looked]]] = {}
    for one in entries:
        for name in one.names:
            block = (one.kind, name[:BEGINS], *NUMBERS.findall(name))
            blocks.setdefault(block, []).append((name, one))
    for alike in blocks.values():
        names = [name for name, _ in alike]
        scores = process.cdist(
            names, names, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, dtype=np.uint8
        )
        for i, j in np.argwhere(np.triu(scores, 1)).tolist():
            (name, one), (like, other) = alike[i], alike[j]
            if _together(one, other):
                yield pair_of(one.id, other.id), "name" if name == like else "like"


def pairs(entries: Iterable[Looked]) -> Mapping[Pair, tuple[Why, ...]]:
    """Return the entries that may be one body, by pair, with the reasons.

    Only of one kind, and never in two authorities by name alone: branches have one
    name. Names are compared with those that begin alike, not each with each.

    Examples
    --------
    >>> def entry(id, name, website="", authority="", kind="project"):
    ...     return Looked(id, kind, (name,), website, authority)
    >>> found = pairs([entry("a", "repair cafe mold"), entry("b", "repair cafe mold"),
    ...     entry("c", "repair cafe mold", authority="W1", kind="practitioner")])
    >>> dict(found)
    {('a', 'b'): ('name',)}
    >>> pairs([entry("a", "men s shed", "", "W1"), entry("b", "men s shed", "", "W2")])
    {}
    """
    looked = list(entries)
    found: dict[Pair, set[Why]] = {}
    for pair, why in _of_names(looked):
        found.setdefault(pair, set()).add(why)
    for pair in _of_site(looked):
        found.setdefault(pair, set()).add("website")
    order: tuple[Why, ...] = ("name", "like", "website")
    return {
        pair: tuple(x for x in order if x in whys)
        for pair, whys in sorted(found.items())
    }
