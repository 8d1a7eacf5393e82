"""What people send in is kept, added to and found again; nothing of it is public."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from copro_map.assets.face import Asset, Whole
from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import Database
from copro_map.base.today import WALES
from copro_map.people.consents import let_consents_go
from copro_map.people.limits import check_limit
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.people.suppressed import forgotten
from copro_map.versions.rules.versions import OPEN, Sent, Version, VersionError
from copro_map.versions.store import versions as store
from copro_map.versions.store.versions import version_with

__all__ = [
    "amend_version",
    "forget_sender",
    "found_version",
    "keep_version",
    "version_with",
    "versions_of",
    "withdraw_version",
    "without_forgotten",
]

# Who adds to it all the time would let nobody decide it: it is decided as it was read.
OFTEN = "60 per hour"


def _base(database: Database, sent: Sent, before: Asset) -> Asset:
    """Return the published entry with the fields that are given, as it was ``seen``.

    ``before`` is what is known of that; of what nobody knows any more it has nothing,
    so that it counts as changed since.
    """
    whole = None if sent.is_new else Whole.of(database, sent.asset.id)
    if whole is None or whole.version != sent.seen:
        return before
    return whole.asset


def _read(sent: Sent) -> tuple[Sent, str]:
    """Return what is sent with its address as it is written to, and its key.

    In a workshop nobody has to give one.
    """
    if sent.workshop is not None and not sent.address:
        return sent, ""
    address = read_address(sent.address)
    return replace(sent, address=address), address_key(address)


def keep_version(database: Database, sent: Sent, now: datetime) -> int:
    """Keep what somebody sends, inside the caller's transaction; return its number.

    It waits for somebody at the desk. Another one of the same entry may wait too.

    Raises
    ------
    AddressError
        If the address cannot be written to.
    VersionError
        If it is to mend an entry that is not on the map.
    """
    sent, key = _read(sent)
    if not sent.is_new:
        _check_published(database, sent.asset.id)
    base = _base(database, sent, Asset(sent.asset.id, {}))
    return store.add(database, sent, key, base, written(now))


def _check_published(database: Database, entry: str) -> None:
    whole = Whole.of(database, entry)
    if whole is None or whole.status != "published":
        raise VersionError(N_("This entry is not on the map any more."))


def found_version(database: Database, number: int) -> Version:
    """Return a version.

    Raises
    ------
    VersionError
        If there is none.
    """
    version = version_with(database, number)
    if version is None:
        raise VersionError(N_("This is not there any more. Load the page again."))
    return version


def _open_version(database: Database, number: int) -> Version:
    version = found_version(database, number)
    if version.state not in OPEN:
        raise VersionError(
            N_(
                "This was decided already, so nothing can be added to it. Send what "
                "you want to change as a change of the entry."
            )
        )
    return version


def amend_version(database: Database, number: int, sent: Sent, now: datetime) -> None:  # noqa: ARG001 - as of what is kept first
    """Put something else in the place of what was sent, as long as nobody decided it.

    Inside the caller's transaction. What was asked about waits again. An address that
    is another than before is to be proved anew.

    Raises
    ------
    AddressError
        If the address cannot be written to.
    VersionError
        If it was decided, is not there, or is of another entry.
    TooOftenError
        If something was added to it as often as nobody does.
    """
    version = _open_version(database, number)
    sent, key = _read(sent)
    if sent.asset.id != version.entry or sent.is_new != version.sent.is_new:
        raise VersionError(N_("This is not there any more. Load the page again."))
    check_limit(OFTEN, "version amended", str(number))
    base = _base(database, sent, store.was_of(database, number))
    store.amend(database, number, sent, key, base)


def withdraw_version(
    database: Database, number: int, now: datetime, *, disowned: bool = False
) -> None:
    """Let whoever sent it take it back, as long as nobody decided it: it is emptied.

    Inside the caller's transaction, who knows that it is them. ``disowned``: somebody
    else sent it with their address, which is not kept either; of what was decided it is
    that alone.

    Raises
    ------
    VersionError
        If it was decided, unless it is disowned, or is not there.
    """
    find = found_version if disowned else _open_version
    version = find(database, number)
    let_consents_go(database, version.entry, version.sent.address)
    if version.state not in OPEN:
        store.disown(database, number)
        return
    store.withdraw(database, number, written(now), disowned=disowned)
    whole = Whole.of(database, version.entry)
    if whole and version.sent.is_new:  # it was accepted, and that was taken back
        whole.remove(database, now.astimezone(WALES).date())


def versions_of(database: Database, address: str) -> tuple[Version, ...]:
    """Return what came from an address and is kept, the last first."""
    return tuple(store.versions_of(database, address_key(address)))


def forget_sender(database: Database, address: str) -> None:
    """Take an address out of all that was sent from it, inside the transaction."""
    store.forget(database, address_key(address))


def without_forgotten(
    settings: Settings, database: Database, version: Version
) -> Version:
    """Return what was typed in a workshop without an address that is forgotten.

    Nobody proved it: whoever has the address comes back by pressing in a letter to it.
    """
    sent = version.sent
    if sent.workshop is None or not sent.address:
        return version
    if not forgotten(settings).address(address_key(sent.address)):
        return version
    let_consents_go(database, version.entry, sent.address)
    store.disown(database, version.number)
    return replace(version, sent=replace(sent, address=""))
