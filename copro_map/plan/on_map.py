"""The entries that the plan names: as they are called now, if they are public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.store.became import successors
from copro_map.base.store.connection import Database, reading


@dataclass(frozen=True)
class OnMap:
    """Names of public entries by id, and which entry one that is merged leads to."""

    names: Mapping[str, Label]
    became: Mapping[str, str]

    def now(self, entry: str) -> str:
        """Return the id of an entry as it is now."""
        return self.became.get(entry, entry)

    def name(self, entry: str) -> Label | None:
        """Return what an entry is called now; None if it is not public."""
        return self.names.get(self.now(entry))


def public_entry(database: Database, entry: str) -> KeptEntry | None:
    """Return an entry that is public, what a merged one leads to; None without one."""
    now = successors(database).get(entry, entry)
    found = kept_entries(database, now).get(now) if now else None
    return found if found and found.status == "published" else None


def on_map(settings: Settings, entries: Iterable[str]) -> OnMap:
    """Return what some entries are called, of those that are public."""
    with reading(settings.database) as database:
        became = successors(database)
        names = {}
        for entry in {became.get(x, x) for x in entries if x}:
            if found := public_entry(database, entry):
                names[entry] = found.name
    return OnMap(names, became)
