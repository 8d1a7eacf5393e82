"""What can be asked of the map: one record for pages, command line and exports."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from copro_map.base.names import BASE_LAYER

DEFAULT_KM = 20
LARGEST_KM = 200
LONGEST_TEXT = 200
NEAR_WORDS = re.compile(r"\s(?:near|ger|yn ymyl)\s+(?P<place>\S.*)$", re.IGNORECASE)
FORMATS = ("csv", "xlsx", "geojson")  # What an answer can be written as.
SORTS = ("best", "nearest", "name", "newest")
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Query:
    """A question; a field that is empty asks nothing.

    ``near`` is a place as it was typed (a postcode, a name, a point) and ``km`` the
    radius round it. ``areas`` are codes of any layer. With either, an entry answers if
    it is based there, or says that it serves there or all Wales. ``layer`` is only what
    the map draws. ``box`` (west, south, east, north, in degrees) keeps what has a pin
    inside it. Several values of one field mean any of them; the fields narrow each
    other.
    """

    text: str = ""
    near: str = ""
    km: int = DEFAULT_KM
    layer: str = BASE_LAYER
    areas: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    checked: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    open_only: bool = False
    box: Box | None = None
    sort: str = "best"

    def without(self, *names: str) -> Query:
        """Return the query with some fields empty again.

        Examples
        --------
        >>> less = Query(text="food", areas=("W06000008",)).without("text")
        >>> less == Query(areas=("W06000008",))
        True
        """
        return replace(self, **{name: getattr(Query(), name) for name in names})

    def only(self, name: str, value: str) -> Query:
        """Return the query narrowed to one value of a field.

        Examples
        --------
        >>> Query(kinds=("offer", "project")).only("kinds", "offer").kinds
        ('offer',)
        """
        narrowed: dict[str, Any] = {name: (value,)}
        return replace(self, **narrowed)


def split_place(text: str) -> tuple[str, str]:
    """Return the words and the place of a text like "timebank near Machynlleth".

    Both languages (near, ger, yn ymyl); the place is empty if none is named.

    Examples
    --------
    >>> split_place("timebank near Machynlleth"), split_place("banc amser ger Y Bala")
    (('timebank', 'Machynlleth'), ('banc amser', 'Y Bala'))
    >>> split_place("near Bangor"), split_place("food")
    (('', 'Bangor'), ('food', ''))
    """
    found = NEAR_WORDS.search(f" {text.strip()}")
    if not found:
        return text.strip(), ""
    return text[: max(0, found.start() - 1)].strip(), found["place"].strip()


# The name of each field in an address.
PARAMS = {
    "text": "q",
    "near": "near",
    "km": "km",
    "layer": "layer",
    "areas": "area",
    "kinds": "kind",
    "types": "type",
    "sectors": "sector",
    "themes": "theme",
    "stages": "stage",
    "checked": "checked",
    "languages": "words",
    "open_only": "open",
    "box": "box",
    "sort": "sort",
}
# The fields that narrow by a word of a vocabulary.
FACETS = ("kinds", "types", "sectors", "themes", "stages", "checked", "languages")
FILTERS = ("text", "near", "areas", *FACETS, "open_only", "box")


class _Reader:
    """Reads parameters one by one and remembers those that make no sense."""

    def __init__(self, params: Mapping[str, str]) -> None:
        self.params = params
        self.ignored: list[str] = []

    def words(self, field: str) -> str:
        return self.params.get(PARAMS[field], "").strip()[:LONGEST_TEXT].strip()

    def one(self, field: str, known: Collection[str]) -> str:
        value = self.words(field)
        if value and value not in known:
            self.ignored.append(PARAMS[field])
            value = ""
        return value or str(getattr(Query(), field))

    def several(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        asked = [part for part in self.params.get(PARAMS[field], "").split(",") if part]
        kept = tuple(dict.fromkeys(part for part in asked if part in known))
        if len(kept) < len(set(asked)):
            self.ignored.append(PARAMS[field])
        return kept

    def kilometres(self) -> int:
        value = self.words("km")
        number = int(value) if value.isascii() and value.isdigit() else -1
        if value and not 0 < number <= LARGEST_KM:
            self.ignored.append("km")
        return number if 0 < number <= LARGEST_KM else DEFAULT_KM

    def box(self) -> Box | None:
        value = self.words("box")
        if not value:
            return None
        try:
            west, south, east, north = (float(part) for part in value.split(","))
        except ValueError:
            self.ignored.append("box")
            return None
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            self.ignored.append("box")
            return None
        return west, south, east, north


def read_query(
    params: Mapping[str, str], choices: Mapping[str, Collection[str]]
) -> tuple[Query, list[str]]:
    """Return the query that parameters ask, and the names of those not understood.

    ``choices`` holds the values that each field may take: ``layer``, ``areas`` and
    every field of ``FACETS``. Nonsense is dropped, never an error; the second answer
    lists the parameters that were ignored, for a notice.

    Examples
    --------
    >>> query, ignored = read_query({"kind": "offer,spam"}, {"kinds": ["offer"]})
    >>> query.kinds, ignored
    (('offer',), ['kind'])
    """
    reader = _Reader(params)
    facets = {name: reader.several(name, choices.get(name, ())) for name in FACETS}
    query = Query(
        text=reader.words("text"),
        near=reader.words("near"),
        km=reader.kilometres(),
        layer=reader.one("layer", choices.get("layer", ())),
        areas=reader.several("areas", choices.get("areas", ())),
        open_only=reader.one("open_only", ("1",)) == "1",
        box=reader.box(),
        sort=reader.one("sort", SORTS),
        **facets,
    )
    return query, reader.ignored
