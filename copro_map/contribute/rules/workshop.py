"""A workshop, and the lines that are typed in it: what each says, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from copro_map.base.i18n import N_

MOST_HOURS = 24
LONGEST_NAME = 120  # characters
# What a line can be of: what it is called, and the fields of an entry that say so. A
# person puts in themselves, by the form.
WHAT: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "group": (
        N_("Organisation or group"),
        {"kind": "practitioner", "practitioner_type": "organisation"},
    ),
    "project": (N_("Project"), {"kind": "project"}),
    "offer": (N_("Offer"), {"kind": "offer"}),
    "request": (N_("Request"), {"kind": "request"}),
}
# Drawn for these in a code of two groups: said aloud across a hall, and typed once.
CODE_SIGNS, CODE_GROUP = 8, 4


@dataclass(frozen=True)
class Workshop:
    """A workshop: its number, its name in either language, and until when it is open.

    ``area`` is the code of a council or an authority, "" if it is of none. Moments are
    UTC (2026-11-29T17:05:00Z). ``typed`` lines were not declined; ``waiting`` of them
    nobody has decided.
    """

    number: int
    name: str
    name_cy: str
    area: str
    opened_at: str
    ends_at: str
    typed: int = 0
    waiting: int = 0

    def is_open(self, moment: str) -> bool:
        """Say whether lines can be typed at a moment, as it is kept.

        Examples
        --------
        >>> one = Workshop(1, "Bala", "", "", "2026-11-29T17:00:00Z",
        ...                "2026-11-29T21:00:00Z")
        >>> one.is_open("2026-11-29T20:59:59Z"), one.is_open("2026-11-29T21:00:00Z")
        (True, False)
        """
        return moment < self.ends_at


@dataclass(frozen=True)
class Line:
    """A line as somebody types it: name, what, where; an address if they like."""

    name: str = ""
    what: str = ""
    sentence: str = ""
    where: str = ""
    address: str = ""
    agrees: bool = False


def end_of(opened: datetime, hours: float | None) -> datetime:
    """Return when a workshop ends: after so many hours, else when its day ends.

    Examples
    --------
    >>> end_of(datetime(2026, 11, 29, 14, 30), None).isoformat()
    '2026-11-29T23:59:59'
    >>> end_of(datetime(2026, 11, 29, 14, 30), 2).isoformat()
    '2026-11-29T16:30:00'
    """
    if hours is None:
        return opened.replace(hour=23, minute=59, second=59, microsecond=0)
    return opened + timedelta(hours=min(hours, MOST_HOURS))


def filled_by(line: Line, language: str) -> dict[str, Any]:
    """Return a line as the form holds an entry, in the language it was typed in.

    Examples
    --------
    >>> filled_by(Line("Gardd", "project", "Tyfu.", "Bala"), "cy")
    {'name_cy': 'Gardd', 'description_cy': 'Tyfu.', 'where': 'Bala', 'kind': 'project'}
    """
    _, kind = WHAT.get(line.what, ("", {}))
    return {
        f"name_{language}": line.name,
        f"description_{language}": line.sentence,
        "where": line.where,
        **kind,
    }


def what_of(given: Mapping[str, Any]) -> str:
    """Return what a line was of, by the fields of its entry; "" for none of ours.

    Examples
    --------
    >>> what_of({"kind": "practitioner", "practitioner_type": "team"}), what_of({})
    ('group', '')
    """
    kind = given.get("kind")
    return next((x for x, (_, fields) in WHAT.items() if fields["kind"] == kind), "")
