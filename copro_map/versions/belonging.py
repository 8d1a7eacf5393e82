"""Whose a version is to decide: where its entry is, and where it will be."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.assets.face import KeptEntry
from copro_map.geography.areas import Layer
from copro_map.geography.officers import officers_areas
from copro_map.people.rules.permissions import Belongs
from copro_map.versions.rules.versions import Version


def belongs_to(
    layers: Mapping[str, Layer], version: Version, entry: KeptEntry | None
) -> tuple[Belongs, ...]:
    """Return where an entry belongs: as it is, if there is one, and as it will be.

    What a version does not say of where it is based or whom it serves stays.
    """
    asset = version.sent.asset
    based, served = asset.areas, asset.words("served")
    here = []
    if entry:
        areas = officers_areas(layers, entry.areas, entry.served)
        here.append(Belongs(version.entry, areas))
        based = based or entry.areas
        served = served if "served" in asset.given else entry.served
    there = officers_areas(layers, based, served)
    return (*here, Belongs(version.entry, there))
