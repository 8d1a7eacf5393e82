"""One officer's region: what waits, what is missing there, who was asked when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

import pandas as pd

from copro_map.areas.face import AreaView, look_at
from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.base.waiting import Line
from copro_map.coverage.face import OfCouncil, of_council
from copro_map.desk.desk import waiting
from copro_map.desk.rules.region import open_there
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor, Belongs, keeping_to
from copro_map.search.face import all_assets


@dataclass(frozen=True, eq=False)
class Region:
    """What there is to say to an officer of the area of a County Voluntary Council.

    ``lines`` is what waits there; ``view`` what its public page says; ``exchanged`` the
    open offers and requests of those that are based there or serve it; ``covered`` its
    gaps and the ledger.
    """

    code: str
    lines: tuple[Line, ...]
    view: AreaView
    exchanged: pd.DataFrame
    covered: OfCouncil


def region(settings: Settings, actor: Actor, code: str, today: date) -> Region:
    """Return what there is to say of the area of a council, by its code.

    Raises
    ------
    RefusedError
        If somebody does not answer for it.
    UnknownAreaError
        If there is no such council.
    """
    with reading(settings.database) as database:
        present = require_now(
            database, actor, "see_region", Belongs("", frozenset({code}))
        )
    covered = of_council(settings, present, code, today)
    lines = waiting(settings, keeping_to(present, frozenset({code})), today)
    view = look_at(settings, all_assets(settings, today), code, today)
    here = pd.concat([view.based, view.serving])
    return Region(
        code=code,
        lines=tuple(
            replace(line, href=f"{line.href}&{urlencode({'area': code})}")
            for line in lines
        ),
        view=view,
        exchanged=open_there(here, today),
        covered=covered,
    )
