"""What has changed since the last snapshot, in words and as tables to show or keep."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from copro_map.base.i18n import N_, long_date, t
from copro_map.indicators.charts.bullets import Kind, figure_text
from copro_map.indicators.charts.statuses import STATUS_WORDS, status_words
from copro_map.indicators.rules.verdicts import Detail, Status
from copro_map.indicators.since import Fields, Moved, Since, comparable

NONE = "–"
BEHIND = ("numerator", "denominator", "invited")
# The statuses of snapshots that were taken before a status had a second word.
FORMER = {
    "met": N_("Target met"),
    "met_on_sample": N_("Met on the sample, not certain"),
    "on_pace": N_("On pace"),
    "behind": N_("Behind the pace"),
    "short_could_be_met": N_("Short, could be met"),
    "missed": N_("Target missed"),
    "reported": N_("Reported, no target due yet"),
    "not_reported": N_("Not reported"),
    "no_target": N_("No target set"),
}


class Row(NamedTuple):
    """An indicator then and now, in words; ``status`` is what it is now, if it is."""

    name: str
    then: str
    now: str
    status_then: str
    status_now: str
    status: Status | None
    detail: Detail = ""

    @classmethod
    def of(cls, one: Moved) -> Row:
        """Return an indicator then and now in words, translated."""
        return cls(
            _name(one),
            value_text(one.then, one.kind),
            value_text(one.now, one.kind),
            status_text(one.then),
            status_text(one.now),
            one.now.get("status"),
            one.now.get("status_detail") or "",
        )


@dataclass(frozen=True)
class SinceInWords:
    """What has changed since the last snapshot, translated, to be shown.

    ``words`` say which it is, or who takes one; ``corrections`` are (name, words).
    """

    words: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()


def status_text(fields: Fields) -> str:
    """Return a status in words, as it was called; a dash where there was none.

    Examples
    --------
    >>> status_text({"status": "met", "status_detail": "probably"}), status_text({})
    ('Met, probably', '–')
    >>> status_text({"status": "behind"})
    'Behind the pace'
    """
    status = fields.get("status", "")
    if "status_detail" in fields and status in STATUS_WORDS:
        return status_words(status, fields["status_detail"] or "")
    words = FORMER.get(status)
    return t(words) if words else status or NONE


def value_text(fields: Fields, kind: Kind) -> str:
    """Return a figure as people read it, or plainly that there is none.

    Examples
    --------
    >>> value_text({"value": 40.0, "status": "met"}, "percent")
    '40%'
    >>> value_text({"value": None, "status": "reported"}, "percent")
    'too few replies to show'
    >>> value_text({"value": None, "status": "no_figure_yet"}, "percent")
    'not reported'
    """
    if not fields:
        return NONE
    if fields.get("value") is not None:
        return figure_text(fields["value"], kind, fields.get("bound") or "")
    if fields.get("status_detail") == "too_few":
        return t("too few to show")
    if "too_few_replies" in fields.values() or fields.get("status") == "reported":
        return t("too few replies to show")
    return t("not reported")


def since_words(since: Since | None) -> tuple[str, ...]:
    """Return which snapshot is compared with, or who takes one; translated."""
    if since is None:
        return (
            t(
                "No snapshot was taken before this day. The stewards of this map take "
                "them."
            ),
        )
    return (
        t(
            "Snapshot: {label}. Figures as at {date}.",
            label=since.snapshot.name,
            date=long_date(since.snapshot.as_at),
        ),
        t("Taken on {date}.", date=long_date(since.snapshot.taken_on)),
    )


def since_table(since: Since | None) -> pd.DataFrame:
    """Return every indicator then and now as a table for files.

    Columns ``code``, the name, ``then``, ``now``, ``target_then``, ``target_now`` (a
    number, missing where nothing may be shown), the status then and now in words, and
    the corrections in words ("" for none). No rows without a snapshot.
    """
    from_code = {one.code: one for one in since.corrections} if since else {}
    rows = [
        (
            one.code,
            one.name.text(),
            one.then.get("value"),
            one.now.get("value"),
            one.then.get("target"),
            one.now.get("target"),
            status_text(one.then),
            status_text(one.now),
            correction_words(from_code[one.code]) if one.code in from_code else "",
        )
        for one in (since.rows if since else ())
    ]
    figures = ["then", "now", "target_then", "target_now"]
    said = [t("Status then"), t("Status now"), t("Corrections")]
    table = pd.DataFrame(rows, columns=["code", t("Indicator"), *figures, *said])
    return table.astype(dict.fromkeys(figures, float))


def _differs(one: Moved, *names: str) -> bool:
    """Say whether any of the fields differs, of those that the snapshot has."""
    known = comparable(one.then, one.now)
    return any(one.then[name] != one.now[name] for name in names if name in known)


def _then_now(name: str, then: str, now: str) -> str:
    return t("{name}: {then}; as known now: {now}.", name=name, then=then, now=now)


def _both(one: Moved, name: str, field: str) -> Iterable[str]:
    """Yield a sentence about a number, if it differs."""
    own = field == "value"
    if _differs(one, field):
        texts = (
            NONE
            if x[field] is None
            else figure_text(x[field], one.kind, x.get("bound", "") if own else "")
            for x in (one.then, one.now)
        )
        yield _then_now(name, *texts)


def _replied(fields: Fields) -> str:
    """Return the numbers behind a share that were shown, if they were."""
    parts = (fields.get(name) for name in BEHIND)
    return " / ".join(NONE if part is None else str(part) for part in parts)


def _figures(one: Moved) -> list[str]:
    """Return what became of the figure, its target and its status."""
    parts = [*_both(one, t("Figure"), "value")]
    if one.kind == "percent" and _differs(one, *BEHIND):
        name = t("Said so / replied / invited")
        parts.append(_then_now(name, _replied(one.then), _replied(one.now)))
    parts += _both(one, t("Target"), "target")
    if _differs(one, "status", "status_detail"):
        texts = status_text(one.then), status_text(one.now)
        parts.append(_then_now(t("Status"), *texts))
    return parts


def _records(one: Moved) -> list[str]:
    """Return how many records came and went."""
    parts = []
    for field, name in (
        ("records", t("Records that count")),
        ("unverified", t("Not confirmed, so not counted")),
    ):
        if _differs(one, field):
            then, now = set(one.then[field]), set(one.now[field])
            come, gone = len(now - then), len(then - now)
            parts.append(
                t("{name}: added {come}, left {gone}.", name=name, come=come, gone=gone)
            )
    return parts


def correction_words(one: Moved) -> str:
    """Return what would be shown otherwise for the day of the snapshot, translated.

    Examples
    --------
    >>> from copro_map.base.i18n import Label
    >>> name = Label("Knowledge", "Gwybodaeth")
    >>> correction_words(Moved("2.2", {"value": 40.0}, {"value": 50}, name, "percent"))
    'Figure: 40%; as known now: 50%.'
    """
    if not one.then:
        return t("This indicator is not in the snapshot.")
    if not one.now:
        return t("This indicator is no longer reported.")
    return " ".join([*_figures(one), *_records(one)]) or t(
        "What it rests on has changed; the figure is the same."
    )


def _name(one: Moved) -> str:
    return f"{one.code} {one.name.text()}"


def since_in_words(since: Since | None) -> SinceInWords:
    """Return what has changed since the last snapshot as it is shown, translated."""
    if since is None:
        return SinceInWords(since_words(since))
    rows = tuple(Row.of(one) for one in since.rows)
    corrections = tuple((_name(x), correction_words(x)) for x in since.corrections)
    return SinceInWords(since_words(since), rows, corrections)
