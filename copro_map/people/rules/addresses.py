"""Addresses of e-mail: which may be one, and how two are compared."""

from __future__ import annotations

import re

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_

LONGEST = 254  # characters, RFC 5321
# As browsers check them (HTML, "valid e-mail address"), with a dot in the domain. ASCII
# alone: signs of other scripts that look like letters would make two of one address.
PATTERN = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
    r"@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
)


class AddressError(CoproMapError):
    """A text that is no address of e-mail."""


def read_address(text: str) -> str:
    """Return an address as it is kept: as somebody wrote it, without spaces around.

    Raises
    ------
    AddressError
        If it is none; the message says how to write one.

    Examples
    --------
    >>> read_address(" Sian@cavs.example.org ")
    'Sian@cavs.example.org'
    >>> read_address("sian")
    Traceback (most recent call last):
        ...
    copro_map.people.rules.addresses.AddressError: sian: this is not an e-mail ...
    """
    address = text.strip()
    if len(address) > LONGEST or not PATTERN.fullmatch(address):
        raise AddressError(
            N_(
                "{given}: this is not an e-mail address. Write it like this: {example}."
            ),
            example="name@example.org",
            given=address[:LONGEST],
        )
    return address


def address_key(address: str) -> str:
    """Return an address as two are compared: capitals do not count.

    Examples
    --------
    >>> address_key(" Sian@CAVS.example.org") == address_key("sian@cavs.example.org")
    True
    """
    return address.strip().lower()
