"""Progress: where each indicator stands on a day, and which records say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from copro_map.config import Settings
from copro_map.core.levels import PercentStatus, Replies, level_status
from copro_map.core.observations import as_at
from copro_map.core.progress import CountStatus, count_status
from copro_map.core.records import Counted
from copro_map.i18n import long_date, t
from copro_map.indicators import (
    Indicator,
    Programme,
    Target,
    load_outcomes,
)
from copro_map.services.progress_records import Evidence, records
from copro_map.store.connection import reading
from copro_map.store.programme import indicators_of, programme_of
from copro_map.store.progress import in_force, observations, target_changes
from copro_map.views.bullets import Bullet
from copro_map.views.statuses import Status

# What the core tells apart and a chart does not.
SHOWN_AS: dict[str, Status] = {"suppressed": "reported", "short_so_far": "behind"}


@dataclass(frozen=True, eq=False)
class Standing:
    """Where an indicator stands.

    ``found`` is its status and what it rests on; ``records`` are the entries behind a
    figure that is counted from the map, with those that nobody has confirmed apart;
    None for one that is asked of people.
    """

    indicator: Indicator
    found: CountStatus | PercentStatus
    value: float | None
    numerator: int | None
    denominator: int | None
    records: Counted | None

    @property
    def status(self) -> Status:
        """The status as charts and tables show it."""
        return SHOWN_AS.get(self.found.status, self.found.status)  # type: ignore[arg-type] # checked by a test


def _targets(
    indicators: Mapping[str, Indicator], changes: pd.DataFrame
) -> dict[str, Indicator]:
    """Return the indicators with the targets that are in force."""
    changed: dict[str, dict[date, float | None]] = {}
    for row in in_force(changes).to_dict("records"):
        due = date.fromisoformat(row["due_on"])
        value = None if pd.isna(row["value"]) else float(row["value"])
        changed.setdefault(row["indicator"], {})[due] = value
    now = {}
    for code, one in indicators.items():
        values: dict[date, float | None] = {x.due: x.value for x in one.targets}
        values |= changed.get(code, {})
        kept = [Target(due, x) for due, x in sorted(values.items()) if x is not None]
        now[code] = replace(one, targets=tuple(kept))
    return now


def _whole(value: Any) -> int | None:
    return None if value is None or pd.isna(value) else int(value)


def _asked(indicator: Indicator, known: pd.DataFrame, day: date) -> Standing:
    """Return where an indicator stands that is asked of people, by its last period."""
    rows = known[known["indicator"] == indicator.code]
    if rows.empty:
        nothing = level_status(Replies(None), indicator.targets, day, day)
        return Standing(indicator, nothing, None, None, None, None)
    row = rows.sort_values("period_end").iloc[-1].to_dict()
    numerator, n = _whole(row["numerator"]), _whole(row["denominator"]) or 0
    replies = Replies(numerator, n, _whole(row["invited"]))
    ended = date.fromisoformat(row["period_end"])
    found = level_status(replies, indicator.targets, ended, day)
    return Standing(indicator, found, found.percent, numerator, n, None)


def _counted(
    indicator: Indicator, counted: Counted, programme: Programme, day: date
) -> Standing:
    """Return where an indicator stands that is counted from the records."""
    numerator = len(counted.ids)
    if indicator.kind == "percent":
        of = len(counted.of_ids or ())
        replies = Replies(numerator if of else None, of)
        found = level_status(replies, indicator.targets, day, day)
        return Standing(indicator, found, found.percent, numerator, of, counted)
    status = count_status(numerator, indicator.targets, programme.start, day)
    return Standing(indicator, status, float(numerator), numerator, None, counted)


def progress(
    settings: Settings, day: date, known_on: date | None = None
) -> list[Standing]:
    """Return where every indicator stands, as at a day, in order of code.

    Entries, observations and targets count as they were known on that day, or on
    ``known_on``.

    Raises
    ------
    DatabaseError
        If there is no database yet, or one from before the indicators; the message says
        how to bring it up to date.
    """
    programme = programme_of(settings)
    known_on = known_on or day
    with reading(settings.database) as database:
        entered = observations(database, known_on).reset_index()
        changes = target_changes(database, known_on)
    known = as_at(entered, known_on, checked_only=True)
    known = known[known["period_end"] <= day.isoformat()]
    indicators = _targets(indicators_of(settings), changes)
    evidence = Evidence(start=programme.start)
    counted = records(settings, day, evidence, known_on)
    return [
        _counted(one, counted[code], programme, day)
        if code in counted
        else _asked(one, known, day)
        for code, one in indicators.items()
    ]


def _how_sure(found: PercentStatus) -> list[str]:
    """Return what those who kept silent could change, and whether few replied."""
    parts = []
    if found.bounds:
        parts.append(
            t(
                "Had none, or all, of the silent said so: {lower}% to {upper}%.",
                lower=f"{found.bounds.lower:.0f}",
                upper=f"{found.bounds.upper:.0f}",
            )
        )
    if found.quality in ("limited", "low"):
        parts.append(t("Few replies: read with care."))
    return parts


def sentence(standing: Standing) -> str:
    """Return the sentence that matters, in the current language."""
    parts = []
    found, counted = standing.found, standing.records
    if isinstance(found, CountStatus) and found.needed_per_month:
        parts.append(
            t(
                "Needed a month: {needed}; so far {so_far}.",
                needed=f"{found.needed_per_month:.1f}",
                so_far=f"{found.so_far_per_month or 0:.1f}",
            )
        )
    if isinstance(found, PercentStatus) and found.percent is not None:
        parts += _how_sure(found)
    if counted is not None:
        unverified = len(counted.unverified_ids)
        parts.append(t("Not confirmed, so not counted: {n}.", n=unverified))
    return " ".join(parts)


def _due(standing: Standing, day: date) -> Target | None:
    """Return the target that is due next, or the last one."""
    targets = standing.indicator.targets
    ahead = [target for target in targets if target.due >= day]
    return ahead[0] if ahead else targets[-1] if targets else None


def bullets(
    settings: Settings, standings: Sequence[Standing], day: date
) -> list[Bullet]:
    """Return the indicators as charts and tables take them, translated."""
    outcomes = load_outcomes(settings.data_dir)
    drawn = []
    for one in standings:
        indicator, target = one.indicator, _due(one, day)
        interval = getattr(one.found, "interval", None)
        outcome = outcomes[indicator.outcome]
        drawn.append(
            Bullet(
                code=indicator.code,
                name=indicator.short.text(),
                kind="percent" if indicator.kind == "percent" else "count",
                value=one.value,
                lower=interval.lower if interval else None,
                upper=interval.upper if interval else None,
                n=one.denominator,
                target=target.value if target else None,
                target_due=long_date(target.due) if target else "",
                final=indicator.targets[-1].value if indicator.targets else None,
                status=one.status,
                words=sentence(one),
                outcome=f"{outcome.number}. {outcome.label.text()}",
                base=indicator.base.text() if indicator.base else "",
            )
        )
    return drawn


def as_json(standings: Sequence[Standing], day: date) -> dict[str, Any]:
    """Return the indicators as the command line prints them."""
    rows = []
    for one in standings:
        target, counted = _due(one, day), one.records
        interval = getattr(one.found, "interval", None)
        hidden = one.found.status == "suppressed"
        rows.append(
            {
                "code": one.indicator.code,
                "value": one.value,
                # Too few replied to show: neither the share nor what gives it away.
                "numerator": None if hidden else one.numerator,
                "denominator": None if hidden else one.denominator,
                "target": target.value if target else None,
                "target_due": target.due.isoformat() if target else None,
                "status": one.status,
                "interval": [round(interval.lower, 1), round(interval.upper, 1)]
                if interval
                else None,
                "records": list(counted.ids) if counted else [],
                "unverified": list(counted.unverified_ids) if counted else [],
            }
        )
    return {"as_at": day.isoformat(), "indicators": rows}
