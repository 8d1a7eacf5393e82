"""A first message that is held: the page of its link, and the press that sends it."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.i18n import N_, explain, t
from copro_map.base.today import current_day
from copro_map.by_link.asked_instead import is_live
from copro_map.by_link.coming_back import is_back
from copro_map.by_link.light import cookies
from copro_map.by_link.light.asking import send_now
from copro_map.by_link.light.message import entry_named, instead, not_there, refused
from copro_map.by_link.light.opening import SECONDS, Opened, at, go_on
from copro_map.by_link.light.words import spoken_name
from copro_map.drawing.templates import render
from copro_map.exchange.face import MeetingError
from copro_map.exchange.light import meeting as meetings
from copro_map.frame.light.form import Form
from copro_map.frame.light.page import light_page
from copro_map.talks.rules.talks import NobodyError, TalkError
from copro_map.talks.talks import seen, send_held

KEPT_BACK = N_(
    "Your message is not sent yet. Something written from this address was said to "
    "be abuse. A steward of the map looks at that first."
)


def page_of_message(request: Request, here: Opened) -> Response:
    """Return the page of the link by which a message leaves, with the one button.

    Raises
    ------
    TalkError
        If it is kept no more.
    """
    told = seen(here.settings, here.link)
    if here.link.used and told.talk.state == "kept_back":
        return _told(request, t("It was not sent"), t(KEPT_BACK))
    if here.link.used:
        words = t("Your message was sent. You get an e-mail when there is an answer.")
        return _told(request, t("It was sent"), words)
    entry = entry_named(here.settings, told.talk.entry)
    if entry is None:
        return not_there(request)
    body = render(
        "by_link/message.html",
        called=spoken_name(entry),
        kind=entry.kind if meetings.is_exchange(entry) else "",
        words=told.words[-1].words,
        address=told.own,
        gives=told.talk.one.gives,
        proof=here.proof("send"),
        action=at("/k"),
    )
    return light_page(request, t("Send your message"), body)


def _told(request: Request, title: str, words: str, status: int = 200) -> Response:
    body = render("by_link/told.html", words=words, href=at("/"), on=t("Go to the map"))
    return light_page(request, title, body, status=status)


def message_sent(request: Request, here: Opened, _form: Form) -> Response:
    """Use the link up and let the message leave; go on to the conversation."""
    if here.link.used:
        return page_of_message(request, here)
    told = seen(here.settings, here.link)
    entry = entry_named(here.settings, told.talk.entry)
    if entry is None:
        return not_there(request)
    words = told.words[-1].words
    if not is_live(entry, current_day()):
        return instead(request, entry, words)
    try:
        beside = meetings.sending(here.now)
        token = send_held(
            here.settings, here.token, entry.name, here.now, beside=beside
        )
    except NobodyError:
        return instead(request, entry, words)
    except MeetingError as error:
        return refused(request, entry, explain(error), words)
    except TalkError as error:
        return _told(request, t("It was not sent"), explain(error), 400)
    is_back(here.settings, told.own, here.now)
    way = go_on(at("/k", said="sent"))
    cookies.keep(way, request, cookies.LINK, token, seconds=SECONDS)
    way.background = BackgroundTask(send_now, here.settings)
    return way
