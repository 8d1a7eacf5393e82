"""The board as a whole, and one entry of it: who could help whom."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.exchange.rules.boards import (
    NONE_TRIED,
    matched_of,
    open_board,
    suggested_of,
)
from copro_map.exchange.rules.records import Matched, Pair


def match(
    settings: Settings,  # noqa: ARG001 - as every answer of a subject
    assets: pd.DataFrame,
    day: date,
    tried: AbstractSet[tuple[str, str]] = NONE_TRIED,
) -> Matched:
    """Return the best matching of all that is open on a day, with rings and the unmet.

    ``assets`` as ``search.face.all_assets`` returns them for that day; ``tried``: pairs
    (request, offer) that are not to be proposed again.
    """
    return matched_of(open_board(assets, day, tried))


def suggested(
    settings: Settings,  # noqa: ARG001 - as every answer of a subject
    assets: pd.DataFrame,
    entry_id: str,
    day: date,
    most: int = 5,
    tried: AbstractSet[tuple[str, str]] = NONE_TRIED,
) -> tuple[Pair, ...]:
    """Return who suits one open offer or request, best first; none if it is not open.

    As ``match``, but also those whom the board's best matching gives to others.
    """
    return suggested_of(open_board(assets, day, tried), entry_id, most)
