"""The plain page of an event, below its name; it needs no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from copro_map.agenda import cached
from copro_map.agenda.addresses import live_address, page_address, tell_address
from copro_map.agenda.detail import one_html
from copro_map.agenda.rules.asked import Asked
from copro_map.agenda.showing import Shown
from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import Html, render

STYLE = Path(__file__).parent.parent / "agenda.css"


def _area(code: str) -> str:
    return f"/{current_language()}/area/{code}"


def _links(one: Shown) -> list[tuple[str, str]]:
    found = [
        (live_address(Asked(), "")(one.event.id), t("Open on the live page")),
        (page_address(Asked()), t("All events to come")),
        (tell_address(), t("Tell us of an event")),
    ]
    return [link for link in found if link[0]]


def event_body(event_id: str, entry: Callable[[str], str]) -> Html:
    """Return what is public of an event, and the ways on; nothing if there is none.

    ``entry`` gives the path of an entry's plain page by its id.
    """
    one = cached.shown(event_id)
    if one is None:
        return render("agenda/light.html", detail="", links=())
    return render(
        "agenda/light.html",
        detail=one_html(one, entry, _area, pictures=cached.pictures(event_id)),
        links=_links(one),
    )


def event_name(one: Shown) -> Html:
    """Return what an event is called, as a heading."""
    return render("drawing/said.html", said=one.name)


def events_held(entry_id: str) -> Html | str:
    """Return the events that an entry organises, as plain links; "" without one."""
    rows = cached.of_entry(entry_id)
    if not rows:
        return ""
    return render("agenda/held_by.html", rows=rows, is_live=False)
