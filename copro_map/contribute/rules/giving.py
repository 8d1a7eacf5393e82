"""What somebody filled in, as the fields of an entry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from copro_map.assets.rules.fields import FIELDS, Field
from copro_map.assets.rules.records import Value
from copro_map.base.characters import tidied
from copro_map.contribute.rules.steps import is_person
from copro_map.contribute.rules.terms import completed, is_count, is_exchange
from copro_map.versions.rules.versions import Difference, differences

ORIGIN = "contributed"
ASKED = tuple(x for x in FIELDS if x.public and x.step and x.step != "reach")
DAYS = tuple(x for x in FIELDS if x.holds == "day")
# What a person agrees to be shown of, by field; all that is named nowhere here is part
# of what they write of their practice.
AGREED_BY = {
    "kind": "name",
    "practitioner_type": "name",
    "name_en": "name",
    "name_cy": "name",
    "served": "where",
    "website": "website",
}
PRACTICE = "description"
BARE_ADDRESS = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


def web_address(text: str) -> str:
    """Return a web address as it is kept; people leave out how it begins.

    Examples
    --------
    >>> web_address(" www.tircoed.org.uk "), web_address("http://a.cymru")
    ('https://www.tircoed.org.uk', 'http://a.cymru')
    """
    plain = tidied(text).strip()
    return f"https://{plain}" if BARE_ADDRESS.fullmatch(plain) else plain


def _value(field: Field, filled: object) -> Value:
    """Return what is filled in, as the field holds it."""
    if field.holds in ("words", "areas"):
        chosen = filled if isinstance(filled, Iterable) else ()
        return tuple(str(x) for x in chosen)
    text = tidied(str(filled or "")).strip()
    if field.holds == "number":
        return int(text) if is_count(text) else None
    if field.holds == "year":
        return int(text) if text.isdecimal() else None
    return web_address(text) if field.holds == "web" else text


def given_of(filled: Mapping[str, Any]) -> dict[str, Value]:
    """Return the fields that the form asks for of such an entry, empty ones too.

    An entry in Welsh alone has its name in both, as every import gives it one.

    Examples
    --------
    >>> given = given_of({"kind": "offer", "name_cy": " Ystafell ", "stages": ["plan"]})
    >>> given["name_en"], given["name_cy"], "stages" in given
    ('Ystafell', 'Ystafell', False)
    """
    kind = str(filled.get("kind") or "")
    given: dict[str, Value] = {
        field.name: _value(field, filled.get(field.name))
        for field in ASKED
        if not field.of or kind in field.of
    }
    return given | {"name_en": given["name_en"] or given["name_cy"]}


def agreed_to(
    given: Mapping[str, Value], consents: Collection[str]
) -> dict[str, Value]:
    """Return the fields that a person agreed to be shown; the others are not sent.

    Examples
    --------
    >>> agreed_to({"name_en": "Mair", "website": "https://a.cymru"}, ["name"])
    {'name_en': 'Mair'}
    """
    return {
        name: value
        for name, value in given.items()
        if AGREED_BY.get(name, PRACTICE) in consents
    }


def given_new(filled: Mapping[str, Any]) -> dict[str, Value]:
    """Return what a new entry gives: what is not empty, and where it is from.

    Examples
    --------
    >>> given = given_new({"kind": "offer", "name_cy": "Ystafell", "capacity": "3"})
    >>> given["spoken"], given["way"], given["capacity"], "closes" in given
    ('cy', 'in_person', 3, False)
    """
    filled = completed(filled)
    given = given_of(filled)
    if is_person(filled):
        given = agreed_to(given, filled.get("consents") or ())
    if is_exchange(filled):
        given |= {field.name: _value(field, filled.get(field.name)) for field in DAYS}
    told: dict[str, Value] = {name: value for name, value in given.items() if value}
    return {**told, "origin": ORIGIN}


def filled_by(published: Mapping[str, Any]) -> dict[str, Any]:
    """Return a published entry as the form holds it.

    Examples
    --------
    >>> filled_by({"name_en": "Tŷ Ni", "served": ("W06000008",), "start_year": 2020})
    {'name_en': 'Tŷ Ni', 'served': ['W06000008'], 'start_year': '2020'}
    """
    return {
        name: [*value] if isinstance(value, tuple) else str(value or "")
        for name, value in published.items()
    }


def changes_of(
    published: Mapping[str, Value], filled: Mapping[str, Any]
) -> tuple[Difference, ...]:
    """Return where what stands on the screen differs from what is published.

    One that had its Welsh name in both languages has its new one in both, too.

    Examples
    --------
    >>> before = {"kind": "offer", "name_en": "Hen", "name_cy": "Hen"}
    >>> [x.field for x in changes_of(before, before | {"name_cy": "Newydd"})]
    ['name_en', 'name_cy']
    """
    name = published.get("name_en")
    is_one = name == published.get("name_cy") and filled.get("name_en") == name
    given = given_of({**filled, "name_en": ""} if is_one else filled)
    return differences(published, given)
