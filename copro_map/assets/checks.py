"""Checks of single cells: each returns faults that say what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from copro_map.assets.rules.opening import EXCHANGE_KINDS
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address
from copro_map.files.cells import split_list
from copro_map.files.columns import at_most, column, list_of, one_of
from copro_map.files.rows import Fault, Row
from copro_map.geography.assign import PointError, check_point
from copro_map.geography.gazetteer import parse_postcode

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 100
YEAR = re.compile(r"(19|20)\d\d")
SOURCE_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SEED = re.compile(r"seed:\d{3}")
# ONS codes of local authorities, and of all Wales.
WELSH_AUTHORITY = ("W06", "W92")
# The network's file calls a practitioner that is an organisation "organisation".
KINDS_IN_FILE = {"organisation": "practitioner"}


def kind_of(cell: str) -> str:
    """Return the kind that a file means.

    Examples
    --------
    >>> kind_of("organisation")
    'practitioner'
    """
    return KINDS_IN_FILE.get(cell, cell)


def _identity(row: Row, definitions: Definitions, seen: set[str]) -> Iterator[Fault]:
    cells = row.cells
    if not ID.fullmatch(cells["id"]) or len(cells["id"]) > LONGEST_ID:
        yield row.fault(
            "id", N_("Write small letters, digits and hyphens, such as tir-coed.")
        )
    elif cells["id"] in seen:
        yield row.fault("id", N_("Another row has this id. Give each its own."))
    seen.add(cells["id"])
    if kind_of(cells["kind"]) not in definitions.kinds:
        yield row.fault(
            "kind",
            N_("Unknown kind: {value}. Use one of: {choices}."),
            value=cells["kind"],
            choices=", ".join(definitions.kinds),
        )
    if not cells["name_en"]:
        yield row.fault("name_en", N_("The name is missing."))
    for text in ("name_en", "name_cy", "description_en", "organisation", "place"):
        yield from column(text, at_most())(row)


def _vocabularies(row: Row, definitions: Definitions) -> Iterator[Fault]:
    cells, terms = row.cells, definitions.terms
    for rule in (
        column("themes", list_of(terms["themes"])),
        column("stages", list_of(terms["stages"])),
        column("sector", one_of(terms["sectors"])),
        column("exchange_type", one_of(terms["exchange_categories"])),
    ):
        yield from rule(row)
    category = cells["exchange_type"]
    if category and kind_of(cells["kind"]) not in EXCHANGE_KINDS:
        yield row.fault("exchange_type", N_("Only an offer or a request has this."))


def _dates_and_links(row: Row) -> Iterator[Fault]:
    cells = row.cells
    for year in ("start_year", "end_year"):
        if cells[year] and not YEAR.fullmatch(cells[year]):
            yield row.fault(year, N_("Write a year of four digits, or leave it empty."))
    if cells["source_date"] and not SOURCE_DATE.fullmatch(cells["source_date"]):
        yield row.fault("source_date", N_("Write 2021, 2021-04 or 2021-04-29."))
    if cells["website"] and not is_web_address(cells["website"]):
        yield row.fault("website", N_("Write a full address that begins with https://"))
    source = cells["source_url"]
    if not (SEED.fullmatch(source) or is_web_address(source)):
        yield row.fault(
            "source_url", N_("Every entry names its source: a full https:// address.")
        )


def _place(row: Row, area_names: Mapping[str, str]) -> Iterator[Fault]:
    cells = row.cells
    declared = [cells["local_authority"], *split_list(cells["serves"])]
    for where, name in zip(
        ("local_authority", *["serves"] * len(declared)), declared, strict=False
    ):
        is_known = name in area_names
        if where == "local_authority" and is_known:
            is_known = area_names[name].startswith(WELSH_AUTHORITY)
        if name and not is_known:
            yield row.fault(
                where, N_("Unknown area: {value}. Use its official name."), value=name
            )
    if cells["postcode"] and not parse_postcode(cells["postcode"]):
        yield row.fault("postcode", N_("This is not a postcode. Write it as SY23 1AB."))
    yield from _point(row)


def _point(row: Row) -> Iterator[Fault]:
    longitude, latitude = row.cells.get("longitude"), row.cells.get("latitude")
    if not (longitude or latitude):
        return
    try:
        check_point(float(longitude or ""), float(latitude or ""))
    except ValueError:
        yield row.fault(
            "longitude", N_("Give both numbers in degrees: -4.08 and 52.41.")
        )
    except PointError as error:
        yield row.fault("longitude", error.message, **error.facts)


def check_row(
    row: Row, definitions: Definitions, area_names: Mapping[str, str], seen: set[str]
) -> list[Fault]:
    """Return everything that is wrong in a row; an empty list if nothing is.

    ``area_names`` maps the names of areas in both languages to their codes. ``seen``
    holds the ids of the rows before this one, and gains this one's.
    """
    return [
        *_identity(row, definitions, seen),
        *_vocabularies(row, definitions),
        *_dates_and_links(row),
        *_place(row, area_names),
    ]
