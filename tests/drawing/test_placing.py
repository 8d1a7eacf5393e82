"""Names on a map: only where they fit, over no point and no other name."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from copro_map.drawing import beside, placing
from copro_map.drawing.bands import PALETTE
from copro_map.drawing.choropleth import Extras, draw_choropleth
from copro_map.drawing.lettering import ink_on, text_width
from copro_map.drawing.outlines import LAND, frame_of
from tests.drawing.areas_map import AUTHORITIES, ENGLAND, MERTHYR, POWYS
from tests.drawing.pictures import contrast, texts_of


@pytest.mark.parametrize("width", [420, 640])
def test_a_name_is_written_only_where_it_fits(layers, width):
    names = {c: a.label.text() for c, a in layers["local_authority"].areas.items()}
    frame = frame_of(AUTHORITIES, width)
    found = placing.places(AUTHORITIES, names, frozenset({POWYS}), frame)
    written = {code: place for code, place in found.items() if place.lines}
    assert POWYS in written
    assert MERTHYR not in written
    for code, place in written.items():
        shape = placing._largest(AUTHORITIES.geometry[code], frame)
        wide = max(text_width(line, place.size) for line in place.lines)
        high = len(place.lines) * place.size
        box = shapely.box(
            place.x - wide / 2,
            place.y - high / 2,
            place.x + wide / 2,
            place.y + high / 2,
        )
        # The outline drawn is simplified by about a pixel.
        assert shape.buffer(2).contains(box), code
        assert " ".join(place.lines) == names[code]
    svg = draw_choropleth(AUTHORITIES, ENGLAND, {}, "x", Extras(names=names), width)
    said = " ".join(texts_of(svg))
    assert names[POWYS] in said
    assert names[MERTHYR] not in said


def test_letters_stand_out_from_every_colour():
    for colour in (*PALETTE, LAND):
        ink, edge = ink_on(colour)
        assert contrast(ink, colour) >= 4.5, colour
        assert edge == colour
    assert contrast(*ink_on("")) >= 4.5
    assert contrast(*ink_on("url(x)")) >= 4.5


spots = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=7
)


@given(spots)
def test_names_of_points_cover_no_point_and_no_other_name(places):
    texts = [f"Tref {n}" * (1 + n % 2) for n in range(len(places))]
    sheets = [
        beside.Sheet(300 * k, 300, tuple((x * k, y) for x, y in places))
        for k in (1, 2.5)
    ]
    found = beside.beside(sheets, texts)
    for sheet in sheets:
        boxes = {n: beside._box(sheet, n, texts[n], x) for n, x in found.items()}
        for n, box in boxes.items():
            assert not any(box.intersects(o) for m, o in boxes.items() if m != n)
            assert not any(box.contains(shapely.Point(x)) for x in sheet.spots)
            assert shapely.box(0, 0, sheet.width, 300).contains(box)
    alone = beside.beside([beside.Sheet(300, 300, ((150, 150),))], ["Tref"])
    assert alone == {0: beside.Beside(right=True, down=0)}
