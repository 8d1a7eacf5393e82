"""Entries that may be one body: which two, why, and which of them would stay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from copro_map.assets.face import kept_entries, public_assets
from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.names import BASE_LAYER
from copro_map.base.store.connection import reading
from copro_map.base.waiting import Line
from copro_map.people.rules.permissions import Actor, Belongs, may
from copro_map.upkeep.belonging import belonging
from copro_map.upkeep.rules.pairs import (
    FILLED,
    UNITED,
    Looked,
    Why,
    is_empty,
    names_of,
    pairs,
    record_of,
)
from copro_map.upkeep.store.pairs import judged_pairs


@dataclass(frozen=True)
class Twins:
    """Two entries of the map that may be one body, and why that may be.

    ``first`` is the one that stays, unless somebody chooses otherwise: confirmed before
    not, then the one of which more is known, then the older.
    """

    first: str
    second: str
    why: tuple[Why, ...]
    belongs: tuple[Belongs, Belongs]


def _worth(row: Any) -> tuple[bool, bool, int, str]:
    """Return what makes an entry the one that stays: the smallest does."""
    told = sum(not is_empty(getattr(row, name)) for name in FILLED)
    lists = sum(bool(getattr(row, name)) for name in (*UNITED, "served"))
    is_confirmed = row.verification == "confirmed"
    return not is_confirmed, row.origin == "named", -told - lists, str(row.source_date)


def twins(settings: Settings, actor: Actor) -> tuple[Twins, ...]:
    """Return the entries that may be one body and wait for a judgement.

    Only those of which ``actor`` may judge both; equal names first.
    """
    with reading(settings.database) as database:
        every: Iterable[Any] = public_assets(database).itertuples()
        rows = {str(row.Index): row for row in every}
        kept, done = kept_entries(database), judged_pairs(database)
    looked = (
        Looked(
            id=entry,
            kind=str(row.kind),
            names=names_of(str(row.name_en), str(row.name_cy)),
            website=str(row.website),
            authority=row.areas.get(BASE_LAYER, ""),
        )
        for entry, row in rows.items()
    )
    found = []
    for pair, why in pairs(looked).items():
        if record_of(*pair) in done:
            continue
        first, second = sorted(pair, key=lambda one: (*_worth(rows[one]), one))
        here = belonging(settings, kept[first]), belonging(settings, kept[second])
        if may(actor, "merge", *here):
            found.append(Twins(first, second, why, here))
    return tuple(sorted(found, key=lambda one: (one.why[0] != "name", one.first)))


def twins_wait(settings: Settings, actor: Actor) -> tuple[Line, ...]:
    """Return how many pairs wait for a judgement, in words, with the way there."""
    found = len(twins(settings, actor))
    words = t("Entries that may be on the map twice: {n}", n=found)
    return (Line(words, "desk?part=duplicates", found),) if found else ()
