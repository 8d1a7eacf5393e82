"""QR codes: the very modules that another program makes (the package qrcode 8.2)."""

from __future__ import annotations

from hashlib import sha256

import pytest

from copro_map.drawing.qr import qr_grid, qr_svg

ADDRESS = "https://map.copronet.wales/workshop?code=BCDF-GHJK&lang=cy"
# The first signs of SHA-256 of the modules, row by row: one, two and four blocks.
BY_ANOTHER = {
    "a": "20c5121183b26a4b",
    ADDRESS: "bd52e5e4ee4bf0ce",
    "z" * 106: "cb5e7550bbc9b554",
}


@pytest.mark.parametrize("text", BY_ANOTHER)
def test_the_modules_are_those_of_another_program(text):
    assert sha256(qr_grid(text).tobytes()).hexdigest().startswith(BY_ANOTHER[text])


def test_what_is_drawn_has_a_light_edge_and_each_dark_module_once():
    svg = qr_svg(ADDRESS)
    assert 'viewBox="0 0 41 41"' in svg
    assert svg.count("h1v1h-1z") == qr_grid(ADDRESS).sum()
