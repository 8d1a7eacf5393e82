"""The addresses of what is public."""

from __future__ import annotations

from starlette.routing import Route

from copro_map.open_data.light import (
    area,
    calendar,
    described,
    embed,
    entry,
    event,
    feed,
    files,
    indicator,
    open_page,
    picture,
    sitemap,
)

ROUTES: tuple[Route, ...] = (
    *embed.ROUTES,
    *entry.ROUTES,
    *area.ROUTES,
    *indicator.ROUTES,
    *calendar.ROUTES,
    *event.ROUTES,
    *feed.ROUTES,
    *files.ROUTES,
    *picture.ROUTES,
    *sitemap.ROUTES,
    *described.ROUTES,
    *open_page.ROUTES,
)
# The one that describes all of them, and itself.
ROUTES = described.with_description(ROUTES)
