"""What is promised: indicators with their targets, and the outcomes they serve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from copro_map.base.i18n import Label


@dataclass(frozen=True)
class Outcome:
    """One of the four changes that the programme is for."""

    number: int
    label: Label
    statement: Label


@dataclass(frozen=True)
class Target:
    """What is promised for a day: a count, or a percentage from 0 to 100."""

    due: date
    value: float


@dataclass(frozen=True)
class Indicator:
    """What is measured, of whom, and what is promised.

    ``counts`` names the records that it counts (``rules.registry``); "" if people are
    asked. ``base`` says of whom a percentage is taken; a count has none. ``targets``
    are in order of time.
    """

    code: str
    outcome: int
    label: Label
    short: Label
    kind: str
    aggregation: str
    base: Label | None
    counts: str
    definition: Label
    collection: Label
    limitations: Label
    source: Label
    targets: tuple[Target, ...]
