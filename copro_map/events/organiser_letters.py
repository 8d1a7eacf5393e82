"""Letters to whoever told of an event: to send it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.i18n import Label, current_language, t
from copro_map.events.rules.records import Event
from copro_map.events.saying import name_of, when, where
from copro_map.people.paragraphs import both, link_to, mark, not_you, whole
from copro_map.people.rules.letters import Letter


def _about(event: Event) -> str:
    """Return the lines that say which event it is, in the current language."""
    lines = (name_of(event).text(), when(event), where(event))
    return "\n".join(line for line in lines if line)


def _letter(
    event: Event, cause: str, subject: Callable[[], str], say: Callable[[], str]
) -> Letter:
    return Letter(
        address=event.address,
        language=event.language,
        subject=both(subject),
        body=both(say),
        kind="link",
        cause=f"event {event.id} {cause}",
        is_asked=True,
    )


def to_tell(event: Event, token: str) -> Letter:
    """Return the letter whose link sends an event to the desk."""

    def say() -> str:
        return whole(
            t("Somebody used this address to tell us of an event:"),
            _about(event),
            t("If that was you, press this link, then press there to send it to us:"),
            link_to(token),
            t(
                "Nothing is sent until you press there; what is not sent is deleted "
                "after two days."
            ),
            not_you(),
        )

    def subject() -> str:
        return t("Send your event to us: {name}", name=name_of(event))

    return _letter(event, f"to_tell {mark(token)}", subject, say)


def accepted(event: Event, words: Label, token: str) -> Letter:
    """Return the letter that an event is on the map, with the organiser's link."""

    def say() -> str:
        return whole(
            t("Thank you: your event is on the map now."),
            _about(event),
            f"[[/{current_language()}/event/{event.id}]]",
            words.text(),
            t(
                "Keep this letter: by this link you see who has booked, and can say "
                "afterwards what came of it:"
            ),
            link_to(token),
            t("If something changes, or it cannot take place, answer this e-mail."),
        )

    def subject() -> str:
        return t("Your event is on the map: {name}", name=name_of(event))

    return _letter(event, f"accepted {event.sequence}", subject, say)


def refused(event: Event, words: Label) -> Letter:
    """Return the letter that an event is not put on the map, with why."""

    def say() -> str:
        return whole(
            t("Thank you for telling us of an event. It is not on the map:"),
            _about(event),
            words.text(),
            t("If we have misunderstood something, answer this e-mail."),
        )

    def subject() -> str:
        return t("About your event: {name}", name=name_of(event))

    return _letter(event, f"refused {event.sequence}", subject, say)
