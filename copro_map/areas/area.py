"""An area: who is based there, who serves it, what is near, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.assets.face import live_entries
from copro_map.base.config import Settings
from copro_map.base.confirmed import tally_of
from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import N_, Label
from copro_map.base.today import current_day
from copro_map.coverage.face import KM
from copro_map.geography.areas import (
    Area,
    Layer,
    layer_polygons,
    load_authorities,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.assign import to_points
from copro_map.geography.rules.reach import usable_points

CLASSES = {"Rural": Label("Rural", "Gwledig"), "Urban": Label("Urban", "Trefol")}


@dataclass(frozen=True, eq=False)
class AreaView:
    """What there is to say of an area.

    ``based`` and ``serving`` (based elsewhere, or nowhere) are rows of the entries;
    ``across`` are offers based outside within 10 km of its boundary, nearest first,
    with ``distance_km``. ``rural_urban`` is the class in which most residents live,
    ``sources`` are the first and the last year of the entries' sources, ``confirmed``,
    ``stale`` and ``unverified`` how many were confirmed in the last 12 months, longer
    ago, never.
    """

    area: Area
    layer: Layer
    based: pd.DataFrame
    serving: pd.DataFrame
    across: pd.DataFrame
    deprived_percent: float
    rural_urban: Label
    sources: tuple[str, str]
    confirmed: int
    stale: int
    unverified: int

    @property
    def total(self) -> int:
        """How many entries are based here or serve it."""
        return len(self.based) + len(self.serving)


def find_area(layers: Mapping[str, Layer], area_code: str) -> tuple[Area, Layer]:
    """Return an area of any layer, and its layer.

    Raises
    ------
    UnknownAreaError
        If no layer has such an area.
    """
    for layer in layers.values():
        if area_code in layer.areas:
            return layer.areas[area_code], layer
    raise UnknownAreaError(
        N_("{area_code}: there is no such area. Choose one from the list."),
        area_code=area_code,
    )


def _across(
    settings: Settings, entries: pd.DataFrame, area: Area, layer: Layer
) -> pd.DataFrame:
    """Return offers based outside the area within reach of its boundary."""
    outside = ~entries["authority"].isin(area.members)
    offers = usable_points(entries[(entries["kind"] == "offer") & outside])
    polygons = layer_polygons(layer, load_authority_polygons(settings.boundaries_dir))
    points = to_points(offers["longitude"], offers["latitude"])
    away = points.distance(polygons.geometry[area.code]) / 1000
    near = offers.assign(distance_km=away.round(1).to_numpy())
    return near[near["distance_km"] <= KM].sort_values("distance_km", kind="stable")


def _class_of(authorities: pd.DataFrame) -> Label:
    """Return whether most residents of some authorities live in rural or urban ones."""
    people = authorities.groupby("rural_urban")["population"].sum()
    return CLASSES[str(people.idxmax())]


def look_at(
    settings: Settings,
    assets: pd.DataFrame,
    area_code: str,
    today: date | None = None,
) -> AreaView:
    """Return everything about an area of any layer.

    ``assets`` as ``search.search.all_assets`` returns them; those that have ended are
    left out.

    Raises
    ------
    UnknownAreaError
        If there is no such area.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    area, layer = find_area(layers, area_code)
    entries = live_entries(assets, today or current_day())
    live = assets.loc[entries.index]
    members = frozenset(area.members)
    is_based = entries["authority"].isin(members)
    serves = entries["served_authorities"].map(lambda x: not members.isdisjoint(x))
    facts = load_authorities(settings.data_dir)
    mine = facts.loc[list(area.members)]
    here = entries[is_based | serves.astype(bool)]
    years = sorted(day[:4] for day in here["source_date"] if day)
    return AreaView(
        area=area,
        layer=layer,
        based=live[is_based.to_numpy()],
        serving=live[(serves.astype(bool) & ~is_based).to_numpy()],
        across=_across(settings, entries, area, layer),
        deprived_percent=100
        * float(mine["deprived_small_areas"].sum() / mine["small_areas"].sum()),
        rural_urban=_class_of(mine),
        sources=(years[0], years[-1]) if years else ("", ""),
        **tally_of(here["verification"]),
    )
