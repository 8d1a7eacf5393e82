"""The way from a live page to the one that says the same and needs no script."""

from __future__ import annotations

from copro_map.base.i18n import current_language
from copro_map.frame import components
from copro_map.frame.served import is_answered

ROUTE = "/{{language:language}}/{kind}/{{id:id}}"


def plain_page(kind: str, of: str) -> None:
    """Draw a link to the plain page of an entry, an area or an indicator, by its id.

    Nothing where our server does not answer: there is none.
    """
    if is_answered(ROUTE.format(kind=kind)):
        address = f"/{current_language()}/{kind}/{of}"
        components.show("frame/plain.html", address=address)
