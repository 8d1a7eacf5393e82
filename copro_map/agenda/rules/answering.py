"""Which events answer a question: by day, place, language, words; in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import asin, cos, radians, sin, sqrt

from copro_map.agenda.rules.asked import Asked, window
from copro_map.base.mutations import forms_of
from copro_map.base.names import fold
from copro_map.events.rules.records import Event

EARTH_KM = 6371.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Known:
    """What a question means on a day.

    ``members`` are the authorities of the areas asked for, None if none are;
    ``points`` (longitude, latitude, EPSG:4326) and ``around`` (authorities) what the
    place may be, None if none is asked for. ``names`` says what a type, an authority
    or an entry is called, by its word, code or id: words are looked for in it too.
    """

    day: date
    members: frozenset[str] | None = None
    points: tuple[Point, ...] | None = None
    around: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


def km_between(one: Point, other: Point) -> float:
    """Return the distance of two points (longitude, latitude) in km, on a sphere.

    Examples
    --------
    >>> round(km_between((-4.083, 52.415), (-3.179, 51.481)), 1)  # Aberystwyth, Cardiff
    120.9
    """
    (x1, y1), (x2, y2) = (map(radians, each) for each in (one, other))
    half = sin((y2 - y1) / 2) ** 2 + cos(y1) * cos(y2) * sin((x2 - x1) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def point_of(event: Event) -> Point | None:
    """Return where an event is; None if nobody said so, or it is online alone."""
    if event.longitude is None or event.latitude is None:
        return None
    return event.longitude, event.latitude


def far(event: Event, known: Known) -> float | None:
    """Return how far an event is from the place asked for, in km; None if unknown."""
    here = point_of(event)
    if here is None or not known.points:
        return None
    return min(km_between(here, one) for one in known.points)


def _in_time(event: Event, asked: Asked, day: date) -> bool:
    first, last = window(asked)
    if asked.past and event.ends_on >= day.isoformat():
        return False
    if not (first or asked.past):
        first = day.isoformat()
    return event.ends_on >= first and (not last or event.starts_on <= last)


def _in_place(event: Event, asked: Asked, known: Known) -> bool:
    if known.members is not None and event.authority not in known.members:
        return False
    if known.points is None:
        return True
    away = far(event, known)
    return event.authority in known.around or (away is not None and away <= asked.km)


def can_follow(event: Event, language: str) -> bool:
    """Say whether an event can be followed in a language: held in it, or interpreted.

    Nobody who has not said so is taken to speak it.
    """
    return event.spoken in (language, "both") or (
        event.is_interpreted and bool(event.spoken)
    )


def _said(event: Event, names: Mapping[str, str]) -> str:
    """Return the words of an event in both languages, as they are looked for."""
    told = (
        *(event.name_en, event.name_cy, event.about_en, event.about_cy),
        *(
            event.venue,
            event.place,
            event.organiser,
            event.outcome_en,
            event.outcome_cy,
        ),
        *(names.get(one, "") for one in (event.type, event.authority, event.entry)),
    )
    return " " + fold(" ".join(told))


def _has_words(event: Event, words: Iterable[str], names: Mapping[str, str]) -> bool:
    """Say whether an event has each word, or the beginning of it, in any mutation."""
    said = _said(event, names)
    return all(
        any(f" {form}" in said for form in map(fold, forms_of(word)) if form)
        for word in words
    )


def answers(
    events: Iterable[Event], asked: Asked, known: Known
) -> tuple[tuple[Event, ...], int]:
    """Return the events that answer, and how many more can be joined from anywhere.

    Those to come the next first, those that are over (``past``) the latest first. The
    others are online and answer all of it but the place.
    """
    words = fold(asked.text).split() if asked.text else []
    found, elsewhere = [], 0
    for event in events:
        answers_else = (
            (not asked.types or event.type in asked.types)
            and (event.is_online or not asked.online)
            and (not asked.spoken or can_follow(event, asked.spoken))
            and _in_time(event, asked, known.day)
            and (not words or _has_words(event, words, known.names))
        )
        if answers_else and _in_place(event, asked, known):
            found.append(event)
        elif answers_else and event.is_online and event.state == "planned":
            elsewhere += 1
    found.sort(key=in_order, reverse=asked.past)
    return tuple(found), elsewhere


def in_order(event: Event) -> tuple[str, str, int]:
    """Return the key by which events stand in order of time."""
    return event.starts_on, event.starts_at, event.number
