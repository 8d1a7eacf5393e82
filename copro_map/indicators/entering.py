"""Figures that are typed on the desk: observations, by the rules of the import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import N_, Label, t
from copro_map.base.store.connection import reading, writing
from copro_map.base.superseded import plain
from copro_map.base.today import WALES
from copro_map.files.rows import Fault, Row
from copro_map.indicators.definitions import indicators_of, load_indicators
from copro_map.indicators.observed import (
    NESTED,
    check_observations,
    in_force,
    in_short,
    percents_of,
    record_of,
    to_observation,
    write_observations,
)
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.rules.records import Observation, ProgressError
from copro_map.indicators.store.progress import observations
from copro_map.people.changes import check_seen, version_of
from copro_map.people.rights import require_now
from copro_map.people.rules.changes import NOTHING
from copro_map.people.rules.permissions import Actor
from copro_map.people.rules.settings import both_languages
from copro_map.people.wording import in_both

# What each field is called on the desk.
FIELDS = {
    "indicator": N_("Indicator"),
    "period_end": N_("Last day of the period"),
    "numerator": N_("Said so"),
    "denominator": N_("Answered the question"),
    "n": N_("Replied to the survey"),
    "invited": N_("Were asked"),
    "value": N_("Percentage"),
    "source": N_("Where it is from"),
    "status": N_("Does it count?"),
    "entered_by": N_("Role"),
}


@dataclass(frozen=True)
class Held:
    """A figure in force, with the version of its record."""

    record: Mapping[str, Any]
    version: int

    @property
    def key(self) -> str:
        """What it is known by on the desk: indicator and period."""
        return record_of(self.record)


def asked_of_people(settings: Settings) -> dict[str, Indicator]:
    """Return the indicators whose figures are reported by people, by code."""
    known = load_indicators(settings.data_dir)
    return {code: one for code, one in known.items() if not one.counts}


def figures_held(settings: Settings, actor: Actor, code: str = "") -> tuple[Held, ...]:
    """Return the figures in force of an indicator, or of all; withdrawn ones too.

    In order of indicator and period. Those that are entered as a whole, as files of
    observations are.

    Raises
    ------
    RefusedError
        If somebody may not enter any.
    DatabaseError
        If there is no database yet, or it cannot be read.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "enter_figure")
        found = in_force(observations(database))
        return tuple(
            Held(row, version_of(database, "observation", record_of(row)))
            for (indicator, _), row in sorted(found.items())
            if code in ("", indicator)
        )


def before(settings: Settings, key: str) -> tuple[Mapping[str, Any], ...]:
    """Return all that was ever entered of an indicator and period, in order."""
    with reading(settings.database) as database:
        rows = plain(observations(database))
    return tuple(row for row in rows if record_of(row) == key)


def _percentage(cells: Mapping[str, str]) -> str:
    """Return the percentage that two counts make; "" if they make none."""
    said, answered = cells["numerator"], cells["denominator"]
    if not (said.isdecimal() and answered.isdecimal()):
        return ""
    made = 0 < int(answered) >= int(said)
    return str(100 * int(said) / int(answered)) if made else ""


def _refused(fault: Fault) -> str:
    """Return a fault as a sentence with the name of its field on the desk."""
    names = {x: t(FIELDS[y]) for x, y in fault.facts.items() if y in FIELDS}
    words = replace(fault, facts={**fault.facts, **names}).reason()
    return f"{t(FIELDS.get(fault.column, fault.column))}: {words}"


def _refuse(faults: list[Fault]) -> None:
    if faults:
        words = dict.fromkeys(_refused(fault) for fault in faults)
        raise ProgressError("{words}", words=" ".join(words))


def enter_observation(
    settings: Settings,
    actor: Actor,
    cells: Mapping[str, str],
    now: datetime,
    *,
    why: Label = NOTHING,
    seen: int | None = None,
) -> Observation:
    """Enter a figure, or what supersedes the one in force of its period; return it.

    ``cells`` are the fields of ``FIELDS`` as text, but for the percentage, which the
    counts make, and the role, which is that of the actor. ``seen`` is the version that
    whoever enters it had before them.

    Raises
    ------
    RefusedError
        If somebody may not.
    ProgressError
        If it cannot be so; the message says which field, and what to write.
    OneLanguageError
        If the reason is in one language alone.
    ConflictError
        If somebody else entered another figure of the period meanwhile.
    """
    reason, today = both_languages(why), now.astimezone(WALES).date()
    indicators = indicators_of(settings, today)
    by = in_both(actor.role).en
    given = {**dict.fromkeys(FIELDS, ""), **cells, "entered_by": by}
    if given["status"] != "withdrawn" and not any(given[x] for x in NESTED):
        raise ProgressError(
            N_("Write how many were asked, replied, answered and said so; then save.")
        )
    row = Row(1, given | {"value": _percentage(given)})
    rows, faults, _ = check_observations([row], (), indicators, today)
    _refuse(faults)
    with writing(settings.database, make=False) as database:
        present = require_now(database, actor, "enter_figure")
        wanted = {"figure": in_short(to_observation(rows[0], today))}
        check_seen(database, "observation", record_of(given), seen, wanted)
        percents = percents_of(indicators)
        new, faults = write_observations(database, present, rows, percents, now, reason)
        _refuse(faults)
    if not new:
        raise ProgressError(N_("This is what is known already: nothing was changed."))
    return new[0]
