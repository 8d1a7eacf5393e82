"""Cells of a file: lists, dates, words of a vocabulary, and no contact details."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from copro_map.base.i18n import N_
from copro_map.files.rows import Fault, Row

LONGEST_TEXT = 2_000


ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


FIRST_DAY = date(2010, 1, 1)  # An earlier date is a slip of the pen.


# Dates in a text are no telephone numbers.
DATE_IN_TEXT = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4})\b")


# Seven digits together, or nine with what people put between them.
LONG_NUMBER = re.compile(r"\d{7}|(?:\d[\s().+/–-]*){9}")


def parse_date(text: str) -> date | None:
    """Return an ISO date; None for any other way to write one.

    Examples
    --------
    >>> parse_date("2026-03-01")
    datetime.date(2026, 3, 1)
    >>> parse_date("01/03/2026") is parse_date("2026-02-30") is None
    True
    """
    try:
        return date.fromisoformat(text) if ISO_DATE.fullmatch(text) else None
    except ValueError:
        return None


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


def check_date(row: Row, column: str, today: date) -> Iterator[Fault]:
    """Yield a fault for what is not an ISO date up to today; none if it is empty."""
    cell = row.cells[column]
    day = parse_date(cell)
    if not cell:
        return
    if day is None:
        yield row.fault(
            column,
            N_(
                "This date cannot be read: {value}. Write year, month and day, like "
                "this: 2026-03-01"
            ),
            value=cell,
        )
    elif day > today:
        yield row.fault(
            column,
            N_("This date is in the future: {value}. Today: {today}."),
            value=cell,
            today=today,
        )
    elif day < FIRST_DAY:
        yield row.fault(
            column,
            N_("This date is too early: {value}. The earliest: {first}."),
            value=cell,
            first=FIRST_DAY,
        )


def check_no_contacts(row: Row, columns: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each text that seems to hold contact details."""
    for column in columns:
        if has_contact_details(row.cells[column]):
            yield row.fault(
                column,
                N_(
                    "This looks like an e-mail address or a telephone number. Leave "
                    "out all contact details."
                ),
            )


def split_list(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds a list separated by semicolons, each once.

    Examples
    --------
    >>> split_list("health; food; health;")
    ('health', 'food')
    """
    parts = (part.strip() for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def check_lengths(row: Row, columns: Iterable[str]) -> Iterator[Fault]:
    """Yield a fault for each text that is too long."""
    for column in columns:
        if len(row.cells[column]) > LONGEST_TEXT:
            yield row.fault(
                column, N_("Too long: at most {n} characters."), n=LONGEST_TEXT
            )


def check_words(
    row: Row, column: str, values: Collection[str], known: Collection[str]
) -> Iterator[Fault]:
    """Yield a fault for each word that the vocabulary does not know; none if empty."""
    for value in values:
        if value and value not in known:
            yield row.fault(
                column,
                N_("Unknown word: {value}. Use one of: {choices}."),
                value=value,
                choices=", ".join(known),
            )
