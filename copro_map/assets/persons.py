"""Entries that are persons: never kept at their true point, whoever says where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from copro_map.assets.rules.records import Asset, Location, Value
from copro_map.assets.store.entries import Place
from copro_map.base.config import Settings
from copro_map.geography.areas import BASE_LAYER
from copro_map.geography.districts import coarsely, load_districts
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import locate_point
from copro_map.people.rules.consents import PERSON

# How exactly the place of a person may be known. Not by a village: it may be three
# houses.
COARSE = ("district", "area")


def at_their_district(
    settings: Settings, assets: Iterable[Asset], types: Mapping[str, str]
) -> Iterator[Asset]:
    """Yield entries; a person with a point is in the middle of its postcode district.

    Of a district that is too small for that, in the middle of the authority.

    ``types`` are the types of practitioners that are known, by the id of the entry, for
    entries that do not give it. Where a person's place is known no better than that
    already it stays. Longitude and latitude are EPSG:4326.
    """
    for asset in assets:
        told = asset.given.get("practitioner_type", types.get(asset.id, ""))
        here = asset.location
        if told != PERSON or here is None or here.precision in COARSE:
            yield asset
        else:
            based = asset.areas.get(BASE_LAYER, "")
            yield replace(asset, location=_coarse(settings, here, based))


def still_persons(assets: Iterable[Asset], types: Mapping[str, str]) -> list[Asset]:
    """Return entries of a file; none makes a body of a person who is there.

    A file that does not say what a practitioner is means a body by that, and what a
    person did not agree to would be shown of it. ``types`` are those that are known, by
    the id of the entry.
    """
    return [
        replace(one, given=_without_type(one.given))
        if types.get(one.id) == PERSON != one.given.get("practitioner_type", PERSON)
        else one
        for one in assets
    ]


def _without_type(given: Mapping[str, Value]) -> dict[str, Value]:
    return {name: one for name, one in given.items() if name != "practitioner_type"}


def beside_what_is_hidden(
    assets: Iterable[Asset], known: Mapping[str, Place]
) -> list[Asset]:
    """Return the entries of an export of ours; persons keep what it could not show.

    What is empty there may be hidden. ``known`` is where each entry is based.
    """
    return [
        _beside(one, *known.get(one.id, (one.areas, one.location)))
        if one.text("practitioner_type") == PERSON
        else one
        for one in assets
    ]


def _beside(asset: Asset, areas: Mapping[str, str], location: Location | None) -> Asset:
    given = {name: value for name, value in asset.given.items() if value}
    if asset.areas or asset.location:
        return replace(asset, given=given)
    return replace(asset, given=given, areas=areas, location=location)


def _coarse(settings: Settings, here: Location, authority: str) -> Location | None:
    """Return where a person is shown; nowhere, if the point is not in Wales."""
    at = here.longitude, here.latitude
    within = authority or locate_point(load_gazetteer(settings), *at).authority
    if within is None:
        return None
    one = coarsely(settings, load_districts(settings).at(*at), within)
    return Location(one.longitude, one.latitude, one.precision)
