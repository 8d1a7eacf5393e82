"""What a steward writes into the fields of a version, as the entry is to hold it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from copro_map.assets.rules.fields import Field
from copro_map.assets.rules.records import Value
from copro_map.assets.rules.terms import (
    NO_COUNT,
    NO_LANGUAGE,
    PAST,
    is_count,
    is_past,
)
from copro_map.base.i18n import N_
from copro_map.versions.rules.versions import VersionError, differences

NO_YEAR = N_("{given}: not a year. Write it with four digits, such as 2019.")


def as_held(field: Field, typed: object) -> Value:
    """Return what a widget of a field holds, as the field holds it.

    Raises
    ------
    VersionError
        If it is no year, or no number of people, where one belongs.

    Examples
    --------
    >>> text, year = Field("place", "text"), Field("start_year", "year")
    >>> as_held(text, " Y Bala "), as_held(year, "2019"), as_held(year, "")
    ('Y Bala', 2019, None)
    """
    if isinstance(typed, date):
        return typed.isoformat()
    if isinstance(typed, list | tuple):
        return tuple(str(one) for one in typed)
    whole = str(typed or "").strip()
    if field.holds not in ("year", "number"):
        return whole
    if whole and field.holds == "number" and not is_count(whole):
        raise VersionError(NO_COUNT)
    if whole and not (whole.isascii() and whole.isdecimal()):
        raise VersionError(NO_YEAR, given=whole)
    return int(whole) if whole else None


def changed(
    given: Mapping[str, Value], typed: Mapping[str, Value], today: date
) -> dict[str, Value]:
    """Return the fields that were typed otherwise than they were sent.

    Raises
    ------
    VersionError
        If a language that was said is taken away, or a last day is past.

    Examples
    --------
    >>> changed({"place": "Bala", "themes": ("a", "b")},
    ...         {"place": "Y Bala", "themes": ("b", "a"), "website": ""}, date.max)
    {'place': 'Y Bala'}
    """
    found = {one.field: one.now for one in differences(given, typed)}
    if given.get("spoken") and not found.get("spoken", True):
        raise VersionError(NO_LANGUAGE)
    if is_past(found.get("closes"), today):
        raise VersionError(PAST)
    return found
