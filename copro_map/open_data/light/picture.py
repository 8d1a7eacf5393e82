"""The addresses of preview pictures."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.base.config import load_settings
from copro_map.frame.light.public import conditional
from copro_map.open_data.light.answering import answered
from copro_map.open_data.pictures import picture

WEEK = "public, max-age=604800"


def answer(request: Request) -> Response:
    """Return a picture; 404 if there is no such area or kind."""
    made = picture(load_settings(), request.path_params["name"])
    kept = {"cache-control": WEEK, "cross-origin-resource-policy": "cross-origin"}
    return conditional(request, made, "image/png", kept)


ROUTES = (Route("/pictures/{language:language}/{name}.png", answered("page")(answer)),)
