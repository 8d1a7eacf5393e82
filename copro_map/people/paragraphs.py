"""What several letters say in the same words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256

from copro_map.base.i18n import Label, current_language, language_in_force, long_date, t
from copro_map.people.rules.contacts import Contact
from copro_map.people.rules.letters import NETWORK

Name = Label | str
MARK = 16  # letters of a checksum, in what says that two letters are the same


def both(say: Callable[[], str]) -> Label:
    """Return what a function says, in both languages."""
    said = {}
    for language in ("en", "cy"):
        with language_in_force(language):
            said[language] = say()
    return Label(said["en"], said["cy"])


def mark(text: str) -> str:
    """Return a short checksum of a text that is to stand nowhere."""
    return sha256(text.encode()).hexdigest()[:MARK]


def link_to(token: str) -> str:
    """Return what stands for a link's address until it is sent: in this language."""
    return f"[[/k/{token}?lang={current_language()}]]"


def whole(*paragraphs: str) -> str:
    """Return a whole letter: a greeting, paragraphs, whom it is from."""
    said = (t("Hello,"), *paragraphs, _from())
    return "\n\n".join(paragraph for paragraph in said if paragraph)


def _from() -> str:
    site = "[[/]]"
    return f"{t('Asset map of co-production in Wales')}\n{NETWORK}\n{site}"


def called(name: Name) -> str:
    """Return what an entry is called, in the current language."""
    return name.text() if isinstance(name, Label) else name


def not_you() -> str:
    """Say what to do for whoever did not ask."""
    return t("If you did not ask for this, you need do nothing: nothing happens.")


def whence(contact: Contact) -> str:
    """Say where an address is from (UK GDPR, Art. 14(2)(f))."""
    if contact.origin == "telephone":
        return t("We have your address as somebody gave it to us by telephone.")
    where, day = contact.found_at, contact.found_on
    if contact.origin == "owner":
        told = t("We have your address from you.")
        return (
            f"{told} {t('It was typed here: {where}', where=where)}" if where else told
        )
    if not day:
        return t("You did not give us your address. It is from: {where}", where=where)
    return t(
        "You did not give us your address. It is from: {where} ({day})",
        where=where,
        day=long_date(date.fromisoformat(day)),
    )


def three_buttons(token: str) -> str:
    """Ask whether an entry is right, with the link to answer by."""
    return "\n\n".join(
        (
            t(
                "Is it still right? Press this link, then say that it is, that "
                "something has changed, or that it is to be taken off the map:"
            ),
            link_to(token),
            t("The link works for 21 days. Nothing happens until you press there."),
        )
    )


def rights() -> str:
    """Say who keeps an address, what for, and what whoever has it may do (Art. 14)."""
    return t(
        "Who keeps the map and is responsible for what it holds: {network}. "
        "We keep your address, where it is from and the day we noted it, to ask "
        "whether the entry is right: our legitimate interest is a map that can be "
        "trusted. Only the stewards of the map and the officers of your area see it, "
        "for as long as the entry is on the map. You may see it, correct it, object "
        "and have it deleted: answer this message. You may also complain to the "
        "Information Commissioner: https://ico.org.uk/make-a-complaint",
        network=NETWORK,
    )
