"""All that is answered here: what is public, and what our own pages ask besides."""

from __future__ import annotations

from starlette.routing import Route

from copro_map.open_data.light import routes
from copro_map.search.light import suggest

# No program is told of what our pages ask: it may change with them.
ROUTES: tuple[Route, ...] = (*routes.ROUTES, *suggest.ROUTES)
