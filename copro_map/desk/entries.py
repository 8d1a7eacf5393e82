"""The entries as letters to those who work here tell of them, all read at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copro_map.assets.face import KeptEntry, entry_history, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import sort_key
from copro_map.base.store.connection import reading
from copro_map.desk.rules.told import Known, Told, named
from copro_map.upkeep.face import belongs_of_all

HISTORY = ("asset_id", "known_from", "status", "verification", "verified_on")


@dataclass(frozen=True, eq=False)
class Entries:
    """All that was known when, in the order of writing; and each entry now, by id."""

    known: tuple[Known, ...]
    kept: Mapping[str, KeptEntry]
    told: Mapping[str, Told]

    def by_name(self, ids: Iterable[str]) -> tuple[Told, ...]:
        """Return entries as they are told of, in alphabetical order."""
        found = (self.told[one] for one in ids if one in self.told)
        return tuple(sorted(found, key=lambda one: (sort_key(one.name.en), one.id)))


def read_entries(settings: Settings) -> Entries:
    """Return every entry, on the map or not, and its history.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        history, kept = entry_history(database), kept_entries(database)
    rows = zip(*(history[name] for name in HISTORY), strict=True)
    types = dict(zip(history["asset_id"], history["practitioner_type"], strict=True))
    here = belongs_of_all(settings)
    return Entries(
        known=tuple(Known(*map(str, row)) for row in rows),
        kept=kept,
        told={x: named(one, types, here[x].areas) for x, one in kept.items()},
    )
