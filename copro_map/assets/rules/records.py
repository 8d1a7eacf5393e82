"""The records: an entry as it is given to be written, as it is kept, how it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from copro_map.base.i18n import Label

EXCHANGE_KINDS = ("offer", "request")
# The origin of what its own people sent in: there is no page that says it.
CONTRIBUTED = "contributed"
# Made once: ``json.dumps`` would make one for each value.
ENCODE = json.JSONEncoder(sort_keys=True).encode

# A text or a word, a year, a list of words or codes.
Value = str | int | None | tuple[str, ...]


@dataclass(frozen=True)
class Location:
    """Where an entry is based: degrees (EPSG:4326) and how exactly that is known.

    ``precision`` is a term of ``precisions.toml``; "area" means that only the local
    authority is known and the point stands in the middle of it.
    """

    longitude: float
    latitude: float
    precision: str


def checksum(value: object) -> str:
    """Return what a value is compared by; the order of a list does not count.

    Examples
    --------
    >>> checksum(("food", "health")) == checksum(("health", "food"))
    True
    """
    whole = sorted(value) if isinstance(value, tuple) else value
    text = ENCODE(whole)
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Asset:
    """One entry: a practitioner, a project, an offer or a request, as it is given.

    ``given`` holds the fields (``rules.fields``) by name, and only those that the
    source has: one that is not there is left as it is, one that is empty is emptied.
    ``served`` are the area codes that it says it serves (All Wales is W92000004);
    ``origin`` says how it came here: "network" (from the network's file), "named" (a
    body known only as the runner of a project), "contributed" (its people sent it in),
    "synthetic" or "demonstration".
    ``areas`` holds the area code in every layer of the place where it is based.
    ``by_hand`` names what somebody set by hand of ``location``, ``place`` and
    ``served``: what its source says of that stays known; ``is_set``: they set it now.
    """

    id: str
    given: Mapping[str, Value]
    areas: Mapping[str, str] = field(default_factory=dict)
    location: Location | None = None
    by_hand: frozenset[str] = frozenset()
    is_set: bool = False

    def text(self, name: str) -> str:
        """Return a field of one value as a text; empty if it is so, or not given."""
        return str(self.given.get(name) or "")

    def words(self, name: str) -> tuple[str, ...]:
        """Return a field that is a list; empty if it is so, or not given."""
        value = self.given.get(name)
        return value if isinstance(value, tuple) else ()

    @property
    def fingerprint(self) -> dict[str, str]:
        """A checksum of each field that was given and is not empty, by its name.

        So it does not tell "empty" from "not given", and a field that nobody had heard
        of when an entry was written changes nothing until it is filled. ``given``
        tells them apart, and so does ``changes``. Where the entry is based is known in
        every case: ``areas`` and ``location``.
        """
        place = {
            "areas": dict(self.areas),
            "location": self.location and vars(self.location),
        }
        values = {**self.given, **place}
        return {name: checksum(value) for name, value in values.items() if value}

    def changes(self, known: Mapping[str, str]) -> set[str]:
        """Return the fields that are given otherwise than when they were given last.

        ``known`` is the fingerprint by then. A field that is empty differs from one
        that was filled; one that is not given differs from nothing.

        Examples
        --------
        >>> before = Asset("a", {"name_en": "A", "place": "Bala"}).fingerprint
        >>> Asset("a", {"name_en": "A"}).changes(before)
        set()
        >>> Asset("a", {"name_en": "A", "place": ""}).changes(before)
        {'place'}
        >>> Asset("a", {"name_en": "A", "website": ""}).changes(before)
        set()
        """
        now = self.fingerprint
        names = {*self.given, "areas", "location"} - self.by_hand
        return {name for name in names if now.get(name) != known.get(name)}


@dataclass(frozen=True)
class EntryState:
    """How an entry stands from a day on: what was said of it, taken together.

    Somebody last said on ``verified_on``, as ``verified_role``, that it is right
    ("confirmed"); it is known here from ``known_from``. ``ended_on`` is since when it
    is no longer there: a year, a month, a day, "unknown"; empty if it is. Days are ISO
    dates; None: nobody spoke of that, so what is there stays. ``taken_off``: as its
    owner asked, brought back by no later import. ``became`` is the id of the entry that
    it is one with, as somebody said; "" if they said that it is none, or not any more.
    ``agreement`` and ``taken`` as of ``rules.opening.Opening``.
    """

    asset_id: str
    known_from: str
    verification: str | None = None
    verified_on: str | None = None
    verified_role: str | None = None
    ended_on: str | None = None
    opens_on: str | None = None
    closes_on: str | None = None
    paused_until: str | None = None
    taken_off: bool | None = False
    became: str | None = None
    agreement: str | None = None
    taken: int | None = None


@dataclass(frozen=True)
class KeptEntry:
    """An entry as it is kept, on the map or not, with the areas it is in and serves.

    ``areas`` holds the code in every layer of where it is based; ``served`` codes of
    any layer. ``verification`` and ``verified_on`` as in ``EntryState``; ``ends`` is
    its last day (``rules.ending.last_day``); ``version`` grows with each change. The
    rest as of ``rules.opening.Opening``.
    """

    id: str
    kind: str
    name: Label
    areas: Mapping[str, str]
    served: tuple[str, ...]
    status: str
    origin: str
    source_url: str
    source_date: str
    website: str
    verification: str
    verified_on: str
    verified_role: str
    ended_on: str
    ends: str
    version: int
    organisation_id: str = ""
    opens_on: str = ""
    paused_until: str = ""
    agreement: str = ""
    taken: int = 0
    capacity: int | None = None
