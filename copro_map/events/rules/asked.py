"""What can be asked of events: one record for the page, addresses, files and feeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt
from typing import Any

from copro_map.base.dates import add_months, parse_date
from copro_map.base.mutations import forms_of
from copro_map.base.names import fold
from copro_map.events.rules.records import Event

DEFAULT_KM, LARGEST_KM, LONGEST_TEXT = 20, 200, 200
EARTH_KM = 6371.0
YEARS = range(2000, 2101)
SPOKEN = ("cy", "en")
Point = tuple[float, float]


@dataclass(frozen=True)
class Asked:
    """A question; a field that is empty asks nothing.

    ``types`` are words of the definition file, ``areas`` codes of any layer, ``near`` a
    place as it was typed and ``km`` the radius round it. ``since`` and ``until`` are
    whole days (ISO), ``month`` is "2027-03". Without ``since``, ``month`` and ``past``
    what is over is left out; ``past`` asks for what is over alone. ``online`` asks for
    what can be taken part in from anywhere, ``spoken`` for what can be followed in a
    language. Several values of a field mean any of them; the fields narrow each other.
    """

    text: str = ""
    types: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    near: str = ""
    km: int = DEFAULT_KM
    since: str = ""
    until: str = ""
    month: str = ""
    online: bool = False
    spoken: str = ""
    past: bool = False

    def without(self, *names: str) -> Asked:
        """Return the question with some fields empty again.

        Examples
        --------
        >>> Asked(text="llyfr", past=True).without("text")
        Asked(text='', types=(), areas=(), near='', km=20, since='', until='', ...
        """
        return replace(self, **{name: getattr(Asked(), name) for name in names})

    @property
    def is_somewhere(self) -> bool:
        """Whether a place or an area is asked for."""
        return bool(self.near or self.areas)


# The name of each field in an address.
PARAMS = {
    "text": "q",
    "types": "type",
    "areas": "area",
    "near": "near",
    "km": "km",
    "since": "from",
    "until": "until",
    "month": "month",
    "online": "online",
    "spoken": "spoken",
    "past": "past",
}
SEVERAL = ("types", "areas")


def _day(text: str) -> str | None:
    day = parse_date(text)
    return text if day and day.year in YEARS else None


def _month(text: str) -> str | None:
    return text if len(text) == 7 and _day(f"{text}-01") else None


def _kilometres(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() else 0
    return number if 0 < number <= LARGEST_KM else None


READ: Mapping[str, Callable[[str], object]] = {
    "text": str,
    "near": str,
    "km": _kilometres,
    "since": _day,
    "until": _day,
    "month": _month,
    "online": {"1": True}.get,
    "spoken": {one: one for one in SPOKEN}.get,
    "past": {"1": True}.get,
}


def read_asked(
    params: Mapping[str, str], choices: Mapping[str, Collection[str]]
) -> tuple[Asked, list[str]]:
    """Return what parameters ask, and the names of those that mean nothing.

    ``choices`` holds the values that ``types`` and ``areas`` may take. Nonsense is left
    out, never an error, so a page can say so and an address refuse it.

    Examples
    --------
    >>> asked, ignored = read_asked({"month": "2027-13", "online": "1"}, {})
    >>> asked.online, ignored
    (True, ['month'])
    """
    found: dict[str, Any] = {}
    ignored = []
    for name, param in PARAMS.items():
        text = params.get(param, "").strip()[:LONGEST_TEXT].strip()
        if name in SEVERAL:
            words = dict.fromkeys(filter(None, params.get(param, "").split(",")))
            known = tuple(x for x in words if x in choices.get(name, ()))
            if len(known) < len(words):
                ignored.append(param)
            found[name] = known
        elif text:
            value = READ[name](text)
            if value is None:
                ignored.append(param)
            else:
                found[name] = value
    asked = Asked(**found)
    if asked.since and asked.until and asked.until < asked.since:
        return replace(asked, until=""), [*ignored, PARAMS["until"]]
    return asked, ignored


def params_of(asked: Asked) -> dict[str, str]:
    """Return the parameters that ask a question: only those that it does not leave out.

    Examples
    --------
    >>> params_of(Asked(types=("training",), since="2027-01-01", online=True))
    {'type': 'training', 'from': '2027-01-01', 'online': '1'}
    """

    def written(value: object) -> str:
        if isinstance(value, tuple):
            return ",".join(value)
        return "1" if value is True else str(value)

    usual = Asked()
    return {
        param: written(value)
        for name, param in PARAMS.items()
        if (value := getattr(asked, name)) != getattr(usual, name)
    }


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


def window(asked: Asked) -> tuple[str, str]:
    """Return the first and the last day (ISO) that a question is about, "" for none.

    Examples
    --------
    >>> window(Asked(month="2027-02", since="2027-02-10"))
    ('2027-02-10', '2027-02-28')
    """
    first, last = asked.since, asked.until
    if asked.month:
        begins = date.fromisoformat(f"{asked.month}-01")
        ends = (add_months(begins, 1) - timedelta(days=1)).isoformat()
        first = max(first, begins.isoformat())
        last = min(last or ends, ends)
    return first, last


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
        *(event.venue, event.organiser, event.outcome_en, event.outcome_cy),
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
