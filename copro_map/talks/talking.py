"""Letters of the relay: somebody wrote, answered, gave their address, or ended it.

None holds what was written: that is read on the page behind the link, so deleting it
there deletes it. How an entry is called is handed in, as ``name``.
"""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.i18n import N_, t
from copro_map.people.paragraphs import (
    Name,
    both,
    called,
    link_to,
    not_you,
    whence,
    whole,
)
from copro_map.people.rules.contacts import Contact
from copro_map.people.rules.letters import Letter
from copro_map.talks.rules.talks import Side, Talk, across


def to_send(talk: Talk, name: Name, token: str) -> Letter:
    """Return the letter whose link lets a first message leave."""

    def say() -> str:
        return whole(
            t(
                "Somebody used this address to write a message to this entry on the "
                "map:"
            ),
            called(name),
            t("If that was you, press this link, then press there to send it:"),
            link_to(token),
            t(
                "The link works for 24 hours. Nothing is sent until you press "
                "there; what is not sent is deleted after two days."
            ),
            not_you(),
        )

    def subject() -> str:
        return t("Send your message: {name}", name=name)

    return _letter(talk, "one", "to_send", subject, say)


def _letter(
    talk: Talk,
    side: Side,
    what: str,
    subject: Callable[[], str],
    say: Callable[[], str],
) -> Letter:
    to = talk.of(side)
    return Letter(
        address=to.address,
        language=to.language,
        subject=both(subject),
        body=both(say),
        kind="message",
        cause=f"talk {talk.mark} {side} {what}",
        is_asked=True,
        entry=talk.entry,
    )


def _on_the_page() -> str:
    """Say that an answer by mail reaches nobody but whoever keeps the map."""
    return t("Answer on that page: an answer to this e-mail does not reach them.")


def wrote_to_you(talk: Talk, name: Name, token: str, contact: Contact) -> Letter:
    """Return the letter that tells an entry's contact that somebody wrote."""

    def say() -> str:
        return whole(
            t("Somebody wrote to you through your entry on the asset map:"),
            called(name),
            t("Press this link to read it, and to answer:"),
            link_to(token),
            t(
                "They do not see your address, and you do not see theirs, unless both "
                "of you say so. You can answer, say no thank you, or say that it is "
                "abuse. The link works for 30 days; then what was written is deleted."
            ),
            _on_the_page(),
            whence(contact),
            t("On that page you can also say that we are never to write to you again."),
        )

    def subject() -> str:
        return t("Somebody wrote to you: {name}", name=name)

    return _letter(talk, "other", "first", subject, say)


# What is new for a side, and is read and answered on its page.
NEW = {
    "word": N_("Somebody has written back. Press this link to read it, and to answer:"),
    "gives": N_(
        "The other person would give you their address if you give them yours. "
        "Press this link to answer:"
    ),
}


def news(talk: Talk, side: Side, what: str, nth: str, name: Name, token: str) -> Letter:
    """Return the letter that there is something new; ``what`` is a word of ``NEW``.

    ``nth`` tells it from those of the same conversation before.
    """

    def say() -> str:
        return whole(
            t("About this entry on the asset map:"),
            called(name),
            t(NEW[what]),
            link_to(token),
            t(
                "The link works for 30 days. Nobody sees the other's address until "
                "both give theirs."
            ),
            _on_the_page(),
        )

    def subject() -> str:
        return t("Something new in your conversation: {name}", name=name)

    return _letter(talk, side, f"{what} {nth}", subject, say)


def both_gave(talk: Talk, side: Side, name: Name, token: str) -> Letter:
    """Return the letter with the other side's address, now that both gave theirs."""
    address = talk.of(across(side)).address

    def say() -> str:
        return whole(
            t("About this entry on the asset map:"),
            called(name),
            t("You have both given your addresses. This is theirs:"),
            address,
            t("You can write to each other without the map now. The conversation:"),
            link_to(token),
        )

    def subject() -> str:
        return t("You can write to each other: {name}", name=name)

    return _letter(talk, side, "both_gave", subject, say)


def no_thanks(talk: Talk, name: Name) -> Letter:
    """Return the letter that tells whoever wrote that it is no, thank you."""

    def say() -> str:
        return whole(
            t("You wrote to this entry on the asset map:"),
            called(name),
            t(
                "They have read what you wrote, and say: no, thank you. That is the "
                "end of this conversation. Thank you for asking: others on the map "
                "may be glad to hear from you."
            ),
        )

    return _letter(talk, "one", "no_thanks", lambda: _ended(name), say)


def _ended(name: Name) -> str:
    return t("A conversation has ended: {name}", name=name)


def ended(talk: Talk, side: Side, name: Name) -> Letter:
    """Return the letter that tells a side that the other has ended it."""

    def say() -> str:
        return whole(
            t("About this entry on the asset map:"),
            called(name),
            t(
                "The other person has ended the conversation. You need do nothing; "
                "what was written is deleted after 30 days."
            ),
        )

    return _letter(talk, side, "ended", lambda: _ended(name), say)
