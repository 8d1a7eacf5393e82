"""What has changed since the last snapshot: each figure then and now, and corrections.

A snapshot holds what was shown, so what was too small to show then is not in it either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from copro_map.base.i18n import Label
from copro_map.indicators.charts.bullets import Kind
from copro_map.indicators.rules.indicator import Indicator
from copro_map.indicators.store.snapshots import Snapshot

Fields = Mapping[str, Any]
Content = Mapping[str, Any]  # as ``standings.as_json``


@dataclass(frozen=True)
class Change:
    """An indicator as a snapshot has it and as it is now: the fields of the JSON.

    ``then`` is empty for an indicator that is not in the snapshot, ``now`` for one that
    there is no longer.
    """

    code: str
    then: Fields
    now: Fields


@dataclass(frozen=True)
class Moved(Change):
    """The same with the name of the indicator, and how its figure is written."""

    name: Label
    kind: Kind


@dataclass(frozen=True)
class Since:
    """The last snapshot before a day, and what has come since.

    ``rows`` has every indicator, in order of code. ``corrections`` are those of which
    something else would be shown today for the very day of the snapshot.
    """

    number: int
    snapshot: Snapshot
    rows: tuple[Moved, ...]
    corrections: tuple[Moved, ...]


def last_before(
    snapshots: Iterable[dict[str, Any]], day: date
) -> dict[str, Any] | None:
    """Return the snapshot of the latest day before this one, of those the last taken.

    None if there is none. ``snapshots`` as ``indicators.store.snapshots.snapshots``,
    whose days are ISO texts, which sort as days do.
    """
    text = day.isoformat()
    known = [x for x in snapshots if x["as_at"] < text and x["taken_on"] <= text]
    return max(known, key=lambda row: (row["as_at"], row["id"]), default=None)


def _moved(
    code: str, indicators: Mapping[str, Indicator], then: Fields, now: Fields
) -> Moved:
    one = indicators.get(code)
    if one is None:
        return Moved(code, then, now, Label("", ""), "count")
    return Moved(code, then, now, one.short, one.kind)


def comparable(then: Fields, now: Fields) -> list[str]:
    """Return the names of the fields that can be compared, in the order of ``then``.

    Those that both have: an older snapshot has fewer. One from before a status had a
    second word, or when "no_target" was one, was judged by other rules, so its status
    is not compared. All names, if one of the two has none.

    Examples
    --------
    >>> comparable({"value": 1, "status": "behind"}, {"value": 2, "status": "at_risk"})
    ['value']
    """
    if not (then and now):
        return list({**then, **now})
    is_older = "status_detail" not in then or then.get("status") == "no_target"
    older = {"status", "status_detail"} if is_older else set()
    return [name for name in then if name in now and name not in older]


def _corrected(one: Moved, again: Fields) -> Moved | None:
    """Return all fields as frozen, and as they would be shown today for that day.

    None if nothing differs that the snapshot has.
    """
    then = one.then
    if then and again and all(then[x] == again[x] for x in comparable(then, again)):
        return None
    return replace(one, now={**then, **again} if again else {})


def compared(
    before: Content, shown: Content, indicators: Mapping[str, Indicator]
) -> dict[str, Moved]:
    """Return every indicator then and now, by code and in order of code.

    Of the Network's own those that there were then: a new one is no change.
    """
    then, now = (
        {x["code"]: x for x in [*told["indicators"], *told.get("own", ())]}
        for told in (before, shown)
    )
    return {
        code: _moved(code, indicators, then.get(code, {}), now.get(code, {}))
        for code in sorted({*then, *now})
        if code in then or not any(x["code"] == code for x in shown.get("own", ()))
    }


def compare(
    last: Mapping[str, Any],
    snapshot: Snapshot,
    shown: Content,
    again: Content,
    indicators: Mapping[str, Indicator],
) -> Since:
    """Return what has changed since a snapshot.

    ``last`` is its row in the list; ``shown`` what is shown now, ``again`` what would
    be shown today for the day of the snapshot.
    """
    rows = compared(snapshot.content, shown, indicators)
    known = {x["code"]: x for x in [*again["indicators"], *again.get("own", ())]}
    corrected = (_corrected(one, known.get(code, {})) for code, one in rows.items())
    return Since(
        number=last["id"],
        snapshot=snapshot,
        rows=tuple(rows.values()),
        corrections=tuple(one for one in corrected if one is not None),
    )
