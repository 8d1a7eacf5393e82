"""A document as plain data, which the templates of screen and paper lay out."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from copro_map.base.i18n import LANGUAGES, language_in_force, t
from copro_map.drawing.document import Document, DotTable, Edition, Part, Sheet
from copro_map.drawing.dot_range import dot_svg, dots_html
from copro_map.drawing.shapes import plain


@dataclass(frozen=True)
class Room:
    """How much of a sheet is shown: letters in points, and the most of everything.

    ``share`` of the rows that a list may have at most, ``letters`` of a text.
    """

    size: float
    share: float
    letters: int


WHOLE = Room(9.6, 1000, 1_000_000)
FEWEST = 2  # rows of a list, however little room there is


def shortened(text: str, letters: int) -> str:
    """Return a text of at most so many letters, cut between words if it can be.

    Examples
    --------
    >>> shortened("Tir Coed", 8), shortened("Tir Coed", 7), shortened("Powys", 4)
    ('Tir Coed', 'Tir…', 'Pow…')
    """
    if len(text) <= letters:
        return text
    start = text[: letters - 1]
    return (start.rpartition(" ")[0] or start) + "…"


def _is_empty(part: Any) -> bool:
    """Return whether a part has nothing to show: no rows, no picture, no words."""
    shown = getattr(part, "rows", getattr(part, "svg", getattr(part, "words", None)))
    return isinstance(part, Part) and shown in ("", ())


def _dots(part: DotTable, room: Room) -> dict[str, Any]:
    """Return a table whose rows are drawn: as HTML, and row by row for paper."""

    def text(words: str) -> str:
        return shortened(plain(words), room.letters)

    rows = tuple(
        replace(
            row,
            name=text(row.name),
            cells=tuple(map(text, row.cells)),
            look=replace(row.look, words=text(row.look.words)),
        )
        for row in part.dots.rows
    )
    dots = replace(
        part.dots,
        caption=text(part.dots.caption),
        heads=tuple(map(text, part.dots.heads)),
        rows=rows,
        line_words=text(part.dots.line_words),
    )
    return {
        "kind": "dottable",
        "html": dots_html(dots),
        "name": dots.caption,
        "heads": list(dots.heads),
        "line": dots.line_words,
        "wide": part.wide,
        "rows": [
            {
                "name": row.name,
                "own": row.own,
                "inner": row.inner,
                "svg": dot_svg(dots, row, part.wide),
                "cells": list(row.cells),
                "says": row.look.words,
            }
            for row in rows
        ],
    }


def _data(value: Any, room: Room) -> Any:
    """Return a part as plain data, its texts plain, with as much as there is room for.

    Each part has its ``kind``; a list says in ``more`` how many of it are left out.
    Parts that are empty are left out.
    """
    if isinstance(value, str):
        return shortened(plain(value), room.letters)
    if isinstance(value, tuple):
        return [_data(one, room) for one in value if not _is_empty(one)]
    if isinstance(value, DotTable):
        return _dots(value, room)
    if not is_dataclass(value):
        return value
    known = {field.name: getattr(value, field.name) for field in fields(value)}
    data = {name: _data(one, room) for name, one in known.items()}
    data |= {"kind": type(value).__name__.lower()}
    if "svg" in known:
        data["svg"] = known["svg"]
    if "most" in known:
        shown = max(FEWEST, int(known["most"] * room.share))
        left = max(len(known["rows"]) - shown, 0) + known["left_out"]
        data["rows"] = data["rows"][:shown]
        data["more"] = t("More, not shown here: {n}", n=left) if left else ""
    return data


def _edition(document: Document, edition: Edition, room: Room) -> dict[str, Any]:
    others = []
    for language in dict.fromkeys(one.language for one in document.editions):
        if language != edition.language:
            with language_in_force(language):
                others.append((language, LANGUAGES[language], t("English overleaf")))
    with language_in_force(edition.language):
        return {
            "language": edition.language,
            "choose": t("Language"),
            "page_words": t("Page {page} of {pages}", page="{page}", pages="{pages}"),
            "others": others,
            "parts": [
                _data(part, room if isinstance(part, Sheet) else WHOLE)
                for part in edition.parts
                if not _is_empty(part)
            ],
        }


def as_data(document: Document, room: Room = WHOLE) -> dict[str, Any]:
    r"""Return a document as plain data, for the templates; its sheets fill ``room``.

    Examples
    --------
    >>> from datetime import date
    >>> from copro_map.drawing.document import Heading
    >>> heading = Heading("Tŷ\tNi")
    >>> day = date(2026, 3, 1)
    >>> data = as_data(Document(day, (Edition("cy", "Tŷ", "Tai", (heading,)),)))
    >>> data["editions"][0]["parts"]
    [{'words': 'Tŷ Ni', 'level': 2, 'figure': '', 'kind': 'heading'}]
    """
    return {
        "title": document.title,
        "date": [document.date.year, document.date.month, document.date.day],
        "running": plain(document.running),
        "size": room.size,
        "editions": [_edition(document, one, room) for one in document.editions],
    }
