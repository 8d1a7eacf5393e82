"""What has changed since the last snapshot: each figure then and now, and corrections.

A snapshot holds what was shown, so what was too small to show then is not in it either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from copro_map.base.config import Settings
from copro_map.base.i18n import Label
from copro_map.indicators.charts.bullet_words import Kind
from copro_map.indicators.definitions import indicators_of
from copro_map.indicators.evidence import Known
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.snapshots import Change, changed_since, frozen, list_snapshots
from copro_map.indicators.standings import Standing, as_json, progress

SHORT = 12  # signs of a checksum, enough to compare by eye
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Moved:
    """An indicator as the snapshot has it and as it is now: the fields of the JSON.

    ``then`` is empty for an indicator that is not in the snapshot, ``now`` for one that
    there is no longer.
    """

    code: str
    name: Label
    kind: Kind
    then: Fields
    now: Fields


@dataclass(frozen=True)
class Since:
    """The last snapshot before a day, and what has come since.

    ``rows`` has every indicator, in order of code. ``corrections`` are those of which
    something else would be shown today for the very day of the snapshot.
    """

    number: int
    label: str
    as_at: date
    taken_on: date
    checksum: str
    rows: tuple[Moved, ...]
    corrections: tuple[Moved, ...]

    @property
    def short(self) -> str:
        """The first signs of the checksum."""
        return self.checksum[:SHORT]


def _last(settings: Settings, day: date) -> dict[str, Any] | None:
    """Return the snapshot of the latest day before this one, of those the last taken.

    Days are ISO texts, which sort as days do.
    """
    known = [
        row
        for row in list_snapshots(settings)
        if row["as_at"] < day.isoformat() and row["taken_on"] <= day.isoformat()
    ]
    return max(known, key=lambda row: (row["as_at"], row["id"]), default=None)


def _moved(
    code: str, indicators: Mapping[str, Indicator], then: Fields, now: Fields
) -> Moved:
    one = indicators.get(code)
    if one is None:
        return Moved(code, Label("", ""), "count", then, now)
    kind: Kind = "percent" if one.kind == "percent" else "count"
    return Moved(code, one.short, kind, then, now)


def _corrected(change: Change, before: Fields, one: Moved) -> Moved | None:
    """Return all fields as frozen, and as they would be shown today for that day.

    None if nothing differs that the snapshot has: an older one has fewer fields.
    """
    if not before:
        return replace(one, then={}, now=change.now)
    if not one.now:
        return replace(one, then=before, now={})
    if not {*change.then} & {*change.now}:
        return None
    return replace(one, then=before, now={**before, **change.now})


def since_last(
    settings: Settings,
    day: date,
    standings: Sequence[Standing] | None = None,
    known: Known | None = None,
) -> Since | None:
    """Return what has changed since the last snapshot; None if none was taken yet.

    The last one is that of the latest day before ``day``, of those taken by then.
    ``standings`` are those of ``progress`` for the day, ``known`` what it takes: they
    save working them out again.

    Raises
    ------
    DatabaseError
        If there is no database yet; the message says how to build it.
    ProgressError
        If the snapshot does not agree with its checksum.
    """
    last = _last(settings, day)
    if last is None:
        return None
    snapshot, indicators = frozen(settings, last["id"]), indicators_of(settings)
    shown = as_json(standings or progress(settings, day), day)["indicators"]
    then = {row["code"]: row for row in snapshot.content["indicators"]}
    now = {row["code"]: row for row in shown}
    rows = {
        code: _moved(code, indicators, then.get(code, {}), now.get(code, {}))
        for code in sorted({*then, *now})
    }
    corrected = (
        _corrected(change, then.get(change.code, {}), rows[change.code])
        for change in changed_since(settings, last["id"], day, known)
    )
    return Since(
        number=last["id"],
        label=snapshot.label,
        as_at=snapshot.as_at,
        taken_on=snapshot.taken_on,
        checksum=last["checksum"],
        rows=tuple(rows.values()),
        corrections=tuple(one for one in corrected if one is not None),
    )
