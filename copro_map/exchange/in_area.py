"""What is asked for in an area and cannot be met, and what is open there, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from copro_map.assets.face import live_entries, present
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import current_language, t
from copro_map.base.said import Spoken
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html, render
from copro_map.exchange.rules.asked import open_for
from copro_map.exchange.rules.needs import KM, WHYS, Need
from copro_map.exchange.unmet import members_of_area, unmet_needs
from copro_map.geography.areas import load_layers

STYLE = Path(__file__).parent / "needs.css"
MOST = 6  # needs told one by one: the rest is on the board


def board_address(**asked: str) -> str:
    """Return the address of the board with what it is asked, in the language in force.

    Examples
    --------
    >>> board_address(area="W06000023", kind="request")
    '/exchange?area=W06000023&kind=request&lang=en'
    """
    return f"/exchange?{urlencode({**asked, 'lang': current_language()})}"


def category_name(settings: Settings, category: str) -> str:
    """Return the name of a category in the language in force; also of "": none."""
    if not category:
        return t("Of no category")
    definitions = load_definitions(settings.data_dir)
    return definitions.label("exchange_categories", category).text()


@dataclass(frozen=True)
class Told:
    """A need in words: the request's own name; where, of what category, how long."""

    name: Spoken
    facts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it in a line, the facts in brackets."""
        facts = " · ".join(self.facts)
        return f"{self.name} ({facts})" if facts else self.name.text


@dataclass(frozen=True)
class InArea:
    """Of an area, by its code: what cannot be met, and how much is open.

    ``offers`` and ``requests`` are open there or for all Wales, as on the board of the
    area; ``needs`` are of the area itself, the longest open first, and ``entries`` the
    requests themselves.
    """

    settings: Settings
    area: str
    needs: tuple[Need, ...]
    offers: int
    requests: int
    entries: pd.DataFrame = field(repr=False, compare=False)

    def board(self, kind: str) -> str:
        """Return the address of the board of the area: its offers, or its requests."""
        return board_address(area=self.area, kind=kind)

    def in_words(self, most: int) -> str:
        """Return the needs that have waited longest, each by name; no more of them."""
        told = [self._told(one).text for one in self.needs[:most]]
        more = len(self.needs) - len(told)
        return "; ".join([*told, *([t("others: {n}", n=more)] if more else [])])

    def _told(self, one: Need) -> Told:
        """Return a need in words; by its category alone if its request is not known."""
        category = category_name(self.settings, one.category)
        if one.request not in self.entries.index:
            return Told(Spoken(category, current_language()), (t(one.age),))
        row = next(self.entries.loc[[one.request]].itertuples())
        definitions = load_definitions(self.settings.data_dir)
        layers = load_layers(self.settings.boundaries_dir, self.settings.data_dir)
        entry = present(row, definitions, layers, current_day())
        where = entry.where if one.authority else ""
        facts = (where, category if one.category else "", t(one.age))
        return Told(entry.name, tuple(x for x in facts if x))

    def html(self, entry: Callable[[str], str]) -> Html | str:
        """Return which needs there are, and the ways to the board; "" without any.

        ``entry`` gives the address of an entry by its id.
        """
        if not self.needs:
            return ""
        told = [(one, self._told(one)) for one in self.needs[:MOST]]
        lines = [
            (entry(one.request), x.name, " · ".join(x.facts), t(WHYS[one.why], km=KM))
            for one, x in told
        ]
        return render(
            "exchange/needs.html",
            count=len(self.needs),
            lines=lines,
            more=len(self.needs) - len(lines),
            requests=self.board("request"),
            offers=self.board("offer"),
        )


def of_area(
    settings: Settings,
    assets: pd.DataFrame,
    area: str,
    day: date,
    every: tuple[Need, ...] | None = None,
) -> InArea:
    """Return what is asked for in an area of any layer, and cannot be met, on a day.

    ``assets`` as ``search.face.all_assets`` returns them for that day; ``every`` are
    the needs of all Wales, if they are known already.

    Raises
    ------
    UnknownAreaError
        If no layer has such an area.
    DatabaseError
        If the database cannot be read.
    """
    members = members_of_area(settings, area)
    needs = unmet_needs(settings, assets, day) if every is None else every
    own = tuple(one for one in needs if one.within(members))
    asked = [one.request for one in own if one.request in assets.index]
    live = live_entries(assets, day)
    return InArea(
        settings,
        area,
        own,
        open_for(live, "offer", day, members),
        open_for(live, "request", day, members),
        assets.loc[asked],
    )
