"""The authorities as a map and as a list, each a link to what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, sort_key, t
from copro_map.drawing.bands import band_of, classes_of_areas
from copro_map.drawing.choropleth import Extras, Tint, draw_choropleth
from copro_map.drawing.outlines import LAND
from copro_map.geography.areas import (
    BASE_LAYER,
    load_authority_polygons,
    load_layers,
)
from copro_map.geography.gazetteer import load_gazetteer

WIDTH = 400  # pixels: about what it is drawn at, so that its letters are as large


@dataclass(frozen=True)
class AreaLink:
    """An authority: its name, how many entries are based there, and its address."""

    code: str
    name: str
    count: int
    to: str


# The pages to which the map of areas leads, and what the address calls an area there.
PARAMETER = {"asset_map": "area", "area": "code"}


def area_links(
    settings: Settings, counts: Mapping[str, int], page: str = "asset_map"
) -> tuple[AreaLink, ...]:
    """Return the authorities in the order of their names, in the language in force.

    Each leads to a page, one of ``PARAMETER``.
    """
    layer = load_layers(settings.boundaries_dir, settings.data_dir)[BASE_LAYER]
    language = current_language()
    links = [
        AreaLink(
            code,
            area.label.text(),
            counts.get(code, 0),
            f"/{page}?{urlencode({PARAMETER[page]: code, 'lang': language})}",
        )
        for code, area in layer.areas.items()
    ]
    return tuple(sorted(links, key=lambda one: sort_key(one.name)))


def area_map(
    settings: Settings, counts: Mapping[str, int], page: str = "asset_map"
) -> str:
    """Return the authorities as a map (SVG), the darker the more entries are there.

    Each is a link as of ``area_links``, which says its name and its count.
    """
    links = {one.code: one for one in area_links(settings, counts, page)}
    bands = classes_of_areas(pd.Series([x.count for x in links.values()]), LAND)
    tints = {
        code: Tint(
            fill=band.colour if (band := band_of(one.count, bands)) else LAND,
            text=t("{name}. Entries based there: {n}", name=one.name, n=one.count),
        )
        for code, one in links.items()
    }
    titles = {
        "asset_map": t("Map of Wales: press an area to see who is there"),
        "area": t("Map of Wales: press an area to see its page"),
    }
    return draw_choropleth(
        load_authority_polygons(settings.boundaries_dir).loc[list(links)],
        load_gazetteer(settings).england,
        tints,
        titles[page],
        Extras(
            names={code: one.name for code, one in links.items()},
            link=lambda code: links[code].to,
        ),
        WIDTH,
    )
