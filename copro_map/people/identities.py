"""Who somebody is at a provider of identities (OpenID Connect), and here.

An identity is an issuer and a subject together: the same subject at another issuer is
somebody else. An address counts only if the provider says that it was verified, and
only to find out whose identity it is, once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.moments import written
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, writing
from copro_map.people.links import make_link
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.persons import Person
from copro_map.people.store import identities as store
from copro_map.people.store.persons import person_by_key, person_by_number


class UnknownIdentityError(CoproMapError):
    """Somebody whom a provider knows and nobody entered here; says what to do."""


def link_for(
    settings: Settings, claims: Mapping[str, object], goes_to: str, now: datetime
) -> str:
    """Return the token of a link that signs in whom a provider says is there.

    ``claims`` are those of its identity token, whose signature was checked. Each token
    gives one link: "" if there was one, so a copied cookie of Streamlit's opens nothing
    afterwards; also if the person was signed out everywhere since.

    Raises
    ------
    UnknownIdentityError
        If nobody is entered with this identity, or its verified address.
    """
    issuer, subject = (str(claims.get(x) or "") for x in ("iss", "sub"))
    issued = claims.get("iat")
    if not issuer or not subject or not isinstance(issued, int):
        return ""
    said = [issuer, subject, issued, claims.get("nonce")]
    mark = sha256(json.dumps(said).encode()).hexdigest()
    issued_at = written(datetime.fromtimestamp(issued, UTC))
    # What Streamlit keeps of a provider's word is good for 30 days in a browser.
    until = written(now.astimezone(UTC) + kept_for(settings, "sign_ins_used"))
    with writing(settings.database, make=False, even_at_rest=True) as database:
        if not store.use(database, mark, until):
            return ""
        person = _person(database, issuer, subject, claims, now)
        if person is not None:
            is_of_before = issued_at < store.epoch_at(database, person.number)
            return "" if is_of_before else _link(database, person, goes_to, now)
    if not _verified(claims):
        raise UnknownIdentityError(
            N_(
                "The other site does not say that it has verified your address, so "
                "you cannot sign in with it here. Ask for a link by mail instead."
            )
        )
    raise UnknownIdentityError(
        N_(
            "Your account is not known to this map. Ask an administrator to enter the "
            "address {address}, or ask for a link by mail."
        ),
        address=_verified(claims),
    )


def _verified(claims: Mapping[str, object]) -> str:
    """Return the address that a provider has verified; empty if it says of none.

    Nothing but true counts: a provider that says "false" says a text.
    """
    is_so = claims.get("email_verified") is True
    return str(claims.get("email") or "") if is_so else ""


def _link(database: Database, person: Person, goes_to: str, now: datetime) -> str:
    return make_link(
        database,
        "machine",
        now,
        address=person.address,
        person=person.number,
        goes_to=goes_to,
    )


def _person(
    database: Database,
    issuer: str,
    subject: str,
    claims: Mapping[str, object],
    now: datetime,
) -> Person | None:
    """Return who is entered with an identity, or, the first time, its address."""
    number = store.person_of(database, issuer, subject)
    if number is not None:
        known = person_by_number(database, number)
        return known if known and known.active else None
    address = _verified(claims)
    found = person_by_key(database, address_key(address)) if address else None
    if found is None or not found.active:
        return None
    store.keep(database, issuer, subject, found.number, written(now))
    return found
