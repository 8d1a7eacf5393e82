"""What the environment says of mail: the site's own address, and the server for mail.

Read anew each time, so that nothing is kept of it; a password is in no text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email.headerregistry import Address
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from copro_map.base.i18n import N_
from copro_map.base.today import moved_day
from copro_map.people.rules.addresses import AddressError, read_address

NO_NAME = "localhost.localdomain"
NAMED = re.compile(r"(.*?)<([^<>]*)>")
Tls = Literal["starttls", "tls", "none"]
PORTS: Mapping[str, int] = {"starttls": 587, "tls": 465, "none": 25}
# Why nothing leaves, and what to do.
HINDRANCES: Mapping[str, str] = {
    "no_address": N_(
        "No mail leaves, as the map does not know its own address: set "
        "COPRO_MAP_ADDRESS, such as https://map.example.org."
    ),
    "no_server": N_(
        "No mail leaves, as no server for mail is set: set COPRO_MAP_SMTP_HOST and "
        "what belongs to it (docs/operations.md)."
    ),
    "no_sender": N_(
        "No mail leaves, as it would have no sender: set COPRO_MAP_MAIL_FROM, such as "
        "Map <map@example.org>."
    ),
    "bad_server": N_(
        "No mail leaves: COPRO_MAP_SMTP_PORT is a number, and COPRO_MAP_SMTP_TLS is "
        "starttls, tls or none."
    ),
    "clear_password": N_(
        "No mail leaves, as the password would travel in the clear: set "
        "COPRO_MAP_SMTP_TLS to starttls or tls."
    ),
    "moved_day": N_(
        "No mail leaves on a day that COPRO_MAP_TODAY has moved, but to a server on "
        "this machine."
    ),
}


@dataclass(frozen=True)
class Post:
    """How mail leaves, and ``site``: the map's address without a last slash, or "".

    ``tls`` is "" where what is set is none of the three, ``port`` 0 where it is no
    port. ``sender`` is None where none is set, or no address.
    """

    site: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str
    sender: Address | None
    is_moved: bool

    @property
    def is_here(self) -> bool:
        """Whether the server is on this machine."""
        with suppress(ValueError):
            return ip_address(self.host.strip("[]")).is_loopback
        return self.host.lower() == "localhost"

    @property
    def domain(self) -> str:
        """The name that the map has among servers."""
        return (urlsplit(self.site).hostname if self.site else "") or "localhost"


def site_address(environment: Mapping[str, str] = os.environ) -> str:
    """Return the map's own address (COPRO_MAP_ADDRESS) without a last slash; or "".

    Examples
    --------
    >>> site_address({"COPRO_MAP_ADDRESS": "https://map.example/"})
    'https://map.example'
    >>> site_address({"COPRO_MAP_ADDRESS": "map.example"})
    ''
    """
    given = environment.get("COPRO_MAP_ADDRESS", "").strip().rstrip("/")
    try:
        parts = urlsplit(given)
    except ValueError:
        return ""
    plain = not (parts.query or parts.fragment or parts.username or " " in given)
    return given if parts.scheme in ("http", "https") and parts.netloc and plain else ""


def _sender(text: str) -> Address | None:
    """Return who mail is from; a name may hold what it likes, quoted or not."""
    found = NAMED.fullmatch(text.strip())
    name, address = (found[1], found[2]) if found else ("", text)
    try:
        return Address(name.strip().strip('"'), addr_spec=read_address(address))
    except (AddressError, ValueError):
        return None


def load_post(environment: Mapping[str, str] = os.environ) -> Post:
    """Return what the environment says of mail.

    Without COPRO_MAP_SMTP_TLS it is "starttls", and "none" to a server on this machine;
    to that alone it is "map" at the site's name that mail is from, if nothing is set.

    Examples
    --------
    >>> post = load_post({"COPRO_MAP_SMTP_HOST": "mail.example.org"})
    >>> post.tls, post.port
    ('starttls', 587)
    """
    host = environment.get("COPRO_MAP_SMTP_HOST", "").strip()
    here = Post("", host, 0, "", "", "", None, is_moved=False).is_here
    usual = "none" if here else "starttls"
    tls = environment.get("COPRO_MAP_SMTP_TLS", "").strip().lower() or usual
    port = environment.get("COPRO_MAP_SMTP_PORT", "").strip()
    name = urlsplit(site_address(environment)).hostname or ""
    usual_sender = f"map@{name if '.' in name else NO_NAME}" if here else ""
    number = int(port) if port.isascii() and port.isdecimal() else 0
    return Post(
        site=site_address(environment),
        host=host,
        port=number if port else PORTS.get(tls, 0),
        user=environment.get("COPRO_MAP_SMTP_USER", ""),
        password=environment.get("COPRO_MAP_SMTP_PASSWORD", ""),
        tls=tls if tls in PORTS else "",
        sender=_sender(environment.get("COPRO_MAP_MAIL_FROM", "") or usual_sender),
        is_moved=moved_day() is not None,
    )


def hindrance(post: Post) -> str:
    """Return why nothing leaves, one of ``HINDRANCES``; "" if mail can leave.

    Examples
    --------
    >>> hindrance(load_post({}))
    'no_address'
    """
    reasons = {
        "no_address": not post.site,
        "no_server": not post.host,
        "no_sender": post.sender is None,
        "bad_server": not (post.tls and 0 < post.port < 2**16),
        "clear_password": bool(post.user) and post.tls == "none" and not post.is_here,
        "moved_day": post.is_moved and not post.is_here,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
