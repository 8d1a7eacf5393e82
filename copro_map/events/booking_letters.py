"""Letters to those who book a place at an event: plain, each in the reader's language.

None holds what would help them take part, nor anybody else's name.
"""

from __future__ import annotations

from collections.abc import Callable

from copro_map.base.i18n import N_, current_language, t
from copro_map.events.rules.records import Booking, Event, Moved
from copro_map.events.saying import days, name_of, when, where
from copro_map.people.paragraphs import both, link_to, mark, not_you, whole
from copro_map.people.rules.letters import Letter


def cause_of(booking: Booking, what: str) -> str:
    """Return what is the same for the same letter: to whom, and about what."""
    return f"booking {booking.number} {what}"


def _letter(
    booking: Booking, what: str, subject: Callable[[], str], say: Callable[[], str]
) -> Letter:
    return Letter(
        address=booking.address,
        language=booking.language,
        subject=both(lambda: " ".join(subject().split())),
        body=both(say),
        kind="message",
        cause=cause_of(booking, what),
        is_asked=False,
    )


def _about(event: Event) -> str:
    lines = [name_of(event).text(), when(event), where(event)]
    return "\n".join(line for line in lines if line)


def _ways(event: Event, booking: Booking) -> str:
    """Return what to have for the day: the join link, and a file for a calendar."""
    language = current_language()
    lines = [
        t("For your calendar: {link}", link=f"[[/{language}/event/{event.id}.ics]]")
    ]
    if event.is_online and event.state == "planned" and booking.state != "waiting":
        told = t("The link comes to you by e-mail before the event.")
        if event.join_link:
            told = t("To join online: {link}", link=event.join_link)
        lines.insert(0, told)
    return "\n".join(lines)


def _yours(token: str) -> str:
    """Return the link to their place, and what can be done there."""
    return "\n".join(
        (
            t("Your booking: leave it, or change it, here:"),
            link_to(token),
        )
    )


def to_confirm(
    event: Event, booking: Booking, token: str, *, is_full: bool = False
) -> Letter:
    """Return the letter with the link by which a place is booked, or waited for."""

    def say() -> str:
        return whole(
            t("Press this link, then the button there, to join the waiting list:")
            if is_full
            else t("Press this link, then the button there, to book your place:"),
            link_to(token),
            _about(event),
            t("It works for two days. {if_not}", if_not=not_you()),
        )

    def subject() -> str:
        name = name_of(event).text()
        if is_full:
            return t("One more step to join the waiting list: {name}", name=name)
        return t("One more step to book: {name}", name=name)

    return _letter(booking, f"confirm {mark(token)}", subject, say)


def already(event: Event, booking: Booking, token: str) -> Letter:
    """Return the letter to whoever asks again: they have booked, and here it is."""

    def say() -> str:
        told = t("You have booked already; one place for each address is enough.")
        return whole(told, _about(event), _yours(token))

    def subject() -> str:
        return t("You have booked already: {name}", name=name_of(event).text())

    return _letter(booking, f"already {mark(token)}", subject, say)


def _plain(  # noqa: PLR0913 - to whom, about what, in which words
    event: Event, booking: Booking, token: str, told: str, title: str, what: str
) -> Letter:
    """Return a letter that says one thing of an event, and what to have for the day."""
    return _letter(
        booking,
        what,
        lambda: t(title, name=name_of(event).text()),
        lambda: whole(t(told), _about(event), _ways(event, booking), _yours(token)),
    )


def has_place(event: Event, booking: Booking, token: str) -> Letter:
    """Return the letter that they have a place."""
    told = N_("You have a place. We look forward to seeing you.")
    return _plain(
        event,
        booking,
        token,
        told,
        N_("You have a place: {name}"),
        f"in {booking.booked_at}",
    )


def waits(event: Event, booking: Booking, token: str, position: int) -> Letter:
    """Return the letter that they are on the waiting list, and at which place."""

    def say() -> str:
        return whole(
            t(
                "All places are taken. You are on the waiting list, at number {n}.",
                n=position,
            ),
            _about(event),
            t("If somebody leaves, you move up, and we write to you at once."),
            _yours(token),
        )

    def subject() -> str:
        return t("You are on the waiting list: {name}", name=name_of(event).text())

    return _letter(booking, f"waiting {booking.booked_at}", subject, say)


def moved_up(event: Event, booking: Booking, token: str) -> Letter:
    """Return the letter that they have a place after all."""
    told = N_("Good news: a place has become free, and it is yours.")
    return _plain(
        event,
        booking,
        token,
        told,
        N_("You have a place now: {name}"),
        f"up {booking.moved_up_at}",
    )


def moved(event: Event, was: Moved | None, booking: Booking, token: str) -> Letter:
    """Return the letter that an event is moved to another time or place."""

    def say() -> str:
        before = ""
        if was:
            old = days(was.starts_on, was.starts_at, was.ends_on, was.ends_at)
            before = t(
                "It was to be: {when}", when=", ".join(filter(None, (old, was.venue)))
            )
        why = _why(was.why_en, was.why_cy) if was else ""
        told = t("This event is moved. You keep your place, here is when it is now:")
        if booking.state == "waiting":
            told = t("This event is moved. You are still on the waiting list:")
        return whole(
            told, _about(event), before, why, _ways(event, booking), _yours(token)
        )

    def subject() -> str:
        return t("Moved: {name}", name=name_of(event).text())

    return _letter(booking, f"moved {event.sequence}", subject, say)


def cancelled(event: Event, booking: Booking, token: str) -> Letter:
    """Return the letter that an event does not take place."""

    def say() -> str:
        told = t("This event is cancelled. We are sorry.")
        why = _why(event.why_en, event.why_cy)
        return whole(told, _about(event), why, _ways(event, booking), _yours(token))

    def subject() -> str:
        return t("Cancelled: {name}", name=name_of(event).text())

    return _letter(booking, f"cancelled {event.sequence}", subject, say)


def on_again(event: Event, booking: Booking, token: str) -> Letter:
    """Return the letter that an event that was cancelled takes place after all."""
    told = N_("This event takes place after all, and your booking is as it was:")
    return _plain(
        event,
        booking,
        token,
        told,
        N_("It takes place after all: {name}"),
        f"again {event.sequence}",
    )


def reminder(event: Event, booking: Booking, token: str) -> Letter:
    """Return the letter some days before."""
    told = N_("This is soon, and you have a place:")
    return _plain(
        event, booking, token, told, N_("Soon: {name}"), f"reminder {event.starts_on}"
    )


def thanks(event: Event, booking: Booking) -> Letter:
    """Return the letter afterwards: thanks, and what came of it if that is written."""

    def say() -> str:
        page = f"[[/{current_language()}/event/{event.id}]]"
        came = _why(event.outcome_en, event.outcome_cy)
        return whole(
            t("Thank you for coming."),
            _about(event),
            t("What came of it: {words}", words=came) if came else "",
            "\n".join((t("The page of the event:"), page)),
            t("Your booking is deleted 30 days after the event."),
        )

    def subject() -> str:
        return t("Thank you: {name}", name=name_of(event).text())

    return _letter(booking, "thanks", subject, say)


def _why(english: str, welsh: str) -> str:
    """Return what was written, in the current language if it is in it."""
    one, other = (welsh, english) if current_language() == "cy" else (english, welsh)
    return one or other
