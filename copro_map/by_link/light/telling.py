"""Telling of an event: the form, the letter on its way, and the one press there."""

from __future__ import annotations

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import t
from copro_map.base.today import current_moment
from copro_map.by_link.light import organising
from copro_map.by_link.light.asking import client_of, send_now
from copro_map.by_link.light.opening import Opened, at, go_on
from copro_map.events.light import telling as pages
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import light_page, spoken, status_of
from copro_map.people.links import LinkError

PURPOSE, PRESS, PATH = "event", "tell", "/tell-event"


def _form(
    request: Request,
    given: pages.Given,
    error: CoproMapError | None = None,
    status: int = 200,
) -> Response:
    about = {"entry": given.entry} if given.entry else {}
    body = pages.form_page(load_settings(), given, at(PATH, **about), error)
    return light_page(request, t("Tell us of an event"), body, status=status)


@spoken
def tell_event(request: Request) -> Response:
    """Answer GET ``/tell-event?entry=ID``: the form, of an entry that organises it."""
    return _form(request, pages.Given(entry=request.query_params.get("entry", "")))


def _again(request: Request, form: Form, fault: str) -> Response:
    """Return the form as it was typed, with what is wrong with it."""
    return _form(request, pages.read(form), CoproMapError(fault), 400)


def _sent(request: Request, form: Form) -> Response:
    """Answer POST ``/tell-event``: hold it, and say where the letter went."""
    settings, given = load_settings(), pages.read(form)
    if from_elsewhere(request):
        return _again(request, form, t("Read what is here, then send it."))
    try:
        client = client_of(request)
        pages.tell(settings, given, current_moment(), client=client)
    except CoproMapError as error:
        return _form(request, given, error, status_of(error))
    body = pages.held_page(given.address, at(PATH))
    page = light_page(request, t("One more step: look in your mail"), body)
    page.background = BackgroundTask(send_now, settings)
    return page


event_told = pressed(_sent, _again)


def page_of_event(request: Request, here: Opened) -> Response:
    """Return the page of an organiser's link: to send an event, or who comes.

    Raises
    ------
    LinkError
        If it was not sent in time, and is kept no more.
    """
    try:
        event = pages.event_of(here.settings, here.link.entry)
    except pages.EventError as error:
        raise LinkError(error.message) from None
    if event.state in pages.HOW:
        title, body = pages.told_page(event, at("/k"), here.proof(PRESS))
        return light_page(request, title, body)
    return organising.page_of_event(request, here)


def told_by_press(_request: Request, here: Opened, _form: Form) -> Response:
    """Send an event that was held to the desk, and show how it stands then."""
    try:
        pages.told(here.settings, here.link.entry)
    except pages.EventError as error:
        raise LinkError(error.message) from None
    return go_on(at("/k"))
