"""Signing in: by a link that is mailed, or printed on the machine itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, current_language
from copro_map.base.moments import written
from copro_map.base.store.connection import writing
from copro_map.people.letters import sign_in as letter_to_sign_in
from copro_map.people.limits import check_limit
from copro_map.people.links import LinkError, make_link, use_link
from copro_map.people.outbox import put
from copro_map.people.rules.addresses import address_key, read_address
from copro_map.people.sessions import begin_session
from copro_map.people.store.persons import person_by_key, put_person

# Whoever is at the machine is entered without an address.
AT_THE_MACHINE = N_("Whoever is at the machine")
# Somebody who sees no letter asks again; nobody fills another's mailbox.
BY_BOTH, BY_ADDRESS = "5 per hour", "20 per hour"


@dataclass(frozen=True)
class SignedIn:
    """What a press on a link's page gives: the cookie's value, and where to go on."""

    token: str
    goes_to: str


def sign_in(
    settings: Settings,
    token: str,
    now: datetime,
    *,
    browser: str = "",
    is_local: bool = False,
) -> SignedIn:
    """Use a link up and sign in the person whom it is for, in one transaction.

    ``browser`` and ``is_local`` are as for ``use_link``.

    Raises
    ------
    LinkError
        If the link is not known, past, used, another browser's, or signs nobody in; or
        the person was switched off. The message says what to do.
    """
    with writing(settings.database, make=False, even_at_rest=True) as database:
        link = use_link(database, token, now, browser=browser, is_local=is_local)
        if link.purpose not in ("sign_in", "machine") or link.person is None:
            raise LinkError(N_("This link signs nobody in. Ask for a link to sign in."))
        return SignedIn(begin_session(database, link.person, now), link.goes_to)


def ask_to_sign_in(  # noqa: PLR0913 - each is of the browser that asks
    settings: Settings,
    address: str,
    browser: str,
    goes_to: str,
    now: datetime,
    *,
    client: str = "",
) -> None:
    """Write the letter with the link by which somebody signs in, if they are entered.

    Nothing tells whether they are: a link is kept in any case, which nobody has if they
    are not. It goes to the address as it was entered, and opens in the browser of the
    cookie ``browser`` alone. ``client`` is the network address of who asks.

    Raises
    ------
    AddressError
        If it is no address.
    TooOftenError
        If this was asked for too often, known or not.
    """
    key = address_key(read_address(address))
    check_limit(BY_BOTH, "sign in", key, client)
    check_limit(BY_ADDRESS, "sign in", key)
    with writing(settings.database, make=False, even_at_rest=True) as database:
        person = person_by_key(database, key)
        known = person if person and person.active else None
        token = make_link(
            database,
            "sign_in",
            now,
            address=known.address if known else "",
            person=known.number if known else None,
            browser=browser,
            goes_to=goes_to,
        )
        if known:
            language = known.language or current_language()
            put(database, letter_to_sign_in(known.address, language, token), now)


def link_of_the_machine(
    settings: Settings,
    now: datetime,
    person: int | None = None,
    *,
    goes_to: str = "",
    is_local: bool = True,
) -> str:
    """Return the token of a link that signs in whoever is at the machine, or a person.

    For 10 minutes, once. Whoever is at the machine is entered as an administrator
    without an address, if they are not yet. ``is_local``: only for a browser there.

    Raises
    ------
    DatabaseError
        If there is no database, or it cannot be written.
    """
    with writing(settings.database, make=False, even_at_rest=True) as database:
        if person is None:
            row = {"role": "administrator", "areas": (), "language": "", "by": None}
            row |= {"address": "", "address_key": "", "name": AT_THE_MACHINE}
            put_person(database, row | {"at": written(now)})
            known = person_by_key(database, "")
            person = known.number if known else None
        return make_link(
            database, "machine", now, person=person, goes_to=goes_to, is_local=is_local
        )
