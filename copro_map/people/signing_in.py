"""Signing in: by a link that is mailed, or printed on the machine itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.store.connection import writing
from copro_map.people.links import LinkError, make_link, use_link
from copro_map.people.sessions import begin_session
from copro_map.people.store.persons import person_by_key, put_person

# Whoever is at the machine is entered without an address.
AT_THE_MACHINE = N_("Whoever is at the machine")


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
    with writing(settings.database, make=False) as database:
        link = use_link(database, token, now, browser=browser, is_local=is_local)
        if link.purpose not in ("sign_in", "machine") or link.person is None:
            raise LinkError(N_("This link signs nobody in. Ask for a link to sign in."))
        return SignedIn(begin_session(database, link.person, now), link.goes_to)


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
    with writing(settings.database, make=False) as database:
        if person is None:
            row = {"role": "administrator", "areas": (), "language": "", "by": None}
            row |= {"address": "", "address_key": "", "name": AT_THE_MACHINE}
            put_person(database, row | {"at": written(now)})
            known = person_by_key(database, "")
            person = known.number if known else None
        return make_link(
            database, "machine", now, person=person, goes_to=goes_to, is_local=is_local
        )
