"""How an entry's people can be reached, and who asks to speak for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.names import fold
from copro_map.people.rules.addresses import AddressError, read_address

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
# What the cells of a file may say; any other source is where the address was found.
LANGUAGES = {
    **dict.fromkeys(("cy", "welsh", "cymraeg"), "cy"),
    **dict.fromkeys(("en", "english", "saesneg"), "en"),
    "": "",
}
ORIGINS_IN_FILE: Mapping[str, Origin] = {
    **dict.fromkeys(("owner", "its owner", "perchennog", "y perchennog"), "owner"),
    **dict.fromkeys(("telephone", "phone", "by telephone", "ffon"), "telephone"),
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


class GivenError(CoproMapError):
    """A contact in a file that cannot be kept; ``at``: which of its three cells."""

    def __init__(self, at: int, message: str, **facts: object) -> None:
        self.at = at
        super().__init__(message, **facts)


def read_given(address: str, language: str, source: str, today: date) -> Given:
    """Return a contact as the three cells of a file give it.

    ``language`` is cy, en or a name of it, or empty; ``source`` says "owner",
    "telephone", or where the address was found, today.

    Raises
    ------
    GivenError
        If one of them cannot be read, or the source is missing.

    Examples
    --------
    >>> given = read_given("info@example.org", "Welsh", "owner", date(2027, 3, 1))
    >>> given.language, given.origin, given.found_on
    ('cy', 'owner', '')
    """
    try:
        address = read_address(address)
    except AddressError as error:
        raise GivenError(0, error.message, **error.facts) from error
    spoken = LANGUAGES.get(fold(language) if language else "")
    if spoken is None:
        raise GivenError(
            1, N_("Write cy or en, or leave the cell empty if it is not known.")
        )
    if not source.strip():
        raise GivenError(
            2,
            N_(
                "Say where the address is from: owner, telephone, or the page it "
                "stands on."
            ),
        )
    origin = ORIGINS_IN_FILE.get(fold(source))
    if origin:
        return Given(address, spoken, origin)
    return Given(address, spoken, "found", source.strip(), today.isoformat())


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
