"""Rows of a file that are about somebody who asked to be forgotten: left out."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from copro_map.assets.contacts import COLUMNS
from copro_map.assets.reading import Read
from copro_map.assets.rules.records import Asset
from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.files.rows import Fault, Row
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import PERSON
from copro_map.people.suppressed import Forgotten

LEFT_OUT = N_("Somebody in this row asked to be forgotten, so it was left out.")
EMPTIED = N_("Whoever this is asked to be forgotten, so this cell was left out.")
RUN_BY, CONTACT = "organisation", COLUMNS[0]


def without_forgotten(
    read: Read, assets: Sequence[Asset], gone: Forgotten, held: Container[str]
) -> tuple[Read, list[Asset], list[Fault]]:
    """Return the rows of a file and their entries without who is forgotten, and notes.

    An entry is left out by its id; a practitioner by the name, as a list cannot say
    that one is a person, but not a namesake who is on the map already, among the ids
    ``held``; a person by the address of the contact too. Of other entries only that
    address, and whoever runs them, are.
    """
    if gone.is_empty:
        return read, [*assets], []
    kept, notes = [], []
    for row, asset in zip(read.rows, assets, strict=True):
        if _is_gone(row, asset, gone, held):
            notes.append(row.fault("id", LEFT_OUT))
        else:
            emptied = _emptied(row, asset, gone)
            kept.append(emptied[:2])
            notes += emptied[2]
    rows = [row for row, _ in kept]
    return replace(read, rows=rows), [asset for _, asset in kept], notes


def _is_at(row: Row, gone: Forgotten) -> bool:
    """Say whether the contact of a row is an address that is forgotten."""
    key = address_key(row.cells.get(CONTACT, ""))
    return bool(key) and gone.address(key)


def _is_gone(row: Row, asset: Asset, gone: Forgotten, held: Container[str]) -> bool:
    if gone.entry(asset.id):
        return True
    is_person = asset.text("practitioner_type") == PERSON
    names = {fold(x) for x in map(asset.text, ("name_en", "name_cy")) if x}
    is_called = asset.text("kind") == "practitioner" and any(map(gone.name, names))
    return (is_person and _is_at(row, gone)) or (is_called and asset.id not in held)


def _emptied(row: Row, asset: Asset, gone: Forgotten) -> tuple[Row, Asset, list[Fault]]:
    """Return a row and its entry without the cells of who is forgotten, and notes."""
    notes = []
    if _is_at(row, gone):
        notes.append(row.fault(CONTACT, EMPTIED))
        row = replace(row, cells=row.cells | dict.fromkeys(COLUMNS, ""))
    if (run_by := asset.text(RUN_BY)) and gone.name(fold(run_by)):
        notes.append(row.fault(RUN_BY, EMPTIED))
        asset = replace(asset, given={**asset.given, RUN_BY: ""})
    return row, asset, notes
