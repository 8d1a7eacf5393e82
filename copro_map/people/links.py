"""Links: an address of this site that is sent, or printed, and opens one thing.

The address ends with a token of 256 random bits; kept is its SHA-256 alone, so that
whoever reads the database cannot open anything. It is looked up as a whole: nothing is
compared letter by letter.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

from copro_map.base.config import Settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_
from copro_map.base.moments import read_moment, written
from copro_map.base.retention import kept_for
from copro_map.base.store.connection import Database, writing
from copro_map.people.store import links as store

TOKEN_BYTES = 32
Purpose = Literal[
    "sign_in",
    "machine",
    "my_page",
    "entry",
    "claim",
    "letters",
    "version",
    "message",
    "talk",
    "meeting",
    "joining",
    "member",
    "event",
    "booking",
]
LIFETIMES: Mapping[Purpose, timedelta] = {
    "sign_in": timedelta(minutes=15),
    "machine": timedelta(minutes=10),
    "my_page": timedelta(minutes=60),
    "entry": timedelta(days=21),
    "claim": timedelta(minutes=60),
    "letters": timedelta(days=400),
    "version": timedelta(days=60),
    "message": timedelta(hours=24),
    "talk": timedelta(days=30),
    "meeting": timedelta(days=30),
    "joining": timedelta(hours=24),
    "member": timedelta(days=60),
    "event": timedelta(days=400),
    "booking": timedelta(days=400),
}
# How long a link is kept after its end, so that whoever is late is told so.


class LinkError(CoproMapError):
    """A link that opens nothing, or nothing any more; says what to do next."""


@dataclass(frozen=True)
class Link:
    """What a link is for.

    ``person`` is the number of whom it signs in; ``entry`` the id of the one entry that
    it is about; ``goes_to`` an address of this site to go on to; ``ends_at`` the moment
    from which it is past. ``is_local``: only for a browser on the server's own machine.
    """

    purpose: Purpose
    address: str
    person: int | None
    entry: str
    goes_to: str
    ends_at: datetime
    used: bool
    is_local: bool = False


def hashed(token: str) -> str:
    """Return the SHA-256 of a token, which alone is kept.

    Examples
    --------
    >>> hashed("")[:12], len(hashed("x"))
    ('e3b0c44298fc', 64)
    """
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def make_link(  # noqa: PLR0913 - all that a link may be of, by name
    database: Database,
    purpose: Purpose,
    now: datetime,
    *,
    address: str = "",
    person: int | None = None,
    entry: str = "",
    browser: str = "",
    goes_to: str = "",
    is_local: bool = False,
) -> str:
    """Make a link inside the caller's transaction; return its token.

    The token is the last part of the path ``/k/TOKEN``. ``browser`` is the cookie of
    the browser that asked for it, empty if any may use it.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "token_hash": hashed(token),
        "purpose": purpose,
        "address": address,
        "person": person,
        "entry": entry,
        "browser_hash": hashed(browser) if browser else "",
        "is_local": int(is_local),
        "goes_to": own_path(goes_to),
        "made_at": written(now),
        # In UTC, for a day of local time may have 23 hours, or 25.
        "ends_at": written(now.astimezone(UTC) + LIFETIMES[purpose]),
    }
    store.put_link(database, row)
    return token


def own_path(goes_to: str) -> str:
    r"""Return an address of this site, empty if it is one of another.

    Examples
    --------
    >>> own_path("/desk?lang=cy"), own_path("desk?part=confirm")
    ('/desk?lang=cy', '/desk?part=confirm')
    >>> own_path("//example.net"), own_path("https://a.net"), own_path(r"/\x.net")
    ('', '', '')
    """
    path = goes_to if goes_to.startswith("/") or not goes_to else f"/{goes_to}"
    before_query = path.partition("?")[0]
    strange = "\\" in path or path.startswith("//") or ":" in before_query
    unseen = any(ord(c) <= 32 or ord(c) == 127 for c in path)
    return "" if strange or unseen else path


def _link(row: Mapping[str, Any]) -> Link:
    return Link(
        purpose=row["purpose"],
        address=row["address"],
        person=row["person"],
        entry=row["entry"],
        goes_to=row["goes_to"],
        ends_at=read_moment(row["ends_at"]),
        used=row["used_at"] is not None,
        is_local=bool(row["is_local"]),
    )


def _found(
    database: Database, token: str, now: datetime, *, even_past: bool = False
) -> dict[str, Any]:
    row = store.find_link(database, hashed(token))
    if row is None:
        raise LinkError(
            N_(
                "This link is not known here. Open the newest message that you were "
                "sent, or ask for a new link."
            )
        )
    if row["ends_at"] <= written(now) and not even_past:
        raise LinkError(
            N_("This link is past its time. Ask for a new one; it takes a minute.")
        )
    return row


def open_link(
    database: Database, token: str, now: datetime, *, even_past: bool = False
) -> Link:
    """Return what a link is for; this uses nothing up, whoever opens it.

    ``even_past``: as long as it is kept, though past; only to write to nobody again.

    Raises
    ------
    LinkError
        If there is none, or it is past; the message says what to do next.
    """
    return _link(_found(database, token, now, even_past=even_past))


def use_link(
    database: Database,
    token: str,
    now: datetime,
    *,
    browser: str = "",
    is_local: bool = False,
) -> Link:
    """Use a link up inside the caller's transaction; return what it is for.

    Of two presses at once one is refused, for the transaction holds the database's one
    lock. ``browser`` is the cookie of the browser where it is pressed; ``is_local``
    says whether that browser is on the server's own machine.

    Raises
    ------
    LinkError
        If there is none, it is past or used, or another browser asked for it.
    """
    row = _found(database, token, now)
    if row["browser_hash"] not in ("", hashed(browser)):
        raise LinkError(
            N_(
                "This link was asked for in another browser. Open it there, or ask "
                "for a new one here."
            )
        )
    if row["is_local"] and not is_local:
        raise LinkError(
            N_(
                "This link opens only on the machine that the map runs on. Whoever "
                "made it can make one for another machine."
            )
        )
    if not store.mark_used(database, hashed(token), written(now)):
        raise LinkError(
            N_("This link was used before, and works once. Ask for a new one.")
        )
    return _link(row)


def sweep_links(settings: Settings, now: datetime) -> int:
    """Delete links that are long past, and sessions that are; return how many.

    A link is kept for 90 days after its end, so that whoever opens it is told that it
    is past. Where there is no database nothing is written.

    Raises
    ------
    DatabaseError
        If the database cannot be written.
    """
    if not settings.database.exists():
        return 0
    long_past = now.astimezone(UTC) - kept_for(settings, "links")
    with writing(settings.database, make=False) as database:
        return store.sweep(database, written(now), written(long_past))
