"""Search: the store's text index joined with areas, answered with reasons."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from copro_map.config import Settings
from copro_map.core.matching import Tally, Why, match, tally
from copro_map.geography.areas import find_layer, load_layers
from copro_map.i18n import N_, current_language, sort_key, t
from copro_map.model import Query
from copro_map.store.assets import revision
from copro_map.store.connection import reading
from copro_map.store.search import matching_ids, public_assets, words_to_match

WHY = {
    "based": N_("Based here"),
    "serves": N_("Serves this area"),
    "all_wales": N_("Serves all Wales"),
    "text": N_("Matches your words"),
}


@dataclass(frozen=True)
class Answer:
    """What a search found: the entries (index ``id``), best first, and their tally."""

    hits: pd.DataFrame
    tally: Tally


def why_in_words(why: tuple[Why, ...]) -> list[str]:
    """Return the reasons as words, in the current language."""
    return [t(WHY[one.reason]) for one in why]


def all_assets(settings: Settings) -> pd.DataFrame:
    """Return every published entry, sorted by its name in the current language.

    Columns as ``store.search.public_assets``; a name that is not translated stands
    where the name it has would.
    """
    with reading(settings.database) as database:
        assets = public_assets(database)
    own = assets[f"name_{current_language()}"]
    shown = own.where(own != "", assets["name_en"])
    keys = shown.map(sort_key)
    return assets.loc[keys.sort_values(kind="stable").index]


def search(settings: Settings, query: Query, assets: pd.DataFrame) -> Answer:
    """Return the entries of ``assets`` that answer the query.

    Raises
    ------
    UnknownAreaError
        If the query's layer or area does not exist.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    layer = find_layer(layers, query.layer)
    members: frozenset[str] = frozenset()
    if query.area:
        members = frozenset(layer.area(query.area).members)
    text_ids = None
    if words_to_match(query.text):
        with reading(settings.database) as database:
            text_ids = matching_ids(database, query.text)
    hits = match(assets, query, members=members, text_ids=text_ids)
    return Answer(hits, tally(hits))


def data_revision(settings: Settings) -> int:
    """Return a number that grows with every change to the entries."""
    with reading(settings.database) as database:
        return revision(database)
