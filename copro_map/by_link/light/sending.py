"""The letters that answer "send me my link", with the links in them."""

from __future__ import annotations

from datetime import datetime

from copro_map.assets.face import KeptEntry
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language
from copro_map.base.store.connection import Database, writing
from copro_map.members.face import memberships
from copro_map.people import letters
from copro_map.people.consents import consents_by
from copro_map.people.contacts import entries_of
from copro_map.people.known_by import number_of
from copro_map.people.limits import TooOftenError, check_limit
from copro_map.people.links import make_link
from copro_map.people.outbox import put
from copro_map.people.rules.addresses import address_key
from copro_map.talks.talks import talks_of
from copro_map.versions.face import versions_of

# As for signing in: nobody fills another's mailbox, or shuts another out.
BY_BOTH, BY_ADDRESS = "5 per hour", "20 per hour"


def _may_write(address: str, client: str) -> bool:
    key = address_key(address)
    try:
        check_limit(BY_BOTH, "my link", key, client)
        check_limit(BY_ADDRESS, "my link", key)
    except TooOftenError:
        return False
    return True


def _is_known(database: Database, address: str) -> bool:
    """Say whether anything but an entry is of an address; all are always asked."""
    found = (
        versions_of(database, address),
        consents_by(database, address),
        talks_of(database, address),
        memberships(database, address),
        number_of(database, address_key(address)),
    )
    return any(map(bool, found))


def send_my_link(
    settings: Settings,
    address: str,
    entry: KeptEntry | None,
    now: datetime,
    *,
    client: str = "",
) -> None:
    """Put into the outbox what answers "send me my link"; or nothing.

    A known address gets the link to its page, whether it speaks for an entry, sent
    something in, agreed to something, wrote to somebody, joined or works here; beside
    an entry that is not its own one to ask for that too, as an unknown address does.
    For whoever gets nothing a link is made that nobody has, so that all take as long.
    ``client`` is the network address of who asks.
    """
    language, is_allowed = current_language(), _may_write(address, client)
    with writing(settings.database, make=False) as database:
        own = entries_of(database, address) if is_allowed else frozenset()
        is_known = is_allowed and (bool(own) | _is_known(database, address))
        if is_known:
            token = make_link(database, "my_page", now, address=address)
            put(database, letters.my_page(address, language, token), now)
        if entry and is_allowed and entry.id not in own:
            token = make_link(database, "claim", now, address=address, entry=entry.id)
            letter = letters.claim(address, language, token, entry.id, entry.name)
            put(database, letter, now)
        elif not is_known:
            make_link(database, "claim", now)
