"""What is promised: indicators with their targets, and the outcomes they serve.

And what an indicator can count: each rule by the name that a definition file writes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import pandas as pd
from pydantic import AfterValidator, PlainValidator, ValidationInfo, model_validator

from copro_map.base.models import (
    NO_NAMES,
    UNKNOWN,
    Definition,
    FieldError,
    Text,
    check_choice,
    check_whole,
    fill,
)
from copro_map.base.statistics import intervals
from copro_map.coverage.rules import knowledge
from copro_map.indicators.rules.membership import Memberships, of_members
from copro_map.indicators.rules.practitioners import Counted, active_practitioners
from copro_map.indicators.rules.projects import (
    advanced_projects,
    coproduced_projects,
    new_projects,
)

ON_PACE = 0.85  # of the path: within 15% of it

# A text that may hold a number by its name, such as {minimum_replies}.
Told = Annotated[Text, AfterValidator(lambda label: fill(label, numbers()))]


def _number(given: object) -> int:
    written = str(given)
    return check_whole(int(written) if written.isdecimal() else given, 1, 99)


@dataclass(frozen=True, eq=False)
class Frames:
    """What is known on a day, for a rule to take what it wants.

    ``entries`` as ``indicators.rules.history.entries_as_at``; ``activity`` (columns
    ``organisation_id``, ``date``) and ``audits`` (``asset_id``, ``date``, ``level``,
    ``complete``) may be empty. ``members`` are those known,
    ``events`` those held by the day, as
    ``events.events.events_frame``; None: nothing is known of them.
    ``stages`` are all there are, ``groups`` the group of each sector. ``start`` is the
    programme's first day; None: any year counts.
    """

    entries: pd.DataFrame
    activity: pd.DataFrame
    audits: pd.DataFrame
    stages: Collection[str]
    groups: Mapping[str, str]
    start: date | None
    day: date
    members: Memberships | None = None
    events: pd.DataFrame | None = None


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
    "new_projects": Rule(
        "count",
        lambda x: of_members(
            new_projects(x.entries, x.day, x.start), x.entries, x.members, x.day
        ),
    ),
    "coproduced_projects": Rule(
        "count",
        lambda x: of_members(
            coproduced_projects(x.entries, x.stages, x.day), x.entries, x.members, x.day
        ),
    ),
    "advanced_projects": Rule(
        "percent", lambda x: advanced_projects(x.entries, x.audits, x.day)
    ),
}


class Outcome(Definition):
    """One of the four changes that the programme is for; its id is its number."""

    id: Annotated[int, PlainValidator(_number)]
    label: Text
    statement: Text


@dataclass(frozen=True)
class Target:
    """What is promised for a day: a count, or a percentage from 0 to 100."""

    due: date
    value: float


def _outcome(given: object, info: ValidationInfo[int]) -> int:
    """Return the number of an outcome; ``context`` is how many there are."""
    return check_whole(given, 1, info.context)


def _counts(given: object, info: ValidationInfo) -> str:
    """Return the rule that an indicator counts by; "" if people are asked.

    A count is one of records; a share may be, or what people said.
    """
    kind = info.data.get("kind")
    if given is None and kind == "percent":
        return ""
    return check_choice(given, [x for x, rule in RULES.items() if rule.kind == kind])


class Indicator(Definition):
    """What is measured, of whom, and what is promised.

    ``counts`` names the records that it counts (``RULES``); "" if people are
    asked. ``base`` says of whom a percentage is taken; a count has none. ``targets``
    are in order of time: its file says in which month, ``definitions`` on which day.
    """

    code: str
    outcome: Annotated[int, PlainValidator(_outcome)]
    kind: Literal["count", "percent"]
    aggregation: Literal["stock", "cumulative", "level"]
    counts: Annotated[str | None, PlainValidator(_counts)]
    label: Text
    short: Text
    source: Text
    definition: Told
    collection: Told
    limitations: Told
    base: Text | None = None
    targets: tuple[Target, ...] = ()

    @model_validator(mode="after")
    def _of_whom(self) -> Indicator:
        """Refuse a percentage of nobody, and a count of somebody."""
        if self.kind == "percent" and self.base is None:
            raise FieldError(NO_NAMES, (), key="base")
        if self.kind == "count" and self.base is not None:
            fields = [name for name in Indicator.model_fields if name != "base"]
            raise FieldError(UNKNOWN, (), field="base", fields=", ".join(fields))
        return self


def numbers() -> dict[str, str]:
    """Return each number by the name under which a text holds it.

    Examples
    --------
    >>> numbers()["pace"]
    '15'
    """
    return {
        "active_months": f"{knowledge.MONTHS}",
        "minimum_replies": f"{intervals.LOW}",
        "pace": f"{100 * (1 - ON_PACE):.0f}",
    }
