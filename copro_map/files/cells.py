"""Cells of a file: lists, dates, and contact details that must not be in them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

CONTACTS = N_(
    "This looks like an e-mail address or a telephone number. Leave out all contact "
    "details."
)
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


FIRST_DAY = date(2010, 1, 1)  # An earlier date is a slip of the pen.


# Dates in a text are no telephone numbers.
DATE_IN_TEXT = re.compile(r"\b(?:\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4})\b")


# Seven digits together, or nine with what people put between them.
LONG_NUMBER = re.compile(r"\d{7}|(?:\d[\s().+/–-]*){9}")


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
    """Refuse a role or a reason that says nothing, or how to reach somebody.

    Raises
    ------
    CoproMapError
        Of the class ``error``, with the message ``missing`` or ``contacts``.
    """
    if not text.strip():
        raise error(missing)
    if has_contact_details(text):
        raise error(contacts)


def split_list(cell: str) -> tuple[str, ...]:
    """Return the values of a cell that holds a list separated by semicolons, each once.

    Examples
    --------
    >>> split_list("health; food; health;")
    ('health', 'food')
    """
    parts = (part.strip() for part in cell.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))
