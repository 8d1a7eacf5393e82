"""Where an entry is, as it is kept to be put back, and as it is told in short."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from copro_map.assets.rules.records import Location
from copro_map.base.names import ALL_WALES


@dataclass(frozen=True)
class Where:
    """Where an entry is based, what it calls that place, and which areas it serves.

    ``areas`` holds the code in every layer of where it is based, ``served`` codes of
    any layer; ``location`` is None for what has no point.
    """

    areas: Mapping[str, str] = field(default_factory=dict)
    location: Location | None = None
    place: str = ""
    served: tuple[str, ...] = ()


def as_text(where: Where) -> str:
    """Return where an entry is, as a change tells it; empty if it is nowhere.

    Examples
    --------
    >>> as_text(Where(location=Location(-4.08, 52.41, "postcode")))
    '52.41,-4.08 postcode'
    >>> as_text(Where(served=("W92000004",))), as_text(Where())
    ('all_wales', '')
    """
    if where.location:
        at = where.location
        return f"{at.latitude:g},{at.longitude:g} {at.precision}"
    return "all_wales" if ALL_WALES in where.served else ""


def kept(where: Where) -> str:
    """Return all of it as JSON, as ``taken_out`` reads it."""
    return json.dumps(asdict(where), sort_keys=True)


def taken_out(text: str) -> Where:
    """Return what ``kept`` wrote.

    Examples
    --------
    >>> here = Where({"local_authority": "W06000008"}, Location(-4.0, 52.0, "area"))
    >>> taken_out(kept(here)) == here
    True
    """
    told = json.loads(text)
    at = told["location"]
    told["location"] = Location(**at) if at else None
    return Where(**{**told, "served": tuple(told["served"])})
