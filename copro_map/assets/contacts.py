"""Contacts that a file of entries brings: kept beside the entries, and private.

Only columns called so are read, or told to be so: addresses in somebody's list are not
taken by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from copro_map.base.store.connection import Database
from copro_map.files.columns import ERROR
from copro_map.files.rows import Fault, Row
from copro_map.people.contacts import NEVER, is_never, keep_contact
from copro_map.people.rules.contacts import Given, GivenError, read_given

COLUMNS = ("contact_email", "contact_language", "contact_source")


def _given(row: Row, today: date) -> Given:
    address, language, source = (row.cells[name] for name in COLUMNS)
    return read_given(address, language, source, today)


def contact_rule(row: Row) -> Iterator[Fault]:
    """Yield what is wrong with the contact of a row."""
    if row.cells[COLUMNS[0]] and not any(
        ERROR.fullmatch(row.cells[x]) for x in COLUMNS
    ):
        try:
            _given(row, date.min)
        except GivenError as error:
            yield row.fault(COLUMNS[error.at], error.message, **error.facts)


def keep_contacts(database: Database, rows: Iterable[Row], today: date) -> list[Fault]:
    """Keep the contacts of a file, inside the caller's transaction; return notes.

    A row without an address leaves the contacts of its entry as they are.
    """
    notes = []
    for row in rows:
        if not row.cells[COLUMNS[0]]:
            continue
        given = _given(row, today)
        if is_never(database, given.address):
            notes.append(row.fault(COLUMNS[0], NEVER))
        else:
            keep_contact(database, row.cells["id"], given, today)
    return notes
