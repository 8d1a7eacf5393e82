"""The records: what an entry is, as it is stored and as it is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Origin = Literal["network", "named", "synthetic", "demonstration"]


@dataclass(frozen=True)
class Location:
    """Where an entry is based: degrees (EPSG:4326) and how exactly that is known.

    ``precision`` is a term of ``precisions.toml``; "area" means that only the local
    authority is known and the point stands in the middle of it.
    """

    longitude: float
    latitude: float
    precision: str


@dataclass(frozen=True)
class Asset:
    """One entry: a practitioner, a project, an offer or a request.

    ``areas`` holds the area code in every layer of the place where it is based;
    ``served`` the codes that it says it serves (All Wales is W92000004). ``origin``
    says how it came here: from the network's file, or "named" when a body is known
    only as the runner of a project.
    """

    id: str
    kind: str
    name_en: str
    source_url: str
    origin: Origin = "network"
    name_cy: str = ""
    description_en: str = ""
    description_cy: str = ""
    practitioner_type: str = ""
    organisation: str = ""
    sector: str = ""
    place: str = ""
    website: str = ""
    source_date: str = ""
    exchange_category: str = ""
    start_year: int | None = None
    end_year: int | None = None
    themes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    served: tuple[str, ...] = ()
    areas: Mapping[str, str] | None = None
    location: Location | None = None

    @cached_property
    def fingerprint(self) -> str:
        """A checksum of everything known; equal exactly when nothing changed."""
        return hashlib.sha256(repr(self).encode()).hexdigest()
