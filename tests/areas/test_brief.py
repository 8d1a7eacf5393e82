"""The brief of an area: questions, neighbours, the way to its page, one page each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copro_map.areas.area import look_at
from copro_map.areas.brief import brief_of
from copro_map.areas.in_words import finding
from copro_map.areas.neighbours import neighbour_dots, neighbours
from copro_map.areas.questions import questions
from copro_map.base.i18n import language_in_force
from copro_map.coverage.face import Ask, OfArea, cover
from copro_map.drawing.document import (
    DotTable,
    Heading,
    Item,
    Items,
    Picture,
    Summary,
)
from copro_map.drawing.on_paper import pdf_of
from copro_map.drawing.qr import qr_svg
from copro_map.geography.areas import BASE_LAYER, load_layers
from copro_map.search.search import all_assets
from tests.drawing.documents import bare, parts_of, texts

SITE = "https://map.copronet.wales"
SHOWN = ("W06000023", "CVC-GAVO")
ASKED = {"en": "Three questions for the meeting", "cy": "Tri chwestiwn i'r cyfarfod"}


@pytest.fixture(scope="module")
def assets(to_read):
    return all_assets(to_read)


@pytest.fixture(scope="module")
def covered(to_read, assets):
    layers = load_layers(to_read.boundaries_dir, to_read.data_dir)
    return {layer: cover(to_read, Ask(layer), assets) for layer in layers}


@pytest.fixture(scope="module")
def views(to_read, assets, covered):
    codes = [code for own in covered.values() for code in own.layer.areas]
    return {code: look_at(to_read, assets, code) for code in codes}


@pytest.fixture(scope="module")
def briefs(to_read, assets):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COPRO_MAP_ADDRESS", f"{SITE}/")
        return {code: brief_of(to_read, assets, code) for code in SHOWN}


def questions_of(parts) -> list[str]:
    """The questions of an edition: the list below their heading."""
    found = parts_of(parts, (Heading, Items))
    names = [getattr(one, "words", "") for one in found]
    (place,) = (n for n, name in enumerate(names) if name in ASKED.values())
    return [item.words for item in found[place + 1].rows]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_area_has_exactly_three_questions(views, covered, language):
    parts = covered[BASE_LAYER]
    with language_in_force(language):
        for own in covered.values():
            for code in own.layer.areas:
                found = neighbours(own, parts, code)
                asked = questions(views[code], OfArea(own, code), found)
                assert len(set(asked)) == 3, code
                for words in asked:
                    assert words.endswith("?"), words
                    assert not any(sign.isdigit() for sign in words), words


def test_questions_follow_what_is_known(views, covered):
    own = covered["county_voluntary_council"]
    found = neighbours(own, covered[BASE_LAYER], "CVC-GAVO")
    asked = questions(views["CVC-GAVO"], OfArea(own, "CVC-GAVO"), found)
    words = " ".join(asked)
    assert "Nobody has noted asking" in words
    assert found.thinnest is not None
    assert found.thinnest.label.en in words


def test_an_area_without_any_entry_has_its_questions_and_its_brief(settings, blank):
    settings = replace(settings, database=blank)
    nobody = all_assets(settings)
    for edition in brief_of(settings, nobody, "CVC-GAVO").editions:
        assert len(questions_of(edition.parts)) == 3


@pytest.mark.parametrize("code", SHOWN)
def test_both_languages_say_the_same_on_one_page_each(briefs, covered, code):
    layer = next(x for x in covered.values() if code in x.layer.areas)
    found = neighbours(layer, covered[BASE_LAYER], code)
    brief = briefs[code]
    pages = texts(pdf_of(brief))
    assert len(pages) == 2
    for edition, page in zip(brief.editions, pages, strict=True):
        with language_in_force(edition.language):
            (table,) = parts_of(edition.parts, DotTable)
            assert table.dots == neighbour_dots(found)
            (summary,) = parts_of(edition.parts, Summary)
            assert summary.rows == (finding(found),)
        assert "…" not in page, "nothing is cut"
        asked = questions_of(edition.parts)
        names = [row.name for row in table.dots.rows]
        for words in (*asked, *names, *summary.rows, f"/area?code={code}"):
            assert bare(words) in page, words


def test_the_code_leads_to_the_live_page_in_its_own_language(briefs):
    for edition in briefs["W06000023"].editions:
        _, code = parts_of(edition.parts, Picture)
        link = f"{SITE}/area?code=W06000023&lang={edition.language}"
        assert code.svg == qr_svg(link)
        assert code.caption == "map.copronet.wales/area?code=W06000023"


def test_a_map_without_an_address_has_no_code_that_leads_nowhere(
    to_read, assets, monkeypatch
):
    monkeypatch.delenv("COPRO_MAP_ADDRESS", raising=False)
    edition, _ = brief_of(to_read, assets, "W06000023").editions
    assert len(parts_of(edition.parts, Picture)) == 1


def test_what_shows_no_gap_is_left_out(briefs, covered):
    of = OfArea(covered[BASE_LAYER], "W06000023")
    edition, _ = briefs["W06000023"].editions
    said = " ".join(item.words for item in parts_of(edition.parts, Item))
    passed = [gap.words for gap in of.gaps.values() if gap.level == "plain"]
    assert passed
    assert not [
        words
        for words in passed
        if words in said and words not in of.gaps["next"].words
    ]
