"""What can be asked of events: one record for the page, addresses, files and feeds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from copro_map.base.dates import add_months, parse_date

DEFAULT_KM, LARGEST_KM, LONGEST_TEXT = 20, 200, 200
YEARS = range(2000, 2101)
SPOKEN = ("cy", "en")


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
