"""Where an event is: a postcode, or a town or village in Wales, as of entries."""

from __future__ import annotations

from dataclasses import dataclass

from copro_map.base.characters import shown
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.events.rules.given import Fault
from copro_map.geography.assign import PointError
from copro_map.geography.gazetteer import (
    Candidate,
    Gazetteer,
    label_of,
    load_gazetteer,
    parse_postcode,
)
from copro_map.geography.locate import Located, locate_asked

FIELD = "place"
MOST_MEANT = 3
OUTSIDE = N_(
    "{place}: this is outside Wales, and the map shows Wales alone. Write a place in "
    "Wales; if people can take part from home, tick that it is online instead."
)
WHICH = N_("{place}: there are several places of this name. Write one of: {meant}.")
MEANT = N_("{place}: not known. Did you mean one of these? {meant}.")
UNKNOWN_POSTCODE = N_(
    "{place}: no such postcode is known here. Check it, or write the town or village."
)
UNKNOWN = N_(
    "{place}: no such place in Wales is known here. Check the spelling, or write a "
    "postcode or a town nearby."
)
TOO_WIDE = N_(
    "{place}: this is a large area. Write the town or village, or a postcode."
)


@dataclass(frozen=True)
class Place:
    """Where an event is.

    ``name`` as it was typed, or the ``postcode`` as it is written, "" for none;
    longitude and latitude in degrees (EPSG:4326); ``authority`` its code.
    """

    name: str
    postcode: str
    longitude: float
    latitude: float
    authority: str


def _meant(gazetteer: Gazetteer, one: Candidate) -> str:
    """Return a place by a name that tells it from others of the name."""
    if one.precision != "place" or not one.authority:
        return one.name.text()
    return f"{one.name.text()}, {label_of(gazetteer.layers, one.authority).text()}"


def _fault(gazetteer: Gazetteer, text: str, found: Located) -> Fault:
    is_postcode = parse_postcode(text) is not None
    message = UNKNOWN_POSTCODE if is_postcode else UNKNOWN
    if found.status == "found":
        message = TOO_WIDE
    elif found.status == "outside_wales":
        message = OUTSIDE
    elif found.candidates:
        message = WHICH if found.status == "ambiguous" else MEANT
    meant = (_meant(gazetteer, one) for one in found.candidates[:MOST_MEANT])
    return Fault(FIELD, message, {"place": shown(text), "meant": "; ".join(meant)})


def find_place(settings: Settings, text: str) -> Place | Fault:
    """Return where a postcode, or a town or village, is; else what to say of it.

    Nothing is guessed: of several places of a name, those are told that may be meant.
    """
    gazetteer = load_gazetteer(settings)
    try:
        found = locate_asked(gazetteer, text)
    except PointError:
        return Fault(FIELD, UNKNOWN, {"place": shown(text)})
    if found.longitude is None or found.latitude is None:
        return _fault(gazetteer, text, found)
    if found.authority is None or found.precision == "area":
        return _fault(gazetteer, text, found)
    code = parse_postcode(text)
    postcode = f"{code[:-3]} {code[-3:]}" if code else ""
    at = found.longitude, found.latitude
    return Place(postcode or text, postcode, *at, found.authority)
