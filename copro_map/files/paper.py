"""How a sheet of a workbook is printed: A4, one page across, headings on every page.

Widths are in characters, as spreadsheets have them. A text is given room for a block of
a few lines, and wraps; nothing is cut.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from copro_map.base.i18n import t

A4 = 9  # the number that spreadsheets have for it
MARGINS = {"left": 0.3, "right": 0.3, "top": 0.5, "bottom": 0.55}  # inches
# What can be read on a page across and one upright: letters of 7 points or more.
ROOM_ACROSS, ROOM_UPRIGHT = 190, 110
NARROWEST, WIDEST = 8, 60
ONE_LINE = 12  # a text of so many characters is not wrapped
LONGEST_WORD, LONGEST_HEAD = 14, 20  # a longer word of a text or heading may be broken
# How much wider than high the block of a text is; the first that fits is taken.
SHAPES = (4.0, 3.5, 3.0, 2.5, 2.0, 1.7)
LOOSE = (math.inf,)  # for what is not printed: few lines, so that no row grows by it
LETTERS, BOLD_LETTERS = 1.15, 1.0  # that take the place of a digit, at least
LINE, HIGHEST = 13, 400  # points
# On every machine, or letters of exactly its widths (Liberation Sans). 10 points make
# a digit as wide as the unit of widths.
FONT = {"font_name": "Arial", "font_size": 10}
SMALL = "&8 "  # points, in the foot of a page; the space ends the number
EVERYWHERE = "A1:XFD1048576"


def _size(text: str) -> int:
    """Return how long a text is: three capitals are as wide as four other letters."""
    return len(text) + math.ceil(sum(map(str.isupper, text)) / 3)


def _longest(texts: Iterable[str]) -> int:
    return max(map(_size, texts), default=0)


def _width(head: str, texts: Sequence[str], shape: float) -> int:
    longest = _longest(texts)
    block = longest if longest <= ONE_LINE else shape * math.sqrt(longest)
    word = _longest(word for text in texts for word in text.split())
    least = (
        NARROWEST,
        min(word, LONGEST_WORD) + 1,
        min(_longest(head.split()), LONGEST_HEAD) + 1,
    )
    return min(math.ceil(max(min(block, longest), *least)), WIDEST)


def column_widths(
    columns: Sequence[tuple[str, Sequence[str]]],
    room: float = math.inf,
    shapes: Sequence[float] = SHAPES,
) -> list[int]:
    """Return how wide each column is, all of them at most ``room`` if that can be read.

    ``columns`` are a heading and the texts below it, as they are shown.

    Examples
    --------
    >>> column_widths([("code", ["W06000008"]), ("In words", ["word " * 40])])
    [11, 57]
    >>> column_widths([("code", ["W06000008"]), ("In words", ["word " * 40])], 50)
    [11, 36]
    """
    for shape in shapes:
        widths = [_width(head, texts, shape) for head, texts in columns]
        if sum(widths) <= room:
            break
    return widths


def _lines(text: str, letters: int) -> int:
    """Return how many lines of so many letters a text takes, broken between words."""
    lines, used = 1, -1
    for word in text.split():
        size = _size(word)
        used += 1 + size
        if used > letters:
            begun = used > size
            lines += begun + (size - 1) // letters
            used = (size - 1) % letters + 1
    return lines


def row_height(
    texts: Iterable[str], widths: Sequence[int], letters: float = LETTERS
) -> int:
    """Return how high a row of wrapped texts is, in points.

    It is written into the file: not every program works it out when it opens one. A new
    line within a text counts as a space; ``letters`` take the place of a digit.

    Examples
    --------
    >>> row_height(["code"], [10]), row_height(["What we know of it"], [10])
    (13, 26)
    >>> row_height(["a" * 23], [10]), row_height(["so " + "a" * 23], [10])
    (39, 52)
    """
    lines = (
        _lines(text, math.floor(letters * width)) if _size(text) > width else 1
        for text, width in zip(texts, widths, strict=True)
    )
    return min(LINE * max(lines, default=1), HIGHEST)


def _plain(text: str) -> str:
    """Return a text in which no ``&`` steers the head or foot of a page."""
    return text.replace("&", "&&")


def print_on_a4(sheet: Any, width: int, foot: str = "", note: str = "") -> None:
    """Set a sheet up for paper: one page across and as many down as it needs.

    It lies across if ``width``, in characters, does not fit upright. The first row
    stands on every page; below it the sheet's name, ``foot`` (what it is, of which day)
    and the page's number; above it the ``note`` of a demonstration.
    """
    sheet.set_paper(A4)
    if width > ROOM_UPRIGHT:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(**MARGINS)
    sheet.hide_gridlines(0)  # printed too
    sheet.ignore_errors({"number_stored_as_text": EVERYWHERE})  # codes such as 1.1
    if note:
        looks = {"margin": 0.2, "scale_with_doc": False}
        sheet.set_header(f"&C{_plain(note)}", looks)
    pages = t("Page {page} of {pages}", page="&P", pages="&N")
    sheet.set_footer(
        f"&L{SMALL}&A&C{SMALL}{_plain(foot)}&R{SMALL}{pages}",
        {"margin": 0.25, "scale_with_doc": False},
    )
