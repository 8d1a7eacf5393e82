"""How it goes: what became of offers and requests, and what cannot be met."""

from __future__ import annotations

from collections import Counter
from functools import partial

import streamlit as st

from copro_map.base.i18n import N_, t
from copro_map.drawing.dot_range import STYLE as DOTS
from copro_map.drawing.dot_range import dots_html
from copro_map.drawing.templates import styles
from copro_map.exchange import cached
from copro_map.exchange import figure_words as words
from copro_map.exchange.figure_file import file_of
from copro_map.exchange.in_area import STYLE
from copro_map.exchange.rules.figures import Figures, Share
from copro_map.frame import cache, components

QUARTERS = 8  # on the page, the last ones; a file has them all
FILES = {"csv": N_("Figures (CSV)"), "xlsx": N_("Figures (XLSX)")}


def draw() -> None:
    """Draw how many found each other, how soon, and what was not met."""
    found = cached.figures()
    st.html(styles(DOTS, STYLE))
    with st.container(key="exchange_figures"):
        if not found.matches:
            components.paragraph(
                t("Nothing was matched yet. This is what we shall count."), "note"
            )
        components.show("exchange/figures.html", figures=words.large(found))
        if found.matches:
            components.paragraph(words.together(), "muted")
            _quarters(found)
            _shares(found)
            _both_ways(found)
        _meanings(is_open=not found.matches)
        _take_along(found)


def _quarters(found: Figures) -> None:
    """Draw how many matches were made, quarter by quarter and year by year."""
    most = max(n for _, n in found.by_quarter)
    rows = [
        (words.quarter_name(one), n, round(100 * n / most, 1))
        for one, n in found.by_quarter[-QUARTERS:]
    ]
    years: Counter[str] = Counter()
    for one, n in found.by_quarter:
        years[one[:4]] += n
    components.heading(t("Matches made in each quarter"), 2)
    components.show("exchange/quarters.html", quarters=rows, years=years.items())


def _shares(found: Figures) -> None:
    """Draw which requests are met: by what is asked for, then by where."""
    _split(t("Requests met, by what was asked for"), found, found.by_category)
    _split(t("Requests met, by Regional Partnership Board"), found, found.by_area)


def _split(title: str, found: Figures, shares: tuple[Share, ...]) -> None:
    settings = cache.settings()
    drawn = words.dots_of(settings, shares, found.met)
    if drawn is None:
        few = t("Told once ten requests were made in each of two or more.")
        components.paragraph(f"{title}. {few}", "muted")
        return
    components.heading(title, 2)
    st.html(dots_html(drawn))
    if note := words.left_out(shares):
        components.paragraph(note, "muted")


def _both_ways(found: Figures) -> None:
    components.heading(t("Giving and receiving"), 2)
    components.show(
        "exchange/told.html",
        lines=words.given_both_ways(found),
        note=t("In sum for everybody; nobody is shown what another gave or received."),
    )


def _meanings(*, is_open: bool) -> None:
    components.show(
        "exchange/meanings.html",
        title=t("What each figure means, and of which records"),
        meanings=[(t(name), t(said)) for name, said in words.MEANINGS],
        is_open=is_open,
    )


def _take_along(found: Figures) -> None:
    """Offer the figures as files."""
    settings = cache.settings()
    with st.container(horizontal=True, key="figures_files"):
        for file_format, label in FILES.items():
            components.download(
                t(label),
                partial(file_of, settings, found, file_format),
                f"exchange-{found.day}.{file_format}",
                key=f"figures_{file_format}",
                about=t("These figures, with what each means."),
            )
