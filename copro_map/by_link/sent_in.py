"""What somebody sent in, for whoever has their address: how it stands, and what to do.

Each press is one transaction, asks whose it is once more, and does no harm twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from copro_map.assets.face import kept_entries
from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.store.connection import Database, reading, writing
from copro_map.by_link.coming_back import is_back
from copro_map.people.consents import consents_by, consents_of
from copro_map.people.contributed import version_of_link
from copro_map.people.links import Link
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.consents import Consent
from copro_map.versions.face import (
    Version,
    amend_version,
    names_are_back,
    prove,
    version_with,
    withdraw_version,
)

OPEN = ("waiting", "asked", "reading")
LONGEST_ANSWER = 2_000  # characters


class SentError(CoproMapError):
    """What was sent in is not of this address, or not any more."""


@dataclass(frozen=True)
class SentIn:
    """A version as its sender sees it, with what they agreed to beside it.

    ``is_public``: its entry is on the map. ``waits_for_yes``: it is accepted, and shows
    a person, who has not said by mail that it was them.
    """

    version: Version
    agreed: tuple[Consent, ...]
    is_public: bool
    waits_for_yes: bool

    @property
    def is_open(self) -> bool:
        """Say whether it can still be taken back."""
        return self.version.state in OPEN


def _own(database: Database, link: Link) -> Version:
    version = version_with(database, version_of_link(link))
    key = address_key(link.address)  # "" of one that is never written to again
    if version is None or not key or address_key(version.sent.address) != key:
        raise SentError(
            N_(
                "What was sent in is not kept for this address, or not any more. To "
                "add something to the map, start again."
            )
        )
    return version


def sent_in(settings: Settings, link: Link) -> SentIn:
    """Return what a link opens, as whoever has its address may see it.

    Raises
    ------
    SentError
        If it is not of that address, or not any more.
    """
    with reading(settings.database) as database:
        version = _own(database, link)
        entry = kept_entries(database, version.entry).get(version.entry)
        own = {one.number for one in consents_by(database, link.address)}
        agreed = consents_of(database, version.entry)
    is_public = entry is not None and entry.status == "published"
    is_accepted = version.state == "accepted"
    return SentIn(
        version,
        tuple(one for one in agreed if one.number in own),
        is_public,
        is_accepted and not is_public and not version.is_proved,
    )


def _here_again(settings: Settings, version: Version, now: datetime) -> None:
    """Keep that whoever sent something is here again; by name once it is accepted."""
    is_back(settings, version.sent.address, now)
    if version.state == "accepted":
        names_are_back(settings, [version], now)


def say_yes(settings: Settings, link: Link, now: datetime) -> None:
    """Keep that whoever has the address sent it; a second time nothing happens.

    Raises
    ------
    SentError
        As for ``sent_in``.
    """
    with writing(settings.database, make=False) as database:
        prove(database, _own(database, link).number, now)
        version = _own(database, link)
    _here_again(settings, version, now)


def answer(settings: Settings, link: Link, words: str, now: datetime) -> None:
    """Keep the answer to what the desk asked: it waits again, and is theirs.

    Raises
    ------
    SentError
        As for ``sent_in``, or if nothing, or too much, is written.
    VersionError
        If it was decided meanwhile.
    """
    words = words.strip()
    if not 0 < len(words) <= LONGEST_ANSWER:
        raise SentError(
            N_("Write your answer, at most {n} characters, then send it."),
            n=LONGEST_ANSWER,
        )
    with writing(settings.database, make=False) as database:
        version = _own(database, link)
        if version.sent.note != words or version.state == "asked":
            sent = replace(version.sent, note=words)
            amend_version(database, version.number, sent, now)
        prove(database, version.number, now)
        version = _own(database, link)
    _here_again(settings, version, now)


def take_it_back(settings: Settings, link: Link, now: datetime) -> None:
    """Take back what was sent, before it is decided: it is deleted. Twice is fine.

    Raises
    ------
    SentError
        As for ``sent_in``.
    VersionError
        If it was decided meanwhile.
    """
    with writing(settings.database, make=False) as database:
        version = _own(database, link)
        if version.state != "withdrawn":
            withdraw_version(database, version.number, now)


def disown(settings: Settings, link: Link, now: datetime) -> None:
    """Delete what somebody else sent with this address, and the address with it.

    What is on the map already stays there, without this address; a person whose address
    it is not was never shown. What was disowned before is so already.

    Raises
    ------
    SentError
        As for ``sent_in``.
    """
    with writing(settings.database, make=False) as database:
        version = version_with(database, version_of_link(link))
        if version and version.sent.address:
            number = _own(database, link).number
            withdraw_version(database, number, now, disowned=True)
