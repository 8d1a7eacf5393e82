"""What the map writes to people: each letter in both languages, plain and short.

People know no entries: how one is called is handed in, as ``name``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.base.i18n import long_date, t
from copro_map.people.paragraphs import (
    Name,
    both,
    called,
    link_to,
    mark,
    not_you,
    rights,
    three_buttons,
    whence,
    whole,
)
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.contacts import Claim, Contact, Decided
from copro_map.people.rules.letters import Kind, Letter


def sign_in(address: str, language: str, token: str) -> Letter:
    """Return the letter with a link by which a person who is entered signs in."""

    def say() -> str:
        return whole(
            t("Press this link to sign in to the map:"),
            link_to(token),
            t(
                "It works once, for 15 minutes, in the browser where you asked for it. "
                "You stay signed in for 12 hours."
            ),
            not_you(),
        )

    subject = both(lambda: t("Sign in to the asset map"))
    cause = f"sign_in {mark(token)}"
    return Letter(address, language, subject, both(say), "sign_in", cause, True)


def my_page(address: str, language: str, token: str) -> Letter:
    """Return the letter with the link to the page of an address's own entries."""

    def say() -> str:
        return whole(
            t("Press this link to see your entries on the map:"),
            link_to(token),
            t(
                "There you can say whether each is still right, and see what we keep "
                "about you. The link works for 60 minutes."
            ),
            not_you(),
        )

    subject = both(lambda: t("Your page on the asset map"))
    cause = f"my_page {mark(token)}"
    return Letter(address, language, subject, both(say), "link", cause, True)


def claim(address: str, language: str, token: str, entry: str, name: Name) -> Letter:
    """Return the letter that proves an address of somebody who speaks for an entry."""

    def say() -> str:
        return whole(
            t("Somebody asked with this address to speak for this entry:"),
            called(name),
            t("If that was you, press this link and say yes:"),
            link_to(token),
            t(
                "A steward of the map then decides, and we write to you. The link "
                "works for 60 minutes."
            ),
            not_you(),
        )

    subject = both(lambda: t("Is this your address? The asset map asks"))
    cause = f"claim {mark(token)}"
    return Letter(address, language, subject, both(say), "link", cause, True, entry)


def _about(
    contact: Contact,
    subject: Callable[[], str],
    body: Callable[[], str],
    kind: Kind,
    cause: str,
    token: str,
) -> Letter:
    of_address = mark(address_key(contact.address))
    return Letter(
        address=contact.address,
        language=contact.language,
        subject=both(subject),
        body=both(body),
        kind=kind,
        cause=f"{cause} {contact.entry} {of_address}",
        is_asked=False,
        entry=contact.entry,
        unsubscribe=f"/k/{token}",
    )


def service(contact: Contact, name: Name, token: str) -> Letter:
    """Return the first letter to an address that its owner did not give.

    It says which entry it is about, where the address is from, what it is kept for and
    what whoever has it can do (UK GDPR, Art. 14). There is one of it for an entry and
    an address.
    """

    def say() -> str:
        return whole(
            t("There is an entry on the asset map of co-production in Wales:"),
            called(name),
            whence(contact),
            three_buttons(token),
            t(
                "There you can also say that we are never to write to you again. If "
                "you do not answer, we write once more, and then no more."
            ),
            rights(),
        )

    def subject() -> str:
        return t("Is your entry on the asset map right? {name}", name=name)

    return _about(contact, subject, say, "service", "service", token)


def service_again(contact: Contact, name: Name, token: str) -> Letter:
    """Return the one reminder of ``service``, for whoever has not answered."""

    def say() -> str:
        return whole(
            t("We wrote to you about this entry and have not heard from you:"),
            called(name),
            whence(contact),
            three_buttons(token),
            t(
                "We do not write about this again. There you can also say that we are "
                "never to write to you at all."
            ),
            rights(),
        )

    def subject() -> str:
        return t("Is your entry on the asset map right? {name}", name=name)

    return _about(contact, subject, say, "service", "service_again", token)


def reminder(
    contact: Contact, name: Name, token: str, last_word: date, nth: int
) -> Letter:
    """Return the letter that asks again whether an entry is right.

    ``last_word`` is the day of the last word on it, ``nth`` which reminder since then:
    1, 2 or 3, the last. There is one of each.
    """

    def say() -> str:
        return whole(
            t("It is time to look at this entry on the asset map again:"),
            called(name),
            t("The last word on it: {day}", day=long_date(last_word)),
            three_buttons(token),
            t("We ask three times, then no more.")
            if nth < 3
            else t("This is the last time that we ask."),
            t(
                "There you can also say that we are never to write to you again, or "
                "answer this message."
            ),
        )

    def subject() -> str:
        return t("Still right? {name}", name=name)

    cause = f"reminder {last_word.isoformat()} {nth}"
    return _about(contact, subject, say, "reminder", cause, token)


def _decided(claim: Claim, agreed: bool, name: Name) -> Letter:
    def say() -> str:
        if agreed:
            said = t(
                "A steward agreed: your address now speaks for this entry. Ask for "
                'your link on its page ("Send me my link") to change or confirm it.'
            )
        else:
            said = t(
                "A steward could not agree that your address speaks for this entry. "
                "If that is wrong, answer this message and say how we can tell."
            )
        return whole(called(name), said)

    return Letter(
        address=claim.address,
        language=claim.language,
        subject=both(lambda: t("What you asked about: {name}", name=name)),
        body=both(say),
        kind="told",
        cause=f"decided {claim.number}",
        is_asked=True,
        entry=claim.entry,
    )


def _told(claim: Claim, contact: Contact, name: Name) -> Letter:
    def say() -> str:
        return whole(
            called(name),
            t(
                "Another address now speaks for this entry, as a steward of the map "
                "agreed. Yours can still be used for it."
            ),
            t("If that is wrong, answer this message soon, and we look at it again."),
        )

    return Letter(
        address=contact.address,
        language=contact.language,
        subject=both(lambda: t("Who speaks for your entry: {name}", name=name)),
        body=both(say),
        kind="told",
        cause=f"told {claim.number} {contact.number}",
        is_asked=False,
        entry=claim.entry,
    )


def claim_decided(decided: Decided, name: Name) -> tuple[Letter, ...]:
    """Return what is written when a claim is decided.

    To whoever asked, and, if a steward agreed, to whoever spoke for the entry before.
    """
    told = decided.before if decided.agreed else ()
    return (
        _decided(decided.claim, decided.agreed, name),
        *(_told(decided.claim, contact, name) for contact in told),
    )
