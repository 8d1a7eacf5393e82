"""A document is one tree of parts, made once and shown on a screen and on paper alike.

All texts come translated; what the parts hold is text, never markup or code. A picture
is a whole SVG document. A part that has nothing to show is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from copro_map.drawing.dot_range import Dots
from copro_map.drawing.lettering import INK
from copro_map.drawing.shapes import plain

Language = Literal["cy", "en"]


@dataclass(frozen=True)
class Mark:
    """Words that stand out: in a colour, after a shape that says no more than they.

    A drawing that is ``wide``, so many letters, stands in a cell by itself, stretched.
    """

    words: str
    svg: str = ""
    colour: str = INK
    wide: float = 0


Cell = str | Mark
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Title:
    """What a document is about, its name, its day, and what a reader must know first.

    ``subject`` stands above the name, ``note`` below the day.
    """

    subject: str
    words: str
    day: str = ""
    note: str = ""


@dataclass(frozen=True)
class Heading:
    """A heading, with the figure that belongs to it."""

    words: str
    level: Literal[2, 3] = 2
    figure: str = ""


@dataclass(frozen=True)
class Text:
    """A paragraph: "plain", "strong", "muted", or a "mark" before it."""

    words: Cell
    look: Literal["plain", "strong", "muted"] = "plain"


@dataclass(frozen=True)
class Figure:
    """A large number, what it counts, and what a reader must know of it."""

    number: Cell
    label: Cell
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """Large numbers in a row."""

    rows: tuple[Figure, ...]


@dataclass(frozen=True)
class Facts:
    """What is known, by its name."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Summary:
    """Sentences to remember, the first of them above all."""

    rows: tuple[str, ...]
    most: int = 8
    left_out: int = 0


@dataclass(frozen=True)
class Item:
    """One of a list: its name, if it has one, and what is said of it."""

    name: Cell
    words: str = ""


@dataclass(frozen=True)
class Items:
    """A list: "names" with details, "marks" with statements, or "steps" to take.

    A sheet of paper shows the ``most``, if it has room; ``left_out`` counts those that
    are shown nowhere.
    """

    look: Literal["names", "marks", "steps"]
    rows: tuple[Item, ...]
    most: int = 8
    left_out: int = 0


@dataclass(frozen=True)
class Table:
    """A table: the first cell of each row names it.

    A row of one cell heads the rows below it; the last cell of a row that is short
    stands for all that are missing. In a table of numbers they are put to the right.
    ``titled``: its name stands above it, also for those who see it.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    numbers: bool = False
    titled: bool = True
    most: int = 1000
    left_out: int = 0


@dataclass(frozen=True)
class DotTable:
    """A table whose rows are drawn; ``wide``: pixels of each drawing on paper.

    In a narrow column 160 leave room for the words, over the whole width 420.
    """

    dots: Dots
    wide: int = 420


@dataclass(frozen=True)
class Picture:
    """A picture, what it shows for those who do not see it, and its caption.

    On paper it is no higher than ``high`` lines, if that is not 0.
    """

    svg: str
    alt: str
    caption: str = ""
    above: bool = False
    high: float = 0


@dataclass(frozen=True)
class Number:
    """A number below a bar: how far along it (whole percent), and to which side."""

    at: int
    text: str
    side: Literal["left", "center", "right"]
    strong: bool = False


@dataclass(frozen=True)
class Scale:
    """A bar on its scale and the numbers below it; what it says is said beside it."""

    svg: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class Key:
    """What each shape of a picture means."""

    rows: tuple[Mark, ...]


@dataclass(frozen=True)
class Notes:
    """Small print: paragraphs below a heading, each with a name or none."""

    words: str
    rows: tuple[tuple[str, str], ...]
    most: int = 8
    left_out: int = 0


@dataclass(frozen=True)
class Footer:
    """The end of a sheet: where it comes from, and what else is overleaf."""

    words: str


@dataclass(frozen=True)
class Columns:
    """Parts beside each other; the left ones have a share of the width, in percent."""

    left: tuple[Part, ...]
    right: tuple[Part, ...]
    share: int = 50


@dataclass(frozen=True)
class Box:
    """Parts that stand out, in a box."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Section:
    """Parts that belong together: in one piece on paper, or from a new page on."""

    parts: tuple[Part, ...]
    whole: bool = False
    new_page: bool = False


@dataclass(frozen=True)
class Sheet:
    """Parts that fill one page of paper and have to fit it."""

    parts: tuple[Part, ...]


Part = (
    Title
    | Heading
    | Text
    | Figures
    | Facts
    | Summary
    | Items
    | Table
    | DotTable
    | Picture
    | Scale
    | Key
    | Notes
    | Footer
    | Columns
    | Box
    | Section
    | Sheet
)


@dataclass(frozen=True)
class Edition:
    """A document in one language; ``title`` and ``subject`` name it in the file."""

    language: Language
    title: str
    subject: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Document:
    """A document as at a day, in one language or in several.

    ``running`` stands at the foot of every page of paper, with the page's number.
    """

    date: date
    editions: tuple[Edition, ...]
    running: str = ""

    @property
    def title(self) -> str:
        """What the document is, in every language of it.

        Examples
        --------
        >>> Document(date(2026, 3, 1), (
        ...     Edition("cy", "Powys", "Cydgynhyrchu", ()),
        ...     Edition("en", "Powys", "Co-production", ()),
        ... )).title
        'Powys – Cydgynhyrchu / Co-production'
        """
        names = dict.fromkeys(plain(one.title) for one in self.editions)
        subjects = dict.fromkeys(plain(one.subject) for one in self.editions)
        return f"{' / '.join(names)} – {' / '.join(subjects)}"
