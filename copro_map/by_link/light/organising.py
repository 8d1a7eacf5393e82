"""The page of an event's organiser, and asking for the link to it again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import explain, t
from copro_map.base.today import current_moment
from copro_map.by_link.light.asking import client_of, send_now
from copro_map.by_link.light.opening import (
    NOT_THIS,
    Opened,
    at,
    closed,
    go_on,
    opened,
)
from copro_map.drawing.templates import render
from copro_map.events.light import organiser as pages
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import light_page, spoken, status_of
from copro_map.frame.light.public import conditional
from copro_map.frame.light.upload import sent
from copro_map.people.links import LinkError

PURPOSE = "event"
NOTHING: Form = {}
Press = Callable[[Request, Opened, Form], Response]


def page_of_event(
    request: Request,
    here: Opened,
    form: Form = NOTHING,
    fault: str = "",
    status: int = 200,
) -> Response:
    """Return the organiser's page; what could not be taken stands on it."""
    try:
        event = pages.organised(here.settings, here.link)
    except pages.BookingError as error:
        return closed(request, error)
    body = pages.page_of(
        *(here.settings, event, here.now, here.proof, at("/k")),
        asked=form.get("page", request.query_params.get("page", "")),
        done="" if form else request.query_params.get("said", ""),
        typed=form,
        fault=fault,
    )
    return light_page(request, t("Your event"), body, status=status)


def _pressed(request: Request, here: Opened, form: Form) -> Response:
    """Do what was pressed, and show the page as it is then."""
    press = form.get("press", "")
    try:
        pages.press(here.settings, here.link, form, here.now)
    except CoproMapError as error:
        return page_of_event(request, here, form, explain(error), status_of(error))
    asked = {"page": form["page"]} if form.get("page") else {}
    way = go_on(at("/k", said=press, **asked))
    way.background = BackgroundTask(send_now, here.settings)
    return way


def _picture(request: Request, form: Form, picture: bytes) -> Response:
    """Answer POST ``/k/picture``: keep the picture, and show the page."""
    try:
        here = opened(request)
        own = here.is_proved("photo", "", form.get("proof", ""))
        if here.link.purpose != PURPOSE or not own or from_elsewhere(request):
            raise LinkError(NOT_THIS)
    except LinkError as error:
        return closed(request, error)
    try:
        pages.add_picture(here.settings, here.link, form, picture, here.now)
    except CoproMapError as error:
        return page_of_event(request, here, form, explain(error), status_of(error))
    return go_on(at("/k", said="photo"))


def _form(
    request: Request, given: str, typed: str = "", fault: str = "", status: int = 200
) -> Response:
    event = pages.event_named(load_settings(), given)
    if event is None:
        words = t("This event is not on the map. Look among all of them.")
        way = f"/events?{at('').lstrip('?')}"
        body = render("by_link/told.html", words=words, href=way, on=t("All events"))
        return light_page(request, t("There is no such event"), body, status=404)
    body = render(
        "by_link/ask_organiser.html",
        event=pages.about(event),
        action=at("/organise", event=event.id),
        typed=typed,
        fault=fault,
    )
    return light_page(request, t("Do you organise this event?"), body, status=status)


@spoken
def organise(request: Request) -> Response:
    """Answer GET ``/organise?event=ID``: where an organiser asks for their link."""
    return _form(request, request.query_params.get("event", ""))


@pressed
def organise_asked(request: Request, form: Form) -> Response:
    """Answer POST ``/organise``: the same, whoever's address it is."""
    settings, typed = load_settings(), form.get("address", "")
    event = pages.event_named(settings, form.get("event", ""))
    if event is None:
        return _form(request, "")
    try:
        pages.ask_organiser_link(
            *(settings, event, typed, current_moment()), client=client_of(request)
        )
    except CoproMapError as error:
        return _form(request, event.id, typed, explain(error), status_of(error))
    words = t(
        "If this is the address of whoever organises the event, an e-mail with the "
        "link is on its way to it. It can take a few minutes."
    )
    way = pages.about(event)["href"]
    body = render("by_link/told.html", words=words, href=way, on=t("To the event"))
    page = light_page(request, t("Look in your mail"), body)
    page.background = BackgroundTask(send_now, settings)
    return page


@spoken
def photo(request: Request) -> Response:
    """Answer ``/event/ID/NUMBER.jpg``: a picture, asked for anew each time it is drawn.

    So one that is taken off is gone at once, whoever has seen it.
    """
    asked = request.path_params
    found = pages.picture(load_settings(), asked["event"], asked["number"])
    if found is None:
        return Response(status_code=404)
    return conditional(request, found, "image/jpeg", {"cache-control": "no-cache"})


PRESSES: Mapping[tuple[str, str], Press] = {
    **{(PURPOSE, press): _pressed for press in pages.PRESSES},
    (PURPOSE, "find"): page_of_event,
}
ROUTES = (
    Route("/event/{event}/{number:int}.jpg", photo, methods=["GET"]),
    Route("/organise", organise, methods=["GET"]),
    Route("/organise", organise_asked, methods=["POST"]),
    Route(pages.UPLOAD, sent(_picture, pages.LARGEST), methods=["POST"]),
)
