"""Which versions that wait are of a kind, as a machine sends them by the hundred."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from rapidfuzz import fuzz, process
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from copro_map.base.names import fold
from copro_map.versions.rules.versions import Version

Why = Literal["computer", "site", "words"]
FEWEST = 5  # fewer than these are looked at one by one
LIKE_ENOUGH = 88  # per cent, rapidfuzz.fuzz.ratio of folded texts
SHORTEST = 40  # characters: two shorter texts may be alike by chance
LONGEST = 256  # characters that are compared
MOST_COMPARED = 1_500  # different texts; of further ones only equal ones are told
# Sites where everybody has a page: to name one says nothing of who did.
SHARED = frozenset(
    (
        *("facebook.com", "instagram.com", "linkedin.com", "tiktok.com", "twitter.com"),
        *("x.com", "youtube.com", "youtu.be", "linktr.ee", "google.com", "gov.uk"),
        *("eventbrite.co.uk", "eventbrite.com", "wordpress.com", "nhs.uk", "nhs.wales"),
        *("gov.wales", "llyw.cymru", "wales.nhs.uk", "whatsapp.com", "zoom.us"),
    )
)
_SITE = re.compile(r"(?:https?://|\bwww\.)([^\s/?#:<>\"']+)", re.IGNORECASE)
DESCRIPTIONS = ("description_en", "description_cy")


@dataclass(frozen=True)
class Alike:
    """Versions of a kind: their numbers, the first first, and what most of them share.

    ``why``: "computer", "site" (the web address that they name), "words".
    """

    numbers: tuple[int, ...]
    why: Why


def _texts(version: Version) -> list[str]:
    given = version.sent.asset.given.values()
    return [x for x in given if isinstance(x, str) and x]


def sites(texts: Iterable[str]) -> frozenset[str]:
    """Return the hosts of the web addresses in some texts, without "www".

    Examples
    --------
    >>> sorted(sites(["See https://www.Example.org/a and www.example.com"]))
    ['example.com', 'example.org']
    """
    hosts = (host for text in texts for host in _SITE.findall(text))
    return frozenset(
        host.casefold().removeprefix("www.").strip(".,;)!") for host in hosts
    )


def _words(version: Version) -> str:
    """Return what is compared of a version: what it says of itself, without its names.

    "" if that is too short to tell anything.
    """
    asset = version.sent.asset
    said = fold(" ".join(asset.text(name) for name in DESCRIPTIONS))
    return said[:LONGEST] if len(said) >= SHORTEST else ""


def _same(marks: Sequence[Collection[str]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places that share a mark: each with the first that has it."""
    first: dict[str, int] = {}
    for at, own in enumerate(marks):
        for mark in own:
            yield first.setdefault(mark, at), at


def _nearly(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places whose words are nearly the same."""
    places: dict[str, int] = {}
    for at, text in enumerate(words):
        if text:
            yield places.setdefault(text, at), at
    texts = list(places)[:MOST_COMPARED]
    if len(texts) < 2:  # noqa: PLR2004 - a pair
        return
    scores = process.cdist(
        texts, texts, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, dtype=np.uint8
    )
    for one, other in np.argwhere(np.triu(scores, 1)):
        yield places[texts[one]], places[texts[other]]


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the places that hang together by pairs, each group in order."""
    joined = np.array([*pairs, *((at, at) for at in range(count))])
    ones = np.ones(len(joined), dtype=np.uint8)
    graph = coo_array((ones, (joined[:, 0], joined[:, 1])), shape=(count, count))
    _, labels = connected_components(graph, directed=False)
    groups: dict[int, list[int]] = {}
    for at, label in enumerate(labels):
        groups.setdefault(int(label), []).append(at)
    return list(groups.values())


def _why(
    places: Sequence[int],
    clients: Sequence[Collection[str]],
    named: Sequence[Collection[str]],
) -> Why:
    """Say what most of a group share: a computer before a site, and that before words.

    Examples
    --------
    >>> _why([0, 1, 2], [["m"], ["m"], []], [[], [], []]), _why([0], [[]], [[]])
    ('computer', 'words')
    """
    told: tuple[tuple[Why, Sequence[Collection[str]]], ...] = (
        ("computer", clients),
        ("site", named),
    )
    for why, marks in told:
        counts = Counter(mark for at in places for mark in marks[at])
        if counts and counts.most_common(1)[0][1] * 2 > len(places):
            return why
    return "words"


def alike(versions: Sequence[Version], known: Collection[str] = ()) -> list[Alike]:
    """Return groups of versions that are of a kind, the largest first.

    They share a computer, a web address that they name, or nearly all their words; each
    with another of its group, and at least five of them. A version whose address was
    proved is in none: somebody stands by it. ``known`` are sites that the map leads to
    already, and so tell nothing.

    Notes
    -----
    Of 500 different texts each is compared with each, in 0.2 s.
    """
    unproved = sorted(
        (one for one in versions if not one.is_proved), key=lambda one: one.number
    )
    if len(unproved) < FEWEST:
        return []
    clients = [[x.sent.client] if x.sent.client else [] for x in unproved]
    named = [sites(_texts(one)) - SHARED - frozenset(known) for one in unproved]
    words = [_words(one) for one in unproved]
    pairs = (*_same(clients), *_same(named), *_nearly(words))
    groups = [x for x in _components(len(unproved), pairs) if len(x) >= FEWEST]
    found = [
        Alike(tuple(unproved[at].number for at in x), _why(x, clients, named))
        for x in groups
    ]
    return sorted(found, key=lambda one: (-len(one.numbers), one.numbers))
