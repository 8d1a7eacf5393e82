"""The addresses of what is public."""

from __future__ import annotations

from starlette.routing import Route

from copro_map.open_data.light import (
    area,
    embed,
    entry,
    feed,
    indicator,
    picture,
    sitemap,
)

ROUTES: tuple[Route, ...] = (
    *embed.ROUTES,
    *entry.ROUTES,
    *area.ROUTES,
    *indicator.ROUTES,
    *feed.ROUTES,
    *picture.ROUTES,
    *sitemap.ROUTES,
)
