"""QR codes: dark on light, with the edge of nothing that cameras need around them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from copro_map.drawing.qr import qr_svg

ADDRESS = "https://map.copronet.wales/workshop?code=BCDF-GHJK&lang=cy"


def test_a_code_has_its_size_and_four_modules_of_light_around_it():
    drawn = ElementTree.fromstring(qr_svg(ADDRESS))
    # ISO/IEC 18004: 58 bytes at level M need version 4, of 33 modules; 4 at each side.
    assert drawn.get("width") == drawn.get("height") == str((33 + 2 * 4) * 8)
    light, dark = drawn.iter("{http://www.w3.org/2000/svg}path")
    assert light.get("fill") == "#fff"
    assert re.match(r"M4 4\.5h7", dark.get("d"))  # the corner begins inside the edge


def test_no_two_addresses_have_the_same_picture_and_none_stands_in_it():
    assert len({qr_svg(ADDRESS + sign) for sign in ("", "a", "b")}) == 3
    assert "copronet" not in qr_svg(ADDRESS)
