"""Entries written: found by their words, placed as they may be, as set by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from copro_map.assets.making import where_set
from copro_map.assets.persons import at_their_district
from copro_map.assets.rules.records import Asset
from copro_map.assets.store.entries import find_again, save_assets
from copro_map.assets.store.identity import practitioner_types
from copro_map.assets.store.whole import Whole
from copro_map.base.config import Settings
from copro_map.base.definitions import Definitions, load_definitions
from copro_map.base.i18n import Label
from copro_map.base.names import initials
from copro_map.base.store.connection import Database, Saved
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.gazetteer import area_labels, load_gazetteer


def _topics(asset: Asset, definitions: Definitions, names: Mapping[str, Label]) -> str:
    """Return further words by which an entry is found, in both languages.

    The names of its kind, themes, authority and the areas that it serves, and the
    initials of its own.
    """
    codes = {*asset.words("served"), asset.areas.get(BASE_LAYER, "")}
    labels = [
        definitions.kinds[asset.text("kind")].label,
        *(
            definitions.label("themes", theme)
            for theme in sorted(asset.words("themes"))
        ),
        *(names[code] for code in sorted(codes) if code in names),
    ]
    own = (asset.text("name_en"), asset.text("name_cy"))
    short = [made for name in own for made in initials(name)]
    return " ".join([f"{label.en} {label.cy}" for label in labels] + short)


def save_entries(
    database: Database, settings: Settings, assets: Collection[Asset], today: date
) -> Saved:
    """Write entries inside the caller's transaction; return what became of them.

    They are found by their own words and by the names of their kind, themes and areas.
    What changed is known from ``today`` on. What was set by hand stays (``where_set``).
    A person is placed no more exactly than by the district of the postcode.
    """
    definitions = load_definitions(settings.data_dir)
    gazetteer = load_gazetteer(settings)
    names = area_labels(gazetteer.layers)
    types = practitioner_types(database)
    coarse = at_their_district(settings, assets, types)
    as_set = where_set(database, gazetteer.layers, coarse)
    standing = list(at_their_district(settings, as_set, types))
    topics = {asset.id: _topics(asset, definitions, names) for asset in standing}
    return save_assets(database, standing, topics, today)


def settle_entries(
    database: Database, settings: Settings, entries: Iterable[str], today: date
) -> None:
    """Let entries that were put back as they were be found as they are now.

    Inside the caller's transaction. Who runs what is tied anew; what is known now, of
    those too that are gone, is known from ``today`` on.
    """
    definitions = load_definitions(settings.data_dir)
    names = area_labels(load_gazetteer(settings).layers)
    ids = list(entries)
    found = (Whole.of(database, one) for one in ids)
    there = [one.asset for one in found if one]
    topics = {asset.id: _topics(asset, definitions, names) for asset in there}
    find_again(database, ids, there, topics, today)
