"""An entry moves: where it is based is looked up, and it is found there from now on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from copro_map.assets.face import Asset, Location, public_assets, save_entries
from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import Located, locate_asked
from copro_map.people.rules.permissions import Belongs
from copro_map.upkeep.belonging import OFFICERS_LAYER
from copro_map.upkeep.rules.checking import WordError

# What an entry is found by beside its own texts, so it is given again.
FOUND_BY = ("kind", "name_en", "name_cy", "themes", "served")


@dataclass(frozen=True)
class Moved:
    """An entry at its new place; ``belongs`` is where it belongs from then on."""

    asset: Asset
    belongs: Belongs


def _located(settings: Settings, place: str) -> Located:
    found = locate_asked(load_gazetteer(settings), place)
    if found.status != "found" or found.authority is None:
        raise WordError(
            N_(
                "{place}: not known as one place in Wales. Give a postcode, or a town "
                "with its authority after a comma."
            ),
            place=shown(place),
        )
    return found


def new_place(
    settings: Settings, database: Database, entry_id: str, place: str
) -> Moved:
    """Return an entry of the map as it is at another place; nothing is written.

    Raises
    ------
    WordError
        If the entry is not on the map, or the place is not known as one in Wales.
    """
    found = _located(settings, place.strip())
    entries = public_assets(database)
    if entry_id not in entries.index:
        raise WordError(N_("The entry is not on the map, so it cannot move there."))
    row: dict[str, Any] = {name: entries.at[entry_id, name] for name in FOUND_BY}
    is_named = found.precision == "place" and found.name
    name = found.name.en if is_named and found.name else ""
    areas = {layer: code for layer, code in found.areas.items() if code}
    point = None
    if found.longitude is not None and found.latitude is not None:
        point = Location(found.longitude, found.latitude, found.precision or "area")
    asset = Asset(entry_id, row | {"place": name}, areas, point)
    return Moved(asset, Belongs(entry_id, frozenset({areas[OFFICERS_LAYER]})))


def move(settings: Settings, database: Database, moved: Moved, today: date) -> None:
    """Write an entry at its new place inside the caller's transaction."""
    save_entries(database, settings, [moved.asset], today)
