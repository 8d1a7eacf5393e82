"""Kinds, themes and the other vocabularies: complete, told apart, readable."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from copro_map.base.config import load_settings
from copro_map.base.definitions import SHAPES, VOCABULARIES, load_definitions, read_toml
from copro_map.base.errors import DefinitionError
from copro_map.drawing.shapes import PATHS, shape_svg
from tests.samples import real_rows

DATA = load_settings({}).data_dir
DEFINITIONS = load_definitions(DATA)
LAND = "#F3EFE6"


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_formula_gives_the_known_values():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", VOCABULARIES)
def test_a_vocabulary_is_named_in_both_languages(name):
    terms = DEFINITIONS.terms[name]
    assert terms
    for term in terms.values():
        assert term.label.en.strip(), term.id
        assert term.label.cy.strip(), term.id
        if term.description:
            assert term.description.en.strip() != term.description.cy.strip()


@pytest.mark.parametrize("name", VOCABULARIES)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_two_terms_have_one_name(name, language):
    names = [t.label.text(language) for t in DEFINITIONS.terms[name].values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("kind", DEFINITIONS.kinds)
def test_a_kind_has_names_a_readable_colour_and_a_shape(kind):
    found = DEFINITIONS.kinds[kind]
    for label in (found.label, found.plural, found.description):
        assert label.en.strip()
        assert label.cy.strip()
    assert contrast(found.colour, LAND) >= 4
    assert found.shape in PATHS


def test_kinds_are_told_apart_by_shape_and_by_colour():
    kinds = DEFINITIONS.kinds.values()
    assert len({kind.shape for kind in kinds}) == len(DEFINITIONS.kinds)
    assert len({kind.colour for kind in kinds}) == len(DEFINITIONS.kinds)


def test_every_shape_can_be_drawn_and_none_looks_like_another():
    assert set(SHAPES) == set(PATHS)
    assert len({shape_svg(shape, "#000000") for shape in SHAPES}) == len(SHAPES)


@pytest.mark.parametrize("source", DEFINITIONS.sources)
def test_a_source_says_where_it_is_from_and_on_what_terms(source):
    found = DEFINITIONS.sources[source]
    pairs = (found.label, found.publisher, found.release, found.licence, found.limits)
    assert all(pair.en.strip() and pair.cy.strip() for pair in pairs)
    assert found.attribution.en.strip()
    assert found.attribution.cy.strip()
    assert found.url.startswith("https://")
    assert isinstance(found.retrieved, date)


def test_the_real_entries_use_every_kind_and_most_themes():
    """A vocabulary that nobody uses would be decoration."""
    used = {theme for row in real_rows() for theme in row["themes"].split(";")} - {""}
    assert used <= set(DEFINITIONS.terms["themes"])
    assert len(used) >= 0.8 * len(DEFINITIONS.terms["themes"])


def test_an_unknown_term_is_shown_by_its_id():
    assert DEFINITIONS.label("themes", "spam").cy == "spam"


BAD = {
    "colour by name": ("asset_kinds.toml", '"#0072B2"', '"blue"', "colour"),
    "short colour": ("asset_kinds.toml", '"#0072B2"', '"#07B"', "colour"),
    "colour with more": ("asset_kinds.toml", '"#0072B2"', '"#0072B2;x"', "colour"),
    "no colour": ("asset_kinds.toml", 'colour = "#0072B2"', "", "colour"),
    "unknown shape": ("asset_kinds.toml", '"circle"', '"heart"', "triangle_up"),
    "no shape": ("asset_kinds.toml", 'shape = "circle"', "", "shape"),
    "no Welsh kind": ("asset_kinds.toml", ', cy = "Ymarferydd"', "", "label"),
    "no plural": ("asset_kinds.toml", "plural", "plurals", "plural"),
    "no description": ("asset_kinds.toml", "description", "about", "description"),
    "no Welsh theme": ("themes.toml", ', cy = "Datblygu cymunedol"', "", "label"),
    "empty English": ("themes.toml", 'en = "Community development"', 'en = ""', "en"),
    "label as text": ("themes.toml", "label = {", "lable = {", "label"),
    "half description": ("stages.toml", 'cy = "Penderfynu', 'xx = "Penderfynu', "desc"),
    "not TOML": ("sectors.toml", "label = {", "label = = {", "TOML"),
    "no source date": ("sources.toml", "retrieved =", "received =", "retrieved"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_definition_is_an_error_that_names_the_file(tmp_path, case):
    name, old, new, message = BAD[case]
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA.glob("*.toml"):
        shutil.copy(path, folder)
    text = (folder / name).read_text("utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DefinitionError, match=f"(?s){name}.*{message}"):
        load_definitions(folder)


@pytest.mark.parametrize("name", [f"{v}.toml" for v in VOCABULARIES])
def test_a_missing_file_is_named(tmp_path, name):
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA.glob("*.toml"):
        if path.name != name:
            shutil.copy(path, folder)
    with pytest.raises(DefinitionError, match=f"{name}.*missing"):
        load_definitions(folder)


def test_a_file_that_is_not_utf8_is_named(tmp_path):
    path = tmp_path / "themes.toml"
    path.write_bytes('label = "tŷ"'.encode("utf-16"))
    with pytest.raises(DefinitionError, match=r"themes\.toml"):
        read_toml(path)


def test_a_new_kind_is_one_table_in_one_file(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA.glob("*.toml"):
        shutil.copy(path, folder)
    with (folder / "asset_kinds.toml").open("a", encoding="utf-8") as file:
        pair = '{ en = "Training course", cy = "Cwrs hyfforddi" }'
        file.write(
            f"\n[training]\nlabel = {pair}\nplural = {pair}\ndescription = {pair}\n"
            'colour = "#7B3294"\nshape = "star"\n'
        )
    kinds = load_definitions(folder).kinds
    assert list(kinds)[-1] == "training"
    assert kinds["training"].shape == "star"
