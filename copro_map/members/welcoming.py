"""Letters of joining and leaving: each in the reader's language, plain and short.

None holds what somebody promised or would give; whoever is written to joined.
"""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.i18n import Label, t
from copro_map.members.rules.records import Member
from copro_map.people.paragraphs import both, called, link_to, mark, not_you, whole
from copro_map.people.rules.letters import Letter


def _letter(
    member: Member, what: str, subject: Callable[[], str], say: Callable[[], str]
) -> Letter:
    return Letter(
        address=member.address,
        language=member.language,
        subject=both(subject),
        body=both(say),
        kind="message",
        cause=f"member {member.id} {what}",
        is_asked=True,
        entry=member.entry,
    )


def _name(member: Member) -> Label:
    """Return what a member is called, in each language the one name if there is one."""
    english, welsh = member.name_en, member.name_cy
    return Label(english or welsh, welsh or english)


def _yours() -> str:
    """Say what the link to somebody's membership is for."""
    return t(
        "There you can see what we keep of your membership, change it, and leave "
        "whenever you like. The link works for 60 days; then ask for one on the map "
        '("Send me my link").'
    )


def to_join(member: Member, token: str) -> Letter:
    """Return the letter whose link makes somebody a member."""

    def say() -> str:
        return whole(
            t("Somebody used this address to join the Network:"),
            called(_name(member)),
            t("If that was you, press this link, then press there to join:"),
            link_to(token),
            t(
                "The link works for 24 hours. Nobody is a member until you press "
                "there; what is not pressed is deleted after two days."
            ),
            not_you(),
        )

    return _letter(member, "to_join", lambda: t("Join the Network: one press"), say)


def welcome(member: Member, token: str) -> Letter:
    """Return the letter that thanks a new member, with the link to their membership."""

    def say() -> str:
        return whole(
            t("Thank you for joining: you are a member of the Network from today."),
            t("Press this link to see your membership:"),
            link_to(token),
            _yours(),
        )

    return _letter(member, "welcome", lambda: t("You are a member: thank you"), say)


def already(member: Member, token: str) -> Letter:
    """Return the letter to somebody who asked to join, and is a member already."""

    def say() -> str:
        return whole(
            t(
                "Somebody filled in the form to join the Network as you. You are a "
                "member already, so nothing has changed."
            ),
            t("Press this link to see your membership:"),
            link_to(token),
            _yours(),
        )

    what = f"already {mark(token)}"
    return _letter(member, what, lambda: t("You are a member already"), say)


def goodbye(member: Member, token: str) -> Letter:
    """Return the letter to somebody who left, with the way back."""

    def say() -> str:
        return whole(
            t("You have left the Network. Thank you for all that you gave to it."),
            t(
                "If that was a mistake, press this link to come back. After 90 days "
                "your name, your address and your words are deleted."
            ),
            link_to(token),
        )

    what = f"left {member.left_on} {mark(token)}"
    return _letter(member, what, lambda: t("You have left the Network"), say)
