"""Unmet needs: what is asked for in an area, and nobody in reach can give."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.assets.face import entry_history, live_entries
from copro_map.base.config import Settings
from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import reading
from copro_map.exchange.rules.needs import Need, first_confirmed, needs
from copro_map.geography.areas import load_layers


def members_of_area(settings: Settings, area: str) -> tuple[str, ...]:
    """Return the authorities of an area of any layer.

    Raises
    ------
    UnknownAreaError
        If no layer has such an area.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    for layer in layers.values():
        if area in layer.areas:
            return layer.areas[area].members
    raise UnknownAreaError(
        N_("{area_code}: there is no such area. Choose one from the list."),
        area_code=area,
    )


def unmet_needs(
    settings: Settings, assets: pd.DataFrame, day: date, area: str = ""
) -> tuple[Need, ...]:
    """Return the open requests that no free offer in reach is left for.

    The longest open first; of an area of any layer (by its code) those that are for a
    part of it, else all of them: also those for all Wales, which no area has.
    ``assets`` as ``search.face.all_assets`` returns them for that day.

    Raises
    ------
    UnknownAreaError
        If no layer has such an area.
    DatabaseError
        If the database cannot be read.
    """
    members = members_of_area(settings, area) if area else ()
    with reading(settings.database) as database:
        known = first_confirmed(entry_history(database, day))
    found = needs(live_entries(assets, day), known, day)
    return tuple(one for one in found if not area or one.within(members))
