"""The parts of the brief: its records, the few words and shapes of its own.

All texts come translated; what they hold is text, never markup or code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from copro_map.base.i18n import Label, language_in_force, long_date
from copro_map.drawing.symbols import Level, plain

Language = Literal["cy", "en"]


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


MORE = Label("More, not shown here: {n}", "Rhagor, heb eu dangos yma: {n}")
OVERLEAF = Label("English overleaf", "Cymraeg dros y dudalen")
LANGUAGE = Label("Language", "Iaith")


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
