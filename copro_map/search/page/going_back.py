"""The way back from an entry's page to the search in which it was found."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from copro_map.base.i18n import current_language
from copro_map.frame import state
from copro_map.search.rules.query import PARAMS

BACK = "back"  # the parameter that holds the search
AT = "at"  # the page on which it was made, if it is not the map
KEPT = (*PARAMS.values(), "entry", "page", "view")
BOARD = "exchange"
LONGEST = 1_000  # letters of a search that a link carries
MAP = "asset_map"


def with_way_back(asked: Mapping[str, str], at: str = MAP) -> dict[str, str]:
    """Return parameters of a link, and with them the search that is asked now."""
    made = {name: x for name in KEPT if (x := state.get(name))}
    search = urlencode(made if at == MAP else made | {AT: at})
    way = {BACK: search} if 0 < len(search) <= LONGEST else {}
    return {**asked, **way}


def back_params() -> dict[str, str]:
    """Return what the map is asked by whoever goes back to it: the search they made.

    Only what the map knows by its name; nothing, if they came in another way.
    """
    found = parse_qsl(state.get(BACK)[:LONGEST])
    return {name: value for name, value in found if name in KEPT}


def back_to() -> str:
    """Return the page to which whoever reads an entry goes back: the map, or the board.

    Whatever a link says, it is one of the two.
    """
    found = dict(parse_qsl(state.get(BACK)[:LONGEST])).get(AT)
    return BOARD if found == BOARD else MAP


def back_address() -> str:
    """Return the address of the page with the search that led here."""
    return f"{back_to()}?{urlencode({**back_params(), 'lang': current_language()})}"
