"""Where the records behind a counted indicator are based, as a map of areas."""

from __future__ import annotations

import pandas as pd

from copro_map.base.i18n import t
from copro_map.drawing.bands import band_of, classes_of_areas
from copro_map.drawing.choropleth import Extras, Tint, draw_choropleth
from copro_map.drawing.legend import Legend, legend_html
from copro_map.drawing.outlines import LAND
from copro_map.drawing.templates import Html, render
from copro_map.geography.areas import Layer, layer_polygons, load_authority_polygons
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.indicators.face import Progress, Standing


def counted(progress: Progress) -> dict[str, Standing]:
    """Return the indicators of which records count, by code: those a map can show."""
    return {
        one.indicator.code: one
        for one in progress.standings
        if one.records is not None and one.records.ids
    }


def based_in(standing: Standing, assets: pd.DataFrame, layer: Layer) -> dict[str, int]:
    """Return how many of the records that count are based in each area of a layer.

    ``assets`` as ``search.search.all_assets``. A record without a place there is in
    none.
    """
    ids = standing.records.ids if standing.records else ()
    kept = assets[assets.index.isin(ids)]
    found = kept["areas"].map(lambda areas: areas.get(layer.id, "")).value_counts()
    return {code: int(found.get(code, 0)) for code in layer.areas}


def map_by_area(
    progress: Progress, code: str, assets: pd.DataFrame, layer: Layer
) -> Html:
    """Return the map with its key, in the language in force; the table says the same.

    ``code`` is that of an indicator of ``counted``.
    """
    settings, one = progress.settings, counted(progress)[code]
    numbers = based_in(one, assets, layer)
    bands = classes_of_areas(pd.Series(numbers, dtype=float), LAND)
    names = {x: area.label.text() for x, area in layer.areas.items()}
    tints = {}
    for area, n in numbers.items():
        band = band_of(n, bands)
        tints[area] = Tint(band.colour if band else LAND, text=f"{names[area]}: {n}")
    title = t("Records that count, by area")
    polygons = layer_polygons(layer, load_authority_polygons(settings.boundaries_dir))
    england = load_gazetteer(settings).england
    drawn = draw_choropleth(polygons, england, tints, title, Extras(names=names))
    alt = t("Map of Wales: {title}", title=f"{title}. {one.indicator.short.text()}")
    picture = render("drawing/picture.html", svg=drawn, alt=alt)
    return picture + legend_html(Legend(one.indicator.short.text(), bands))
