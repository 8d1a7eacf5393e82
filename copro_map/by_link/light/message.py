"""A first message to an entry's people: written, looked at, and sent by a link.

What is typed stays on the page whatever is wrong with it. The page tells no more of an
entry's contact than that there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.assets.face import KeptEntry, kept_entries
from copro_map.base.config import Settings, load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, current_language, explain, t
from copro_map.base.said import Spoken
from copro_map.base.store.became import successors
from copro_map.base.store.connection import reading
from copro_map.base.store.network import contact_on
from copro_map.base.today import current_day, current_moment
from copro_map.by_link.asked_instead import (
    asked_instead,
    councils_elsewhere,
    is_live,
)
from copro_map.by_link.coming_back import is_back
from copro_map.by_link.light import cookies
from copro_map.by_link.light.asking import client_of, send_now
from copro_map.by_link.light.opening import SECONDS, Opened, at, go_on
from copro_map.by_link.light.words import spoken_name
from copro_map.drawing.templates import render
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import light_page, spoken, status_of
from copro_map.people.rules.addresses import read_address
from copro_map.talks.rules.pointed import pointed_out, tells
from copro_map.talks.rules.talks import (
    LONGEST,
    First,
    NobodyError,
    TalkError,
    read_words,
)
from copro_map.talks.talks import can_be_written_to, hold_message, seen, send_held

KEPT_BACK = N_(
    "Your message is not sent yet. Something written from this address was said to "
    "be abuse. A steward of the map looks at that first."
)


@dataclass(frozen=True)
class Typed:
    """What stands in the form, and what is wrong with it."""

    words: str = ""
    address: str = ""
    gives: bool = False
    fault: str = ""
    status: int = 200


def entry_named(settings: Settings, given: str) -> KeptEntry | None:
    """Return an entry that is on the map, or what it became; None if there is none."""
    with reading(settings.database) as database:
        now_id = successors(database).get(given, given)
        found = kept_entries(database, now_id).get(now_id) if now_id else None
    return found if found and found.status == "published" else None


def _not_there(request: Request) -> Response:
    words = t(
        "This entry is not on the map. Look for it there, and write from its page."
    )
    body = render("by_link/told.html", words=words, href=at("/"), on=t("Go to the map"))
    return light_page(request, t("There is nobody to write to"), body, status=404)


def _instead(request: Request, entry: KeptEntry, words: str = "") -> Response:
    """Return the page of an entry that cannot be written to: who is asked."""
    settings, today = load_settings(), current_day()
    bodies = asked_instead(settings, entry.id, today)
    body = render(
        "by_link/asked_instead.html",
        called=spoken_name(entry),
        entry=entry.id,
        has_ended=not is_live(entry, today),
        bodies=bodies,
        elsewhere=councils_elsewhere(settings, bodies),
        contact=contact_on(settings, today),
        words=words,
        at=at,
    )
    return light_page(request, t("Who to ask"), body)


def _form(request: Request, entry: KeptEntry, typed: Typed) -> Response:
    body = render(
        "by_link/write.html",
        action=at("/write", entry=entry.id),
        entry=entry.id,
        called=spoken_name(entry),
        typed=typed,
        longest=LONGEST,
    )
    return light_page(request, t("Write to them"), body, status=typed.status)


def _can_be(settings: Settings, entry: KeptEntry) -> bool:
    return is_live(entry, current_day()) and can_be_written_to(settings, entry.id)


def _page(request: Request, given: str, typed: Typed) -> Response:
    settings = load_settings()
    entry = entry_named(settings, given)
    if entry is None:
        return _not_there(request)
    if not _can_be(settings, entry):
        return _instead(request, entry, typed.words)
    return _form(request, entry, typed)


@spoken
def write(request: Request) -> Response:
    """Answer GET ``/write?entry=ID``: the form, or who is asked instead."""
    return _page(request, request.query_params.get("entry", ""), Typed())


def _typed(form: Form, fault: str = "", status: int = 200) -> Typed:
    words, address = form.get("words", ""), form.get("address", "")
    return Typed(words, address, bool(form.get("gives")), fault, status)


def _again(request: Request, form: Form, fault: str) -> Response:
    """Return the form as it was typed, with what is wrong with it."""
    return _page(request, form.get("entry", ""), _typed(form, fault, 400))


def look_first(
    request: Request, called: Spoken, action: str, press: str, boxes: Mapping[str, str]
) -> Response:
    """Return the page that points out what tells how somebody can be reached.

    ``boxes`` are what its form sends, the words among them; ``press`` is the name of
    what says whether they are sent as they are.
    """
    body = render(
        "by_link/look_first.html",
        action=action,
        called=called,
        press=press,
        boxes=boxes,
        pieces=pointed_out(boxes["words"].strip()),
    )
    return light_page(request, t("Look at this first"), body)


def _pointed_out(request: Request, entry: KeptEntry, typed: Typed) -> Response:
    boxes = {
        "entry": entry.id,
        "words": typed.words,
        "address": typed.address,
        "gives": "1" if typed.gives else "",
    }
    action = at("/write", entry=entry.id)
    return look_first(request, spoken_name(entry), action, "press", boxes)


def _on_its_way(request: Request, entry: KeptEntry, address: str) -> Response:
    settings = load_settings()
    body = render(
        "by_link/message_held.html",
        called=spoken_name(entry),
        address=address,
        again=at("/write", entry=entry.id),
    )
    page = light_page(request, t("One more step: look in your mail"), body)
    page.background = BackgroundTask(send_now, settings)
    return page


def _hold(request: Request, entry: KeptEntry, typed: Typed) -> Response:
    """Hold what was written, or say what is wrong with it."""
    words, address = read_words(typed.words), read_address(typed.address)
    first = First(entry.id, words, address, typed.gives, current_language())
    client, now = client_of(request), current_moment()
    hold_message(load_settings(), first, entry.name, now, client=client)
    return _on_its_way(request, entry, address)


def _sent(request: Request, form: Form) -> Response:
    """Answer POST ``/write``: point out what it tells, then hold it."""
    settings, typed = load_settings(), _typed(form)
    press = form.get("press", "")
    entry = entry_named(settings, form.get("entry", ""))
    if entry is None or not _can_be(settings, entry) or press == "change":
        return _page(request, form.get("entry", ""), typed)
    if from_elsewhere(request):
        return _again(request, form, t("Read what is here, then send it."))
    try:
        read_words(typed.words)
        read_address(typed.address)
        if press != "as_it_is" and tells(typed.words):
            return _pointed_out(request, entry, typed)
        return _hold(request, entry, typed)
    except CoproMapError as error:
        return _page(request, entry.id, _typed(form, explain(error), status_of(error)))


write_sent = pressed(_sent, _again)


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
        return _not_there(request)
    body = render(
        "by_link/message.html",
        called=spoken_name(entry),
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
        return _not_there(request)
    words = told.words[-1].words
    if not is_live(entry, current_day()):
        return _instead(request, entry, words)
    try:
        token = send_held(here.settings, here.token, entry.name, here.now)
    except NobodyError:
        return _instead(request, entry, words)
    except TalkError as error:
        return _told(request, t("It was not sent"), explain(error), 400)
    is_back(here.settings, told.own, here.now)
    way = go_on(at("/k", said="sent"))
    cookies.keep(way, request, cookies.LINK, token, seconds=SECONDS)
    way.background = BackgroundTask(send_now, here.settings)
    return way
