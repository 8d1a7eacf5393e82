"""Whom nobody can write to: the entries without a contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings
from copro_map.base.i18n import sort_key, t
from copro_map.base.store.connection import reading
from copro_map.base.waiting import Line
from copro_map.people.contacts import reachable
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.upkeep.face import belongs_of_all


@dataclass(frozen=True)
class Unreached:
    """An entry on the map whose people cannot be reached, and where it belongs."""

    entry: KeptEntry
    belongs: Belongs


def unreached(settings: Settings, actor: Actor) -> tuple[Unreached, ...]:
    """Return the entries on the map that have no contact, by name.

    Only those of which ``actor`` may enter one, and that nobody said have ended.
    """
    known = {one.entry for one in reachable(settings)}
    with reading(settings.database) as database:
        entries = kept_entries(database)
    found = (
        Unreached(entries[entry], here)
        for entry, here in belongs_of_all(settings).items()
        if entry not in known and may(actor, "enter_contact", here)
    )
    waits = [
        one
        for one in found
        if one.entry.status == "published" and not one.entry.ended_on
    ]
    return tuple(sorted(waits, key=lambda one: sort_key(one.entry.name.text())))


def waiting(settings: Settings, actor: Actor, today: date) -> tuple[Line, ...]:  # noqa: ARG001 - as of every subject
    """Return how many entries nobody can write to, with the place to enter contacts."""
    count = len(unreached(settings, actor))
    words = t("Entries whose people cannot be reached yet: {n}", n=count)
    return (Line(words, "desk?part=contacts", count),) if count else ()
