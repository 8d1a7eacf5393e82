"""Columns of a file: a table says how each is read, and one reader names every fault.

A table is a tuple of rules, told in their order: most are a ``column``, the others look
at several cells of a row, or at other rows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from heapq import merge

from copro_map.base.characters import HIDDEN, has_control
from copro_map.base.dates import parse_date
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.files.rows import Fault, Row, first_faults

CONTACTS = N_(
    "This looks like an e-mail address or a telephone number. Leave out all contact "
    "details."
)
FIRST_DAY = date(2010, 1, 1)  # An earlier date is a slip of the pen.
# Dates in a text are no telephone numbers.
DATE_IN_TEXT = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4})\b")
# Seven digits together, or nine with what people put between them.
LONG_NUMBER = re.compile(r"\d{7}|(?:\d[\s().+/–-]*){9}")

# What is wrong with a cell: a catalogue message and its facts.
Problem = tuple[str, dict[str, object]]
# How a cell that is not empty is read: it yields what is wrong with the text.
Way = Callable[[str], Iterable[Problem]]
Rule = Callable[[Row], Iterable[Fault]]
LONGEST_TEXT = 2_000
EMPTY = N_("This cell is empty. Fill it in.")
NO_ROLE = N_(
    "Say who did this by their role, such as development officer; never name a person."
)
UNKNOWN = N_("Unknown word: {value}. Use one of: {choices}.")
UNREADABLE = N_(
    "This date cannot be read: {value}. Write year, month and day, like this: "
    "2026-03-01"
)
# What a spreadsheet shows in a cell that it could not work out, or not show.
ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!|FIELD!|BLOCKED!"
    r"|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA|#{2,})|Err:\d{3}",
    re.IGNORECASE,
)
ERROR_CELL = N_(
    "The cell holds an error ({value}). Mend it in the spreadsheet, or type what is "
    "meant."
)
FUTURE = N_("This date is in the future: {value}. Today: {today}.")
TOO_EARLY = N_("This date is too early: {value}. The earliest: {first}.")


def has_contact_details(text: str) -> bool:
    """Say whether a text seems to hold an e-mail address or a telephone number.

    Examples
    --------
    >>> has_contact_details("Ring 029 2034-5678"), has_contact_details("a@example.org")
    (True, True)
    >>> has_contact_details("Asked on 2026-03-01; 12 groups of 2019-2020")
    False
    """
    plain = unicodedata.normalize("NFKC", text)
    return "@" in plain or bool(LONG_NUMBER.search(DATE_IN_TEXT.sub("|", plain)))


def check_words(
    text: str, error: type[CoproMapError], missing: str, contacts: str = CONTACTS
) -> None:
    """Refuse a role or a reason that says nothing, too much, or how to reach somebody.

    Raises
    ------
    CoproMapError
        Of the class ``error``, with the message ``missing``, ``contacts``, or one that
        says that it is too long or holds a control character.
    """
    if not text.strip():
        raise error(missing)
    if has_contact_details(text):
        raise error(contacts)
    if has_control(text):
        raise error(HIDDEN)
    for message, facts in at_most()(text):
        raise error(message, **facts)


def split_list(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds a list separated by semicolons, each once.

    Examples
    --------
    >>> split_list("health; food; health;")
    ('health', 'food')
    """
    parts = (part.strip() for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def column(name: str, *ways: Way, missing: str = "", empty: str = "") -> Rule:
    """Return the rule of a column: each way yields what is wrong in the cell.

    An empty cell is read as ``empty``. If that is empty too, no way looks at it, and
    ``missing`` is what is wrong; nothing is, without that message.

    Examples
    --------
    >>> rule = column("level", one_of(("basic", "full")), missing=EMPTY)
    >>> [fault.reason() for cell in ("basic", "", "x")
    ...  for fault in rule(Row(2, {"level": cell}))]
    ['This cell is empty. Fill it in.', 'Unknown word: x. Use one of: basic, full.']
    """

    def rule(row: Row) -> Iterator[Fault]:
        cell = row.cells[name] or empty
        if not cell and missing:
            yield row.fault(name, missing)
        for way in ways if cell else ():
            for message, facts in way(cell):
                yield row.fault(name, message, **facts)

    return rule


def where(test: Callable[[str], object], message: str, **facts: object) -> Way:
    """Return the way of a text that passes a test; the message may name ``{value}``."""
    return lambda cell: () if test(cell) else ((message, {"value": cell} | facts),)


def one_of(known: Collection[str], message: str = UNKNOWN, **facts: object) -> Way:
    """Return the way of one word of a vocabulary, ``{choices}`` in the message."""
    return where(known.__contains__, message, choices=", ".join(known), **facts)


def list_of(known: Collection[str], message: str = UNKNOWN) -> Way:
    """Return the way of words of a vocabulary, separated by semicolons."""
    word = one_of(known, message)
    return lambda cell: (x for one in split_list(cell) for x in word(one))


def at_most(n: int = LONGEST_TEXT) -> Way:
    """Return the way of a text of so many characters."""
    return where(
        lambda cell: len(cell) <= n, N_("Too long: at most {n} characters."), n=n
    )


no_error = where(lambda cell: not ERROR.fullmatch(cell), ERROR_CELL)
no_contacts = where(lambda cell: not has_contact_details(cell), CONTACTS)


def day_until(today: date) -> Way:
    """Return the way of an ISO date up to today."""

    def way(cell: str) -> Iterator[Problem]:
        day = parse_date(cell)
        facts = {"value": cell, "today": today, "first": FIRST_DAY}
        if day is None:
            yield UNREADABLE, facts
        elif day > today:
            yield FUTURE, facts
        elif day < FIRST_DAY:
            yield TOO_EARLY, facts

    return way


def once(*names: str, message: str) -> Rule:
    """Return the rule that no two rows say the same in these columns.

    The fault is in the last one of them; the message may name the ``{line}`` before.
    """
    lines: dict[tuple[str, ...], int] = {}

    def rule(row: Row) -> Iterator[Fault]:
        line = lines.setdefault(tuple(row.cells[x] for x in names), row.number)
        if line != row.number:
            yield row.fault(names[-1], message, line=line)

    return rule


def _of_row(row: Row, table: Sequence[Rule]) -> Iterator[Fault]:
    """Yield what is wrong in a row; what rules say only of texts of a sane length."""
    if max(map(len, row.cells.values()), default=0) > LONGEST_TEXT:
        for name in row.cells:
            yield from column(name, at_most())(row)
        return
    errors = [fault for name in row.cells for fault in column(name, no_error)(row)]
    yield from errors
    told = {fault.column for fault in errors}
    for rule in table:
        yield from (fault for fault in rule(row) if fault.column not in told)


def check_rows(
    rows: list[Row], faults: Iterable[Fault], table: Sequence[Rule]
) -> tuple[list[Row], list[Fault]]:
    """Return rows, and what is wrong in them, in their order; ``faults`` among it.

    No text is longer than ``LONGEST_TEXT``, whatever the table says; nothing else is
    told of a row that has a longer one. Nor is anything else told of a cell that holds
    an error of a spreadsheet.
    """
    wrong = (fault for row in rows for fault in _of_row(row, table))
    return rows, first_faults(merge(faults, wrong, key=lambda fault: fault.row))
