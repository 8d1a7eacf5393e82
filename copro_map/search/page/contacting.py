"""The way to write to whoever is found, where our server answers."""

from __future__ import annotations

from copro_map.assets.face import Entry
from copro_map.frame.served import is_answered
from copro_map.search import cached
from copro_map.search.acts import Act, acts_of


def write_address(entry: Entry) -> str:
    """Return the address of the page on which an entry's people are written to.

    "" if it has ended, nobody can be written to, or no such page is answered.
    """
    return cached.way_to_write(entry) if is_answered(cached.WRITE) else ""


def acts(entry: Entry) -> tuple[Act, ...]:
    """Return what can be done about an entry where our server answers, or does not."""
    return acts_of(entry, write_address(entry))
