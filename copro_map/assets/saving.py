"""Entries are written together with the words by which they are found."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from copro_map.assets.rules.records import Asset
from copro_map.assets.store.entries import save_assets
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.store.connection import Database, Saved
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.gazetteer import Gazetteer, area_labels, load_gazetteer


def search_topics(
    assets: Iterable[Asset], definitions: Definitions, gazetteer: Gazetteer
) -> dict[str, str]:
    """Return further words by which each entry is found, in both languages.

    The names of its kind, themes, authority and the areas that it serves.
    """
    names, topics = area_labels(gazetteer.layers), {}
    for asset in assets:
        codes = {*asset.words("served"), (asset.areas or {}).get(BASE_LAYER, "")}
        labels = [
            definitions.kinds[asset.text("kind")].label,
            *(definitions.label("themes", theme) for theme in asset.words("themes")),
            *(names[code] for code in sorted(codes) if code in names),
        ]
        topics[asset.id] = " ".join(f"{label.en} {label.cy}" for label in labels)
    return topics


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
