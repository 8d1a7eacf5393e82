"""The brief on paper: one A4 page a language, laid out by ``brief.typ``."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import typst

from copro_map.areas.charts.parts import (
    OVERLEAF,
    BriefPage,
    Gap,
    Language,
    day,
    more,
    others,
    titled,
)
from copro_map.drawing.documents import shortened
from copro_map.drawing.lettering import FONTS
from copro_map.drawing.symbols import LEVELS, plain, symbol

TEMPLATE = Path(__file__).parent / "brief.typ"
MOST_FIGURES = 6  # in a row of the paper


@dataclass(frozen=True)
class _Room:
    """How much is shown: type in points, and the most of everything."""

    size: float
    entries: int
    lines: int
    letters: int


# From the best looking to the last resort, each with less than the one before; the
# first that fits the paper is taken.
ROOMS = (
    *(_Room(size, 12, 8, 900) for size in (10.5, 10.2, 9.9, 9.6, 9.3, 9)),
    *(_Room(9, entries, 8, 900) for entries in (10, 8)),
    *(_Room(size, 8, 8, 900) for size in (8.7, 8.4)),
    *(_Room(8.4, 6, lines, 500) for lines in (8, 7, 6)),
    *(_Room(8.4, entries, 6, 400) for entries in (6, 5, 4)),
    *(_Room(8.4, 4, lines, 300) for lines in (6, 5, 4)),
    *(_Room(8.4, 3, 3, letters) for letters in (240, 200, 160)),
    *(_Room(8, 3, 3, letters) for letters in (140, 120, 100, 80)),
    *(_Room(size, 3, 2, letters) for size, letters in ((7.5, 60), (6.5, 50), (5, 30))),
)


def _first(texts: tuple[str, ...], most: int) -> tuple[str, ...]:
    if len(texts) <= most:
        return texts
    return (*texts[: most - 1], f"{texts[most - 1]} …")


def _said(value: Any, letters: int) -> Any:
    """Return what ``asdict`` gave, every text in it made plain and short."""
    if isinstance(value, str):
        return shortened(plain(value), letters)
    if isinstance(value, list | tuple):
        return [_said(one, letters) for one in value]
    if isinstance(value, dict):
        return {name: _said(one, letters) for name, one in value.items()}
    return value


def _gaps(page: BriefPage, gaps: Iterable[Gap]) -> list[dict[str, str]]:
    return [
        {
            "words": gap.words,
            "level": LEVELS[gap.level].label.text(page.language),
            "colour": LEVELS[gap.level].colour,
            "mark": gap.level,
        }
        for gap in gaps
    ]


def _on_paper(page: BriefPage, room: _Room, overleaf: list[Language]) -> dict[str, Any]:
    """Return what the template shows of a page where there is so much room."""
    lines, rows = room.lines, page.compare.rows
    shown = asdict(page) | {
        "day": day(page),
        "summary": _first(page.summary, lines),
        "figures": [asdict(one) for one in page.figures[:MOST_FIGURES]],
        "here": [asdict(one) for one in page.here[: room.entries]],
        "here_more": more(page, max(len(page.here) - room.entries, 0) + page.here_more),
        "people": _gaps(page, page.people[:lines]),
        "people_more": more(page, len(page.people) - lines),
        "statistics": _gaps(page, page.statistics[:lines]),
        "statistics_more": more(page, len(page.statistics) - lines),
        "next_steps": page.next_steps[:lines],
        "next_more": more(page, len(page.next_steps) - lines),
        "compare": asdict(replace(page.compare, rows=rows[:lines])),
        "compare_more": more(page, len(rows) - lines),
        "method": _first(page.method, lines),
        "date": None,
        "overleaf": [[x, OVERLEAF.text(x)] for x in overleaf],
    }
    pictures = {"map_svg": page.map_svg, "chart_svg": page.chart_svg}
    said: dict[str, Any] = _said(shown | dict.fromkeys(pictures, ""), room.letters)
    return said | pictures


def _data(pages: Sequence[BriefPage], room: _Room) -> str:
    first = pages[0]
    return json.dumps(
        {
            "title": titled(pages),
            "date": [first.date.year, first.date.month, first.date.day],
            "size": room.size,
            "symbols": {level: symbol(level) for level in LEVELS},
            "pages": [_on_paper(page, room, others(page, pages)) for page in pages],
        }
    )


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts and typst's own: never the machine's, so that bytes agree."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _compiler(pages: Sequence[BriefPage], room: _Room) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"brief": _data(pages, room)},
    )


def _fits(compiler: typst.Compiler, pages: int) -> bool:
    return int(compiler.query("<pages>", field="value", one=True)) == pages


def _room_for(pages: Sequence[BriefPage]) -> _Room:
    """Return the best looking room in which each page is one sheet."""
    first = bisect_left(
        ROOMS, True, key=lambda room: _fits(_compiler(pages, room), len(pages))
    )
    return ROOMS[min(first, len(ROOMS) - 1)]


def brief_pdf(pages: Sequence[BriefPage]) -> bytes:
    """Return the brief as PDF: one A4 page for each of ``pages``, in their order.

    What doesn't fit is cut, the same in every language, and its number said. The file
    is tagged and says that it keeps to PDF/UA-1; a text with a letter that no font has
    (an emoji) is shown with a box in its place, and then the file doesn't say so. The
    same pages give the same bytes. Needs no network.

    Examples
    --------
    >>> from datetime import date
    >>> brief_pdf([BriefPage(
    ...     language="cy", title="Powys", subject="Cydgynhyrchu",
    ...     layer="Awdurdod lleol", date=date(2026, 3, 1),
    ... )])[:5]
    b'%PDF-'
    """
    compiler = _compiler(pages, _room_for(pages))
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes)
    return pdf
