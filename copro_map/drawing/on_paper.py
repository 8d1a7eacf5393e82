"""A document on paper: A4 pages as PDF, laid out by ``document.typ``."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from pathlib import Path

import typst

from copro_map.drawing.document import Document, Sheet
from copro_map.drawing.document_data import Room, as_data
from copro_map.drawing.lettering import FONTS

TEMPLATE = Path(__file__).parent / "document.typ"
# From the best looking to the last resort, each with less than the one before; the
# first in which every sheet is one page is taken.
ROOMS = (
    *(Room(size, 1, 900) for size in (10.5, 10.2, 9.9, 9.6, 9.3, 9, 8.7)),
    *(Room(8.7, share, 900) for share in (0.85, 0.7)),
    Room(8.4, 0.7, 900),
    *(Room(8.4, 0.5, letters) for letters in (500, 400, 300)),
    *(Room(8.4, 0.4, letters) for letters in (240, 200, 160)),
    *(Room(8, 0.4, letters) for letters in (140, 120, 100, 80)),
    *(Room(size, 0.25, letters) for size, letters in ((7.5, 60), (6.5, 50), (5, 30))),
)


@cache
def _fonts() -> typst.Fonts:
    """Return our fonts and typst's own: never the machine's, so that bytes agree."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def _compiler(document: Document, room: Room) -> typst.Compiler:
    return typst.Compiler(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(as_data(document, room))},
    )


def _sheets(document: Document) -> Document:
    """Return a document without the parts that may take as many pages as they need."""
    editions = (
        replace(one, parts=tuple(x for x in one.parts if isinstance(x, Sheet)))
        for one in document.editions
    )
    return replace(document, editions=tuple(editions))


def _room_for(document: Document) -> Room:
    """Return the best looking room in which each sheet is one page."""
    sheets = _sheets(document)
    count = sum(len(one.parts) for one in sheets.editions)

    def fits(room: Room) -> bool:
        query = _compiler(sheets, room).query("<pages>", field="value", one=True)
        return int(query) <= count

    first = bisect_left(ROOMS, True, key=fits) if count else 0
    return ROOMS[min(first, len(ROOMS) - 1)]


def pdf_of(document: Document) -> bytes:
    """Return a document as a PDF of A4 pages, each sheet of it on one page.

    What doesn't fit its sheet is cut, the same in every language, and its number said;
    what is on no sheet is never cut. The file is tagged and says that it keeps to
    PDF/UA-1; a text with a letter that no font has (an emoji) is shown with a box in
    its place, and then the file doesn't say so. The same document gives the same bytes.
    Needs no network.

    Examples
    --------
    >>> from datetime import date
    >>> from copro_map.drawing.document import Edition, Title
    >>> title = Title("Bwrdd", "Powys")
    >>> pdf_of(Document(date(2027, 3, 1), (
    ...     Edition("cy", "Powys", "Bwrdd", (title,)),
    ... )))[:5]
    b'%PDF-'
    """
    compiler = _compiler(document, _room_for(document))
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        pdf = compiler.compile(format="pdf")
    assert isinstance(pdf, bytes)
    return pdf
