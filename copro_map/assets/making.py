"""Entries of the rows of a file: what they say, where they are, and what is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from copro_map.assets.checks import kind_of
from copro_map.assets.columns import ADDRESS, POINT
from copro_map.assets.exported import based_as_exported
from copro_map.assets.naming import SOURCE_ID
from copro_map.assets.placing import Based, Places
from copro_map.assets.reading import Read
from copro_map.assets.rules.fields import FIELDS, KEPT, Field
from copro_map.assets.rules.records import Asset, Location, Value, checksum
from copro_map.assets.store.entries import Place, places_known, said_and_set
from copro_map.base.store.connection import Database
from copro_map.files.columns import split_list
from copro_map.files.rows import Row
from copro_map.geography.areas import BASE_LAYER, Layer, areas_of
from copro_map.geography.gazetteer import Gazetteer

# What says where an entry is more exactly than its authority does.
SURER = {"place", "postcode", "longitude", ADDRESS, POINT}


def _value(field: Field, cell: str) -> Value:
    """Return what a cell says, as the field holds it."""
    if field.holds == "words":
        return split_list(cell)
    if field.holds in ("year", "number"):
        return int(cell) if cell else None
    return kind_of(cell) if field.holds == "kind" else cell


class Entries:
    """Makes entries of the rows of one file."""

    def __init__(self, gazetteer: Gazetteer, read: Read, terms: Sequence[str]) -> None:
        self.exported = read.origin.exported
        self.layers, self.terms = gazetteer.layers, terms
        self.places = Places(gazetteer, () if self.exported else read.rows)

    def _based(self, row: Row) -> Based:
        if self.exported:
            return based_as_exported(row, self.places.declared(row), self.terms)
        return self.places.find(row)

    def _type(self, row: Row, kind: str) -> str:
        """Return what a practitioner is: a person wherever a file says so."""
        told = row.cells.get("practitioner_type", "")
        if self.exported and "practitioner_type" not in row.absent:
            return told
        return (told or "organisation") if kind == "practitioner" else ""

    def of(self, row: Row) -> Asset:
        """Return the entry of a row: the fields of which the file has the column."""
        given = {
            field.name: _value(field, row.cells[field.column])
            for field in FIELDS
            if field.holds in (*KEPT, "words")
            if field.in_file != "never" and field.column not in row.absent
        }
        given |= {
            "practitioner_type": self._type(row, str(given["kind"])),
            "origin": row.cells["origin"] if self.exported else "network",
        }
        if {"serves", "local_authority"} - set(row.absent):
            given["served"] = self.places.served(row)
        if source_id := row.cells.get(SOURCE_ID):
            given[SOURCE_ID] = source_id
        authority, location = self._based(row)
        areas = areas_of(self.layers, authority)
        based = {layer: code for layer, code in areas.items() if code}
        return Asset(row.cells["id"], given, based, location)


def where_known(
    rows: Sequence[Row], assets: Sequence[Asset], known: Mapping[str, Place]
) -> list[Asset]:
    """Return entries, each where it was known to be if the file says no more of that.

    A file that has an authority at most leaves an entry where it is, unless that is in
    another one.
    """
    if not rows or SURER - set(rows[0].absent):
        return list(assets)
    told = "local_authority" not in rows[0].absent
    return [
        replace(asset, areas=areas, location=location)
        if not told or areas.get(BASE_LAYER, "") == asset.areas.get(BASE_LAYER, "")
        else asset
        for asset in assets
        for areas, location in [known.get(asset.id, (asset.areas, asset.location))]
    ]


def where_set(
    database: Database, layers: Mapping[str, Layer], assets: Iterable[Asset]
) -> Iterator[Asset]:
    """Yield entries, each where somebody set it by hand since its source said so.

    As long as the source says nothing new of where it is: that goes before.
    """
    given = list(assets)
    known = places_known(database)
    stands = said_and_set(database, (asset.id for asset in given))
    for asset in given:
        said, by_hand = stands.get(asset.id, ({}, {}))
        if asset.is_set or not said:
            yield asset
            continue
        asset = _with_given(asset, said, by_hand)  # noqa: PLW2901
        areas, location = known.get(asset.id, ({}, None))
        sums = checksum(vars(location)) if location else None
        is_new = asset.location != location and {"location", "place"} & asset.changes(
            said
        )
        if sums == said.get("location") or is_new:
            yield asset
            continue
        based = areas_of(layers, areas.get(BASE_LAYER)).items()
        yield replace(
            asset,
            areas={layer: code for layer, code in based if code},
            location=location,
            by_hand=asset.by_hand | {"location"},
        )


def _with_given(
    asset: Asset, said: Mapping[str, str], by_hand: Mapping[str, Value]
) -> Asset:
    """Return an entry with the fields as set by hand of which it says nothing new."""
    news = asset.changes(said)
    kept = {
        name: value
        for name, value in by_hand.items()
        if name in asset.given.keys() - news
        and checksum(value) != checksum(asset.given[name])
    }
    return replace(asset, given={**asset.given, **kept}, by_hand=frozenset(kept))


def with_points(
    assets: Iterable[Asset], known: Mapping[tuple[str, str, str], Location]
) -> list[Asset]:
    """Return entries of a file without points, each with the point that is known of it.

    ``known`` is as of ``store.entries.points_known``: a point that the file does not
    speak of stays where it is, as long as the place and the authority do.
    """
    return [
        replace(
            asset,
            location=known.get(
                (asset.id, asset.text("place"), asset.areas.get(BASE_LAYER, "")),
                asset.location,
            ),
        )
        for asset in assets
    ]


def dated(
    rows: Sequence[Row], assets: Sequence[Asset], held: Collection[str], today: date
) -> list[Asset]:
    """Return entries; new ones of a file without dates have their source from today."""
    if not rows or "source_date" not in rows[0].absent:
        return list(assets)
    day = {"source_date": today.isoformat()}
    return [x if x.id in held else replace(x, given={**x.given, **day}) for x in assets]
