"""What an officer is told of the area of one County Voluntary Council."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.names import COUNCIL_LAYER
from copro_map.coverage.gaps import members_of
from copro_map.coverage.ledger import ledger, ledger_csv
from copro_map.coverage.to_answer import Gap, to_answer
from copro_map.geography.areas import load_layers
from copro_map.people.rules.permissions import Actor


@dataclass(frozen=True, eq=False)
class OfCouncil:
    """The gaps of a council's area that need an answer, and who was asked there when.

    ``asked`` are the rows of the ledger that hold for any part of it, also those of
    wider areas, the latest first; columns as of ``coverage.ledger.ledger``.
    """

    settings: Settings
    gaps: tuple[Gap, ...]
    asked: pd.DataFrame

    def file(self) -> bytes:
        """Return who was asked as a CSV file, as ``coverage.ledger.ledger_csv``."""
        return ledger_csv(self.settings, self.asked)


def of_council(
    settings: Settings, actor: Actor, council: str, today: date
) -> OfCouncil:
    """Return what coverage says to an officer of a council, by its code.

    Raises
    ------
    UnknownAreaError
        If there is no such council.
    """
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    own = frozenset(layers[COUNCIL_LAYER].area(council).members)
    rows, members = ledger(settings), members_of(layers)
    touches = [not own.isdisjoint(members.get(x, ())) for x in rows["area_code"]]
    here = pd.Series(touches, rows.index, dtype=bool)
    day = rows["asked_on"].where(rows["asked_on"] > rows["none_on"], rows["none_on"])
    latest = day[here].iloc[::-1].sort_values(ascending=False, kind="stable").index
    gaps = (gap for gap in to_answer(settings, actor, today) if gap.council == council)
    return OfCouncil(settings, tuple(gaps), rows.loc[latest])
