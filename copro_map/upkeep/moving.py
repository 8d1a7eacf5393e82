"""An entry moves: where it is based is looked up, and it is found there from now on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from copro_map.assets.face import (
    Asset,
    Location,
    Whole,
    public_assets,
    save_entries,
)
from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import Located, locate_asked
from copro_map.people.rules.consents import PERSON
from copro_map.people.rules.permissions import Belongs
from copro_map.upkeep.belonging import belonging, kept_entry
from copro_map.upkeep.rules.checking import WordError
from copro_map.upkeep.rules.where import Where

# What an entry is found by beside its own texts, so it is given again.
FOUND_BY = ("kind", "name_en", "name_cy", "themes")
# What its source says of these stays known: a later import does not undo what was set,
# nor what somebody mended before.
BY_HAND = frozenset({"location", "place", "served", *FOUND_BY})
# A point that somebody gives is no point of the source.
PRECISIONS = {"point": "marked"}


@dataclass(frozen=True)
class Moved:
    """An entry at its new place; ``belongs`` is where it belongs from then on.

    ``is_person``: it is shown no more exactly than by the district of the postcode.
    """

    asset: Asset
    belongs: Belongs
    is_person: bool = False


def located(settings: Settings, place: str) -> Located:
    """Return where a place in Wales is: a postcode, a name, a point.

    Raises
    ------
    WordError
        If it is not known as one place in Wales; the message says what to write.
    """
    found = locate_asked(load_gazetteer(settings), place)
    if found.status == "found" and found.authority is not None:
        return found
    if found.status == "outside_wales":
        words = N_(
            "{place}: this lies outside Wales, and the map shows Wales alone. Look at "
            "the sign and the order of the numbers, or give another place."
        )
        raise WordError(words, place=shown(place))
    raise WordError(
        N_(
            "{place}: not known as one place in Wales. Give a postcode, or a town "
            "with its authority after a comma."
        ),
        place=shown(place),
    )


def where_found(found: Located) -> Where:
    """Return where a place is, with its own name if it is a town or a village."""
    is_named = found.precision == "place" and found.name
    point = None
    if found.longitude is not None and found.latitude is not None:
        told = found.precision or "area"
        precision = PRECISIONS.get(told, told)
        point = Location(found.longitude, found.latitude, precision)
    return Where(
        areas={layer: code for layer, code in found.areas.items() if code},
        location=point,
        place=found.name.en if is_named and found.name else "",
    )


def _row(database: Database, entry_id: str) -> Any:
    entries = public_assets(database)
    if entry_id not in entries.index:
        raise WordError(N_("The entry is not on the map, so it cannot move there."))
    return entries.loc[entry_id]


def whole_entry(database: Database, entry_id: str) -> Asset:
    """Return an entry that is there with every field as it is kept, hidden or not."""
    whole = Whole.of(database, entry_id)
    assert whole is not None
    return whole.asset


def where_of(row: Any) -> Where:
    """Return where an entry is, of its row of ``public_assets``."""
    point = None
    if not pd.isna(row.longitude):
        at = float(row.longitude), float(row.latitude)
        point = Location(*at, str(row.precision))
    return Where(dict(row.areas), point, str(row.place), tuple(row.served))


def stands(database: Database, entry_id: str) -> Where:
    """Return where an entry of the map is now.

    Raises
    ------
    WordError
        If the entry is not on the map.
    """
    return where_of(_row(database, entry_id))


def placed(
    settings: Settings, database: Database, entry_id: str, where: Where
) -> Moved:
    """Return an entry of the map as it is somewhere else; nothing is written.

    Raises
    ------
    WordError
        If the entry is not on the map.
    """
    row = _row(database, entry_id)
    kept = whole_entry(database, entry_id).given
    given: dict[str, Any] = {name: kept[name] for name in FOUND_BY}
    # What of it stays as it is shown stays as it is kept: of a person it may be hidden.
    told: dict[str, Any] = {"place": where.place, "served": where.served}
    given |= {x: kept[x] if y == row[x] else y for x, y in told.items()}
    entry = kept_entry(database, entry_id)
    there = replace(entry, areas=where.areas, served=given["served"])
    asset = Asset(entry_id, given, where.areas, where.location, BY_HAND, is_set=True)
    is_person = row.practitioner_type == PERSON
    return Moved(asset, belonging(settings, there), is_person)


def new_place(
    settings: Settings, database: Database, entry_id: str, place: str
) -> Moved:
    """Return an entry of the map as it is at another place; nothing is written.

    Raises
    ------
    WordError
        If the entry is not on the map, or the place is not known as one in Wales.
    """
    where = where_found(located(settings, place.strip()))
    served = stands(database, entry_id).served
    return placed(settings, database, entry_id, replace(where, served=served))


def move(settings: Settings, database: Database, moved: Moved, today: date) -> None:
    """Write an entry at its new place inside the caller's transaction."""
    save_entries(database, settings, [moved.asset], today)
