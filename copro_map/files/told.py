"""What somebody tells of a file, and the columns that a subject wants in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.utility import (  # type: ignore[import-untyped] # as in tables
    xl_col_to_name,
)

from copro_map.base.characters import shown
from copro_map.files.rows import IGNORE as IGNORE
from copro_map.files.rows import Column as Column
from copro_map.files.rows import Fault
from copro_map.files.rows import How as How

NONE = "none"  # that of a word that says nothing


@dataclass(frozen=True)
class Told:
    """What somebody says about a file, or said about files before it.

    ``columns``: what a heading means, or the letter of a column: a field or "ignore".
    ``words``: what a word of the file is in ours. ``values``: what a field is in every
    row that does not say it. ``rest``: columns that nobody understands are left out.
    ``without``: the lines of rows that are left out, whatever is wrong in them.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    rest: bool = False
    sheet: str = ""
    without: frozenset[int] = frozenset()


NOTHING = Told()


@dataclass(frozen=True)
class Wanted:
    """A field that a file may have, and what people call its column.

    A file must say it; or it is a day, up to today.
    """

    name: str
    names: tuple[str, ...] = ()
    must: bool = False
    day: bool = False


@dataclass(frozen=True)
class Columns:
    """What each column of a file means, in their order, and what is wrong."""

    columns: tuple[Column, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def mapping(self) -> dict[str, str]:
        """The field of each heading that is read."""
        return {x.heading: x.meaning for x in self.columns if x.meaning != IGNORE}

    @property
    def fields(self) -> set[str]:
        """The fields that are read."""
        return {*self.mapping.values()}

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headings that are not read; columns with nothing in them left out."""
        return tuple(
            x.heading for x in self.columns if x.meaning == IGNORE and x.how != "empty"
        )

    def headings(self) -> dict[str, str]:
        """Return the heading of each field."""
        return {field: heading for heading, field in self.mapping.items()}


def heading_key(text: str) -> str:
    """Return what a heading is compared by: no case, accents, signs or underscores.

    Examples
    --------
    >>> heading_key("Local_Authority *") == heading_key("local  authority:")
    True
    >>> heading_key("Enw’r sefydliad"), heading_key("Rôl")
    ('enw r sefydliad', 'rol')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return " ".join(re.findall(r"[^\W_]+", plain))


# How to reach somebody, by a heading as ``heading_key`` makes it.
CONTACT = re.compile(
    r".*\b(?:e ?mail|e ?bost|(?:tele)?phone|tel|mobile|fax|ffon|ffacs)\b.*"
    r"|(?:main |first )?contact(?: name| person| details| number)?"
    r"|(?:enw |manylion |person |rhif )?cyswllt"
)


def is_contact(heading: str) -> bool:
    """Say whether a column, by its heading, tells how to reach somebody.

    Examples
    --------
    >>> is_contact("E-mail address"), is_contact("Ffôn"), is_contact("Contact web")
    (True, True, False)
    """
    return bool(CONTACT.fullmatch(heading_key(heading)))


def word_key(text: str) -> str:
    """Return what a word of a file is compared by: its signs count, spelling does not.

    Examples
    --------
    >>> word_key("Registered  CHARITY"), word_key("-"), word_key("Ddim yn gwybod’")
    ('registered charity', '-', "ddim yn gwybod'")
    """
    plain = unicodedata.normalize("NFKC", text).replace("\u2019", "'").casefold()
    return " ".join(plain.split())


def headings_of(header: Sequence[str]) -> list[str]:
    """Return a heading for each column: as a message may show it, and no two the same.

    Examples
    --------
    >>> headings_of(["Name", "", "Name"])
    ['Name', 'B', 'Name (2)']
    """
    found: dict[str, str] = {}
    for number, heading in enumerate(header):
        plain = name = shown(heading) or xl_col_to_name(number)
        again = 1
        while heading_key(name) in found:
            again += 1
            name = f"{plain} ({again})"
        found[heading_key(name)] = name
    return list(found.values())
