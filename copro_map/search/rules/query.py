"""What can be asked of the map: one record for pages, command line and exports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from copro_map.base.errors import CoproMapError
from copro_map.base.names import BASE_LAYER

DEFAULT_KM = 20
LARGEST_KM = 200
LONGEST_TEXT = 200
FORMATS = ("csv", "xlsx", "geojson")  # What an answer can be written as.
SORTS = ("best", "nearest", "name", "newest")
Box = tuple[float, float, float, float]


class QueryError(CoproMapError):
    """A search asks for a place, an area, a word or a format that there is not."""


@dataclass(frozen=True)
class Query:
    """A question; a field that is empty asks nothing.

    ``near`` is a place as it was typed (a postcode, a name, a point) and ``km`` the
    radius round it. ``areas`` are codes of any layer. With either, an entry answers if
    it is based there, or says that it serves there or all Wales. ``layer`` is only what
    the map draws. ``ended`` asks for what has ended too. ``box`` (west, south, east,
    north, in degrees) keeps what has a pin inside it. ``as_typed`` takes all of
    ``text`` for words to look for: none of it is a place. Several values of one field
    mean any of them; the fields narrow each other.
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
    categories: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    open_only: bool = False
    ended: bool = False
    box: Box | None = None
    sort: str = "best"
    as_typed: bool = False

    def without(self, *names: str) -> Query:
        """Return the query with some fields empty again.

        Examples
        --------
        >>> less = Query(text="food", areas=("W06000008",)).without("text")
        >>> less == Query(areas=("W06000008",))
        True
        """
        return replace(self, **{name: getattr(Query(), name) for name in names})


# The name of each field in an address.
PARAMS = {
    "text": "q",
    "near": "near",
    "kinds": "kind",
    "types": "type",
    "sectors": "sector",
    "themes": "theme",
    "stages": "stage",
    "checked": "checked",
    "categories": "category",
    "ways": "way",
    "spoken": "spoken",
    "languages": "words",
    "km": "km",
    "layer": "layer",
    "areas": "area",
    "open_only": "open",
    "ended": "ended",
    "box": "box",
    "sort": "sort",
    "as_typed": "typed",
}
# The fields that narrow by a word of a vocabulary.
FACETS = (
    *("kinds", "types", "sectors", "themes", "stages", "checked"),
    *("categories", "ways", "spoken", "languages"),
)
FILTERS = ("text", "near", "areas", *FACETS, "open_only", "ended", "box")


def _same(words: Collection[str]) -> Callable[[str], object]:
    return {word: word for word in words}.get


def _kilometres(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() else 0
    return number if 0 < number <= LARGEST_KM else None


def _box(text: str) -> Box | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_box = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return (west, south, east, north) if is_box else None


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
    # What the text of a field of one value means; None if it means nothing.
    one: dict[str, Callable[[str], object]] = {
        "text": str,
        "near": str,
        "km": _kilometres,
        "layer": _same(choices.get("layer", ())),
        "open_only": {"1": True}.get,
        "as_typed": {"1": True}.get,
        "ended": {"1": True}.get,
        "box": _box,
        "sort": _same(SORTS),
    }
    found: dict[str, Any] = {}
    ignored = []
    for field, name in PARAMS.items():
        text = params.get(name, "")
        if field in one:
            read, words = one[field], [text.strip()[:LONGEST_TEXT].strip()]
        else:
            read, words = _same(choices.get(field, ())), text.split(",")
        asked = [word for word in dict.fromkeys(words) if word]
        meant = [value for value in map(read, asked) if value is not None]
        if len(meant) < len(asked):
            ignored.append(name)
        if meant:
            found[field] = meant[0] if field in one else tuple(meant)
    return Query(**found), ignored


def _written(field: str, value: Any) -> str:
    if field == "box":
        return ",".join(f"{one:g}" for one in value)
    if isinstance(value, tuple):
        return ",".join(value)
    return "1" if value is True else str(value)


def params_of(query: Query) -> dict[str, str]:
    """Return the parameters that ask a query: only those that it does not leave out.

    Examples
    --------
    >>> params_of(Query(text="food", areas=("W06000008",), open_only=True))
    {'q': 'food', 'area': 'W06000008', 'open': '1'}
    """
    usual = Query()
    return {
        name: _written(field, value)
        for field, name in PARAMS.items()
        if (value := getattr(query, field)) != getattr(usual, field)
    }
