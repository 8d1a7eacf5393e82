"""``/en/suggest?q=mach``: what somebody may mean who has begun to type, as JSON.

A list of ``{"text", "kind", "said", "to"}``, best first; of ``places=1`` of places and
areas alone. Where nothing fits, or too much is asked, the list is empty.
"""

from __future__ import annotations

from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copro_map.base.config import load_settings
from copro_map.base.errors import CoproMapError
from copro_map.frame.light.public import public
from copro_map.frame.readers import reader_of
from copro_map.people.limits import TooOftenError, check_limit
from copro_map.search import cached
from copro_map.search.suggesting import ROUTE, suggest

RATE = "1200 per minute"  # of a network: a whole council may type behind one address
HEADERS = {
    "cache-control": "private, max-age=60",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
}
NOT_NOW = HEADERS | {"cache-control": "no-store"}


def _suggested(request: Request) -> list[dict[str, object]]:
    asked = request.query_params
    places_only = asked.get("places") == "1"
    text = asked.get("q", "")
    found = suggest(load_settings(), text, cached.nameable(), places_only=places_only)
    return [asdict(one) for one in found]


@public
def answer(request: Request) -> Response:
    """Answer GET ``/{language}/suggest``: what fits, or nothing while it cannot."""
    try:
        check_limit(RATE, "suggest", reader_of(request))
        return JSONResponse(_suggested(request), headers=HEADERS)
    except TooOftenError as error:
        return JSONResponse([], 429, NOT_NOW | {"retry-after": str(error.wait_s)})
    except CoproMapError:
        return JSONResponse([], 503, NOT_NOW)


ROUTES = (Route(ROUTE, answer, methods=["GET"]),)
