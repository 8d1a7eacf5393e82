"""What is said of a place, and what may be meant by it instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from copro_map.assets.rules.records import Location
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, Label
from copro_map.base.names import BASE_LAYER

NOTHING = N_(
    "Write a place, such as SY23 1AB or Aberaeron, or choose areas below. One of "
    "the two is enough."
)
TOO_LONG = N_(
    "This is too long for a place: {place}. Write a postcode, or a town or village."
)
OUTSIDE_POSTCODE = N_(
    "{place}: this postcode lies outside Wales, and the map shows Wales alone. Give "
    "one in Wales, or leave this empty and choose areas below."
)
OUTSIDE = N_(
    "{place}: this lies outside Wales, and the map shows Wales alone. Give a place "
    "in Wales, or leave this empty and choose areas below."
)
MEANT = N_("{place}: not known. Did you mean one of these?")
WHICH = N_("{place}: there are several places of this name. Which one is it?")
UNKNOWN_POSTCODE = N_(
    "{place}: no such postcode is known here. Check it; if it is new, write the town "
    "or village instead."
)
UNKNOWN = N_(
    "{place}: no such place in Wales is known here. Check the spelling, or write a "
    "postcode or a town nearby."
)
TOO_WIDE = N_(
    "{place}: this is a large area. Write a town, or leave this empty and choose "
    "areas below."
)
POINT_OUTSIDE = N_(
    "The point on the map lies outside Wales, and the map shows Wales alone. Choose "
    "another one, or take it away."
)
NO_POINT = N_("{place}: this is not a point on the map. Choose it again.")
TWO_AREAS = N_(
    "{place} lies in {area}, but the point on the map lies in {other}. Which is right?"
)


@dataclass(frozen=True)
class Choice:
    """One of several places that may be meant: what to write instead."""

    label: Label
    text: str
    point: str = ""


class WhereError(CoproMapError):
    """No one place in Wales; ``choices`` are those that may be meant."""

    def __init__(
        self, message: str, choices: tuple[Choice, ...] = (), **facts: object
    ) -> None:
        self.choices = choices
        super().__init__(message, **facts)


@dataclass(frozen=True)
class Found:
    """Where something is based.

    ``location`` in degrees (EPSG:4326) with its precision; ``areas`` the code in each
    layer; ``place`` the town or village, if that was named; ``names`` what to say back:
    local authority, health board, County Voluntary Council. ``district`` is the
    postcode district at which a person is shown.
    """

    location: Location
    areas: Mapping[str, str]
    names: tuple[Label, ...]
    place: Label | None = None
    district: str = ""

    @property
    def serves(self) -> tuple[str, ...]:
        """Whom it serves until somebody says otherwise: the authority it lies in."""
        return (self.areas[BASE_LAYER],)
