"""Entries are written together with the words by which they are found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from copro_map.assets.rules.records import Asset
from copro_map.assets.store.entries import save_assets
from copro_map.assets.topics import search_topics
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import Database
from copro_map.base.store.revision import Saved
from copro_map.geography.gazetteer import load_gazetteer


def save_entries(
    database: Database, settings: Settings, assets: Collection[Asset], today: date
) -> Saved:
    """Write entries inside the caller's transaction; return what became of them.

    They are found by their own words and by the names of their kind, themes and areas.
    What changed is known from ``today`` on.
    """
    definitions = load_definitions(settings.data_dir)
    topics = search_topics(assets, definitions, load_gazetteer(settings))
    return save_assets(database, assets, topics, today)
