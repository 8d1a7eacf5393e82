"""The targets: changed, dated and superseding, with who changed each and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.definitions import Programme
from copro_map.base.i18n import N_, Label
from copro_map.base.store.connection import Database, reading, writing
from copro_map.base.store.programme import programmes_of
from copro_map.base.superseded import current, plain
from copro_map.files.columns import check_words
from copro_map.indicators.definitions import MOST, load_indicators
from copro_map.indicators.due import following
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.records import NO_TARGET, ProgressError, TargetChange
from copro_map.indicators.store.progress import (
    add_target_changes,
    last_target_changes,
    target_changes,
)
from copro_map.people.changes import check_seen, note, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import Change
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.settings import both_languages
from copro_map.people.wording import in_both


def known_changes(changes: pd.DataFrame, day: date) -> pd.DataFrame:
    """Return the changes of targets that were known on a day.

    As ``indicators.store.progress.target_changes`` returns all, and those of the day.
    """
    known = changes[changes["changed_on"] <= day.isoformat()]
    newer = known["superseded_by"]
    return known.assign(superseded_by=newer.where(newer.isin(known.index)))


def target_history(settings: Settings) -> dict[str, Any]:
    """Return every change of a target, and the last one of each indicator.

    Returns
    -------
    dict
        ``changes``: in the order of entry, each with ``id``, the fields of
        ``TargetChange`` and ``superseded_by`` (None: in force); a value of None is no
        target any more. ``last``: by indicator, who changed it last, when and why.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    """
    with reading(settings.database) as database:
        changes = target_changes(database)
    last = {row.pop("indicator"): row for row in plain(last_target_changes(changes))}
    return {"changes": plain(changes), "last": last}


def _known_indicator(indicators: Mapping[str, Indicator], code: str) -> Indicator:
    if code not in indicators:
        raise ProgressError(
            N_("Unknown indicator: {code}. Use one of: {choices}."),
            code=code,
            choices=", ".join(indicators),
        )
    return indicators[code]


def _check_due(programme: Programme, code: str, due: date) -> None:
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
    most = MOST[indicator.kind]
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


def target_record(code: str, due: str) -> str:
    """Return what the changes of a target are noted under: indicator and due day."""
    return f"{code} {due}"


def figure(value: float | None) -> str:
    """Return a target as it is noted.

    Examples
    --------
    >>> figure(120.0), figure(None)
    ('120', 'none')
    """
    return NO_TARGET if value is None else f"{value:.12g}"


def target_version(settings: Settings, code: str, due: str) -> int:
    """Return how often the target of an indicator for a day was changed."""
    with reading(settings.database) as database:
        return version_of(database, "target", target_record(code, due))


def aimed(  # noqa: PLR0913 - a row of the table
    actor: Actor, code: str, due: str, value: float | None, why: Label, today: date
) -> TargetChange:
    """Return a change of a target as it is typed on the desk: by a role, with why.

    Raises
    ------
    ProgressError, OneLanguageError
        If there is no reason, or it is in one language alone.
    """
    role, reason = in_both(actor.role), both_languages(why)
    if not reason.en:
        raise ProgressError(N_("Say in both languages why the target is another."))
    return TargetChange(
        indicator=code,
        due_on=due,
        value=value,
        changed_by=role.en,
        changed_on=today.isoformat(),
        reason=reason.en,
        changed_by_cy=role.cy,
        reason_cy=reason.cy,
    )


def _check(change: TargetChange, indicator: Indicator, programme: Programme) -> None:
    """Refuse what cannot be a target, and what nobody stands for."""
    _check_due(programme, change.indicator, date.fromisoformat(change.due_on))
    _check_value(indicator, change.value)
    missing = N_("Say who changes the target, by their role, and why.")
    words = (change.changed_by, change.reason)
    welsh = (change.changed_by_cy, change.reason_cy)
    for text in (*words, *filter(None, welsh)):
        check_words(text, ProgressError, missing)


def _note(
    database: Database,
    present: Actor,
    change: TargetChange,
    was: float | None,
    now: datetime,
) -> None:
    code, due = change.indicator, change.due_on
    made = Change(
        "target",
        target_record(code, due),
        "value",
        figure(was),
        figure(change.value),
        why=Label(change.reason, change.reason_cy),
    )
    note(database, present, made, now)


def change_target(
    settings: Settings,
    actor: Actor,
    change: TargetChange,
    now: datetime,
    *,
    seen: int | None = None,
) -> float | None:
    """Change a target from a day on; return what it was, None for no target.

    ``change.supersedes`` is found here: leave it empty. The change before is kept. One
    that has fallen due may be changed too: what was shown before stays as it was.
    ``seen`` is the version of the target that whoever changes it had before them.

    Raises
    ------
    RefusedError
        If somebody may not.
    ProgressError
        If the indicator is not known, the day is none or outside the programme, the
        value is too large, nobody or no reason is named, contact details are given, or
        the target is so already.
    ConflictError
        If somebody else changed it meanwhile.
    DatabaseError
        If the database cannot be written.
    """
    programmes, day = programmes_of(settings), date.fromisoformat(change.changed_on)
    programme = programmes.on(day)
    known = load_indicators(settings.data_dir, programme.start)
    indicator = _known_indicator(known, change.indicator)
    _check(change, indicator, programme)
    record = target_record(change.indicator, change.due_on)
    with writing(settings.database) as database:
        present = require_now(database, actor, "enter_figure")
        wanted = {"value": figure(change.value)}
        check_seen(database, "target", record, seen, wanted)
        changes = following(
            target_changes(database), programmes, settings.data_dir, day
        )
        value, number = _before(indicator, changes, change.due_on)
        if value == change.value:
            raise ProgressError(
                N_("{indicator}: the target for {due} is this already: {value}."),
                indicator=change.indicator,
                due=change.due_on,
                value="-" if value is None else f"{value:g}",
            )
        row = {**vars(change), "supersedes": number}
        add_target_changes(database, [TargetChange(**row)])
        _note(database, present, change, value, now)
    return value
