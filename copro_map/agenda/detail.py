"""One event as a part of a page, live or plain: all that is public of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from copro_map.agenda.addresses import acts
from copro_map.agenda.showing import Shown
from copro_map.base.i18n import t
from copro_map.drawing.templates import Html, render


def who_came(one: Shown) -> str:
    """Return how many came, counted; "" if nobody counted, or it is not over."""
    event = one.event
    if event.citizens is None or event.professionals is None:
        return ""
    return t(
        "Who came: citizens: {citizens}; professionals: {professionals}",
        citizens=event.citizens,
        professionals=event.professionals,
    )


def one_html(
    one: Shown,
    entry: Callable[[str], str],
    area: Callable[[str], str],
    km: float | None = None,
    pictures: Sequence[tuple[str, str]] = (),
) -> Html:
    """Return what is public of an event, below its name.

    ``entry`` and ``area`` give the address of an entry by its id and of an area by its
    code; ``km`` is how far it is from the place that was asked for. ``pictures`` are
    addresses, each with what is to be seen.
    """
    return render(
        "agenda/one.html",
        one=one,
        entry=entry(one.entry) if one.entry else "",
        area=area(one.area[0]) if one.area else "",
        km=km,
        acts=acts(one),
        came=who_came(one),
        pictures=pictures,
    )
