"""The figures of the exchange as they are drawn, said and taken along."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from copro_map.base.i18n import LANGUAGES, language_in_force, t
from copro_map.exchange.figure_file import file_of, table_of
from copro_map.exchange.figure_words import MEANINGS, dots_of, large, left_out, together
from copro_map.exchange.rules.figures import Figures, Reciprocity, Share, Waits
from tests.conftest import PROJECT
from tests.english import english_words

SHARES = (
    Share("advice", bound="at_least"),
    Share("mentoring", 5, 15),
    Share("training", 12, 19),
    Share("transport"),
    Share("venue"),
)
FULL = Figures(
    day=date(2026, 11, 30),
    matches=50,
    done=31,
    by_quarter=(("2026-2", 30), ("2026-3", 0), ("2026-4", 20)),
    waits=Waits(48, 27.0, 11.2, 43.7),
    met=Share("total", 50, 124),
    by_category=SHARES,
    by_area=(Share("RPB-GWENT", 11, 18), Share("several", 4, 18)),
    reciprocity=Reciprocity(69, Share("total", 4, 69), 50, 47),
    open=71,
    isolated=40,
    crowded_out=13,
    offers=80,
)
NOTHING = replace(
    FULL,
    matches=0,
    done=0,
    by_quarter=(),
    waits=Waits(0),
    met=Share("total"),
    by_category=(Share("venue"),),
    by_area=(Share("several"),),
    reciprocity=Reciprocity(0, Share("total"), 0, 0),
)


def drawn(found: Figures, language: str, monkeypatch) -> str:
    """All words of the page of some figures."""

    def page(language: str) -> None:
        from copro_map.base.i18n import set_language
        from copro_map.exchange.page import figures

        set_language(language)
        figures.draw()

    from copro_map.exchange.page import figures

    monkeypatch.setattr(figures.cached, "figures", lambda: found)
    test = AppTest.from_function(page, args=(language,)).run()
    assert not test.exception
    shown = " ".join(x.proto.body for x in test.get("html"))
    shown = re.sub(r"<style>.*?</style>", " ", shown, flags=re.DOTALL)
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", shown).split()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("found", [FULL, NOTHING], ids=["full", "nothing"])
def test_the_page_says_every_figure_and_what_it_means(found, language, monkeypatch):
    shown = drawn(found, language, monkeypatch)
    with language_in_force(language):
        for one in large(found):
            assert f"{one.value} {one.title} {one.words}" in shown
        for name, words in MEANINGS:
            assert t(name) in shown
            assert t(words) in shown
        assert (together() in shown) == (found is FULL)
        nothing = t("Nothing was matched yet. This is what we shall count.")
        assert (nothing in shown) == (found is NOTHING)
        assert (t("Giving and receiving") in shown.split(t(MEANINGS[0][1]))[0]) == (
            found is FULL
        )
    if language == "cy":
        assert not english_words([shown.replace("Meh", "")])  # June, for short


def test_a_share_of_one_mind_is_a_bound_and_hidden_ones_are_counted(monkeypatch):
    shown = drawn(FULL, "en", monkeypatch)
    assert "12 of 19" in shown
    assert "at least 9 in 10" in shown
    most = "most often: Advice. Least often: Mentoring."
    assert f"Of those that can be shown, {most}" in shown
    assert "Others, too few to show: 2" in shown
    assert not re.search("Transport|Venue", shown)
    assert "2026: 50" in shown
    assert "Oct–Dec 2026 20" in shown


def test_one_share_alone_is_no_comparison():
    assert dots_of(PROJECT, (Share("venue", 5, 15), Share("advice")), FULL.met) is None


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "Regional Partnership Board"),
        ("cy", "Bwrdd Partneriaeth Rhanbarthol"),
    ],
)
def test_what_the_areas_are_is_said_by_the_heading_alone(
    language, heading, monkeypatch
):
    shown = drawn(FULL, language, monkeypatch)
    assert shown.count(heading) == 1
    with language_in_force(language):
        table = dots_of(PROJECT, FULL.by_area, FULL.met)
        assert table is not None
        several = t("In several of them, or in all Wales")
        assert {row.name for row in table.rows} == {"Gwent", several}


def test_where_all_are_shown_it_says_which_is_met_most_often():
    drawn = dots_of(PROJECT, SHARES[:3], FULL.met)
    assert drawn is not None
    assert drawn.caption == "Most often: Advice. Least often: Mentoring."
    assert left_out(SHARES[:3]) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_file_holds_what_the_page_shows_and_nothing_hidden(language):
    with language_in_force(language):
        table = table_of(PROJECT, FULL)
        csv = file_of(PROJECT, FULL, "csv")
        book = file_of(PROJECT, FULL, "xlsx")
        head, part, value, whole = (
            t(x) for x in ("Figure", "Part", "Value", "Of how many")
        )
        met = t("Requests met")
        venue = t("Venue") if language == "en" else "Lle cyfarfod"
    again = pd.read_csv(io.BytesIO(csv))
    assert list(again.columns) == list(table.columns)
    assert len(again) == len(table)
    assert book[:2] == b"PK"
    shares = table[table[head] == met].set_index(part)[[value, whole]]
    assert shares.loc[venue].isna().all()
    told = shares.dropna().astype(int).to_numpy().tolist()
    assert told == [[50, 124], [5, 15], [12, 19], [11, 18], [4, 18]]
