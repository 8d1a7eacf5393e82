"""Joining the Network: the form, the page of its link, and the one press there."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain, t
from copro_map.base.store.connection import writing
from copro_map.base.today import current_moment
from copro_map.by_link.coming_back import is_back
from copro_map.by_link.light import cookies
from copro_map.by_link.light.asking import client_of, send_now
from copro_map.by_link.light.my_page import Typed, page_of_entries
from copro_map.by_link.light.opening import (
    NOT_THIS,
    SECONDS,
    Opened,
    at,
    closed,
    go_on,
)
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import light_page, spoken, status_of
from copro_map.members.light import joining as pages
from copro_map.members.light import mine
from copro_map.people.links import LinkError, use_link
from copro_map.people.rights import bearer
from copro_map.people.rules.addresses import read_address

PURPOSE, OPEN = "joining", "open_member"


def _form(
    request: Request,
    typed: pages.Joining,
    errors: list[tuple[str, str]],
    status: int = 200,
) -> Response:
    about = {"entry": typed.entry} if typed.entry else {}
    body = pages.form_of(load_settings(), typed, at("/join", **about), errors)
    return light_page(request, t("Join the Network"), body, status=status)


@spoken
def join(request: Request) -> Response:
    """Answer GET ``/join?entry=ID``: the form, begun with what is known of an entry."""
    asked = request.query_params.get("entry", "")
    return _form(request, pages.begun(load_settings(), asked), [])


def _again(request: Request, form: Form, fault: str) -> Response:
    """Return the form as it was typed, with what is wrong with it."""
    return _form(request, pages.read(form), [("", fault)], 400)


def _sent(request: Request, form: Form) -> Response:
    """Answer POST ``/join``: hold it, and say where the letter went."""
    settings, typed = load_settings(), pages.read(form)
    if from_elsewhere(request):
        return _again(request, form, t("Read what is here, then send it."))
    try:
        client = client_of(request)
        pages.ask_to_join(settings, typed, current_moment(), client=client)
    except CoproMapError as error:
        return _form(request, typed, pages.in_words(error), status_of(error))
    body = pages.sent(read_address(typed.address), at("/join"))
    page = light_page(request, t("One more step: look in your mail"), body)
    page.background = BackgroundTask(send_now, settings)
    return page


join_sent = pressed(_sent, _again)


def page_of_joining(request: Request, here: Opened, fault: str = "") -> Response:
    """Return the page of the link by which somebody joins, or thanks once they have.

    Raises
    ------
    LinkError
        If it was not confirmed in time, and is kept no more.
    """
    member = pages.member_of(here.settings, here.link.entry)
    if member is None or member.state == "refused":
        raise LinkError(pages.GONE)
    if member.state != "held":
        body = pages.thanks(member, here.proof, at("/k"))
        return light_page(request, t("Thank you for joining"), body)
    status = 400 if fault else 200
    body = pages.to_confirm(here.settings, member, here.proof("join"), at("/k"), fault)
    return light_page(request, t("Join the Network: one press"), body, status=status)


def joined_by_press(request: Request, here: Opened, _form: Form) -> Response:
    """Use the link up, and let whoever holds it be a member; thank them."""
    if here.link.used:
        return go_on(at("/k"))
    try:
        with writing(here.settings.database, make=False) as database:
            use_link(database, here.token, here.now)
            pages.joined(database, here.link, here.now)
    except LinkError:
        raise
    except CoproMapError as error:
        return page_of_joining(request, here, explain(error))
    is_back(here.settings, here.link.address, here.now)
    way = go_on(at("/k"))
    way.background = BackgroundTask(send_now, here.settings)
    return way


def open_member(request: Request, here: Opened, form: Form) -> Response:
    """Go on from a page of somebody's own to one of their memberships."""
    token = mine.token_of(
        here.settings, form.get("entry", ""), here.link.address, here.now
    )
    if token is None:
        return closed(request, LinkError(NOT_THIS))
    way = go_on(at("/k"))
    cookies.keep(way, request, cookies.LINK, token, seconds=SECONDS)
    return way


def entry_joined(request: Request, here: Opened, form: Form) -> Response:
    """Let the organisation of an own entry join, and show the page as it is then."""
    entry = form.get("which", "")
    given = mine.read(form, here.link.address)
    try:
        with writing(here.settings.database, make=False) as database:
            own = bearer(database, here.link).own
            mine.join(here.settings, database, own, entry, given, here.now)
    except CoproMapError as error:
        words = " ".join(said for _, said in pages.in_words(error))
        typed = Typed("", form, words, status_of(error))
        return page_of_entries(request, here, typed)
    return _back(here, mine.JOIN, entry)


def _back(here: Opened, said: str, of: str) -> Response:
    way = go_on(at("/k", said=said, of=of))
    way.background = BackgroundTask(send_now, here.settings)
    return way


def changed(request: Request, here: Opened, form: Form) -> Response:
    """Leave the Network, or come back, from one's own page."""
    what, which = form.get("press", ""), form.get("entry", "")
    try:
        with writing(here.settings.database, make=False) as database:
            mine.change(database, what, which, here.link.address, here.now)
    except CoproMapError as error:
        typed = Typed(which, form, explain(error), status_of(error))
        return page_of_entries(request, here, typed)
    return _back(here, what, which)


OF_JOINING = {"join": joined_by_press, OPEN: open_member}
OF_OWN_PAGE = {
    mine.JOIN: entry_joined,
    mine.LEAVE: changed,
    mine.BACK: changed,
    OPEN: open_member,
}
