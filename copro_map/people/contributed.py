"""What the map writes to whoever sent an entry in, and the links in it.

The first letter goes to an address that nobody has proved, so it holds no word of what
was sent: nobody can have the map write to somebody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from copro_map.base.i18n import Label, t
from copro_map.base.store.connection import Database
from copro_map.people.links import Link, make_link
from copro_map.people.paragraphs import (
    Name,
    both,
    called,
    link_to,
    mark,
    not_you,
    whole,
)
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.letters import Kind, Letter

LONGEST_NUMBER = 18  # digits that the database holds


@dataclass(frozen=True)
class SentIn:
    """What a letter is about: a version, its entry, whoever sent it, a link to it.

    ``cause`` is the same for the same letter. ``name`` is one line.
    """

    entry: str
    address: str
    language: str
    token: str
    cause: str
    name: Name = ""


def version_link(
    database: Database, number: int, address: str, entry: str, now: datetime
) -> str:
    """Make a link to what was sent in, inside the transaction; return its token."""
    goes_to = str(number)
    return make_link(
        database, "version", now, address=address, entry=entry, goes_to=goes_to
    )


def version_of_link(link: Link) -> int:
    """Return the number of what was sent in that a link opens; 0 of another link."""
    number = link.goes_to.removeprefix("/")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return int(number) if link.purpose == "version" and is_number else 0


def _letter(
    about: SentIn,
    subject: Callable[[], str],
    body: Callable[[], str],
    kind: Kind = "told",
) -> Letter:
    return Letter(
        about.address,
        about.language,
        both(subject),
        both(body),
        kind,
        about.cause,
        is_asked=True,
        entry=about.entry,
    )


def receipt_letter(
    number: int, entry: str, address: str, language: str, token: str
) -> Letter:
    """Return the letter that says what was sent in has come, with the way to it.

    There is one of it for a version and an address. What is pressed on the page of the
    link proves the address.
    """

    def subject() -> str:
        return t("What you sent to the asset map has arrived")

    def say() -> str:
        return whole(
            t(
                "Something was sent to the asset map with this address. Somebody who "
                "knows the area looks at it before it is on the map."
            ),
            t(
                "Was it you? Press this link and say so. There you can also see "
                "what becomes of it, or take it back:"
            ),
            link_to(token),
            t(
                "Only then can we tell you what becomes of it. The link works for "
                "60 days."
            ),
            not_you(),
        )

    cause = f"version {number} receipt {mark(address_key(address))}"
    return _letter(SentIn(entry, address, language, token, cause), subject, say, "link")


def _lasts() -> str:
    return t("The link works for 60 days.")


def _see_it(token: str) -> str:
    return "\n\n".join((t("See it here:"), link_to(token), _lasts()))


def accepted_letter(about: SentIn, *, with_changes: bool = False) -> Letter:
    """Return the letter that says that what was sent in is on the map."""

    def subject() -> str:
        return t("It is on the map: {name}", name=called(about.name))

    def say() -> str:
        changed = t("Something in it was changed first, so please look at it.")
        return whole(
            called(about.name),
            t("What you sent in is on the map now. Thank you."),
            changed if with_changes else "",
            _see_it(about.token),
        )

    return _letter(about, subject, say)


def asked_letter(about: SentIn, question: str) -> Letter:
    """Return the letter with a question about what was sent in."""

    def subject() -> str:
        return t("A question about what you sent in: {name}", name=called(about.name))

    def say() -> str:
        return whole(
            called(about.name),
            t("Somebody looked at what you sent in, and asks:"),
            question,
            t("Press this link to answer:"),
            link_to(about.token),
            _lasts(),
        )

    return _letter(about, subject, say)


def declined_letter(about: SentIn, reason: Label) -> Letter:
    """Return the letter that says why what was sent in is not on the map."""

    def subject() -> str:
        return t("What you sent in: {name}", name=called(about.name))

    def say() -> str:
        return whole(
            called(about.name),
            t("What you sent in is not on the map. This is why:"),
            reason.text(),
            t("If that is wrong, answer this message."),
            _see_it(about.token),
        )

    return _letter(about, subject, say)
