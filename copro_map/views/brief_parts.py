"""The parts of the brief: its records, the few words and shapes of its own.

All texts come translated; what they hold is text, never markup or code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from copro_map.i18n import Label, language_in_force, long_date

Language = Literal["cy", "en"]
Level = Literal["strong", "watch", "none", "unknown"]


@dataclass(frozen=True)
class Figure:
    """A large number, what it counts, and what a reader must know of it."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """An entry: its name, and where or what it is."""

    name: str
    detail: str = ""


@dataclass(frozen=True)
class Gap:
    """A statement about what may be missing, and how strong it is."""

    level: Level
    words: str


@dataclass(frozen=True)
class Table:
    """A small table; the first cell of each row names it."""

    caption: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class BriefPage:
    """The brief in one language.

    What is empty is left out, with its heading. ``subject`` says what the sheet is
    about, above the area's name; ``here_more`` counts the entries that ``here`` leaves
    out. The pictures are whole SVG documents.
    """

    language: Language
    title: str
    subject: str
    layer: str
    date: date
    summary: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    here_title: str = ""
    here: tuple[Line, ...] = ()
    here_more: int = 0
    missing_title: str = ""
    people_title: str = ""
    people: tuple[Gap, ...] = ()
    statistics_title: str = ""
    statistics: tuple[Gap, ...] = ()
    next_title: str = ""
    next_steps: tuple[str, ...] = ()
    compare: Table = field(default_factory=Table)
    map_svg: str = ""
    map_caption: str = ""
    map_alt: str = ""
    chart_svg: str = ""
    chart_caption: str = ""
    chart_alt: str = ""
    method_title: str = ""
    method: tuple[str, ...] = ()
    footer: str = ""


class _Mark(NamedTuple):
    """What shows how strong a gap is: words, a colour, a shape in a box of 20 by 20."""

    label: Label
    colour: str
    drawing: str


# The shapes can be told from each other without colour.
LEVELS: dict[Level, _Mark] = {
    "strong": _Mark(
        Label("Strong evidence", "Tystiolaeth gref"),
        "#9B1C31",
        '<path d="M10 .5l9.5 9.5l-9.5 9.5l-9.5-9.5z" fill="#9B1C31"/>'
        '<path d="M10 5v6.2M10 13v2.4" stroke="#fff" stroke-width="2.2"/>',
    ),
    "watch": _Mark(
        Label("Keep watch", "Cadw golwg"),
        "#A85400",
        '<path d="M10 2.2l8.4 15.3h-16.8z" fill="#fff" stroke="#A85400" '
        'stroke-width="2" stroke-linejoin="round"/>'
        '<path d="M10 7.6v4.6M10 13.7v2" stroke="#A85400" stroke-width="2"/>',
    ),
    "none": _Mark(
        Label("No sign of a gap", "Dim arwydd o fwlch"),
        "#00664B",
        '<circle cx="10" cy="10" r="8.4" fill="#fff" stroke="#00664B" '
        'stroke-width="2"/><path d="M5.8 10.3l3 3l5.4-6.2" fill="none" '
        'stroke="#00664B" stroke-width="2.2"/>',
    ),
    "unknown": _Mark(
        Label("Not known yet", "Ddim yn hysbys eto"),
        "#52606D",
        '<circle cx="10" cy="10" r="8.4" fill="#fff" stroke="#52606D" '
        'stroke-width="2" stroke-dasharray="3.2 2.08"/>'
        '<path d="M7.3 8a2.7 2.7 0 1 1 3.9 2.4q-1.2.6-1.2 1.9M10 13.7v2" fill="none" '
        'stroke="#52606D" stroke-width="1.9"/>',
    ),
}
MORE = Label("More, not shown here: {n}", "Rhagor, heb eu dangos yma: {n}")
OVERLEAF = Label("English overleaf", "Cymraeg dros y dudalen")
LANGUAGE = Label("Language", "Iaith")
# Line breaks, and what steers a terminal or the direction of writing.
_UNSEEN = re.compile(
    "[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)


def plain(text: str) -> str:
    r"""Return a text on one line, without signs that only steer its display.

    Examples
    --------
    >>> plain("Tŷ\nNi \u202e#x")
    'Tŷ Ni #x'
    """
    return _UNSEEN.sub(" ", text).strip()


def symbol(level: Level) -> str:
    """Return the shape of a level as SVG.

    Examples
    --------
    >>> symbol("none").startswith("<svg")
    True
    """
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" '
        f'height="20">{LEVELS[level].drawing}</svg>'
    )


def more(page: BriefPage, count: int) -> str:
    """Return the line that says how many are left out; empty if none is."""
    return MORE.text(page.language).format(n=count) if count > 0 else ""


def day(page: BriefPage) -> str:
    """Return the date of a page in its language."""
    with language_in_force(page.language):
        return long_date(page.date)


def others(page: BriefPage, pages: Sequence[BriefPage]) -> list[Language]:
    """Return the languages of the other pages."""
    return list(dict.fromkeys(x.language for x in pages if x.language != page.language))


def titled(pages: Sequence[BriefPage]) -> str:
    """Return the title of the document: the area, and what the sheet is about.

    Examples
    --------
    >>> facts = {"title": "Powys", "layer": "", "date": date(2026, 3, 1)}
    >>> titled([
    ...     BriefPage(language="cy", subject="Cydgynhyrchu", **facts),
    ...     BriefPage(language="en", subject="Co-production", **facts),
    ... ])
    'Powys – Cydgynhyrchu / Co-production'
    """
    names = dict.fromkeys(plain(page.title) for page in pages)
    subjects = dict.fromkeys(plain(page.subject) for page in pages)
    return f"{' / '.join(names)} – {' / '.join(subjects)}"
