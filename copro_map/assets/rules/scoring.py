"""How well an offer suits a request, 0 to 1."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from scipy.sparse import csr_array, diags_array

from copro_map.assets.rules.suiting import KM, Amounts, Edges, optional
from copro_map.base.names import fold

# What each part counts for; together 1.
WEIGHTS: Mapping[str, float] = {
    "category": 0.25,
    "reach": 0.25,
    "themes": 0.2,
    "alike": 0.15,
    "languages": 0.1,
    "dates": 0.05,
}
AREA, ANYWHERE = 0.5, 0.4  # of reach: it serves the area; it is remote, or all Wales
TEXTS = {"en": ("name_en", "description_en"), "cy": ("name_cy", "description_cy")}
SMALL_WORDS = """
a an and are as at be by can for from have help i in is it of on or our that the this
to us we who with you your offer offers request requests looking need needs
a ac ag ar am at bod chi cael dros ei ein ef eu er eich fel gan gyda hyn i ni mae na neu
nhw o oes pob sydd sy un wedi y ydym yn yng ym yr cynnig cynigion cais ceisiadau angen
"""
STOP = frozenset(SMALL_WORDS.split())
SHORTEST = 3
PAIRS = 100_000  # at a time
_WORD = re.compile(r"\w+")


def words_of(text: str) -> list[str]:
    """Return the words of a text that say what it is about.

    Examples
    --------
    >>> words_of("A room for the Men's Shed, Tŷ Gwyn")
    ['room', 'mens', 'shed', 'gwyn']
    """
    return [
        word
        for word in _WORD.findall(fold(text) if text else "")
        if len(word) >= SHORTEST and word not in STOP
    ]


def _weighed(texts: Sequence[str]) -> csr_array:
    """Return TF-IDF of the words of each text: texts x words, each row of length 1."""
    found = [words_of(text) for text in texts]
    place: dict[str, int] = {}
    columns = [place.setdefault(word, len(place)) for row in found for word in row]
    rows = np.repeat(np.arange(len(found)), [len(row) for row in found])
    shape = len(found), max(1, len(place))
    counts = csr_array((np.ones(len(columns)), (rows, columns)), shape=shape)
    counts.sum_duplicates()
    seen = np.bincount(counts.indices, minlength=shape[1])
    rare = np.log(max(1, len(found)) / np.maximum(seen, 1)) + 1e-9
    weighed = csr_array(counts @ diags_array(rare))
    lengths = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return csr_array(diags_array(1 / np.where(lengths > 0, lengths, 1)) @ weighed)


def likeness(requests: pd.DataFrame, offers: pd.DataFrame, pairs: Edges) -> Amounts:
    """Return how alike the texts of each pair are, 0 to 1, in the likelier language.

    Cosine of TF-IDF over names and descriptions, of all of both together; a word that
    everybody has counts nothing. Columns that are not there have no words.
    """
    best = np.zeros(len(pairs.request))
    for columns in TEXTS.values():
        texts = [
            " ".join(str(word) for word in row)
            for frame in (requests, offers)
            for row in zip(*(optional(frame, x, "") for x in columns), strict=True)
        ]
        table = _weighed(texts)
        for at in range(0, len(best), PAIRS):
            part = slice(at, at + PAIRS)
            ours = table[pairs.request[part]]
            theirs = table[pairs.offer[part] + len(requests)]
            cosine = np.asarray(ours.multiply(theirs).sum(axis=1)).ravel()
            best[part] = np.maximum(best[part], cosine)
    return np.clip(best, 0, 1)


def _same(requests: pd.DataFrame, offers: pd.DataFrame, pairs: Edges) -> Amounts:
    sought = requests["exchange_category"].to_numpy(object)[pairs.request]
    given = offers["exchange_category"].to_numpy(object)[pairs.offer]
    return np.where((sought == given) & (sought != ""), 1.0, 0.4)


def _themes(requests: pd.DataFrame, pairs: Edges) -> Amounts:
    asked = np.array([len(set(row)) for row in requests["themes"]], float)
    return np.asarray(pairs.themes / np.maximum(asked[pairs.request], 1))


def _reach(pairs: Edges, km: float) -> Amounts:
    near = 1 - 0.5 * pairs.metres / (km * 1000)
    near = np.where(pairs.metres <= km * 1000, near, 0)
    return np.maximum(near, np.where(pairs.served, AREA, ANYWHERE))


def _languages(requests: pd.DataFrame, offers: pd.DataFrame, pairs: Edges) -> Amounts:
    asked, both = np.zeros(len(pairs.request)), np.zeros(len(pairs.request))
    for language in TEXTS:
        ours, theirs = (
            np.array([not row or language in row for row in frame["languages"]], bool)
            for frame in (requests, offers)
        )
        asked += ours[pairs.request]
        both += ours[pairs.request] & theirs[pairs.offer]
    return both / np.maximum(asked, 1)


def _dates(requests: pd.DataFrame, offers: pd.DataFrame, pairs: Edges) -> Amounts:
    """Return 1 if the offer stands for as long as the request does, else a half."""
    until, stands = (
        optional(x, "ends", "").to_numpy(object) for x in (requests, offers)
    )
    lasts = stands[pairs.offer] >= until[pairs.request]
    return np.where(lasts, 1.0, 0.5)


def scores(
    requests: pd.DataFrame, offers: pd.DataFrame, pairs: Edges, km: float = KM
) -> Amounts:
    """Return how well each pair suits: one number a pair, 0 to 1.

    A weighed sum (``WEIGHTS``) of: the same category (two fifths if one names none),
    the share of the request's themes, how close (1 at the door, a half at ``km`` or if
    the offer serves the area, less from afar), the share of the request's languages,
    whether the offer stands as long, and how alike their texts are.
    Columns as ``suiting.compatible``; texts and ``ends`` if they are there.
    """
    parts = {
        "category": _same(requests, offers, pairs),
        "reach": _reach(pairs, km),
        "themes": _themes(requests, pairs),
        "alike": likeness(requests, offers, pairs),
        "languages": _languages(requests, offers, pairs),
        "dates": _dates(requests, offers, pairs),
    }
    return sum((WEIGHTS[x] * y for x, y in parts.items()), np.zeros(len(pairs.request)))
