"""What is kept of the exchange between two answers."""

from __future__ import annotations

from datetime import date

from copro_map.base.config import Settings
from copro_map.exchange import introducing
from copro_map.exchange import unmet as answers
from copro_map.exchange.introducing import Board
from copro_map.exchange.rules.needs import Need
from copro_map.frame import cache
from copro_map.search.cached import assets


@cache.kept(2, "data", "language")
def board(where: Settings, day: date) -> Board:
    """Return whom to introduce to whom on a day, for everybody who may introduce."""
    return introducing.board_of(where, assets(), day)


@cache.kept(2, "data", "language")
def unmet(where: Settings, day: date) -> tuple[Need, ...]:
    """Return the open requests that nobody can meet on a day."""
    return answers.unmet_needs(where, assets(), day)
