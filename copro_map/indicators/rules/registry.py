"""What an indicator can count: each rule by the name that a definition file writes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from copro_map.indicators.rules.practitioners import Counted, active_practitioners
from copro_map.indicators.rules.projects import (
    advanced_projects,
    coproduced_projects,
    new_projects,
)


@dataclass(frozen=True, eq=False)
class Frames:
    """What is known on a day, for a rule to take what it wants.

    ``entries`` as ``indicators.rules.history.entries_as_at``; ``activity`` (columns
    ``organisation_id``, ``date``) and ``audits`` (``asset_id``, ``date``, ``level``,
    ``complete``) may be empty. ``stages`` are all there are, ``groups`` the group of
    each sector. ``start`` is the programme's first day; None: any year counts.
    """

    entries: pd.DataFrame
    activity: pd.DataFrame
    audits: pd.DataFrame
    stages: Collection[str]
    groups: Mapping[str, str]
    start: date | None
    day: date


@dataclass(frozen=True)
class Rule:
    """A rule: whether it gives a count or a share, and the records behind either."""

    kind: Literal["count", "percent"]
    records: Callable[[Frames], Counted]


RULES: dict[str, Rule] = {
    "active_practitioners": Rule(
        "count",
        lambda x: active_practitioners(x.entries, x.groups, x.day, x.activity),
    ),
    "new_projects": Rule("count", lambda x: new_projects(x.entries, x.day, x.start)),
    "coproduced_projects": Rule(
        "count", lambda x: coproduced_projects(x.entries, x.stages, x.day)
    ),
    "advanced_projects": Rule(
        "percent", lambda x: advanced_projects(x.entries, x.audits, x.day)
    ),
}
