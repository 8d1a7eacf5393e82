"""Addresses of e-mail: which may be written to, how they are compared, whose they are.

Only what every server takes: one address of plain letters, so that a header can hold no
second recipient and no second line. ASCII alone before the @: signs of other scripts
that look like letters would make two of one address.
"""

from __future__ import annotations

import re

from copro_map.base.characters import shown, tidied
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

LONGEST, LONGEST_LOCAL, LONGEST_LABEL = 254, 64, 63  # characters (RFC 5321, RFC 1035)
ATOM = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+", re.IGNORECASE | re.ASCII)
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE | re.ASCII)
# Of an office, not of a person, in either language.
OFFICES = frozenset(
    """
    admin administration bookings cofrestru community contact contactus cymorth
    cyfathrebu cymuned cyswllt derbynfa development engagement enquiries enquiry
    general gwybodaeth gweinyddu hello helo help helpdesk info information mail
    membership office ymholiadau ymholiad post projects prosiectau reception
    secretary support swyddfa team tim training volunteering volunteer gwirfoddoli
    """.split()  # noqa: SIM905 - read as words
)


class AddressError(CoproMapError):
    """A text that is no address of e-mail; the message says how to write one."""


def _domain(text: str) -> str:
    """Return a domain in plain letters; "" if it is none."""
    try:
        plain = text.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = plain.split(".")
    fits = all(LABEL.fullmatch(x) and len(x) <= LONGEST_LABEL for x in labels)
    return plain if fits and len(labels) > 1 else ""


def read_address(text: str) -> str:
    """Return one address as it is written to: tidied, its domain in plain letters.

    Raises
    ------
    AddressError
        If it is none, or more than one; the message says how to write one.

    Examples
    --------
    >>> read_address(" Info@Tŷ.cymru "), read_address("a.b@example.org")
    ('Info@xn--t-foa.cymru', 'a.b@example.org')
    """
    local, _, wanted = tidied(text).strip().rpartition("@")
    domain = _domain(wanted)
    atoms = local.split(".")
    address = f"{local}@{domain}"
    if (
        not domain
        or not all(ATOM.fullmatch(x) for x in atoms)
        or len(local) > LONGEST_LOCAL
        or len(address) > LONGEST
    ):
        raise AddressError(
            N_(
                "{given}: this is not an e-mail address. Write it like this: {example}."
            ),
            example="name@example.org",
            given=shown(text),
        )
    return address


def address_key(address: str) -> str:
    """Return an address as addresses are compared; what is none compares as it is.

    Examples
    --------
    >>> address_key("Info@Example.ORG ") == address_key("info@example.org")
    True
    """
    try:
        return read_address(address).casefold()
    except AddressError:
        return tidied(address).strip().casefold()


def is_office(address: str) -> bool:
    """Say whether an address is of an office (info@), not of a person.

    Examples
    --------
    >>> is_office("Ymholiadau@example.org"), is_office("mair.jones@example.org")
    (True, False)
    """
    local = address_key(address).partition("@")[0]
    return re.split(r"[.+_-]", local)[0] in OFFICES
