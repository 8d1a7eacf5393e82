"""An area's own page: who is here, who serves it, what is near, and how it compares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.areas.rules.comparing import CLASSES, compare
from copro_map.assets.face import live_entries
from copro_map.base.config import Settings
from copro_map.base.confirmed import tally_of
from copro_map.base.errors import UnknownAreaError
from copro_map.base.i18n import N_, Label, t
from copro_map.base.today import current_day
from copro_map.coverage.face import KM
from copro_map.geography.areas import (
    BASE_LAYER,
    Area,
    Layer,
    layer_polygons,
    load_authorities,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.assign import to_points
from copro_map.geography.rules.reach import usable_points


@dataclass(frozen=True, eq=False)
class AreaView:
    """What there is to say of an area.

    ``based`` and ``serving`` (based elsewhere, or nowhere) are rows of the entries;
    ``across`` are offers based outside within 10 km of its boundary, nearest first,
    with ``distance_km``. ``compare`` has a row for the area, Wales and the authorities
    of the same class (index "area", "wales", "similar"): ``entries`` (whole),
    ``count`` (of shares), ``population``, ``rate_per_100k``, ``lower`` and ``upper``
    (95%). ``sources`` are the first and the last year of the entries' sources,
    ``confirmed``, ``stale`` and ``unverified`` how many were confirmed in the
    last 12 months, longer ago, never.
    """

    area: Area
    layer: Layer
    based: pd.DataFrame
    serving: pd.DataFrame
    across: pd.DataFrame
    compare: pd.DataFrame
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
    compared, own_class = compare(
        entries, area.members, facts, layers[BASE_LAYER].of_authority
    )
    mine = facts.loc[list(area.members)]
    here = entries[is_based | serves.astype(bool)]
    years = sorted(day[:4] for day in here["source_date"] if day)
    return AreaView(
        area=area,
        layer=layer,
        based=live[is_based.to_numpy()],
        serving=live[(serves.astype(bool) & ~is_based).to_numpy()],
        across=_across(settings, entries, area, layer),
        compare=compared,
        deprived_percent=100
        * float(mine["deprived_small_areas"].sum() / mine["small_areas"].sum()),
        rural_urban=CLASSES[own_class],
        sources=(years[0], years[-1]) if years else ("", ""),
        **tally_of(here["verification"]),
    )


def compared(view: AreaView) -> pd.DataFrame:
    """Return the rates of the area, Wales and like authorities, with their names."""
    alike = t("Authorities like this one: {name}", name=view.rural_urban.text())
    names = {"area": view.area.label.text(), "wales": t("Wales"), "similar": alike}
    return view.compare.assign(area_name=[names[str(i)] for i in view.compare.index])


def compared_table(
    view: AreaView,
) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the rates of the area, Wales and like authorities in words.

    The name of the table, its heads and its rows.
    """
    rows = compared(view)
    columns = ("area_name", "entries", "rate_per_100k", "lower", "upper")
    return (
        t(
            "Entries, and how many that is per 100,000 residents, with the range "
            "that chance allows. Whatever serves several areas counts in part in each"
        ),
        (t("Area"), t("Entries"), t("Rate"), t("Likely range")),
        tuple(
            (str(name), f"{n:,.0f}", f"{rate:.1f}", f"{lower:.1f}–{upper:.1f}")
            for name, n, rate, lower, upper in zip(
                *(rows[column] for column in columns), strict=True
            )
        ),
    )
