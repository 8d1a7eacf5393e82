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
from copro_map.by_link.asked_instead import asked_instead, councils_elsewhere, is_live
from copro_map.by_link.light.asking import client_of, send_now
from copro_map.by_link.light.opening import at
from copro_map.by_link.light.words import spoken_name
from copro_map.drawing.templates import render
from copro_map.exchange.light import meeting as meetings
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import light_page, spoken, status_of
from copro_map.people.rules.addresses import read_address
from copro_map.talks.rules.pointed import pointed_out, tells
from copro_map.talks.rules.talks import (
    LONGEST,
    First,
    read_words,
)
from copro_map.talks.talks import can_be_written_to, hold_message


@dataclass(frozen=True)
class Typed:
    """What stands in the form, and what is wrong with it."""

    words: str = ""
    address: str = ""
    gives: bool = False
    fault: str = ""
    status: int = 200
    own: str = ""


def entry_named(settings: Settings, given: str) -> KeptEntry | None:
    """Return an entry that is on the map, or what it became; None if there is none."""
    with reading(settings.database) as database:
        now_id = successors(database).get(given, given)
        found = kept_entries(database, now_id).get(now_id) if now_id else None
    return found if found and found.status == "published" else None


def not_there(request: Request) -> Response:
    """Return the page of an entry that is not on the map."""
    words = t(
        "This entry is not on the map. Look for it there, and write from its page."
    )
    body = render("by_link/told.html", words=words, href=at("/"), on=t("Go to the map"))
    return light_page(request, t("There is nobody to write to"), body, status=404)


def instead(request: Request, entry: KeptEntry, words: str = "") -> Response:
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


# What the page is called, by the kind of what is written to.
TITLES = {"request": N_("I can help"), "offer": N_("I need this")}


def _form(request: Request, entry: KeptEntry, typed: Typed) -> Response:
    own = meetings.own_entry(load_settings(), entry, typed.own)
    body = render(
        "by_link/write.html",
        action=at("/write", entry=entry.id),
        entry=entry.id,
        kind=entry.kind if meetings.is_exchange(entry) else "",
        called=spoken_name(entry),
        own=spoken_name(own) if own else "",
        typed=typed,
        longest=LONGEST,
    )
    title = t(TITLES.get(entry.kind, N_("Write to them")))
    return light_page(request, title, body, status=typed.status)


def refused(request: Request, entry: KeptEntry, why: str, words: str) -> Response:
    """Return the page that says why nobody can be brought together here, now."""
    body = render(
        "by_link/not_now.html",
        called=spoken_name(entry),
        entry=entry.id,
        why=why,
        words=words,
        board=at("/exchange", kind=entry.kind),
    )
    return light_page(request, t("Not at present"), body)


def _can_be(settings: Settings, entry: KeptEntry) -> bool:
    return is_live(entry, current_day()) and can_be_written_to(settings, entry.id)


def _page(request: Request, given: str, typed: Typed) -> Response:
    settings = load_settings()
    entry = entry_named(settings, given)
    if entry is None:
        return not_there(request)
    if not _can_be(settings, entry):
        return instead(request, entry, typed.words)
    own = meetings.own_entry(settings, entry, typed.own)
    if why := meetings.refused(entry, own, current_day()):
        return refused(request, entry, why, typed.words)
    return _form(request, entry, typed)


@spoken
def write(request: Request) -> Response:
    """Answer GET ``/write?entry=ID&with=ID``: the form, or who is asked instead.

    ``with`` is an entry that whoever writes says is theirs.
    """
    asked = request.query_params
    return _page(request, asked.get("entry", ""), Typed(own=asked.get("with", "")))


def _typed(form: Form, fault: str = "", status: int = 200) -> Typed:
    words, address = form.get("words", ""), form.get("address", "")
    gives, own = bool(form.get("gives")), form.get("with", "")
    return Typed(words, address, gives, fault, status, own)


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
        "with": typed.own,
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
    settings, now = load_settings(), current_moment()
    own = meetings.own_entry(settings, entry, typed.own)
    hold_message(
        *(settings, first, entry.name, now),
        client=client_of(request),
        beside=meetings.holding(entry, own, now),
    )
    return _on_its_way(request, entry, address)


def _sent(request: Request, form: Form) -> Response:
    """Answer POST ``/write``: point out what it tells, then hold it."""
    settings, typed = load_settings(), _typed(form)
    press = form.get("press", "")
    entry = entry_named(settings, form.get("entry", ""))
    if entry is None or not _can_be(settings, entry) or press == "change":
        return _page(request, form.get("entry", ""), typed)
    own = meetings.own_entry(settings, entry, typed.own)
    if meetings.refused(entry, own, current_day()):
        return _page(request, entry.id, typed)
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
