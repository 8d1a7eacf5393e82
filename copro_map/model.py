"""The records: what an entry is, as it is stored and as it is shown."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

from copro_map.definitions import Kind, Term

Origin = Literal["network", "named", "synthetic", "demonstration"]
LONGEST_KEY = 80
EXCHANGE_KINDS = ("offer", "request")


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


@dataclass(frozen=True)
class Spoken:
    """A text and the language it is in, which may not be the reader's."""

    text: str
    language: str


@dataclass(frozen=True)
class Entry:
    """Everything known about an entry, ready to be shown."""

    id: str
    kind: Kind
    name: Spoken
    other_name: Spoken | None
    description: Spoken | None
    where: str
    based: bool
    verification: Term
    open_now: bool | None
    named_only: bool
    themes: list[Term]
    stages: list[Term]
    sector: str
    category: str
    organisation: str
    organisation_id: str
    years: str
    website: str
    source: str
    source_address: str
    source_date: str
    precision: Term | None
    serves: list[str]
    served_codes: tuple[str, ...]
    areas: list[tuple[str, str]]
    longitude: float | None
    latitude: float | None


def name_key(name: str) -> str:
    """Return what a name is compared by, and is part of an id: a-z, 0-9 and hyphens.

    Case, accents and punctuation do not count. A name without a Latin letter gives a
    checksum.

    Examples
    --------
    >>> name_key("Grŵp  Cynefin") == name_key("GRWP CYNEFIN")
    True
    >>> name_key("Grŵp Cynefin")
    'grwp-cynefin'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:LONGEST_KEY]
    return key.strip("-") or hashlib.sha256(name.encode()).hexdigest()[:12]


def is_web_address(address: str) -> bool:
    """Say whether an address may become a link: http(s), a host, nothing hidden.

    Examples
    --------
    >>> is_web_address("https://example.org/a"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    if not address.isprintable() or any(c in address for c in " \"'<>\\`"):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(host) and "@" not in parts.netloc
