"""Coverage as maps: smoothed rates, or reach, with what a colour must not say alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import altair as alt
import geopandas as gpd
import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import current_language, t
from copro_map.coverage.charts.funnel import funnel_chart
from copro_map.coverage.gaps import Ask, Coverage
from copro_map.coverage.rules.where_next import CANDIDATES, Plan
from copro_map.coverage.tables import funnel_limits, published
from copro_map.drawing.bands import Band, band_of, classes, classes_of_areas
from copro_map.drawing.choropleth import Extras, Tint, draw_choropleth
from copro_map.drawing.figures import number
from copro_map.drawing.legend import Legend, legend_of, point_symbol
from copro_map.drawing.lettering import LOW, VERY_LOW, ZERO
from copro_map.drawing.outlines import LAND
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
MARKS = {"red": VERY_LOW, "amber": LOW}
PICK = "#9E2A6B"  # not a colour of the squares


@dataclass(frozen=True, eq=False)
class Picture:
    """A map of areas: what is drawn, its key, and its title."""

    polygons: gpd.GeoDataFrame
    england: gpd.GeoDataFrame
    tints: dict[str, Tint]
    title: str
    legend: Legend
    extras: Extras

    @property
    def svg(self) -> str:
        """The map alone, for a page that draws the key beside it."""
        return draw_choropleth(
            self.polygons, self.england, self.tints, self.title, self.extras
        )

    @property
    def poster(self) -> str:
        """The map with its title, key and source, to keep or to print."""
        return draw_poster(
            self.polygons,
            self.england,
            self.tints,
            self.title,
            self.legend,
            self.extras,
        )


def hover(name: str, row: Any) -> str:
    """Return what is said of an area when it is pointed at: the raw figures."""
    return t(
        "{name}. Entries: {n}. Shared out: {count}; usual: {expected}. Rate per "
        "100,000: {rate}; evened out: {smooth}. Within 10 km of an entry: {reach}%.",
        name=name,
        n=row.entries,
        count=number(row.count),
        expected=number(row.expected),
        rate=number(row.rate_per_100k),
        smooth=number(row.eb_rate_per_100k),
        reach=round(row.reach_percent_10km),
    )


def _tint(row: Any, band: Band | None, text: str) -> Tint:
    mark = ZERO if row.zero == "significant_zero" else MARKS.get(row.flag, "")
    if row.zero == "too_few" or band is None:
        return Tint(hatched=row.zero == "too_few", mark=mark, text=text)
    return Tint(fill=band.colour, mark=mark, text=text)


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
    """Return the map of smoothed rates; areas with too few to judge are hatched.

    Where all areas that can be judged are alike, the key says so, and none is coloured.
    """
    settings, layer = coverage.settings, coverage.layer
    table = published(coverage)
    rates = table["eb_rate_per_100k"]
    bands = classes_of_areas(rates[table["zero"] != "too_few"], LAND)
    names = {code: layer.area_label(code).text() for code in layer.areas}
    tints = {
        code: _tint(row, band_of(rate, bands), hover(names[code], row))
        for code, rate, row in zip(names, rates, table.itertuples(), strict=True)
    }
    heading = t("Entries per 100,000 residents, evened out for small areas")
    figures = {str(code): f"{rate:.1f}" for code, rate in rates.items()}
    return Picture(
        polygons=layer_polygons(
            layer, load_authority_polygons(settings.boundaries_dir)
        ),
        england=load_gazetteer(settings).england,
        tints=tints,
        title=heading,
        legend=legend_of(heading, bands, tints, names, figures, credit()),
        extras=Extras(chosen=chosen, names=names, link=link),
    )


def funnel_of(coverage: Coverage) -> alt.LayerChart:
    """Return the chart of rates against population, with what chance allows."""
    what = what_is_asked(coverage.settings, coverage.ask)
    return funnel_chart(named(coverage), funnel_limits(coverage), what)


def named(coverage: Coverage) -> pd.DataFrame:
    """Return the published figures with ``area_name`` in the current language."""
    table, layer = published(coverage), coverage.layer
    names = [layer.area_label(str(code)).text() for code in table.index]
    return table.assign(area_name=names)


def what_is_asked(settings: Settings, ask: Ask) -> str:
    """Return what is counted, in words: "Projects, Food"."""
    definitions = load_definitions(settings.data_dir)
    parts = [definitions.kinds[ask.kind].plural.text() if ask.kind else t("Entries")]
    for vocabulary, word in (("themes", ask.theme), ("sectors", ask.sector)):
        parts += [definitions.label(vocabulary, word).text()] if word else []
    return ", ".join(parts)


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
