"""Coverage as maps: areas by their size, or reach; nothing is said by colour alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import geopandas as gpd
import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, t
from copro_map.coverage.charts.weighing import TINTS, WORDS
from copro_map.coverage.finding import finding
from copro_map.coverage.gaps import Coverage
from copro_map.coverage.rules.where_next import CANDIDATES, Plan
from copro_map.coverage.short_names import short_name
from copro_map.coverage.tables import published
from copro_map.drawing.bands import band_of, classes
from copro_map.drawing.choropleth import Extras, Tint
from copro_map.drawing.inset import TwoMaps, two_maps
from copro_map.drawing.legend import Legend, legend_of, point_symbol
from copro_map.drawing.poster import draw_poster
from copro_map.geography.areas import (
    BASE_LAYER,
    layer_polygons,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.residents import settlements

SQUARE_M = 5_000
PICK = "#9E2A6B"  # not a colour of the squares


@dataclass(frozen=True, eq=False)
class Picture:
    """A map of areas: what is drawn, its key, its title, and what it says."""

    polygons: gpd.GeoDataFrame
    england: gpd.GeoDataFrame
    tints: dict[str, Tint]
    title: str
    legend: Legend
    extras: Extras
    says: str = ""

    @property
    def maps(self) -> TwoMaps:
        """The map alone, and its part from near by, for a page that places both."""
        return two_maps(
            self.polygons, self.england, self.tints, self.title, self.extras
        )

    @property
    def svg(self) -> str:
        """The map alone, for a document that draws the key beside it."""
        return self.maps.one

    @property
    def poster(self) -> str:
        """The map with what it says, key and source, to keep or to print."""
        return draw_poster(
            self.polygons,
            self.england,
            self.tints,
            self.says or self.title,
            self.legend,
            self.extras,
        )


def hover(name: str, row: Any) -> str:
    """Return what is said of an area when it is pointed at or read out."""
    return t(
        "{name}. {stands}. Entries: {n}. Per 100,000 residents: {rate}.",
        name=name,
        stands=t(WORDS[row.for_its_size]),
        n=f"{row.entries:,}",
        rate=f"{row.rate_per_100k:.1f}",
    )


def credit() -> str:
    """Return where what is drawn comes from, and on what terms."""
    return t(
        "Boundaries: ONS, OGL v3.0; contains OS data © Crown copyright and database "
        "right. Residents: Census 2021. Entries: Co-production Network for Wales."
    )


def rate_map(
    coverage: Coverage,
    *,
    chosen: str = "",
    link: Callable[[str], str] | None = None,
) -> Picture:
    """Return the map of areas by how their rates stand for their size."""
    settings, layer = coverage.settings, coverage.layer
    table = published(coverage)
    names = {code: layer.area_label(code).text() for code in layer.areas}
    rows: dict[str, Any] = {str(row.Index): row for row in table.itertuples()}
    tints = {
        code: replace(TINTS[rows[code].for_its_size], text=hover(name, rows[code]))
        for code, name in names.items()
    }
    heading = t("Entries for the size of each area")
    areas = [
        (name, f"{rows[code].rate_per_100k:.1f}", tints[code])
        for code, name in names.items()
    ]
    looks = [(TINTS[which], t(WORDS[which])) for which in TINTS]
    short = {code: short_name(layer, code) for code in names}
    return Picture(
        polygons=layer_polygons(
            layer, load_authority_polygons(settings.boundaries_dir)
        ),
        england=load_gazetteer(settings).england,
        tints=tints,
        title=heading,
        legend=legend_of(heading, looks, areas, credit()),
        extras=Extras(chosen=chosen, names=short, link=link),
        says=finding(coverage),
    )


def _next_points(settings: Settings, plan: Plan) -> pd.DataFrame:
    places = settlements(settings, CANDIDATES).loc[plan.picks.index]
    return places[["easting_m", "northing_m"]].assign(
        shape="circle", colour=PICK, text=places[f"name_{current_language()}"]
    )


def reach_map(
    settings: Settings, squares: pd.DataFrame, plan: Plan, km: int
) -> Picture:
    """Return where people live beyond the radius, and where one more would help most.

    ``squares`` as ``geography.rules.reach.grid``.
    """
    beyond = squares[squares["people_beyond"] >= 1]
    bands = classes(beyond["people_beyond"])
    fills = [band_of(x, bands) for x in beyond["people_beyond"]]
    drawn = beyond.assign(
        size_m=SQUARE_M, fill=[band.colour if band else "" for band in fills]
    )
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER]
    title = t("People who live over {km} km from an entry, by square of 5 km", km=km)
    symbol = point_symbol("circle", PICK, t("Where one more would reach most people"))
    return Picture(
        polygons=layer_polygons(
            layer, load_authority_polygons(settings.boundaries_dir)
        ),
        england=load_gazetteer(settings).england,
        tints={},
        title=title,
        legend=Legend(title, bands, (symbol,), credit=credit()),
        extras=Extras(squares=drawn, points=_next_points(settings, plan)),
    )
