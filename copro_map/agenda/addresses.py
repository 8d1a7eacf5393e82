"""Where events lead: their pages, the form to book, the calendar, telling of one."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from copro_map.agenda.rules.asked import Asked, params_of
from copro_map.agenda.showing import Shown
from copro_map.base.i18n import current_language, t
from copro_map.frame.served import is_answered

BOOK, TELL, FEED = "/book", "/tell-event", "/open/events.ics"
OWN = "/{language:language}/event/{id:id}.ics"  # as its route is written
PAGE = "/events"


def _at(path: str, **asked: str) -> str:
    return f"{path}?{urlencode({**asked, 'lang': current_language()})}"


def page_address(asked: Asked, **more: str) -> str:
    """Return the address of the page of events with a question, and more of it.

    Examples
    --------
    >>> page_address(Asked(online=True), show="month")
    '/events?online=1&show=month&lang=en'
    """
    return _at(PAGE, **params_of(asked), **{k: v for k, v in more.items() if v})


def live_address(asked: Asked, show: str) -> Callable[[str], str]:
    """Return what gives the address of an event on the page, by its id.

    The question and the look go with it, so that the way back leads to them.
    """
    return lambda event_id: page_address(asked, show=show, event=event_id)


def light_address(event_id: str) -> str:
    """Return the path of an event's plain page, in the language in force."""
    return f"/{current_language()}/event/{event_id}"


def book_address(one: Shown) -> str:
    """Return where a place is booked; "" if none can be, or nobody answers there."""
    if one.booking not in ("open", "full") or not is_answered(BOOK):
        return ""
    return _at(BOOK, event=one.event.id)


def tell_address() -> str:
    """Return where somebody tells of an event; "" where nobody answers."""
    return _at(TELL) if is_answered(TELL) else ""


def feed_address(asked: Asked) -> str:
    """Return the path of the calendar of a question; "" where nobody answers."""
    return _at(FEED, **params_of(asked)) if is_answered(FEED) else ""


def file_address(one: Shown) -> str:
    """Return the path of an event for a calendar; "" where nobody answers."""
    return f"{light_address(one.event.id)}.ics" if is_answered(OWN) else ""


def acts(one: Shown) -> list[tuple[str, str, bool]]:
    """Return what can be done about an event: where, in words, and is it the first."""
    words = {"open": t("Book a place"), "full": t("Join the waiting list")}
    found = [(book_address(one), words.get(one.booking, ""), True)]
    if one.stands in ("ahead", "on"):
        found.append((file_address(one), t("Add to my calendar"), False))
    return [act for act in found if act[0]]
