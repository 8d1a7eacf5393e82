"""A change of a target: checked, dated, and superseding the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import N_
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import programme_of
from copro_map.base.superseded import current, plain
from copro_map.files.columns import check_words
from copro_map.indicators.definitions import indicators_of
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.records import NO_TARGET, ProgressError, TargetChange
from copro_map.indicators.store.progress import add_target_changes, target_changes

MOST = 1_000_000  # A count above this is a slip of the pen.


@dataclass(frozen=True)
class Retarget:
    """A target as it was before a change and as it is now; None: no target."""

    before: float | None
    now: float | None


def _known_indicator(settings: Settings, code: str) -> Indicator:
    indicators = indicators_of(settings)
    if code not in indicators:
        raise ProgressError(
            N_("Unknown indicator: {code}. Use one of: {choices}."),
            code=code,
            choices=", ".join(indicators),
        )
    return indicators[code]


def _check_due(settings: Settings, code: str, due: date) -> None:
    programme = programme_of(settings)
    if not programme.start < due <= programme.end:
        raise ProgressError(
            N_(
                "{indicator}: {due} is not within the programme. First day: {start}. "
                "Last day: {end}."
            ),
            indicator=code,
            due=due,
            start=programme.start,
            end=programme.end,
        )


def _check_value(indicator: Indicator, value: float | None) -> None:
    most = 100 if indicator.kind == "percent" else MOST
    if value is not None and not 0 <= value <= most:
        raise ProgressError(
            N_(
                "{indicator}: {value} cannot be a target. Write 0 to {most}, or {none}."
            ),
            indicator=indicator.code,
            value=value,
            most=most,
            none=NO_TARGET,
        )


def _before(
    indicator: Indicator, changes: pd.DataFrame, due: str
) -> tuple[float | None, int | None]:
    """Return the target in force for a day, and the id of the change that made it."""
    for change in plain(current(changes)):
        if (change["indicator"], change["due_on"]) == (indicator.code, due):
            return change["value"], change["id"]
    defined = {target.due.isoformat(): target.value for target in indicator.targets}
    return defined.get(due), None


def change_target(settings: Settings, change: TargetChange) -> Retarget:
    """Change a target from a day on; return what it was and what it is.

    ``change.supersedes`` is found here: leave it empty. The change before is kept.

    Raises
    ------
    ProgressError
        If the indicator is not known, the day is none or outside the programme, the
        value is too large, nobody or no reason is named, contact details are given, or
        the target is so already.
    DatabaseError
        If the database cannot be written.
    """
    indicator = _known_indicator(settings, change.indicator)
    _check_due(settings, change.indicator, date.fromisoformat(change.due_on))
    _check_value(indicator, change.value)
    missing = N_("Say who changes the target, by their role, and why.")
    for text in (change.changed_by, change.reason):
        check_words(text, ProgressError, missing)
    with writing(settings.database) as database:
        value, number = _before(indicator, target_changes(database), change.due_on)
        if value == change.value:
            raise ProgressError(
                N_("{indicator}: the target for {due} is this already: {value}."),
                indicator=change.indicator,
                due=change.due_on,
                value="-" if value is None else f"{value:g}",
            )
        row = {**vars(change), "supersedes": number}
        add_target_changes(database, [TargetChange(**row)])
    return Retarget(value, change.value)
