"""The addresses of what is public."""

from __future__ import annotations

from starlette.routing import Route

from copro_map.open_data.light import feed, sitemap

ROUTES: tuple[Route, ...] = (
    *feed.ROUTES,
    *sitemap.ROUTES,
)
