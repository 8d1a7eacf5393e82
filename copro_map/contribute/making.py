"""An entry, made of what somebody filled in; and the public one that they mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from copro_map.assets.face import Asset, kept_entries, public_assets
from copro_map.base.config import Settings
from copro_map.base.store.connection import Database, reading
from copro_map.contribute.drafts import CONSENTS, ENTRY
from copro_map.contribute.rules.giving import (
    ASKED,
    changes_of,
    filled_by,
    given_new,
)
from copro_map.contribute.rules.places import Found, WhereError
from copro_map.contribute.rules.steps import is_person
from copro_map.contribute.where import find_where


@dataclass(frozen=True)
class Published:
    """An entry as everybody can read it, with the version that it is at.

    ``given`` holds the fields that the form asks for; ``filled`` the same as the form
    shows them; ``row`` all that is public.
    """

    version: int
    given: Mapping[str, Any]
    row: Any

    @property
    def filled(self) -> dict[str, Any]:
        """The fields as the form shows them."""
        return filled_by(self.given)


def published_in(database: Database, entry: str) -> Published | None:
    """Return an entry as the public reads it; None if it is not on the map."""
    rows = list(public_assets(database, entry).itertuples()) if entry else []
    if not rows:
        return None
    version = kept_entries(database, entry)[entry].version
    given: dict[str, Any] = {
        field.name: getattr(rows[0], field.name) for field in ASKED
    }
    for name in (x.name for x in ASKED if x.holds in ("year", "number")):
        given[name] = None if pd.isna(given[name]) else int(given[name])
    return Published(version, given, rows[0])


def published(settings: Settings, entry: str) -> Published | None:
    """Return an entry as the public reads it; None if it is not on the map."""
    with reading(settings.database) as database:
        return published_in(database, entry)


def where_is(settings: Settings, filled: Mapping[str, Any]) -> Found | None:
    """Return where what is filled in is; None if it says only whom it serves.

    Of an entry that is mended: None as long as nothing is said of that.

    Raises
    ------
    WhereError
        If it is no one place in Wales, or nothing is said at all.
    """
    text, point = (str(filled.get(x) or "").strip() for x in ("where", "point"))
    if not (text or point) and (filled.get("served") or filled.get(ENTRY)):
        return None
    return find_where(settings, text, point, person=is_person(filled))


def make_new(settings: Settings, entry: str, filled: Mapping[str, Any]) -> Asset:
    """Return a new entry, as it is sent.

    Raises
    ------
    WhereError
        As for ``where_is``.
    """
    found, given = where_is(settings, filled), given_new(filled)
    hides = is_person(filled) and "where" not in (filled.get(CONSENTS) or ())
    if found is None or hides:
        return Asset(entry, given)
    if found.place:
        given["place"] = found.place.en
    if "served" not in filled:
        given["served"] = found.serves
    return Asset(entry, given, found.areas, found.location)


def make_mended(
    settings: Settings, entry: str, before: Published, filled: Mapping[str, Any]
) -> Asset:
    """Return what somebody changes of a published entry, and nothing else of it.

    Raises
    ------
    WhereError
        As for ``where_is``.
    """
    given = {one.field: one.now for one in changes_of(before.given, filled)}
    found = where_is(settings, filled)
    if found is None:
        return Asset(entry, given, by_hand=frozenset(given), is_set=True)
    given["place"] = found.place.en if found.place else ""
    return Asset(
        entry,
        given,
        found.areas,
        found.location,
        by_hand=frozenset({*given, "areas", "location"}),
        is_set=True,
    )


__all__ = [
    "Published",
    "WhereError",
    "make_mended",
    "make_new",
    "published",
    "published_in",
    "where_is",
]
