"""What the map writes to people: each letter in both languages, plain and short.

People know no entries: how one is called is handed in, as ``name``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from copro_map.base.i18n import Label, language_in_force, long_date, t
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.contacts import Claim, Contact, Decided
from copro_map.people.rules.letters import Kind, Letter

Name = Label | str
MARK = 16  # letters of a checksum, in what says that two letters are the same


def _both(say: Callable[[], str]) -> Label:
    said = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            said[language] = say()
    return Label(said["en"], said["cy"])


def _mark(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:MARK]


def _link(token: str) -> str:
    return f"[[/k/{token}]]"


def _text(*paragraphs: str) -> str:
    """Return a whole letter: a greeting, paragraphs, whom it is from."""
    said = (t("Hello,"), *paragraphs, _from())
    return "\n\n".join(paragraph for paragraph in said if paragraph)


def _from() -> str:
    site = "[[/]]"
    return f"{t('Asset map of co-production in Wales')}\n{site}"


def _called(name: Name) -> str:
    return name.text() if isinstance(name, Label) else name


def _not_you() -> str:
    return t("If you did not ask for this, you need do nothing: nothing happens.")


def sign_in(address: str, language: str, token: str) -> Letter:
    """Return the letter with a link by which a person who is entered signs in."""

    def say() -> str:
        return _text(
            t("Press this link to sign in to the map:"),
            _link(token),
            t(
                "It works once, for 15 minutes, in the browser where you asked for it. "
                "You stay signed in for 12 hours."
            ),
            _not_you(),
        )

    subject = _both(lambda: t("Sign in to the asset map"))
    cause = f"sign_in {_mark(token)}"
    return Letter(address, language, subject, _both(say), "sign_in", cause, True)


def my_page(address: str, language: str, token: str) -> Letter:
    """Return the letter with the link to the page of an address's own entries."""

    def say() -> str:
        return _text(
            t("Press this link to see your entries on the map:"),
            _link(token),
            t(
                "There you can say whether each is still right, and see what we keep "
                "about you. The link works for 60 minutes."
            ),
            _not_you(),
        )

    subject = _both(lambda: t("Your page on the asset map"))
    cause = f"my_page {_mark(token)}"
    return Letter(address, language, subject, _both(say), "link", cause, True)


def claim(address: str, language: str, token: str, entry: str, name: Name) -> Letter:
    """Return the letter that proves an address of somebody who speaks for an entry."""

    def say() -> str:
        return _text(
            t("Somebody asked with this address to speak for this entry:"),
            _called(name),
            t("If that was you, press this link and say yes:"),
            _link(token),
            t(
                "A steward of the map then decides, and we write to you. The link "
                "works for 60 minutes."
            ),
            _not_you(),
        )

    subject = _both(lambda: t("Is this your address? The asset map asks"))
    cause = f"claim {_mark(token)}"
    return Letter(address, language, subject, _both(say), "link", cause, True, entry)


def _whence(contact: Contact) -> str:
    """Say where an address is from (UK GDPR, Art. 14(2)(f))."""
    if contact.origin == "telephone":
        return t("We have your address as somebody gave it to us by telephone.")
    if contact.origin == "owner":
        return t("We have your address from you.")
    where, day = contact.found_at, contact.found_on
    if not day:
        return t("You did not give us your address. It is from: {where}", where=where)
    return t(
        "You did not give us your address. It is from: {where} ({day})",
        where=where,
        day=long_date(date.fromisoformat(day)),
    )


def _three(token: str) -> str:
    return "\n\n".join(
        (
            t(
                "Is it still right? Press this link, then say that it is, that "
                "something has changed, or that it is to be taken off the map:"
            ),
            _link(token),
            t("The link works for 21 days. Nothing happens until you press there."),
        )
    )


def _rights() -> str:
    return t(
        "The Co-production Network for Wales keeps the map and is responsible for what "
        "it holds. We keep your address, where it is from and the day we noted it, to "
        "ask whether the entry is right: our legitimate interest is a map that can be "
        "trusted. Only the stewards of the map and the officers of your area see it, "
        "for as long as the entry is on the map. You may see it, correct it, object "
        "and have it deleted: answer this message. You may also complain to the "
        "Information Commissioner: https://ico.org.uk/make-a-complaint"
    )


def _about(
    contact: Contact,
    subject: Callable[[], str],
    body: Callable[[], str],
    kind: Kind,
    cause: str,
    token: str,
) -> Letter:
    mark = _mark(address_key(contact.address))
    return Letter(
        address=contact.address,
        language=contact.language,
        subject=_both(subject),
        body=_both(body),
        kind=kind,
        cause=f"{cause} {contact.entry} {mark}",
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
        return _text(
            t("There is an entry on the asset map of co-production in Wales:"),
            _called(name),
            _whence(contact),
            _three(token),
            t(
                "There you can also say that we are never to write to you again. If "
                "you do not answer, we write once more, and then no more."
            ),
            _rights(),
        )

    def subject() -> str:
        return t("Is your entry on the asset map right? {name}", name=name)

    return _about(contact, subject, say, "service", "service", token)


def service_again(contact: Contact, name: Name, token: str) -> Letter:
    """Return the one reminder of ``service``, for whoever has not answered."""

    def say() -> str:
        return _text(
            t("We wrote to you about this entry and have not heard from you:"),
            _called(name),
            _whence(contact),
            _three(token),
            t(
                "We do not write about this again. There you can also say that we are "
                "never to write to you at all."
            ),
            _rights(),
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
        return _text(
            t("It is time to look at this entry on the asset map again:"),
            _called(name),
            t("The last word on it: {day}", day=long_date(last_word)),
            _three(token),
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
        return _text(_called(name), said)

    return Letter(
        address=claim.address,
        language=claim.language,
        subject=_both(lambda: t("What you asked about: {name}", name=name)),
        body=_both(say),
        kind="told",
        cause=f"decided {claim.number}",
        is_asked=True,
        entry=claim.entry,
    )


def _told(claim: Claim, contact: Contact, name: Name) -> Letter:
    def say() -> str:
        return _text(
            _called(name),
            t(
                "Another address now speaks for this entry, as a steward of the map "
                "agreed. Yours can still be used for it."
            ),
            t("If that is wrong, answer this message soon, and we look at it again."),
        )

    return Letter(
        address=contact.address,
        language=contact.language,
        subject=_both(lambda: t("Who speaks for your entry: {name}", name=name)),
        body=_both(say),
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
