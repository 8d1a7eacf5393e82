"""What is asked for in an area and cannot be met, and what is open there, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pandas as pd

from copro_map.assets.face import live_entries
from copro_map.base.config import Settings
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import current_language, t
from copro_map.drawing.templates import Html, render
from copro_map.exchange.rules.asked import open_for
from copro_map.exchange.rules.needs import KM, WHYS, Need
from copro_map.exchange.unmet import members_of_area, unmet_needs

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
class InArea:
    """Of an area, by its code: what cannot be met, and how much is open.

    ``offers`` and ``requests`` are open there or for all Wales, as on the board of the
    area; ``needs`` are of the area itself, the longest open first.
    """

    settings: Settings
    area: str
    needs: tuple[Need, ...]
    offers: int
    requests: int

    def board(self, kind: str) -> str:
        """Return the address of the board of the area: its offers, or its requests."""
        return board_address(area=self.area, kind=kind)

    def in_words(self, most: int) -> str:
        """Return the needs that have waited longest, each with how long; no more."""
        told = [f"{self._category(one)} ({t(one.age)})" for one in self.needs[:most]]
        more = len(self.needs) - len(told)
        return ", ".join([*told, *([t("others: {n}", n=more)] if more else [])])

    def _category(self, one: Need) -> str:
        return category_name(self.settings, one.category)

    def html(self, entry: Callable[[str], str]) -> Html | str:
        """Return which needs there are, and the ways to the board; "" without any.

        ``entry`` gives the address of an entry by its id.
        """
        if not self.needs:
            return ""
        lines = [
            (
                entry(one.request),
                self._category(one),
                t(one.age),
                t(WHYS[one.why], km=KM),
            )
            for one in self.needs[:MOST]
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
    live = live_entries(assets, day)
    return InArea(
        settings,
        area,
        tuple(one for one in needs if one.within(members)),
        open_for(live, "offer", day, members),
        open_for(live, "request", day, members),
    )
