"""``/open/datapackage.json`` and ``openapi.json``: what there is, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from copro_map.base.config import load_settings
from copro_map.base.today import current_day
from copro_map.open_data import openapi, package
from copro_map.open_data.light.answering import open_route, tag_of, unless_known
from copro_map.search import cached


def _answer(
    request: Request, name: str, make: Callable[[], Mapping[str, Any]]
) -> Response:
    def made() -> Response:
        text = json.dumps(make(), ensure_ascii=False, indent=1)
        return Response(text, media_type="application/json")

    return unless_known(request, tag_of(name), {}, made)


def answer_package(request: Request) -> Response:
    """Answer GET ``/open/datapackage.json``."""
    settings, day = load_settings(), current_day()
    return _answer(request, "package", lambda: package.data_package(settings, day))


def _of_routes(paths: Iterable[str]) -> Callable[[Request], Response]:
    known = tuple(dict.fromkeys(paths))

    def answer_openapi(request: Request) -> Response:
        """Answer GET ``/open/openapi.json``."""

        def make() -> Mapping[str, Any]:
            first = next(iter(cached.assets().index), "")
            return openapi.described(load_settings(), known, first)

        return _answer(request, "openapi", make)

    return answer_openapi


ROUTES = (open_route(package.PATH, answer_package),)


def with_description(routes: tuple[Route, ...]) -> tuple[Route, ...]:
    """Return routes and the one that describes all of them, itself too."""
    paths = (*(one.path for one in routes), openapi.PATH)
    return (*routes, open_route(openapi.PATH, _of_routes(paths)))
