"""``/open/events.ics?…`` and ``/cy|en/event/ID.ics``: events for calendars."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from copro_map.agenda.light.calendar import (
    NAMES,
    NEAR,
    PlaceError,
    addressed,
    calendar_of,
    calendar_of_one,
)
from copro_map.base.config import load_settings
from copro_map.files.marking import file_name
from copro_map.open_data.heads import head_of_event
from copro_map.open_data.light.answering import (
    AskedError,
    open_route,
    tag_of,
    unless_known,
)
from copro_map.open_data.light.asking import LANGUAGE, refuse, strange

PATH, OWN = "/open/events.ics", "/{language:language}/event/{id:id}.ics"
MEDIA_TYPE = "text/calendar; charset=utf-8"


def _answer(
    request: Request, tag: str, name: str, make: Callable[[], bytes]
) -> Response:
    named = file_name(load_settings(), name)
    headers = {
        "content-disposition": f'inline; filename="{named}"',
        "x-robots-tag": "noindex",
    }

    def made() -> Response:
        return Response(make(), media_type=MEDIA_TYPE)

    return unless_known(request, tag, headers, made)


def answer_calendar(request: Request) -> Response:
    """Answer GET ``/open/events.ics`` with the parameters of the page of events.

    What means nothing is refused by name; a page would leave it out and say so.
    """
    given = dict(request.query_params)
    found = addressed(given)
    if odd := [*strange(request, {*NAMES, LANGUAGE}), *found.ignored]:
        raise refuse(*odd)
    asked = sorted((name, given[name]) for name in NAMES if given.get(name))

    def make() -> bytes:
        try:
            return calendar_of(found.asked)
        except PlaceError as error:
            raise AskedError(error.message, NEAR, **error.facts) from error

    return _answer(request, tag_of("calendar", asked), "events.ics", make)


def answer_one(request: Request) -> Response:
    """Answer GET ``/cy|en/event/ID.ics``: that event alone."""
    event_id = request.path_params["id"]
    head_of_event(event_id)  # refuses what is not there
    tag = tag_of("event", event_id)
    return _answer(request, tag, f"{event_id}.ics", lambda: calendar_of_one(event_id))


ROUTES = (open_route(PATH, answer_calendar), open_route(OWN, answer_one))
