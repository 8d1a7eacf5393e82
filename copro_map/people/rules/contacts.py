"""How an entry's people can be reached, and who asks to speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Origin = Literal["owner", "found", "telephone"]
Basis = Literal["consent", "legitimate_interests", "public_task"]
ORIGINS: tuple[Origin, ...] = get_args(Origin)
# UK GDPR, Art. 6(1): whoever gave their address agreed; else the public list of who
# does what is the network's interest, and the letter says how to end it.
BASIS: Mapping[Origin, Basis] = {
    "owner": "consent",
    "telephone": "consent",
    "found": "legitimate_interests",
}


@dataclass(frozen=True)
class Contact:
    """An address of an entry: private.

    ``origin``: its owner wrote it, somebody found it at ``found_at`` on ``found_on``
    (a day, "" if not known), or asked by telephone. ``is_personal``: of a person, not
    of an office. ``is_owner``: a steward agreed that it speaks for the entry.
    """

    number: int
    entry: str
    address: str
    language: str
    origin: Origin
    found_at: str
    found_on: str
    basis: Basis
    is_personal: bool
    is_owner: bool
    entered_on: str


@dataclass(frozen=True)
class Given:
    """A contact as somebody gives it; ``is_personal`` is None if nobody says."""

    address: str
    language: str
    origin: Origin
    found_at: str = ""
    found_on: str = ""
    is_personal: bool | None = None


@dataclass(frozen=True)
class Claim:
    """Somebody who asks to speak for an entry; ``address`` was proved by a link."""

    number: int
    entry: str
    address: str
    language: str
    proved_at: str


@dataclass(frozen=True)
class Decided:
    """What was decided of a claim, and who spoke for the entry until then."""

    claim: Claim
    agreed: bool
    before: tuple[Contact, ...]


def in_order(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Return an entry's contacts, the one to write to first.

    An owner's, the one agreed last first; then an office's; then what its owner wrote;
    then the one entered last.
    """
    return tuple(
        sorted(
            contacts,
            key=lambda x: (
                not x.is_owner,
                x.is_personal,
                x.origin != "owner",
                -x.number,
            ),
        )
    )
