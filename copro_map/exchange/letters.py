"""Letters of meetings: each in the reader's language, plain, warm and short.

None holds what people wrote. An address stands in one alone: that both have agreed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from copro_map.base.i18n import N_, Label, long_date, t
from copro_map.exchange.rules.records import Meeting, Side
from copro_map.exchange.sides import Names, To
from copro_map.people.contacts import Contact
from copro_map.people.paragraphs import both, link_to, mark, whence, whole
from copro_map.people.rules.addresses import address_key
from copro_map.people.rules.letters import Letter


def _letter(
    meeting: Meeting,
    side: Side,
    to: To,
    what: str,
    subject: Callable[[], str],
    say: Callable[[], str],
) -> Letter:
    return Letter(
        address=to.address,
        language=to.language,
        subject=both(subject),
        body=both(say),
        kind="message",
        cause=f"meeting {meeting.number} {what} {side}",
        is_asked=False,
        entry=meeting.entry(side),
    )


def about(names: Names) -> str:
    """Return the lines that say what a meeting is about, in the current language."""
    lines = []
    if names.request:
        lines.append(t("Asked for: {name}", name=names.request))
    if names.offer:
        lines.append(t("Offered: {name}", name=names.offer))
    return "\n".join(lines)


def _called(names: Names, side: Side) -> Label | str:
    """Return the name that tells a side which meeting it is: the other's, if known."""
    theirs, own = names.offer, names.request
    if side == "offerer":
        theirs, own = own, theirs
    return theirs or own or ""


def _footer(to: To) -> tuple[str, ...]:
    """Say where an address is from, to whoever did not write here themselves."""
    if to.contact is None:
        return ()
    return (
        whence(to.contact),
        t("On that page you can also say that we are never to write to you again."),
    )


INTRODUCED = {
    "asker": N_(
        "You asked for something on the map of co-production in Wales, and somebody "
        "offers what may help. We would like to introduce you to each other:"
    ),
    "offerer": N_(
        "You offer something on the map of co-production in Wales, and somebody asks "
        "for what you may be able to give. We would like to introduce you to each "
        "other:"
    ),
}


def introduced(
    meeting: Meeting, side: Side, to: To, names: Names, token: str, why: Label
) -> Letter:
    """Return the letter by which the Network introduces two to each other.

    ``why`` is a sentence that says why they may suit each other; may be empty.
    """

    def say() -> str:
        return whole(
            t(INTRODUCED[side]),
            about(names),
            why.text(),
            t("Press this link to write to them, or to say yes or no thank you:"),
            link_to(token),
            t(
                "Neither of you sees the other's address until both say yes. No is a "
                "good answer too: nobody asks why. The link works for 30 days."
            ),
            *_footer(to),
        )

    def subject() -> str:
        return t("May we introduce you? {name}", name=_called(names, side))

    return _letter(meeting, side, to, "introduced", subject, say)


def said_yes(meeting: Meeting, side: Side, to: To, names: Names, token: str) -> Letter:
    """Return the letter that the other side said yes."""

    def say() -> str:
        return whole(
            t("Good news: they would like to meet you."),
            about(names),
            t("Press this link to say yes too, to ask something, or to say no:"),
            link_to(token),
            t("Neither of you sees the other's address until both say yes."),
        )

    def subject() -> str:
        return t("They said yes: {name}", name=_called(names, side))

    return _letter(meeting, side, to, "yes", subject, say)


def agreed(  # noqa: PLR0913 - who is written to, about what, with which address
    meeting: Meeting, side: Side, to: To, names: Names, token: str, theirs: str
) -> Letter:
    """Return the letter that both have agreed, with the other side's address."""

    def say() -> str:
        return whole(
            t(
                "You have both said yes. Now you can write to each other. "
                "Their address:"
            ),
            theirs,
            about(names),
            t(
                "Once you have met, say so here, or that it came to nothing. You "
                "can leave them a thank-you there:"
            ),
            link_to(token),
        )

    def subject() -> str:
        return t("You have agreed to meet: {name}", name=_called(names, side))

    return _letter(meeting, side, to, "agreed", subject, say)


OVER = {
    "declined": N_(
        "They have thought about it, and say: no, thank you. Thank you for asking: "
        "others on the map may be glad to hear from you."
    ),
    "not_suited": N_(
        "The Network had suggested that you two meet. It does not suit them now."
    ),
    "taken_back": N_("They have taken back that they would like to meet."),
    "not_about": N_("They say that it did not come about."),
    "gone": N_("What they had on the map is no longer there, so this has ended."),
    "network": N_("The Network has taken the introduction back."),
    "lapsed": N_("30 days have passed without an answer, so this has ended by itself."),
}
AGAIN = {
    "asker": N_("Your request is open again for others; you need do nothing."),
    "offerer": N_("Your offer is free again for others; you need do nothing."),
}


def over(meeting: Meeting, side: Side, to: To, names: Names, why: str) -> Letter:
    """Return the letter that it is over, and that this side is free again.

    ``why`` is a word of ``OVER``. Nobody is thanked for asking who was introduced.
    """
    if why == "declined" and meeting.begun_by == "network":
        why = "not_suited"

    def say() -> str:
        free = t(AGAIN[side]) if meeting.entry(side) else ""
        return whole(about(names), t(OVER[why]), free)

    def subject() -> str:
        return t("It has ended: {name}", name=_called(names, side))

    return _letter(meeting, side, to, "over", subject, say)


def thanked(meeting: Meeting, side: Side, to: To, names: Names, token: str) -> Letter:
    """Return the letter that the other side says that they met, and perhaps thanks."""

    def say() -> str:
        told = t("They say that you have met.")
        if meeting.thanks:
            told = t("They say that you have met, and have left a thank-you for you.")
        return whole(
            told, about(names), t("Press this link to see it:"), link_to(token)
        )

    def subject() -> str:
        return t("You have met: {name}", name=_called(names, side))

    return _letter(meeting, side, to, "done", subject, say)


def unanswered(
    meeting: Meeting, side: Side, to: To, names: Names, token: str
) -> Letter:
    """Return the one gentle reminder to whoever has not answered."""

    def say() -> str:
        return whole(
            t("Somebody still waits for a word from you, yes or no:"),
            about(names),
            t("Press this link to answer. One press is enough:"),
            link_to(token),
            t(
                "If you do not answer, this ends by itself, and they are told that it "
                "has. We do not write about it again."
            ),
            *_footer(to),
        )

    def subject() -> str:
        return t("Yes, or no thank you? {name}", name=_called(names, side))

    return _letter(meeting, side, to, "reminder", subject, say)


def did_you_meet(
    meeting: Meeting, side: Side, to: To, names: Names, token: str
) -> Letter:
    """Return the one gentle question what came of it, once they have agreed."""

    def say() -> str:
        day = long_date(date.fromisoformat(meeting.agreed_on))
        return whole(
            t("You agreed to meet on {day}. Did it come about?", day=day),
            about(names),
            t("Press this link to say so, or that it came to nothing:"),
            link_to(token),
            t(
                "That frees what you asked for or offer, and helps others to see what "
                "is worth while. We do not ask again."
            ),
        )

    def subject() -> str:
        return t("Did you meet? {name}", name=_called(names, side))

    return _letter(meeting, side, to, "what_came", subject, say)


CLOSED = {
    "request": N_("The last day of this request on the map has passed:"),
    "offer": N_("The last day of this offer on the map has passed:"),
}


def closed(contact: Contact, kind: str, name: Label, ends: str, token: str) -> Letter:
    """Return the letter that an offer or a request has closed: once for its day."""

    def say() -> str:
        return whole(
            t(CLOSED[kind]),
            name.text(),
            t("It closed on {day}.", day=long_date(date.fromisoformat(ends))),
            t("Press this link to open it again; or let it rest, and do nothing:"),
            link_to(token),
            t("The link works for 21 days. Nothing happens until you press there."),
            whence(contact),
            t("There you can also say that we are never to write to you again."),
        )

    def subject() -> str:
        return t("It has closed: {name}", name=name)

    return Letter(
        address=contact.address,
        language=contact.language,
        subject=both(subject),
        body=both(say),
        kind="reminder",
        cause=f"closed {ends} {contact.entry} {mark(address_key(contact.address))}",
        is_asked=False,
        entry=contact.entry,
        unsubscribe=f"/k/{token}",
    )
