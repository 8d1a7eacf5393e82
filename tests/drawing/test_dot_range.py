"""A table whose rows are drawn: where dot, band and line stand, and what is said."""

import re

import pytest

from copro_map.drawing.dot_range import (
    DotLook,
    DotRow,
    Dots,
    dot_svg,
    dots_html,
)

LOOK = DotLook("as usual")
HEADS = ("Area", "Per 100,000", "Entries", "For its size")
ROW = DotRow("<Powys>", 12.0, LOOK, 8.0, 20.0, ("18",), "area?code=W06000023")
WALES = DotRow("Wales", 10.0, DotLook("", "diamond"), cells=("400",))
TABLE = Dots("Rates", HEADS, (ROW, WALES), 10.0, "Wales: 10")


def test_places_are_shares_of_a_scale_from_0_to_a_little_over_the_largest():
    drawn = dots_html(TABLE)
    top = 20.0 * 1.04
    dots = [float(x) for x in re.findall(r'dots-dot" style="left:([\d.]+)%', drawn)]
    assert dots == pytest.approx([100 * 12 / top, 100 * 10 / top], abs=0.01)
    band = re.search(r'dots-band" style="left:([\d.]+)%;width:([\d.]+)%', drawn)
    assert band
    assert [float(x) for x in band.groups()] == pytest.approx(
        [100 * 8 / top, 100 * 12 / top], abs=0.02
    )
    assert drawn.count("dots-band") == 1, "Wales has no band"


def test_every_row_says_in_cells_what_it_draws_and_leads_only_inside():
    drawn = dots_html(TABLE)
    assert '<a href="area?code=W06000023" target="_self">&lt;Powys&gt;</a>' in drawn
    assert "as usual" in drawn
    assert "Wales: 10" in drawn
    out = Dots("", HEADS, (DotRow("x", 1, LOOK, href="//elsewhere.example"),), 1, "")
    assert "elsewhere" not in dots_html(out)


def test_paper_has_the_same_places():
    top = 20.0 * 1.04
    drawn = dot_svg(TABLE, ROW, 200)
    band = re.search(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn)
    assert band
    assert [float(x) for x in band.groups()] == pytest.approx(
        [200 * 8 / top, 200 * 12 / top], abs=0.11
    )
    assert "<rect" not in dot_svg(TABLE, WALES, 200)
