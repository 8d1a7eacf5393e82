"""What somebody at the desk looks at to decide: the version, and the entry now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from copro_map.assets.face import Asset, Whole, kept_entries
from copro_map.base.config import Settings
from copro_map.base.moments import read_moment
from copro_map.base.names import BASE_LAYER, fold
from copro_map.base.store.connection import reading
from copro_map.base.today import WALES
from copro_map.geography.areas import load_layers
from copro_map.people.contacts import entries_of
from copro_map.people.rules.permissions import Belongs
from copro_map.search.face import New
from copro_map.versions.belonging import belongs_to
from copro_map.versions.rules.versions import (
    LOCATION,
    Difference,
    Version,
    changed_meanwhile,
    point_in_words,
)
from copro_map.versions.store import versions as store

# How exactly a point is known that stands where somebody is.
AT_THE_DOOR = ("venue", "postcode", "marked")


@dataclass(frozen=True)
class Looked:
    """A version beside its entry as it is now, None if it is not on the map.

    ``clashes`` are fields that somebody changed on the map after it was written:
    as they are there now, and as the version has them. ``is_owners``: whoever sent it
    speaks for the entry, and showed that it was them.
    """

    version: Version
    there: Asset | None
    clashes: tuple[Difference, ...]
    is_owners: bool = False


def look_at(settings: Settings, version: Version) -> Looked:
    """Return what is to be known of a version to decide it.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    if version.sent.is_new:
        return Looked(version, None, ())
    with reading(settings.database) as database:
        whole = Whole.of(database, version.entry)
        base = store.was_of(database, version.number)
        own = entries_of(database, version.sent.address)
    if whole is None or whole.status != "published":
        return Looked(version, None, ())
    mine, now = version.sent.asset, whole.asset
    found = changed_meanwhile(base.given, now.given, mine.given)
    if mine.areas or mine.location:
        points = [{LOCATION: point_in_words(one)} for one in (base, now, mine)]
        found += changed_meanwhile(*points)
    return Looked(version, now, found, version.is_proved and version.entry in own)


def compared(version: Version) -> New:
    """Return a version as it is compared with the entries that there are."""
    asset = version.sent.asset
    return New(
        (asset.text("name_en"), asset.text("name_cy")),
        asset.text("kind"),
        asset.areas.get(BASE_LAYER, ""),
        asset.location,
        version.entry,
    )


def more_of(version: Version, versions: Iterable[Version]) -> tuple[int, ...]:
    """Return the numbers of what else waits of its entry, or under its name."""
    names = _names(version)
    return tuple(
        one.number
        for one in versions
        if one.number != version.number
        and (one.entry == version.entry or names & _names(one))
    )


def _names(version: Version) -> set[str]:
    asset = version.sent.asset
    return {fold(x) for x in (asset.text("name_en"), asset.text("name_cy")) if x}


def areas_of_versions(
    settings: Settings, versions: Sequence[Version]
) -> dict[str, Belongs]:
    """Return in which areas each version is or will be, by its number as a text."""
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    with reading(settings.database) as database:
        entries = kept_entries(database) if versions else {}
    return {
        str(one.number): Belongs(
            one.entry,
            frozenset[str]().union(
                *(x.areas for x in belongs_to(layers, one, entries.get(one.entry)))
            ),
        )
        for one in versions
    }


def day_sent(version: Version) -> str:
    """Return the day in Wales on which a version was sent (ISO)."""
    return read_moment(version.sent_at).astimezone(WALES).date().isoformat()


def from_same_computer(version: Version, versions: Iterable[Version]) -> int:
    """Return how many versions came from its computer on the day when it did.

    Itself among them; 0 if it is not known from which it came.
    """
    client, day = version.sent.client, day_sent(version)
    return sum(
        one.sent.client == client and day_sent(one) == day for one in versions if client
    )
