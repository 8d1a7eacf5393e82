"""What a steward writes into the fields of a version, as the entry is to hold it."""

from __future__ import annotations

from collections.abc import Mapping

from copro_map.assets.rules.fields import Field
from copro_map.assets.rules.records import Value
from copro_map.base.i18n import N_
from copro_map.versions.rules.versions import VersionError, differences

NO_YEAR = N_("{given}: not a year. Write it with four digits, such as 2019.")


def as_held(field: Field, typed: object) -> Value:
    """Return what a widget of a field holds, as the field holds it.

    Raises
    ------
    VersionError
        If it is no year where a year belongs.

    Examples
    --------
    >>> text, year = Field("place", "text"), Field("start_year", "year")
    >>> as_held(text, " Y Bala "), as_held(year, "2019"), as_held(year, "")
    ('Y Bala', 2019, None)
    """
    if isinstance(typed, list | tuple):
        return tuple(str(one) for one in typed)
    whole = str(typed or "").strip()
    if field.holds not in ("year", "number"):
        return whole
    if whole and not (whole.isascii() and whole.isdecimal()):
        raise VersionError(NO_YEAR, given=whole)
    return int(whole) if whole else None


def changed(given: Mapping[str, Value], typed: Mapping[str, Value]) -> dict[str, Value]:
    """Return the fields that were typed otherwise than they were sent.

    Examples
    --------
    >>> changed({"place": "Bala", "themes": ("a", "b")},
    ...         {"place": "Y Bala", "themes": ("b", "a"), "website": ""})
    {'place': 'Y Bala'}
    """
    return {one.field: one.now for one in differences(given, typed)}
