"""Two maps in place of one: no name over another, and nothing where all have room."""

from __future__ import annotations

import re

import pytest
import shapely

from copro_map.base.i18n import language_in_force
from copro_map.coverage.short_names import short_name
from copro_map.drawing import placing
from copro_map.drawing.choropleth import Extras, Tint
from copro_map.drawing.inset import WALES, two_maps
from copro_map.drawing.lettering import LOW
from copro_map.drawing.outlines import frame_of
from copro_map.geography.areas import layer_polygons
from tests.drawing.areas_map import AUTHORITIES, ENGLAND, LAYERS, POWYS
from tests.drawing.pictures import SVG, read_svg, texts_of


def names_in(layers, layer: str) -> dict[str, str]:
    return {code: short_name(layers[layer], code) for code in layers[layer].areas}


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("layer", LAYERS)
def test_no_name_lies_over_another_or_over_its_mark(layers, layer, language):
    polygons = layer_polygons(layers[layer], AUTHORITIES)
    with language_in_force(language):
        names = names_in(layers, layer)
    frame = frame_of(polygons, WALES)
    marked = frozenset(names)
    found = placing.places(polygons, names, marked, frame, inside=0.5)
    boxes = [
        placing._blocks(x.x, x.y, placing._extent(x.lines, x.size, placing.MARK_ROOM))
        for x in found.values()
        if x.lines
    ]
    page = shapely.box(0, 0, frame.width, frame.height)
    assert boxes
    assert all(page.contains(box) for box in boxes)
    for n, box in enumerate(boxes):
        assert not any(box.intersects(other) for other in boxes[:n])


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("layer", LAYERS)
def test_every_area_has_its_name_whatever_its_mark(layers, layer, language):
    polygons = layer_polygons(layers[layer], AUTHORITIES)
    with language_in_force(language):
        names = names_in(layers, layer)
    said = []
    for mark in (LOW, ""):
        tints = dict.fromkeys(names, Tint(mark=mark))
        drawn = two_maps(polygons, ENGLAND, tints, "x", Extras(names=names))
        letters = " ".join(
            f"{' '.join(texts_of(x))}." for x in (drawn.whole, drawn.near) if x
        )
        said.append(letters)
        assert all(letters.count(name) == 1 for name in names.values()), letters
    assert said[0] == said[1], "no name moves with a figure"


def test_where_every_name_has_room_there_is_one_map():
    drawn = two_maps(AUTHORITIES, ENGLAND, {}, "x", Extras(names={POWYS: "Powys"}))
    assert drawn.near == ""
    assert drawn.one == drawn.whole
    assert two_maps(AUTHORITIES, ENGLAND, {}, "x", Extras()).near == ""


def test_both_in_one_picture_are_both_maps(layers):
    names = names_in(layers, "local_authority")
    tints = {code: Tint(mark=LOW, text=name) for code, name in names.items()}
    drawn = two_maps(AUTHORITIES, ENGLAND, tints, "Ardaloedd", Extras(names=names))
    inner = list(read_svg(drawn.one).iter(f"{SVG}svg"))[1:]
    assert [x.get("aria-label") for x in inner] == [
        "Ardaloedd",
        "From near by: Ardaloedd",
    ]
    whole, near = (
        set(re.findall('data-area="([^"]+)"', x)) for x in (drawn.whole, drawn.near)
    )
    assert whole
    assert near
    assert not whole & near
    assert whole | near == set(names)
