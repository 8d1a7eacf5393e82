"""What is filled in of an entry: on the screen, and kept with each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from copro_map.base.today import current_day
from copro_map.contribute.drafts import (
    ADDRESS,
    ENTRY,
    HAS_ADDRESS,
    keep_entry,
    open_entry,
)
from copro_map.frame import cache, filling


@dataclass
class Filling(filling.Filling):
    """An entry that a visitor fills in.

    ``entry`` is the id of the one that they mend, "" of a new one. ``brought`` stands
    on the screen before anything is typed: what a link says, or what is published. It
    is kept with the first change; of an entry that is mended only what is changed is.
    """

    form: ClassVar[str] = "contribute"
    entry: str = ""
    brought: Mapping[str, Any] = field(default_factory=dict)

    @property
    def fields(self) -> dict[str, Any]:
        """What stands on the screen; of the address only whether it is kept."""
        return {**self.brought, **self.filled}

    def find(self, key: str) -> dict[str, Any] | None:
        """Return what is kept under a key, if it is of this entry."""
        found = open_entry(cache.settings(), key, current_day())
        return found if found and found.get(ENTRY, "") == self.entry else None

    def keep(self) -> str:
        """Keep what is not kept yet; return the key."""
        if not self.key and not self.entry:
            self.unkept = {**self.brought, **self.unkept}
        self.unkept.setdefault(ENTRY, self.entry)
        where, today = cache.settings(), current_day()
        return keep_entry(where, self.key, self.seen, self.unkept, today)

    def change(self, name: str, value: object) -> None:
        """Keep a change; the address is then forgotten here, and known there."""
        super().change(name, value)
        if self.fault is None and self.seen.pop(ADDRESS, None):
            self.seen[HAS_ADDRESS] = True
