"""Colours are named in one place, and what is written in them can be read."""

import re
import tomllib

import pytest

from tests.catalogue import ROOT
from tests.drawing.pictures import contrast

SHEET = (ROOT / "copro_map" / "frame" / "colours.css").read_text("utf-8")
DARK_AT = SHEET.index("prefers-color-scheme: dark")
NAMED = re.compile(r"(--[\w-]+): (#[0-9a-f]{6});")
LIGHT = dict(NAMED.findall(SHEET[:DARK_AT]))
SCHEMES = {"light": LIGHT, "dark": LIGHT | dict(NAMED.findall(SHEET[DARK_AT:]))}
GROUNDS = ("page", "paper", "quiet")
TEXTS = (
    *((ink, on) for ink in ("ink", "muted", "accent") for on in GROUNDS),
    *(("ink", on) for on in ("tint", "note", "invented", "marked")),
    *(("ink", on) for on in ("warning-tint", "bad-tint")),
    *((ink, on) for ink in ("good", "warning", "bad") for on in ("page", "paper")),
    *(("on-accent", "accent"), ("on-accent", "accent-strong"), ("accent", "tint")),
    *(("warning", "warning-tint"), ("bad", "bad-tint")),
)
LINES = (
    *((line, on) for line in ("line-strong", "focus") for on in ("page", "paper")),
    *(("note-line", on) for on in ("page", "note")),
)
ENOUGH, ENOUGH_OF_A_LINE = 4.5, 3.0
# Drawn on the light paper of a map, or in files, where no colour has a name.
APART = ("drawing/document.css", "frame/colours.css")
OF_A_PICTURE = re.compile(r"^(#map|\.pin|\.disc|\.areas \.ring)|forced-color")


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_written_and_what_bounds_a_control_is_seen(scheme):
    named = SCHEMES[scheme]
    for pairs, enough in ((TEXTS, ENOUGH), (LINES, ENOUGH_OF_A_LINE)):
        for one, other in pairs:
            found = contrast(named[f"--{one}"], named[f"--{other}"])
            assert found >= enough, (scheme, one, other, round(found, 2))


def test_every_colour_of_the_light_scheme_has_a_dark_one_but_those_of_maps():
    both = dict(NAMED.findall(SHEET[DARK_AT:]))
    assert {*LIGHT} - {*both} == {"--land", "--sea"}


def test_streamlit_is_told_the_same_colours_and_follows_the_readers_system():
    told = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert "base" not in told["theme"]
    for scheme, named in SCHEMES.items():
        assert {x: y.lower() for x, y in told["theme"][scheme].items()} == {
            "primaryColor": named["--accent"],
            "backgroundColor": named["--page"],
            "secondaryBackgroundColor": named["--quiet"],
            "textColor": named["--ink"],
            "linkColor": named["--accent"],
            "borderColor": named["--line"],
        }


def test_no_other_sheet_of_a_page_names_a_colour():
    sheets = {
        p.relative_to(ROOT / "copro_map"): p for p in ROOT.glob("copro_map/**/*.css")
    }
    for name, path in sheets.items():
        if name.as_posix() in APART:
            continue
        screen = path.read_text("utf-8").partition("@media print")[0]
        for line in screen.splitlines():
            # What stands after a comma inside var() is for files, where none is named.
            bare = re.sub(r"var\(--[\w-]+, #\w+\)", "", line)
            if not OF_A_PICTURE.search(line.strip()):
                assert not re.search(r"#[0-9a-f]{3,8}\b(?=[ ;,)])", bare, re.I), (
                    name,
                    line,
                )
