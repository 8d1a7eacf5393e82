"""The map of areas by their size: the classes of the table, every area named once."""

from __future__ import annotations

import re
from html import unescape

import pytest

from copro_map.base.i18n import LANGUAGES, long_date, set_language
from copro_map.base.today import current_day
from copro_map.coverage.charts.weighing import TINTS, WORDS
from copro_map.coverage.files import file_of
from copro_map.coverage.finding import finding
from copro_map.coverage.gaps import Ask, Coverage, cover
from copro_map.coverage.pictures import rate_map
from copro_map.coverage.short_names import short_name
from copro_map.coverage.tables import to_download
from copro_map.coverage.weighed import Weighed
from copro_map.drawing.legend import legend_html
from copro_map.search.search import all_assets
from tests.drawing.areas_map import LAYERS
from tests.drawing.pictures import read_svg, texts_of


@pytest.fixture(scope="module")
def covered(to_read):
    settings, assets = to_read, all_assets(to_read)
    kept: dict[Ask, Coverage] = {}

    def of(layer: str, **ask: str) -> Coverage:
        asked = Ask(layer, **ask)
        if asked not in kept:
            kept[asked] = cover(settings, asked, assets)
        return kept[asked]

    return of


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("kind", ["", "practitioner"])
def test_map_table_and_file_have_the_same_classes(covered, layer, kind):
    coverage = covered(layer, kind=kind)
    drawn, ranked = rate_map(coverage), Weighed(coverage).ranked()
    classes = coverage.table["for_its_size"]
    for code, which in classes.items():
        tint = drawn.tints[code]
        same = TINTS[which]
        assert (tint.fill, tint.hatched, tint.mark) == (
            same.fill,
            same.hatched,
            same.mark,
        )
        assert WORDS[which] in tint.text
    assert {row.code: row.look.words for row in ranked.rows} == {
        code: {"fewer": "Fewer", "usual": "As usual", "more": "More"}.get(
            which, "Cannot be judged"
        )
        for code, which in classes.items()
    }
    assert to_download(coverage).set_index("area_code")["for_its_size"].equals(classes)
    key = unescape(str(legend_html(drawn.legend)))
    assert {which for which in WORDS if WORDS[which] in key} == set(classes)


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_area_is_named_and_led_on_from_once(covered, layer, language):
    set_language(language)
    coverage = covered(layer)
    maps = rate_map(coverage, link=lambda code: f"area?code={code}").maps
    parts = [read_svg(x) for x in (maps.whole, maps.near) if x]
    every = [x for part in parts for x in part.iter()]
    told = [x.get("data-area") for x in every if x.get("data-area")]
    assert sorted(told) == sorted(coverage.layer.areas)
    links = {x.get("href") for x in every if x.get("data-area")}
    assert links == {f"area?code={code}" for code in told}
    for twin in (x for x in every if x.get("data-twin")):
        assert twin.get("tabindex") == "-1"
        assert twin.get("aria-hidden") == "true"
        assert twin.get("data-twin") in told
    written = [" ".join(texts_of(x)) for x in (maps.whole, maps.near) if x]
    letters = "".join(written).replace(" ", "")
    for code in coverage.layer.areas:
        name = short_name(coverage.layer, code).replace(" ", "")
        assert letters.count(name) >= 1, name
    read_svg(maps.one)


def test_a_picture_to_keep_says_what_was_found(covered):
    coverage = covered("health_board")
    drawn = " ".join(texts_of(rate_map(coverage).poster))
    assert finding(coverage) in drawn
    for label in coverage.layer.areas.values():
        assert label.label.text() in re.sub(r"\s+", " ", drawn)


@pytest.mark.parametrize("view", ["", "reach"])
def test_a_picture_says_its_sources_their_terms_and_the_day(covered, view):
    set_language("cy")
    words = " ".join(
        texts_of(file_of(covered("local_authority"), "svg", view).decode())
    )
    assert "Ffiniau: ONS, OGL v3.0" in words
    assert "hawlfraint y Goron" in words
    assert words.count(long_date(current_day())) == 1
