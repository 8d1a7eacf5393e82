"""The cells of a sheet that hold an error: calamine gives an empty text for them.

What they show is read from the sheet's part of the archive, as it is unpacked.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection
from xml.parsers import expat

from copro_map.files.apart import Refused

PIECE = 1_000_000  # bytes that are unpacked at a time
WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
# How a cell that holds an error begins, in any part.
OF_ERROR = re.compile(rb"""\bt\s*=\s*(["'])e\1""")
OVERLAP = 32  # bytes of the piece before, within which it may have begun
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.IGNORECASE)
# Row and column, counted from 0.
Place = tuple[int, int]
Start = Callable[[str, dict[str, str]], None]


def _parse(archive: zipfile.ZipFile, part: str, reader: expat.XMLParserType) -> None:
    def refuse(*_: object) -> None:
        raise Refused("broken", reason="DTD")

    reader.StartDoctypeDeclHandler = refuse
    try:
        with archive.open(part) as content:
            while piece := content.read(PIECE):
                reader.Parse(piece)
        reader.Parse(b"", True)
    except (expat.ExpatError, KeyError) as error:
        raise Refused("broken", reason=f"{part}: {error}") from error


def _attributes(
    archive: zipfile.ZipFile, part: str, element: str
) -> list[dict[str, str]]:
    """Return the attributes of each element of a name, without their prefixes."""
    found = []

    def start(name: str, given: dict[str, str]) -> None:
        if name.rpartition(":")[2] == element:
            found.append({key.rpartition(":")[2]: x for key, x in given.items()})

    reader = expat.ParserCreate()
    reader.StartElementHandler = start
    _parse(archive, part, reader)
    return found


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """Return the name of the part that holds a sheet."""
    named = _attributes(archive, WORKBOOK, "sheet")
    ids = [one.get("id") for one in named if one.get("name") == sheet]
    for one in _attributes(archive, RELATIONS, "Relationship"):
        if ids and one.get("Id") == ids[0]:
            target = one.get("Target", "")
            return target.lstrip("/") if target[:1] == "/" else f"xl/{target}"
    raise Refused("broken", reason=sheet)


class _Cells:
    """Follows the cells of a sheet, and keeps what those with an error show."""

    def __init__(self) -> None:
        self.row, self.column = -1, -1
        self.found: dict[Place, str] = {}
        self.reader = expat.ParserCreate()
        self.reader.buffer_text = True
        self.reader.StartElementHandler = self.start

    def start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            place = PLACE.fullmatch(given.get("r", ""))
            self.column = _number(place[1]) if place else self.column + 1
            self.row = int(place[2]) - 1 if place else self.row
            is_error = given.get("t") == "e"
            self.reader.EndElementHandler = self.end if is_error else None
        elif local == "row":
            number = given.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.column = -1
        elif local == "v" and self.reader.EndElementHandler:
            self.found[self.row, self.column] = ""
            self.reader.CharacterDataHandler = self.text

    def text(self, text: str) -> None:
        self.found[self.row, self.column] += text

    def end(self, _: str) -> None:
        self.reader.CharacterDataHandler = None


def _number(letters: str) -> int:
    """Return the number of a column, counted from 0.

    Examples
    --------
    >>> _number("A"), _number("z"), _number("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def errors_in(
    archive: zipfile.ZipFile, sheet: str, parts: Collection[str]
) -> dict[Place, str]:
    """Return what the cells of a sheet that hold an error show, by their places.

    ``parts`` are those of the archive in which a cell does.
    """
    part = part_of(archive, sheet)
    if part.casefold() not in {one.casefold() for one in parts}:
        return {}
    cells = _Cells()
    _parse(archive, part, cells.reader)
    return {place: text.strip() for place, text in cells.found.items()}
