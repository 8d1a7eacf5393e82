"""Events that answer a question: what an address asks, and what is found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from copro_map.agenda.rules import answering as rules
from copro_map.agenda.rules.answering import Known
from copro_map.agenda.rules.asked import Asked, read_asked
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import LANGUAGES, N_, Label
from copro_map.events.face import Event, event_types
from copro_map.geography.areas import Layer, load_layers
from copro_map.geography.gazetteer import load_gazetteer
from copro_map.geography.locate import Located, locate_asked

WHERE = {
    "outside_wales": N_(
        "{place}: outside Wales, and this map holds Wales alone. Name a place in Wales."
    ),
    "unknown": N_(
        "{place}: not known. Give a postcode, or the authority after a comma."
    ),
}


class PlaceError(CoproMapError):
    """A place that was asked for is not known, or is not in Wales."""


@dataclass(frozen=True)
class Addressed:
    """What an address asks of events; ``ignored`` are its parameters of no meaning."""

    asked: Asked
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Answer:
    """The events found, in order; ``far`` says how far each is from the place, in km.

    ``elsewhere`` is how many more can be joined online, from wherever somebody is.
    """

    asked: Asked
    day: date
    events: tuple[Event, ...]
    elsewhere: int = 0
    far: Mapping[str, float] = field(default_factory=dict)

    @property
    def placed(self) -> tuple[Event, ...]:
        """Those that have a pin on a map."""
        return tuple(one for one in self.events if rules.point_of(one))

    @property
    def unplaced(self) -> int:
        """How many have none: they are online, or nobody said where."""
        return len(self.events) - len(self.placed)


def _layers(settings: Settings) -> Mapping[str, Layer]:
    return load_layers(settings.boundaries_dir, settings.data_dir)


def choices(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return the values that the fields of words may take."""
    layers = _layers(settings).values()
    return {
        "types": tuple(event_types(settings)),
        "areas": tuple(code for layer in layers for code in layer.areas),
    }


def addressed(settings: Settings, params: Mapping[str, str]) -> Addressed:
    """Return what the parameters of an address ask; others than ours are passed by."""
    asked, ignored = read_asked(params, choices(settings))
    return Addressed(asked, tuple(ignored))


def members_of(settings: Settings, areas: Iterable[str]) -> frozenset[str]:
    """Return the authorities of some areas of any layer."""
    layers = _layers(settings).values()
    return frozenset(
        member
        for code in areas
        for layer in layers
        if code in layer.areas
        for member in layer.areas[code].members
    )


def _place(settings: Settings, asked: Asked) -> Located | None:
    """Return where the place asked for is; None if none is.

    Raises
    ------
    PlaceError
        If it is not known, or lies outside Wales.
    """
    if not asked.near:
        return None
    found = locate_asked(load_gazetteer(settings), asked.near)
    if found.status in WHERE:
        raise PlaceError(WHERE[found.status], place=asked.near)
    return found


def _known(
    settings: Settings, asked: Asked, day: date, names: Mapping[str, str]
) -> Known:
    place = _place(settings, asked)
    members = members_of(settings, asked.areas) if asked.areas else None
    if place is None:
        return Known(day, members, names=names)
    options = place.candidates if place.status == "ambiguous" else (place,)
    points, around = [], set(place.members)
    for one in options:
        if place.members:
            continue
        if one.precision == "area":
            codes = (
                one.areas.values()
                if isinstance(one, Located)
                else (one.authority, one.area_code)
            )
            first = next((code for code in codes if code), "")
            around |= members_of(settings, [first])
        else:
            points.append((one.longitude or 0.0, one.latitude or 0.0))
    return Known(day, members, tuple(points), frozenset(around), names)


def names_of(settings: Settings, entries: Mapping[str, Label]) -> dict[str, str]:
    """Return what types, areas and the entries given are called, in both languages."""

    def both(label: Label) -> str:
        return " ".join(label.text(x) for x in LANGUAGES)

    found = {one.id: both(one.label) for one in event_types(settings).values()}
    for layer in _layers(settings).values():
        found |= {code: both(area.label) for code, area in layer.areas.items()}
    return found | {code: both(label) for code, label in entries.items()}


def answer(
    settings: Settings,
    events: Iterable[Event],
    asked: Asked,
    day: date,
    names: Mapping[str, str],
) -> Answer:
    """Return which events answer a question on a day; ``names`` as ``names_of``.

    Raises
    ------
    PlaceError
        If its place is not known, or lies outside Wales.
    """
    known = _known(settings, asked, day, names)
    found, elsewhere = rules.answers(events, asked, known)
    away = {one.id: rules.far(one, known) for one in found}
    return Answer(
        asked,
        day,
        found,
        elsewhere if asked.is_somewhere else 0,
        {one: km for one, km in away.items() if km is not None},
    )
