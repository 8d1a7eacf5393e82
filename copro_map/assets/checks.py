"""Checks of a file of entries: how each column is read, by what its field holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from copro_map.assets.contacts import contact_rule
from copro_map.assets.rules.fields import FIELDS, Field
from copro_map.assets.rules.records import CONTRIBUTED
from copro_map.assets.rules.terms import (
    NO_COUNT,
    NO_DAY,
    TERMS,
    is_count,
    is_day,
    misfits,
)
from copro_map.base.characters import shown
from copro_map.base.dates import parse_date
from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address
from copro_map.files.columns import (
    Problem,
    Rule,
    Way,
    at_most,
    column,
    once,
    split_list,
    where,
)
from copro_map.files.rows import Fault, Row
from copro_map.geography.area_names import AreaNames
from copro_map.geography.assign import PointError, check_point
from copro_map.geography.gazetteer import parse_postcode

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 100
LONGEST_PLACE = 120  # It is compared with every name of the gazetteer.
YEAR = re.compile(r"(19|20)\d\d")
SOURCE_DATE = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
SEED = re.compile(r"seed:\d{3}")
# ONS codes of local authorities, and of all Wales.
WELSH_AUTHORITY = ("W06", "W92")
# The network's file calls a practitioner that is an organisation "organisation".
KINDS_IN_FILE = {"organisation": "practitioner"}
BAD_ID = N_("Write small letters, digits and hyphens, such as tir-coed.")
NO_SOURCE = N_("Every entry names its source: a full https:// address.")
UNKNOWN_AREA = N_(
    "Unknown area: {value}. Use its official name, or say once what it is: {example}."
)
MEANT_AREA = N_("Unknown area: {value}. Did you mean {names}?")
NO_KIND = N_("Say what it is. Or say what all rows without a word are: {example}.")
# What only offers and requests say, by the column that it has in a file.
TERMED = {x.name: x.column for x in FIELDS if x.name in ("exchange_category", *TERMS)}
# What is wrong with an empty cell; nothing is, if a field holds anything else.
MISSING = {"name": N_("The name is missing."), "source": NO_SOURCE}


def _is_source_date(text: str) -> bool:
    """Say whether a text is a year, a month, or a day that there is."""
    is_day = len(text) == len("2021-04-29")
    return bool(SOURCE_DATE.fullmatch(text)) and not (is_day and not parse_date(text))


WAYS: dict[str, Way] = {
    "id": where(lambda x: ID.fullmatch(x) and len(x) <= LONGEST_ID, BAD_ID),
    "name": at_most(),
    "text": at_most(),
    "year": where(
        YEAR.fullmatch, N_("Write a year of four digits, or leave it empty.")
    ),
    "date": where(_is_source_date, N_("Write 2021, 2021-04 or 2021-04-29.")),
    "day": where(is_day, NO_DAY),
    "number": where(is_count, NO_COUNT),
    "web": where(is_web_address, N_("Write a full address that begins with https://")),
    "source": where(lambda x: SEED.fullmatch(x) or is_web_address(x), NO_SOURCE),
    "postcode": where(
        parse_postcode, N_("This is not a postcode. Write it as SY23 1AB.")
    ),
}


def kind_of(cell: str) -> str:
    """Return the kind that a file means.

    Examples
    --------
    >>> kind_of("organisation")
    'practitioner'
    """
    return KINDS_IN_FILE.get(cell, cell)


def _kind(row: Row) -> Iterator[Fault]:
    if not row.cells["kind"]:
        yield row.fault("kind", NO_KIND, example='--set "kind=organisation"')


def _fits(row: Row) -> Iterator[Fault]:
    """Yield what only offers and requests say, of others; and days that cross."""
    given = {name: row.cells[column] for name, column in TERMED.items()}
    for name, message in misfits({**given, "kind": kind_of(row.cells["kind"])}):
        yield row.fault(TERMED[name], message)


def _point(row: Row) -> Iterator[Fault]:
    longitude, latitude = row.cells["longitude"], row.cells["latitude"]
    if not (longitude or latitude):
        return
    try:
        check_point(float(longitude), float(latitude))
    except ValueError:
        yield row.fault(
            "longitude", N_("Give both numbers in degrees: -4.08 and 52.41.")
        )
    except PointError as error:
        yield row.fault("longitude", error.message, **error.facts)


def _area(areas: AreaNames, *beginnings: str) -> Way:
    """Return the way of an area whose code begins so, by any of its names."""
    codes = [code for code in areas.labels if code.startswith(beginnings or "")]

    def way(cell: str) -> Iterator[Problem]:
        if areas.code(cell) not in codes:
            near = areas.near(cell, codes)
            message = MEANT_AREA if near else UNKNOWN_AREA
            example = f'--word "{shown(cell)}=none"'
            names = ", ".join(near)
            yield message, {"value": cell, "names": names, "example": example}

    return way


def _each(way: Way) -> Way:
    """Return the way of a list, each of which is read in one way."""
    return lambda cell: (x for one in split_list(cell) for x in way(one))


def _with_source(rule: Rule) -> Rule:
    """Return the rule of a source for an export: some entries are from their people."""

    def told(row: Row) -> Iterable[Fault]:
        is_theirs = row.cells["origin"] == CONTRIBUTED and not row.cells["source_url"]
        return () if is_theirs else rule(row)

    return told


def entry_rules(
    areas: AreaNames, *, invented: bool = False, exported: bool = False
) -> list[Rule]:
    """Return the rules of a file of entries, in the order in which faults are told.

    The rules are for one file: they remember its ids. The source of ``invented``
    entries is who made them up; what is ``exported`` may have been sent in.
    """
    well_formed = column("id", WAYS["id"])
    own = once("id", message=N_("Another row has this id. Give each its own."))
    of_areas = {
        "authority": _area(areas, *WELSH_AUTHORITY),
        "areas": _each(_area(areas)),
    }

    def way(field: Field) -> Way:
        if field.name == "place":
            return at_most(LONGEST_PLACE)
        if field.holds == "source" and invented:
            return at_most()
        return (WAYS | of_areas)[field.holds]

    def told(*holds: str) -> list[Rule]:
        rules = [
            (held, column(field.column, way(field), missing=MISSING.get(held, "")))
            for held in holds
            for field in FIELDS
            if field.holds == held
        ]
        return [
            _with_source(rule) if held == "source" and exported else rule
            for held, rule in rules
        ]

    return [
        lambda row: list(well_formed(row)) or (own(row) if row.cells["id"] else ()),
        _kind,
        *told("name", "text"),
        _fits,
        *told("year", "date", "day", "number", "web", "source"),
        *told("authority", "areas", "postcode"),
        _point,
        contact_rule,
    ]
