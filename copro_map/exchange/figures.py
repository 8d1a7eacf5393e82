"""The figures of the exchange, from its meetings and the entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from copro_map.assets.face import live_entries
from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.exchange.rules import figures as rules
from copro_map.exchange.rules.asked import areas_of, ever_asked, open_for
from copro_map.exchange.rules.figures import Figures
from copro_map.exchange.store.meetings import meetings
from copro_map.exchange.unmet import unmet_needs
from copro_map.geography.areas import load_layers

LAYER = "regional_partnership_board"  # seven areas: few enough for shares of each


def figures(settings: Settings, assets: pd.DataFrame, day: date) -> Figures:
    """Return the figures of the exchange on a day.

    ``assets`` as ``search.face.all_assets`` returns them for that day. A match is a
    meeting that is agreed or done. The shares are of the requests that were ever asked
    (``ever_asked``) and are on the map.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        known = meetings(database)
    matches = rules.matched(known)
    asked = ever_asked(assets, day)
    met = frozenset(one.request for one in matches)
    of_all, by_category = _shares(asked, list(asked["exchange_category"]), met)
    layers = load_layers(settings.boundaries_dir, settings.data_dir)
    _, by_area = _shares(asked, areas_of(asked, layers[LAYER].of_authority), met)
    live = live_entries(assets, day)
    why = Counter(one.why for one in unmet_needs(settings, assets, day))
    return Figures(
        day=day,
        matches=len(matches),
        done=sum(one.state == "done" for one in matches),
        by_quarter=rules.by_quarter(matches, day),
        waits=rules.waits_of(matches),
        met=of_all,
        by_category=by_category,
        by_area=by_area,
        reciprocity=rules.reciprocity(matches, rules.whose(assets)),
        open=open_for(live, "request", day),
        isolated=why["isolated"],
        crowded_out=why["crowded_out"],
        offers=open_for(live, "offer", day),
    )


def _shares(
    asked: pd.DataFrame, groups: Sequence[str], met: frozenset[str]
) -> tuple[rules.Share, tuple[rules.Share, ...]]:
    return rules.shares(dict(zip(map(str, asked.index), groups, strict=True)), met)


def matches_between(settings: Settings, since: date, until: date) -> int:
    """Return how many matches were made from a day on, and before another.

    Raises
    ------
    DatabaseError
        If the database cannot be read.
    """
    with reading(settings.database) as database:
        made = rules.matched(meetings(database))
    first, end = since.isoformat(), until.isoformat()
    return sum(first <= one.agreed_on < end for one in made)
