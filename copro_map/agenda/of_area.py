"""The next events of an area: for its pages, its brief, and the letters of councils."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from copro_map.agenda.addresses import page_address
from copro_map.agenda.asked import answer
from copro_map.agenda.rules.asked import Asked
from copro_map.agenda.showing import Public, Shown, public, shown
from copro_map.base.config import Settings
from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import Html, render
from copro_map.frame.heads import own_address

MOST = 4  # events told one by one: the rest is on the page of events


@dataclass(frozen=True)
class NextEvents:
    """The next events of some areas, by codes: those held there, the next one first.

    ``count`` is how many there are in all; ``online`` how many more can be joined from
    wherever somebody is. What is cancelled is told and not counted.
    """

    areas: tuple[str, ...]
    events: tuple[Shown, ...]
    count: int
    online: int

    @property
    def address(self) -> str:
        """The address of all of them on the page of events, in this language."""
        return page_address(Asked(areas=self.areas))

    def lines(self, most: int = MOST) -> tuple[tuple[str, str], ...]:
        """Return the first ones: what each is called, and when and where it is."""
        return tuple(
            (
                one.name.text,
                " · ".join(x for x in (one.state, one.when, one.where) if x),
            )
            for one in self.events[:most]
        )

    def paragraph(self) -> str:
        """Return the first ones as a paragraph of a letter; "" without any."""
        if not self.events:
            return ""
        told = [t("Next events: {n}", n=self.count)]
        for one, (name, rest) in zip(self.events, self.lines(), strict=False):
            told.append(f"- {name}: {rest}")
            to = urlencode({"event": one.event.id, "lang": current_language()})
            told.append(f"  {own_address()}/events?{to}")
        return "\n".join(told)

    def html(self) -> Html | str:
        """Return the first ones as a part of a page, and the way to all; "" if none."""
        if not (self.events or self.online):
            return ""
        online = page_address(Asked(online=True))
        return render(
            "agenda/of_area.html", found=self, rows=self.events[:MOST], online=online
        )


def next_events(
    settings: Settings, found: Public, areas: tuple[str, ...], day: date
) -> NextEvents:
    """Return the next events of areas of any layer, in the language in force.

    Without an area those of all Wales.
    """
    asked = Asked(areas=areas)
    here = answer(settings, found.events, asked, day, {})
    told = tuple(shown(settings, found, one, day) for one in here.events)
    planned = sum(not one.is_cancelled for one in told)
    return NextEvents(areas, told, planned, here.elsewhere)


def of_area(
    settings: Settings, assets: pd.DataFrame, areas: tuple[str, ...], day: date
) -> NextEvents:
    """Return the next events of areas; ``assets`` are all entries that are public.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    return next_events(settings, public(settings, assets), areas, day)
