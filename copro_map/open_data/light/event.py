"""The plain page of an event."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.agenda import cached
from copro_map.agenda.light.event import STYLE, event_body, event_name
from copro_map.frame.light.public import in_own_language, public_page
from copro_map.open_data.heads import head_of_event
from copro_map.open_data.light.turns import light
from copro_map.open_data.listed import entry_path


def event_page(request: Request) -> Response:
    """Return what is public of an event, as a page that needs no script."""
    event_id = request.path_params["id"]
    head, one = head_of_event(event_id), cached.shown(event_id)
    name = event_name(one) if one else head.title
    body = event_body(event_id, entry_path)
    return public_page(request, head, body, heading=name, sheets=(STYLE,))


ROUTES = (
    Route("/{language:language}/event/{id:id}", light(event_page)),
    Route("/event/{id:id}", in_own_language),
)
