"""Where a version would be, as somebody at the desk writes it instead."""

from __future__ import annotations

from dataclasses import replace

from copro_map.assets.face import Asset, Location
from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.geography.assign import PointError
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import Located, locate_asked
from copro_map.versions.rules.versions import VersionError

UNKNOWN = N_(
    "{place}: not known as one place in Wales. Give a postcode, or a town with its "
    "authority after a comma."
)
# A point that somebody at the desk gives is none of whoever sent it.
PRECISIONS = {"point": "marked"}


def _located(settings: Settings, text: str) -> Located:
    try:
        found = locate_asked(load_gazetteer(settings), text.strip())
    except PointError as error:
        raise VersionError(UNKNOWN, place=shown(text)) from error
    if found.status != "found" or found.authority is None:
        raise VersionError(UNKNOWN, place=shown(text))
    return found


def placed(settings: Settings, asset: Asset, text: str) -> Asset:
    """Return what a version gives, at a place: a postcode, a name, a point.

    Raises
    ------
    VersionError
        If it is not known as one place in Wales; the message says what to write.
    """
    found = _located(settings, text)
    is_named = found.precision == "place" and found.name
    name = found.name.en if is_named and found.name else asset.text("place")
    told = found.precision or "area"
    point = Location(
        float(found.longitude or 0),
        float(found.latitude or 0),
        PRECISIONS.get(told, told),
    )
    areas = {layer: code for layer, code in found.areas.items() if code}
    given = {**asset.given, **({"place": name} if name else {})}
    return replace(asset, given=given, areas=areas, location=point)
