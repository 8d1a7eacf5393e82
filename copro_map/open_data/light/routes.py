"""The addresses of what is public."""

from __future__ import annotations

from starlette.routing import Route

ROUTES: tuple[Route, ...] = ()
