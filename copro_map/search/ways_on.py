"""What is nearest to a question that finds nothing, or nothing near its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from copro_map.assets.face import present
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.today import current_day
from copro_map.geography.areas import load_layers
from copro_map.search.rules.matching import Found, match
from copro_map.search.rules.query import FILTERS, LARGEST_KM, Query
from copro_map.search.rules.reasons import distances_km
from copro_map.search.search import Answer, look_up

RADII_KM = (5, 10, 20, 50, 100, LARGEST_KM)


@dataclass(frozen=True)
class Pin:
    """The nearest entry with a pin: where it is, how far, and a radius that holds it.

    ``wider_km`` is 0 if no radius that may be chosen does.
    """

    entry_id: str
    where: str
    km: float
    wider_km: int


def nearest_pin(settings: Settings, answer: Answer, assets: pd.DataFrame) -> Pin | None:
    """Return the nearest entry with a pin, if none lies within the radius.

    Of those that answer all of the question but its place. None if something is pinned
    within it, or nothing anywhere; or if the place is no point.
    """
    places = answer.asked.places
    km = max((one.km for one in places), default=0)
    if not km or (answer.found.distances <= km).any():
        return None
    anywhere = replace(answer.asked, places=())
    found = match(assets, answer.query, anywhere, today=current_day()).places
    distances, _ = distances_km(assets, found, places)
    if not len(found) or np.isnan(distances).all():
        return None
    nearest = int(np.nanargmin(distances))
    away = float(distances[nearest])
    row = next(assets.iloc[[found[nearest]]].itertuples())
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    wider = next((one for one in RADII_KM if one >= away), 0)
    there = present(row, load_definitions(settings.data_dir), layers, current_day())
    return Pin(there.id, there.where, round(away, 1), wider)


def to_add(answer: Answer) -> dict[str, str]:
    """Return what a search says of an entry that is not on the map, for its form.

    By the names that the form's address has: ``kind``, if it asks for one alone;
    ``theme`` and ``area`` with commas between; ``where``, a place that is no area.
    """
    query, place = answer.in_full, answer.place
    is_found = place is not None and place.status == "found"
    is_area = is_found and place is not None and place.precision == "area"
    asked = answer.asked.places if is_area else ()
    areas = dict.fromkeys([*query.areas, *(one.code for one in asked)])
    return {
        "kind": query.kinds[0] if len(query.kinds) == 1 else "",
        "theme": ",".join(query.themes),
        "area": ",".join(code for code in areas if code),
        "where": query.near if is_found and not is_area else "",
    }


def _found(settings: Settings, query: Query, assets: pd.DataFrame, day: date) -> Found:
    return match(assets, query, look_up(settings, query)[0], today=day)


def ways_out(
    settings: Settings, query: Query, assets: pd.DataFrame, today: date | None = None
) -> dict[str, int]:
    """Return, for each filter, how many entries there would be without it.

    For a search that found nothing, ``Answer.in_full``: only filters that are set and
    would help.
    """
    day = today or current_day()
    counts = {
        name: len(_found(settings, wider, assets, day))
        for name in FILTERS
        if (wider := query.without(name)) != query
    }
    return {name: n for name, n in counts.items() if n}


def _wider(query: Query) -> Iterator[tuple[str, ...]]:
    """Yield the filters to take back, few before many; all of them at last."""
    active = [name for name in FILTERS if query.without(name) != query]
    yield from ((name,) for name in active)
    yield from (tuple(one for one in active if one != kept) for kept in active)
    yield tuple(active)


@dataclass(frozen=True)
class Nearest:
    """What the nearest question finds, and the filters that it does not have."""

    without: tuple[str, ...]
    found: Found


def nearest_answers(
    settings: Settings, query: Query, assets: pd.DataFrame, today: date | None = None
) -> Nearest:
    """Return what is found with as few filters taken back as can be, and which.

    For a search that found nothing, ``Answer.in_full``. Of several ways with as many
    filters, the one that finds the fewest: it is the nearest to what was asked.
    """
    day = today or current_day()
    best: Nearest | None = None
    for names in _wider(query):
        if best and len(names) > len(best.without):
            break
        found = _found(settings, query.without(*names), assets, day)
        if len(found) and (best is None or len(found) < len(best.found)):
            best = Nearest(names, found)
    return best or Nearest((), _found(settings, Query(), assets, day))
