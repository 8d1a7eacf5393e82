"""What a version gives, as text and taken out again; which of it may be published."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping

from copro_map.assets.rules.fields import FIELDS, KEPT, Field
from copro_map.assets.rules.records import Asset as Asset
from copro_map.assets.rules.records import Location, Value
from copro_map.assets.rules.terms import is_day, misfits
from copro_map.base.characters import has_control
from copro_map.base.definitions import Definitions
from copro_map.base.i18n import N_
from copro_map.base.names import is_web_address
from copro_map.people.rules.consents import PERSON
from copro_map.versions.rules.versions import VersionError

LONGEST_NAME, LONGEST_TEXT = 200, 2_000  # characters
YEARS, NUMBERS = range(1000, 2101), range(1, 100)
# Where an entry is from is said by how it came here, not by whoever sends it.
OURS = frozenset({"origin", "source_url", "source_date"})
MAY_BE_SENT: Mapping[str, Field] = {
    field.name: field
    for field in FIELDS
    if field.holds in (*KEPT, "words", "areas") and field.name not in OURS
}
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
# A text on one line.
ONE_LINE = ("name_en", "name_cy", "organisation", "place")


def as_content(asset: Asset) -> str:
    """Return what an entry gives as a text: fields, areas, location."""
    point = asset.location and vars(asset.location)
    whole = {"given": dict(asset.given), "areas": dict(asset.areas), "location": point}
    return json.dumps(whole, ensure_ascii=False)


def of_content(entry: str, text: str) -> Asset:
    """Return an entry of what ``as_content`` made of it; of "{}" one without a field.

    Examples
    --------
    >>> one = Asset("c-a", {"themes": ("food",), "start_year": None}, {"layer": "W"})
    >>> of_content("c-a", as_content(one)) == one
    True
    """
    whole = json.loads(text)
    given = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in whole.get("given", {}).items()
    }
    point = whole.get("location")
    return Asset(
        entry, given, whole.get("areas", {}), Location(**point) if point else None
    )


def publishable(
    given: Mapping[str, Value], there: Mapping[str, Value]
) -> dict[str, Value]:
    """Return the fields of what is given that may be published as they were sent.

    ``there`` are those of the entry as it is, if it is to be mended. A name that is
    given in Welsh alone stands for both, if no other is there.

    Examples
    --------
    >>> publishable({"name_en": "", "name_cy": "Tyfu", "origin": "network"}, {})
    {'name_en': 'Tyfu', 'name_cy': 'Tyfu'}
    >>> publishable({"name_cy": "Tyfu"}, {"name_en": "Hen", "name_cy": "Hen"})
    {'name_cy': 'Tyfu', 'name_en': 'Tyfu'}
    >>> publishable({"name_cy": "Tyfu"}, {"name_en": "Growing", "name_cy": ""})
    {'name_cy': 'Tyfu'}
    """
    kept = {name: value for name, value in given.items() if name not in OURS}
    was, welsh = there.get("name_en") or "", kept.get("name_cy")
    is_welsh_alone = was == there.get("name_cy", "")
    if welsh and not kept.get("name_en", "" if is_welsh_alone else was):
        kept["name_en"] = welsh
    return kept


def check_given(
    given: Mapping[str, Value], definitions: Definitions, areas: Collection[str]
) -> None:
    """Refuse fields that no page could show; ``areas`` are all codes there are.

    Raises
    ------
    VersionError
        The message names the field.
    """
    for name, value in given.items():
        field = MAY_BE_SENT.get(name)
        if field is None or not _fits(field, value, definitions, areas):
            raise VersionError(
                N_(
                    "This cannot be on the map as it is ({field}). Put it right in "
                    "Change something before accepting, or ask whoever sent it."
                ),
                field=name,
            )


def check_whole(given: Mapping[str, Value]) -> None:
    """Refuse an entry without a kind and a name, or of which something does not fit.

    Raises
    ------
    VersionError
        The message says what is missing, or what does not fit.
    """
    if not (given.get("kind") and given.get("name_en")):
        raise VersionError(
            N_("It has no kind, or no name, so it cannot be on the map yet.")
        )
    for _, message in misfits(given):
        raise VersionError(message)


def check_stays_person(there: Mapping[str, Value], given: Mapping[str, Value]) -> None:
    """Refuse to make the entry of a person that of a body: nobody agreed to that.

    What they did not agree to be shown, or not any more, would be.

    Raises
    ------
    VersionError
        The message says what to do instead.

    Examples
    --------
    >>> check_stays_person({"practitioner_type": "team"}, {"practitioner_type": ""})
    """
    kind = "practitioner_type"
    if there.get(kind) == PERSON and given.get(kind, PERSON) != PERSON:
        raise VersionError(
            N_(
                "This is the entry of a person, who agreed to what is shown of them. "
                "Put the body in as an entry of its own."
            )
        )


def _fits(
    field: Field, value: Value, definitions: Definitions, areas: Collection[str]
) -> bool:
    if field.holds in ("words", "areas"):
        known = areas if field.holds == "areas" else definitions.terms[field.vocabulary]
        return isinstance(value, tuple) and set(value) <= set(known)
    if field.holds == "year":
        return value is None or (isinstance(value, int) and value in YEARS)
    if field.holds == "number":
        return value is None or (isinstance(value, int) and value in NUMBERS)
    if not isinstance(value, str):
        return False
    if field.holds == "kind":
        return value in definitions.kinds
    if field.holds == "word":
        return not value or value in definitions.terms[field.vocabulary]
    return _is_text(field, value)


def _is_text(field: Field, value: str) -> bool:
    if field.holds == "web":
        return not value or (is_web_address(value) and len(value) <= LONGEST_TEXT)
    if field.holds == "day":
        return not value or is_day(value)
    if field.holds == "date" and value:
        return bool(DAY.fullmatch(value))
    is_short = field.name in ONE_LINE
    if has_control(value) or (is_short and len(value.splitlines()) > 1):
        return False
    return len(value) <= (LONGEST_NAME if is_short else LONGEST_TEXT)
