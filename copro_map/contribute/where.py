"""Where is it? What somebody typed or marked on the map, with its areas."""

from __future__ import annotations

from copro_map.assets.face import Location
from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.base.names import ALL_WALES, BASE_LAYER, COUNCIL_LAYER
from copro_map.contribute.rules import places
from copro_map.contribute.rules.places import Choice, Found, WhereError
from copro_map.geography.areas import areas_of
from copro_map.geography.assign import PointError, in_box
from copro_map.geography.districts import District, coarsely, load_districts
from copro_map.geography.gazetteer import (
    Candidate,
    Gazetteer,
    label_of,
    load_gazetteer,
    parse_postcode,
)
from copro_map.geography.locate import (
    Located,
    locate,
    locate_asked,
    locate_point,
    parse_point,
)

LONGEST = 100  # signs; the longest name of a place with its authority has 60
SAID_BACK = (BASE_LAYER, "health_board", COUNCIL_LAYER)
# Whoever sends an entry is its source, and a point that they give is exact.
PRECISIONS = {"point": "venue"}


def _choice(gazetteer: Gazetteer, one: Candidate) -> Choice:
    """Return a place to choose, by a text that finds it and no other."""
    label, text = one.name, one.name.en
    if one.precision == "place" and one.authority:
        area = label_of(gazetteer.layers, one.authority)
        label = Label(f"{one.name.en}, {area.en}", f"{one.name.cy}, {area.cy}")
        text = label.en
    again = locate(gazetteer, text)
    if (again.longitude, again.latitude) != (one.longitude, one.latitude):
        text = f"{one.latitude:g}, {one.longitude:g}"
    return Choice(label, text)


def _wrong(gazetteer: Gazetteer, text: str, found: Located) -> WhereError:
    """Return what to say of a text that is not one place in Wales."""
    is_postcode = parse_postcode(text) is not None
    if found.status == "found" or gazetteer.area_names.code(text) == ALL_WALES:
        message = places.TOO_WIDE
    elif found.status == "outside_wales":
        message = places.OUTSIDE_POSTCODE if is_postcode else places.OUTSIDE
    elif found.status == "ambiguous":
        message = places.WHICH
    elif found.candidates:
        message = places.MEANT
    else:
        message = places.UNKNOWN_POSTCODE if is_postcode else places.UNKNOWN
    choices = (_choice(gazetteer, one) for one in found.candidates)
    return WhereError(message, tuple(choices), place=shown(text))


def _of_text(gazetteer: Gazetteer, text: str) -> Located:
    try:
        found = locate_asked(gazetteer, text)
    except PointError as error:
        raise WhereError(places.UNKNOWN, place=shown(text)) from error
    if found.status != "found" or found.authority is None:
        raise _wrong(gazetteer, text, found)
    return found


def _of_point(gazetteer: Gazetteer, point: str) -> Located:
    pair = parse_point(point) if len(point) <= LONGEST else None
    if pair is None:
        raise WhereError(places.NO_POINT, place=shown(point))
    if in_box(*pair) and (found := locate_point(gazetteer, *pair)).authority:
        return found
    raise WhereError(places.POINT_OUTSIDE)


def _found(
    gazetteer: Gazetteer,
    at: Location,
    authority: str,
    place: Label | None = None,
    district: str = "",
) -> Found:
    held = areas_of(gazetteer.layers, authority)
    areas = {layer: code for layer, code in held.items() if code}
    said = [areas[layer] for layer in SAID_BACK if layer in areas]
    names = tuple(label_of(gazetteer.layers, code) for code in said)
    return Found(at, areas, names, place, district)


def _exactly(gazetteer: Gazetteer, found: Located, place: Label | None) -> Found:
    told = found.precision or "area"
    at = float(found.longitude or 0), float(found.latitude or 0)
    where = Location(*at, PRECISIONS.get(told, told))
    return _found(gazetteer, where, found.authority or "", place)


def _nudged(gazetteer: Gazetteer, text: str, found: Located, point: str) -> Located:
    """Return the point that was marked near what was typed, if both agree."""
    marked = _of_point(gazetteer, point)
    if marked.authority == found.authority:
        return marked
    area, other = (
        label_of(gazetteer.layers, one.authority or "") for one in (found, marked)
    )
    raise WhereError(
        places.TWO_AREAS,
        (Choice(area, text), Choice(other, "", point)),
        place=shown(text),
        area=area,
        other=other,
    )


def _district_of(
    settings: Settings, gazetteer: Gazetteer, text: str, point: str
) -> tuple[District | None, str]:
    """Return the postcode district of what was typed, else marked; and the authority.

    A postcode that is too new to be known has a district all the same. A name of a
    place stands for the district in which most postcodes about its middle are.
    """
    districts, postcode = load_districts(settings), parse_postcode(text)
    if postcode and postcode[:-3] in districts.by_name:
        found = locate(gazetteer, text)
        if found.status == "unknown" and not found.candidates:
            text, postcode = postcode[:-3], None
    found = _of_text(gazetteer, text) if text else _of_point(gazetteer, point)
    authority = found.authority or ""
    if found.precision == "area":
        return None, authority
    named = postcode[:-3] if postcode else found.name.en if found.name else ""
    if named in districts.by_name:
        return districts.by_name[named], authority
    return districts.at(found.longitude or 0.0, found.latitude or 0.0), authority


def _of_person(
    settings: Settings, gazetteer: Gazetteer, text: str, point: str
) -> Found:
    """Return the postcode district, and nothing more exact."""
    district, authority = _district_of(settings, gazetteer, text, point)
    one = coarsely(settings, district, authority)
    at = Location(one.longitude, one.latitude, one.precision)
    return _found(gazetteer, at, one.authority, district=one.district)


def find_where(settings: Settings, text: str, point: str, *, person: bool) -> Found:
    """Return where something is, from what was typed and marked on the map.

    Parameters
    ----------
    settings
        The installation, for its gazetteer.
    text
        A postcode, a place in either language ("Llanfair, Powys"), a point; maybe
        empty.
    point
        "52.24, -4.26" (degrees) from the map, or empty. It is where the entry stands,
        and must lie in the authority of the text.
    person
        Somebody's own practice: shown at the middle of the postcode district, the same
        for all that is in it, and a point is not asked for.

    Raises
    ------
    WhereError
        If it is not one place in Wales; says what to do, and has the ``choices``.
    """
    gazetteer, text, point = load_gazetteer(settings), text.strip(), point.strip()
    if not (text or point):
        raise WhereError(places.NOTHING)
    if len(text) > LONGEST:
        raise WhereError(places.TOO_LONG, place=shown(text))
    if person:
        return _of_person(settings, gazetteer, text, point)
    if not text:
        return _exactly(gazetteer, _of_point(gazetteer, point), None)
    found = _of_text(gazetteer, text)
    place = found.name if found.precision == "place" else None
    if point:
        found = _nudged(gazetteer, text, found, point)
    return _exactly(gazetteer, found, place)
