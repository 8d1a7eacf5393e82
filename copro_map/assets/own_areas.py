"""Public bodies have their own area: a council is in it, a health board serves it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from copro_map.assets.rules.records import Asset, Location
from copro_map.base.names import fold
from copro_map.geography.areas import ALL_WALES, BASE_LAYER, areas_of
from copro_map.geography.gazetteer import Gazetteer

# A place alone (Newport) is no body; a town council has another area than its county.
COUNCIL = re.compile(r"\b(council|cyngor|cbc|cc)\b")
BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
SECTORS = {BASE_LAYER: "local_authority", "health_board": "health"}


def own_area(gazetteer: Gazetteer, name: str) -> tuple[str, str] | None:
    """Return the layer and the code of a public body's own area; None if it is none.

    By its name in either language, as ``geography.area_names`` compares them: that of
    an area which is named after its board, or a local authority's with "Council" or
    "Cyngor" about it.

    Examples
    --------
    >>> from copro_map.base.config import load_settings
    >>> from copro_map.geography.gazetteer import load_gazetteer
    >>> known = load_gazetteer(load_settings({}))
    >>> own_area(known, "Cyngor Sir Ceredigion")
    ('local_authority', 'W06000008')
    >>> own_area(known, "Powys"), own_area(known, "Newport Town Council")
    (None, None)
    """
    bare = BRACKETS.sub("", name)
    code = gazetteer.area_names.code(bare)
    if code is None or code in (ALL_WALES, bare):
        return None
    layer = next(x.id for x in gazetteer.layers.values() if code in x.areas)
    if layer == BASE_LAYER and not COUNCIL.search(fold(bare)):
        return None
    return layer, code


def with_own_areas(gazetteer: Gazetteer, assets: Iterable[Asset]) -> Iterator[Asset]:
    """Yield entries; public bodies of which no place is known have their own area.

    One that holds a single authority is based there, known by its area alone; one that
    holds several serves them. It has the sector of its sort, if it has none.
    """
    for asset in assets:
        placed = asset.areas or asset.location or asset.words("served")
        if placed or asset.text("kind") != "practitioner":
            yield asset
            continue
        names = (asset.text("name_en"), asset.text("name_cy"))
        found = next(filter(None, (own_area(gazetteer, x) for x in names if x)), None)
        yield _in_area(gazetteer, asset, *found) if found else asset


def _in_area(gazetteer: Gazetteer, asset: Asset, layer: str, code: str) -> Asset:
    given = dict(asset.given)
    if not asset.text("sector") and layer in SECTORS:
        given["sector"] = SECTORS[layer]
    members = gazetteer.layers[layer].areas[code].members
    if len(members) > 1:
        return replace(asset, given={**given, "served": (code,)})
    areas = areas_of(gazetteer.layers, members[0])
    x, y = (
        round(float(axis[members[0]]), 5)
        for axis in (gazetteer.middles.x, gazetteer.middles.y)
    )
    return replace(
        asset,
        given=given,
        areas={name: one for name, one in areas.items() if one},
        location=Location(x, y, "area"),
    )
