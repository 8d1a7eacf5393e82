"""What is close to what was asked for, where few entries have all of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.search.meaning import load_wording
from copro_map.search.rules.matching import Found, match
from copro_map.search.rules.query import Query
from copro_map.search.rules.reasons import Asked, Why
from copro_map.search.store.text import Close, closest
from copro_map.search.understanding import Understood

FEW = 5  # entries with all the words; with fewer, close ones follow
MOST_CLOSE = 10


@dataclass(frozen=True, eq=False)
class CloseFound(Found):
    """Entries that have most of what was asked for, best first.

    ``missing`` are the words, or the place, that each of them lacks.
    """

    missing: tuple[tuple[str, ...], ...] = ()

    def rows(self, part: slice = slice(None)) -> pd.DataFrame:
        """Return the entries, or a part of them, also with ``missing``."""
        rows = super().rows(part)
        missing = pd.Series(self.missing[part], index=rows.index, dtype=object)
        return rows.assign(missing=missing)


def _nothing(assets: pd.DataFrame) -> CloseFound:
    return CloseFound(assets, np.arange(0), np.zeros(0), [])


def _reasons(
    why: tuple[Why, ...], words: tuple[str, ...], close: Close
) -> tuple[Why, ...]:
    """Return why an entry is close: the place, and the words that it has."""
    have = tuple(word for word in words if word not in close.missing)
    where = tuple(one for one in why if one.reason != "text")
    return (*where, Why("text", words=have)) if have else where


def _of(
    found: Found,
    scores: Mapping[str, Close],
    words: tuple[str, ...],
    lacks: str = "",
    but: Collection[int] = (),
) -> list[tuple[int, float, tuple[Why, ...], tuple[str, ...]]]:
    """Return ten of what was found, those with the most words first: row, km, why ...

    ``lacks`` is missing from all of them; ``but`` are rows to leave out.
    """
    ids = [str(one) for one in found.assets.index[found.places]]
    order = sorted(range(len(ids)), key=lambda at: -round(scores[ids[at]].weight, 6))
    also = (lacks,) if lacks else ()
    return [
        (
            int(found.places[at]),
            float(found.distances[at]),
            _reasons(found.why[at], words, scores[ids[at]]),
            (*scores[ids[at]].missing, *also),
        )
        for at in [at for at in order if found.places[at] not in but][:MOST_CLOSE]
    ]


def also_close(
    settings: Settings,
    query: Query,
    asked: Asked,
    found: Found,
    understood: Understood,
    today: date,
) -> CloseFound:
    """Return up to ten entries that have most of the words, if less than five have all.

    Those of the place's groups come first, then those that lack the place. The areas
    and facets of the query hold for them too.
    """
    assets = found.assets
    if not understood.words or asked.text is None or len(found) >= FEW:
        return _nothing(assets)
    with reading(settings.database) as database:
        scores = closest(database, understood.words, load_wording(settings), asked.text)
    known = set(assets.index[found.places])
    scores = {one: close for one, close in scores.items() if one not in known}
    if not scores:
        return _nothing(assets)
    wide = replace(asked, text={one: close.weight for one, close in scores.items()})
    near = match(assets, query, wide, today=today)
    rows = _of(near, scores, asked.words)
    if asked.is_grouped and len(rows) < MOST_CLOSE:
        anywhere = match(
            assets, query, replace(wide, places=(), lost=False), today=today
        )
        here = set(near.places.tolist())
        rows += _of(anywhere, scores, asked.words, understood.place, here)
    rows = rows[:MOST_CLOSE]
    if not rows:
        return _nothing(assets)
    places, distances, why, missing = zip(*rows, strict=True)
    return CloseFound(
        assets,
        np.array(places, dtype=np.intp),
        np.array(distances),
        list(why),
        missing=missing,
    )
