"""Cells of a file of entries as people write them, made what they mean, and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from copro_map.assets.checks import ID, SOURCE_DATE, YEAR
from copro_map.assets.columns import ADDRESS, POINT
from copro_map.assets.rules.fields import FIELDS
from copro_map.assets.rules.terms import is_past
from copro_map.base.characters import shown
from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address, name_key
from copro_map.files.dates import read_date
from copro_map.files.days import iso_days
from copro_map.files.rows import Fault, Row
from copro_map.geography.assign import in_box
from copro_map.geography.gazetteer import parse_postcode
from copro_map.geography.locate import parse_point

TIDIED = {
    "id": N_("Ids were made of small letters, so {given} is {now}. Rows: {n}."),
    "web": N_("https:// was added, so {given} is {now}. Rows: {n}."),
    "year": N_("Years were read as numbers, so {given} is {now}. Rows: {n}."),
    "number": N_("Numbers were tidied, so {given} is {now}. Rows: {n}."),
    "postcode": N_(
        "Postcodes were found in a longer text, so {given} is {now}. Rows: {n}."
    ),
    "point": N_("Points were tidied, so {given} is {now}. Rows: {n}."),
    "swapped": N_(
        "Longitude and latitude were exchanged, as only so they lie in Wales: {given} "
        "is {now}. Rows: {n}."
    ),
    "nothing": N_(
        "Words that say nothing were taken as empty, such as {given}. Rows: {n}."
    ),
}
NOTHING = frozenset(
    (
        *("n/a", "na", "none", "nil", "-", "–", "—", "?", "tbc", "unknown"),
        *("not known", "dim", "anhysbys", "amh", "amherthnasol"),
        *("ongoing", "no end date", "parhaus", "yn parhau"),
    )
)
MAY_SAY_NOTHING = (
    *("postcode", "point", "authority", "areas", "year", "date", "web"),
    *("day", "number"),
)
IN_TEXT = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
WHOLE_YEAR = re.compile(r"((?:19|20)\d\d)\.0+")
WHOLE_NUMBER = re.compile(r"0*(\d+)(?:\.0+)?")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?:[/?#:]\S*)?", re.IGNORECASE)
COMMA = re.compile(r"[-+]?\d+,\d+")
WKT = re.compile(r"POINT\s*Z?\s*\(\s*(\S+)\s+([^\s)]+)[^)]*\)", re.IGNORECASE)
CLOSED = N_("The last day is past, so it comes in as closed. Rows: {n}.")
DAYS = tuple(field.column for field in FIELDS if field.holds == "day")
LAST = date(2099, 12, 31)  # what an offer opens and closes on is mostly still to come
HOLDS = {field.column: field.holds for field in FIELDS}


def small_id(cell: str) -> str:
    """Return an id made of small letters; one that is an id stays.

    Examples
    --------
    >>> small_id("Tir Coed"), small_id("tir-coed"), small_id("")
    ('tir-coed', 'tir-coed', '')
    """
    return name_key(cell) if cell and not ID.fullmatch(cell) else cell


def with_scheme(cell: str) -> str:
    """Return an address that begins with https:// if it is one without a scheme.

    Examples
    --------
    >>> with_scheme("www.example.org/a"), with_scheme("javascript:x")
    ('https://www.example.org/a', 'javascript:x')
    """
    if SCHEME.match(cell) or not DOMAIN.fullmatch(cell):
        return cell
    return f"https://{cell}" if is_web_address(f"https://{cell}") else cell


def year_of(cell: str) -> str:
    """Return the year of a number as spreadsheets write it, or of a date.

    Examples
    --------
    >>> year_of("2019.0"), year_of("01/04/2019"), year_of("2019"), year_of("then")
    ('2019', '2019', '2019', 'then')
    """
    if not cell or YEAR.fullmatch(cell):
        return cell
    if whole := WHOLE_YEAR.fullmatch(cell):
        return whole[1]
    day = read_date(cell) if re.search(r"\D", cell) else None
    return str(day.year) if day else cell


def postcode_in(text: str) -> str:
    """Return the last postcode in a text; empty if there is none.

    Examples
    --------
    >>> postcode_in("Y Morfa, Aberystwyth sy23 1ab, Wales"), postcode_in("1 Heol Fawr")
    ('SY23 1AB', '')
    """
    found = [x[0] for x in IN_TEXT.finditer(text) if parse_postcode(x[0])]
    if not found:
        return ""
    compact = parse_postcode(found[-1]) or ""
    return f"{compact[:-3]} {compact[-3:]}"


def _number(cell: str) -> str:
    return cell.replace(",", ".") if COMMA.fullmatch(cell) else cell


def _degrees(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None


class _Tidier:
    """Tidies rows, and remembers of each kind of change the first, and how many."""

    def __init__(self) -> None:
        self.done: dict[tuple[str, str], tuple[Row, dict[str, object], int]] = {}

    def say(self, row: Row, column: str, what: str, given: str, now: str) -> None:
        facts: dict[str, object] = {"given": shown(given), "now": shown(now)}
        first, said, n = self.done.get((column, what), (row, facts, 0))
        self.done[column, what] = first, said, n + 1

    def notes(self) -> list[Fault]:
        return [
            row.fault(column, TIDIED[what], **facts, n=n)
            for (column, what), (row, facts, n) in self.done.items()
        ]

    def cell(self, row: Row, column: str, cell: str) -> str:
        """Return a cell by itself as it is meant."""
        holds = HOLDS.get(column, "")
        if holds in MAY_SAY_NOTHING and cell.casefold() in NOTHING:
            self.say(row, column, "nothing", cell, "")
            return ""
        now, what = _meant(holds, cell)
        if now != cell:
            self.say(row, column, what, cell, now)
        return now

    def place(self, row: Row, cells: dict[str, str]) -> dict[str, str]:
        """Return what says where a row is, from what people write it in."""
        more: dict[str, str] = {}
        has_point = cells["longitude"] or cells["latitude"] or not cells[POINT]
        if point := None if has_point else _point(cells[POINT]):
            more |= dict(zip(("longitude", "latitude"), point, strict=True))
            self.say(row, POINT, "point", cells[POINT], ", ".join(point))
        x, y = (_degrees((cells | more)[name]) for name in ("longitude", "latitude"))
        if x is not None and y is not None and not in_box(x, y) and in_box(y, x):
            now = (cells | more)["latitude"], (cells | more)["longitude"]
            self.say(row, "longitude", "swapped", ", ".join(now[::-1]), ", ".join(now))
            more |= dict(zip(("longitude", "latitude"), now, strict=True))
        if not cells["postcode"] and (found := postcode_in(cells[ADDRESS])):
            more["postcode"] = found
            self.say(row, ADDRESS, "postcode", cells[ADDRESS], found)
        return more

    def row(self, row: Row) -> Row:
        cells = {
            name: self.cell(row, name, x) if x else x for name, x in row.cells.items()
        }
        return replace(row, cells=cells | self.place(row, cells))


def _meant(holds: str, cell: str) -> tuple[str, str]:
    """Return what a cell of a field means, and what was done to it."""
    ways: Mapping[str, Callable[[str], str]] = {
        "id": small_id,
        "web": with_scheme,
        "source": with_scheme,
        "year": year_of,
        "number": lambda x: (m := WHOLE_NUMBER.fullmatch(x)) and m[1] or x,
        "point": _number,
        "postcode": lambda x: x if parse_postcode(x) else postcode_in(x) or x,
    }
    now = ways[holds](cell) if holds in ways else cell
    return now, "web" if holds == "source" else holds


def _point(text: str) -> tuple[str, str] | None:
    """Return longitude and latitude of a text as Google, WKT or people write them."""
    if wkt := WKT.search(text):
        return wkt[1], wkt[2]
    point = parse_point(text)
    return (str(point[0]), str(point[1])) if point else None


def _days(rows: list[Row], today: date) -> tuple[list[Row], list[Fault]]:
    """Return rows with days as ISO, where they are not: of the source, first and last.

    A last day that is past is told: what it closes comes in as history.
    """
    notes: list[Fault] = []
    for name in ("source_date", *DAYS):
        strange = [x for x in rows if not SOURCE_DATE.fullmatch(x.cells[name])]
        tidy, told = iso_days(strange, name, LAST if name in DAYS else today)
        by_number = {row.number: row for row in tidy}
        rows = [by_number.get(row.number, row) for row in rows]
        notes += told
    over = [row for row in rows if is_past(row.cells["closes"], today)]
    if over:
        notes.append(over[0].fault("closes", CLOSED, n=len(over)))
    return rows, notes


def tidy_rows(rows: Sequence[Row], today: date) -> tuple[list[Row], list[Fault]]:
    """Return rows of entries as they are meant, and what was tidied, once a kind.

    What cannot be told for certain stays as it is, and is found by the checks.
    """
    tidier = _Tidier()
    tidy, of_days = _days([tidier.row(row) for row in rows], today)
    return tidy, [*tidier.notes(), *of_days]
