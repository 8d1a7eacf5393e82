"""Booking a place at an event: the form, and the page of the link to a place."""

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
from copro_map.by_link.light.opening import Opened, at, go_on
from copro_map.drawing.templates import render
from copro_map.events.light import booking as pages
from copro_map.frame.light.form import Form, from_elsewhere, pressed
from copro_map.frame.light.page import light_page, spoken, status_of

PURPOSE = "booking"
NOTHING: Form = {}
Press = Callable[[Request, Opened, Form], Response]


def _told(request: Request, title: str, words: str, status: int = 200) -> Response:
    way = f"/events?{at('').lstrip('?')}"
    body = render("by_link/told.html", words=words, href=way, on=t("All events"))
    return light_page(request, title, body, status=status)


def _page(
    request: Request, given: str, typed: Form, fault: str = "", status: int = 200
) -> Response:
    settings, now = load_settings(), current_moment()
    event = pages.event_named(settings, given)
    if event is None:
        words = t("This event is not on the map. Look among all of them.")
        return _told(request, t("There is no such event"), words, 404)
    if why := pages.cannot(event, now):
        return _told(request, t("No place can be booked"), why)
    action = at("/book", event=event.id)
    title, body = pages.form_of(settings, event, action, typed, fault)
    return light_page(request, title, body, status=status)


@spoken
def book(request: Request) -> Response:
    """Answer GET ``/book?event=ID``: the form, or why nobody can book."""
    return _page(request, request.query_params.get("event", ""), NOTHING)


def _again(request: Request, form: Form, fault: str, status: int = 400) -> Response:
    return _page(request, form.get("event", ""), form, fault, status)


def _asked(request: Request, form: Form) -> Response:
    """Answer POST ``/book``: hold the booking, and say where the letter went."""
    settings, now = load_settings(), current_moment()
    event = pages.event_named(settings, form.get("event", ""))
    if event is None or pages.cannot(event, now):
        return _page(request, form.get("event", ""), form)
    if from_elsewhere(request):
        return _again(request, form, t("Read what is here, then send it."))
    try:
        wanted = pages.wanted_of(form)
        pages.ask(settings, event, wanted, now, client=client_of(request))
    except CoproMapError as error:
        return _again(request, form, explain(error), status_of(error))
    body = render(
        "by_link/booking_held.html",
        event=pages.about(event),
        is_full=pages.is_full(settings, event),
        address=wanted.address.strip(),
        again=at("/book", event=event.id),
    )
    page = light_page(request, t("One more step: look in your mail"), body)
    page.background = BackgroundTask(send_now, settings)
    return page


def page_of_booking(
    request: Request,
    here: Opened,
    form: Form = NOTHING,
    fault: str = "",
    status: int = 200,
) -> Response:
    """Return the page of somebody's place; what could not be taken stands on it."""
    try:
        place = pages.place_by(here.settings, here.link)
    except pages.BookingError as error:
        return _told(request, t("There is no such booking"), explain(error), 404)
    action = at("/k")
    body = pages.place_of(
        *(here.settings, place, here.now, here.proof, action),
        typed=form,
        fault=fault,
        said="" if form else request.query_params.get("said", ""),
    )
    waits = place.booking.state == "waiting"
    title = t("Your place on the waiting list") if waits else t("Your place")
    return light_page(request, title, body, status=status)


def _pressed(request: Request, here: Opened, form: Form) -> Response:
    """Do what was pressed, and show the place as it is then."""
    press = form.get("press", "")
    try:
        pages.PRESSES[press](here.settings, here.link, here.now, form)
    except CoproMapError as error:
        return page_of_booking(request, here, form, explain(error), status_of(error))
    way = go_on(at("/k", said=press))
    way.background = BackgroundTask(send_now, here.settings)
    return way


PRESSES: Mapping[tuple[str, str], Press] = {
    (PURPOSE, press): _pressed for press in pages.PRESSES
}
ROUTES = (
    Route("/book", book, methods=["GET"]),
    Route("/book", pressed(_asked, _again), methods=["POST"]),
)
