"""What differs between the pages on which entries are found: the map's, the board's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from copro_map.frame import cache
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search

Rows = tuple[tuple[str, ...], ...]


def _all_found(query: Query) -> pd.DataFrame:
    """Return every entry that answers a query, as ``Answer.hits``.

    The search is made again: a page that kept its answer for a file would keep it alive
    for as long as the visitor stays.
    """
    where = cache.settings()
    return search(where, query, all_assets(where)).hits


@dataclass(frozen=True)
class Look:
    """How a page asks for entries and lists them.

    ``kinds`` are those that it has, all if there are none; ``shown`` are the facets
    that stand on the page as switches, ``folded`` the rows of those behind the button.
    Its list has a ``key``, and the ``page`` of it a name in the address. ``at`` is
    where whoever reads an entry goes back to, ``has_acts`` whether each row says what
    can be done. ``hits`` finds what a file holds.
    """

    kinds: tuple[str, ...] = ()
    shown: tuple[str, ...] = ("kinds",)
    folded: Rows = (
        *(("themes", "sectors"), ("types", "stages"), ("categories", "ways")),
        *(("spoken", "languages"), ("checked",)),
    )
    key: str = "entries"
    page: str = "page"
    at: str = "asset_map"
    has_acts: bool = False
    hits: Callable[[Query], pd.DataFrame] = _all_found


MAP = Look()
