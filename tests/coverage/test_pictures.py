"""The map of rates where all areas are alike says so in words, and in no colour."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pandas as pd
import pytest

from copro_map.base.i18n import long_date, set_language
from copro_map.base.today import current_day
from copro_map.coverage.files import file_of
from copro_map.coverage.gaps import Ask, Coverage, cover
from copro_map.coverage.pictures import rate_map
from copro_map.drawing.bands import PALETTE
from copro_map.drawing.legend import legend_html
from copro_map.drawing.outlines import LAND
from copro_map.search.search import all_assets
from tests.drawing.pictures import texts_of

SAID = {
    "en": "All {n} areas are alike: {figure}",
    "cy": "Mae pob un o'r {n} ardal yr un fath: {figure}",
}


@pytest.fixture
def coverage(network) -> Coverage:
    return cover(network, Ask("local_authority", "", "", ""), all_assets(network))


def with_rates(coverage: Coverage, rate: float, hatched: int = 0) -> Coverage:
    """The same where each area has a rate, so many of them with too few to judge."""
    zero = pd.Series("", coverage.table.index, dtype=object)
    zero.iloc[:hatched] = "too_few"
    table = coverage.table.assign(eb_rate_per_100k=rate, zero=zero, flag="none")
    return replace(coverage, table=table)


def words_of(svg: str) -> str:
    return " ".join(texts_of(svg))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(("rate", "figure"), [(0.0, "0"), (14.03, "14.0"), (3.0, "3")])
def test_areas_that_are_all_alike_are_said_to_be_in_no_colour(
    coverage, language, rate, figure
):
    set_language(language)
    picture = rate_map(with_rates(coverage, rate))
    words = SAID[language].format(n=22, figure=figure)
    assert words in unescape(str(legend_html(picture.legend)))  # on the page
    assert words in words_of(picture.poster)  # in a file, and on paper
    assert {tint.fill for tint in picture.tints.values()} == {LAND}
    assert not [shade for shade in PALETTE if shade in picture.poster]


def test_only_areas_that_can_be_judged_are_counted(coverage):
    picture = rate_map(with_rates(coverage, 0.0, hatched=5))
    assert [band.text for band in picture.legend.bands] == ["All 17 areas are alike: 0"]
    assert sum(tint.hatched for tint in picture.tints.values()) == 5


def test_areas_that_differ_keep_their_colours(coverage):
    picture = rate_map(coverage)
    assert len(picture.legend.bands) > 1
    assert "alike" not in words_of(picture.poster)
    assert {tint.fill for tint in picture.tints.values()} & set(PALETTE)


@pytest.mark.parametrize("view", ["", "chance", "reach"])
def test_a_picture_says_its_sources_their_terms_and_the_day(coverage, view):
    set_language("cy")
    words = words_of(file_of(coverage, "svg", view).decode())
    assert "Ffiniau: ONS, OGL v3.0" in words
    assert "hawlfraint y Goron" in words
    assert words.count(long_date(current_day())) == 1
