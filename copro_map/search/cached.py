"""What is kept of the entries between two answers, by the revision of the data."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from urllib.parse import urlencode

import pandas as pd

from copro_map.assets.face import Entry, live_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html
from copro_map.frame import cache
from copro_map.search import close_map, drawing, told
from copro_map.search.acts import Act, acts_of
from copro_map.search.area_links import AreaLink, area_links, area_map
from copro_map.search.likeness import known_entries
from copro_map.search.nameable import Things, entries_known
from copro_map.search.newest import News, newest
from copro_map.search.rules.query import Query
from copro_map.search.search import Answer, all_assets, entries_become, search
from copro_map.talks.talks import can_be_written_to

WRITE = "/write"  # a light page, by_link


@cache.kept(4, "data", "language", "day")
def assets(where: Settings) -> pd.DataFrame:
    """Return every published entry, as of the latest change, sorted by name.

    Nobody may change the frame. One of 20,000 entries is not copied for each run, and
    garbage collection, which Streamlit runs after each one, does not walk through it
    again.
    """
    found = all_assets(where)
    gc.collect()
    gc.freeze()
    return found


@cache.kept(8, "data", "language", "day")
def answer(where: Settings, query: Query) -> Answer:
    """Return the entries that answer a query; common questions are shared."""
    return search(where, query, assets())


def answer_once(query: Query, among: pd.DataFrame | None = None) -> Answer:
    """Return the entries that answer a query, of all or of some, and keep nothing.

    Programs ask all sorts of things; what people ask often stays at hand.
    """
    return search(cache.settings(), query, assets() if among is None else among)


def way_to_write(entry: Entry) -> str:
    """Return the address of the page on which an entry's people are written to.

    "" if it has ended, or nobody can be written to, as is looked up each time.
    """
    if entry.ended or not can_be_written_to(cache.settings(), entry.id):
        return ""
    return f"{WRITE}?{urlencode({'entry': entry.id, 'lang': current_language()})}"


def acts(entry: Entry) -> tuple[Act, ...]:
    """Return what can be done about an entry (``acts.acts_of``), as it is now."""
    return acts_of(entry, way_to_write(entry))


@cache.kept(4, "data", "language", "day")
def live(where: Settings) -> pd.DataFrame:  # noqa: ARG001 - a key
    """Return the entries that have not ended; nobody may change the frame."""
    return live_entries(assets(), current_day())


@cache.kept(2, "data", "day")
def nameable(where: Settings) -> Things:
    """Return the entries that have not ended, prepared to be suggested."""
    return entries_known(where, live())


@cache.kept(4, "data", "language", "day")
def areas(where: Settings, page: str = "asset_map") -> tuple[str, tuple[AreaLink, ...]]:
    """Return the map of authorities as SVG, and the same as a list of links."""
    counted = live()["authority"].value_counts()
    counts = {str(code): int(n) for code, n in counted.items()}
    return area_map(where, counts, page), area_links(where, counts, page)


@cache.kept(4, "data", "language", "day")
def news(where: Settings) -> tuple[News, ...]:
    """Return the entries that changed last, in words."""
    return newest(where, live())


became = cache.kept(4, "data")(entries_become)
# The entries as names are compared with them.
known = cache.kept(2, "data")(known_entries)
# The drawing of a layer's boundaries, as JSON.
base = cache.kept(32, "language")(drawing.base_of_layer)
# A still map of Wales as SVG: areas tinted, points drawn.
picture = cache.kept(256)(drawing.picture_of_wales)
# A still map of an entry from near by, in HTML, its names in the language.
close_picture = cache.kept(256, "language")(close_map.close_picture)


def found_in_words(answer: Answer) -> Html:
    """Return how many were found, in one sentence, until the page itself says it."""
    return told.found_in_words(cache.settings(), answer, "first-result")


def first_parts(answer: Answer, most: int) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the first entries found, by what their group is called."""
    return told.first_parts(cache.settings(), answer, most)
