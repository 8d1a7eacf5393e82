"""Is it one of these? Public entries that may be the one somebody is about to add."""

from __future__ import annotations

from collections.abc import Iterable

from copro_map.base.config import Settings
from copro_map.base.names import BASE_LAYER
from copro_map.contribute.rules.places import Found
from copro_map.search.face import Alike, Known, New, entries_alike
from copro_map.search.face import known_entries as known_entries


def alike_among(
    known: Known, names: Iterable[str], kind: str, found: Found | None, entry: str = ""
) -> tuple[Alike, ...]:
    """Return the entries that may be the same, of those that are known.

    ``names`` are what it is called, in either language; the rest as ``alike``.
    """
    authority = found.areas.get(BASE_LAYER, "") if found else ""
    location = found.location if found else None
    new = New(tuple(names), kind, authority, location, entry)
    return entries_alike(known, new)


def alike(
    settings: Settings, name: str, kind: str, found: Found | None, entry: str = ""
) -> tuple[Alike, ...]:
    """Return public entries that may be what somebody is about to add, best first.

    At most five: by name in either language, and by place once that is ``found``.
    ``kind`` may be empty; ``entry`` is the id of the one that is mended, if any.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    return alike_among(known_entries(settings), (name,), kind, found, entry)
