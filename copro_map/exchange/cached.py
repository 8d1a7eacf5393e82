"""What is kept of the exchange between two answers, by the revision of the data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pandas as pd

from copro_map.assets.face import Entry
from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.base.today import current_day
from copro_map.drawing.templates import Html
from copro_map.exchange import beside, in_area, introducing
from copro_map.exchange import figures as of_all
from copro_map.exchange.in_area import InArea
from copro_map.exchange.introducing import Board
from copro_map.exchange.meetings import tried
from copro_map.exchange.rules import boards
from copro_map.exchange.rules import on_board as rules
from copro_map.exchange.rules.figures import Figures
from copro_map.exchange.rules.needs import Need
from copro_map.exchange.rules.records import Matched, Pair
from copro_map.exchange.unmet import unmet_needs
from copro_map.frame import cache
from copro_map.search import cached
from copro_map.search.face import Answer, Query


@cache.kept(4, "data", "language", "day")
def on_board(where: Settings) -> pd.DataFrame:  # noqa: ARG001 - a key
    """Return the offers and requests that are open; nobody may change the frame."""
    return rules.board(cached.assets(), current_day())


@cache.kept(4, "data", "language", "day")
def past(where: Settings) -> pd.DataFrame:  # noqa: ARG001 - a key
    """Return those that are not open, with how each ``stands``."""
    return rules.history(cached.assets(), current_day())


@cache.kept(8, "data", "language", "day")
def board(where: Settings, query: Query) -> Answer:  # noqa: ARG001 - a key
    """Return the offers and requests on the board that answer a query."""
    return cached.answer_once(query, on_board())


@cache.kept(8, "data", "language", "day")
def history(where: Settings, query: Query) -> Answer:  # noqa: ARG001 - a key
    """Return those of the history that answer a query, however long they are over."""
    return cached.answer_once(replace(query, ended=True, box=None), past())


@cache.kept(2, "data", "language")
def introductions(where: Settings, day: date) -> Board:
    """Return whom to introduce to whom on a day, for everybody who may introduce."""
    return introducing.board_of(where, cached.assets(), day)


@cache.kept(2, "data", "day")
def needs(where: Settings) -> tuple[Need, ...]:
    """Return the open requests that cannot be met."""
    return unmet_needs(where, cached.assets(), current_day())


@cache.kept(70, "data", "day")
def of_area(where: Settings, area: str) -> InArea:
    """Return what is asked for in an area, and cannot be met."""
    return in_area.of_area(where, cached.assets(), area, current_day(), needs())


@cache.kept(2, "data", "day")
def figures(where: Settings) -> Figures:
    """Return the figures of the exchange."""
    return of_all.figures(where, cached.assets(), current_day())


Tried = tuple[tuple[str, str], ...]


def _tried() -> Tried:
    with reading(cache.settings().database) as database:
        return tuple(sorted(tried(database)))


@cache.kept(4, "data")
def _whole(where: Settings, day: date, before: Tried) -> boards.Board:  # noqa: ARG001
    return boards.open_board(cached.assets(), day, frozenset(before))


@cache.kept(4, "data")
def _matched(where: Settings, day: date, before: Tried) -> Matched:  # noqa: ARG001
    return boards.matched_of(_whole(day, before))


def matched(day: date) -> Matched:
    """Return the best matching of the board on a day, as ``matching.match``.

    Without pairs that were brought together before.
    """
    return _matched(day, _tried())


def suggested(entry_id: str, day: date, most: int = 5) -> tuple[Pair, ...]:
    """Return who suits one open offer or request, as ``matching.suggested``."""
    return boards.suggested_of(_whole(day, _tried()), entry_id, most)


def is_on_board(entry_id: str) -> bool:
    """Say whether an entry is an open offer or request."""
    return entry_id in on_board().index


def suits(entry_id: str) -> frozenset[str]:
    """Return the ids of those whom ``may_help`` names beside an entry."""
    if not is_on_board(entry_id):
        return frozenset()
    pairs = suggested(entry_id, current_day(), beside.MOST)
    return frozenset(x for one in pairs for x in (one.request, one.offer)) - {entry_id}


def may_help(entry: Entry, path: Callable[[str], str]) -> Html | str:
    """Return who suits an open offer or request (``beside.may_help``), or ""."""
    if not is_on_board(entry.id):
        return ""
    pairs = suggested(entry.id, current_day(), beside.MOST)
    return beside.may_help(cache.settings(), cached.assets(), entry, pairs, path)
