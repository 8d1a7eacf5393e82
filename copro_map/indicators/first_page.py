"""What the first screen of progress and the first page of the report say alike.

The verdict, what has changed since the last snapshot for the board, what needs a
decision: then come the rows of ``Progress.bullets``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from copro_map.base.i18n import N_, long_date, t
from copro_map.base.statistics.hiding import Bound
from copro_map.indicators.charts.bullets import figure_text
from copro_map.indicators.charts.statuses import (
    Detail,
    Status,
    due_words,
    status_counts,
)
from copro_map.indicators.since import Moved, Since, comparable
from copro_map.indicators.since_in_words import status_text, value_text
from copro_map.indicators.standings import Standing, due_in, due_target
from copro_map.indicators.words import needs

MET = N_("{n} of {total} met")
SHORTLY: dict[Status, str] = {
    "on_course": N_("{n} on course"),
    "at_risk": N_("{n} at risk"),
    "missed": N_("{n} missed"),
    "not_due_yet": N_("{n} not due yet"),
    "no_figure_yet": N_("{n} without a figure"),
}
DECIDES: tuple[Status, ...] = ("missed", "at_risk")  # the gravest first


@dataclass(frozen=True)
class Said:
    """A sentence about an indicator, by its code and plain name.

    ``status`` is how it stands now, None of one that there is no longer.
    """

    code: str
    name: str
    words: str
    status: Status | None = None
    detail: Detail = ""


@dataclass(frozen=True)
class FirstPage:
    """All that a reader of one page must know, in words of the language in force.

    ``since`` says what the changes are counted from, or that nothing has changed, or
    was kept yet; ``deciding`` how many need a decision, or that none does; ``own`` how
    many more the Network has of its own, "" for none.
    """

    verdict: str
    since: str
    changed: tuple[Said, ...]
    decide: tuple[Said, ...]
    deciding: str = ""
    own: str = ""


def verdict(standings: Sequence[Standing]) -> str:
    """Return how many indicators are met, of how many, and how the others stand."""
    found = [one.status for one in standings]
    counts = dict(status_counts(found))
    parts = [t(MET, n=counts.pop("met", 0), total=len(found))]
    parts += [t(SHORTLY[status], n=n) for status, n in counts.items()]
    return f"{', '.join(parts)}."


def _then_now(name: str, then: str, now: str) -> list[str]:
    """Return what something was and what it is; nothing if that reads the same."""
    words = N_("{name}: {then}, now {now}.") if name else N_("{then}, now {now}.")
    return [] if then == now else [t(words, name=name, then=then, now=now)]


def _moved(one: Moved) -> str:
    """Return what has changed of an indicator: figure, target, status; "" if nothing.

    A target that is another because the next one falls due is no change of a promise,
    but it is what the figure is judged by.
    """
    parts = _then_now("", *(value_text(x, one.kind) for x in (one.then, one.now)))
    names = comparable(one.then, one.now)
    targets = [x.get("target") for x in (one.then, one.now)]
    if "target" in names and targets[0] is not None and targets[1] is not None:
        aims = (figure_text(x, one.kind) for x in targets if x is not None)
        parts += _then_now(t("Target"), *aims)
    if "status" in names and one.then and one.now:
        words = (status_text(x) for x in (one.then, one.now))
        parts += _then_now(t("Status"), *words)
    return " ".join(parts)


def _changed(since: Since | None) -> tuple[str, tuple[Said, ...]]:
    if since is None:
        return t("No figures have gone to the board yet."), ()
    rows = tuple(
        Said(
            one.code,
            one.name.text(),
            words,
            one.now.get("status"),
            one.now.get("status_detail") or "",
        )
        for one in since.rows
        if (words := _moved(one))
    )
    day = long_date(since.snapshot.as_at)
    if not rows:
        same = t("Nothing has changed since {date}, what the board saw last.", date=day)
        return same, ()
    return t("Since {date}, what the board saw last:", date=day), rows


def _decides(standing: Standing, day: date) -> Said:
    """Return what must be known to decide: the figure, its target, what it needs."""
    one, target, value = standing.indicator, due_target(standing, day), standing.value
    parts = []
    if target is not None and value is not None:
        bound: Bound = getattr(standing.found, "bound", "")
        parts = [
            t(
                "{now}; target, {date}: {target}.",
                now=figure_text(value, one.kind, bound),
                date=long_date(target.due),
                target=figure_text(target.value, one.kind),
            ),
            *due_words(due_in(standing, day)),
        ]
    if standing.waiting:
        parts.append(t("Wait to be confirmed: {n}.", n=standing.waiting))
    words = " ".join([*parts, *needs(standing)])
    return Said(one.code, one.short.text(), words, standing.status, standing.detail)


def first_page(
    standings: Sequence[Standing], since: Since | None, day: date, own: int = 0
) -> FirstPage:
    """Return what the first screen and the first page of the report say on a day.

    ``since`` is what has changed since the last snapshot, None if none was taken.
    """
    told, changed = _changed(since)
    grave = sorted(
        (one for one in standings if one.status in DECIDES),
        key=lambda one: DECIDES.index(one.status),
    )
    if grave:
        deciding = t("At risk or missed: {n}.", n=len(grave))
    else:
        deciding = t("Nothing is at risk or missed, so nothing needs a decision.")
    decide = tuple(_decides(one, day) for one in grave)
    besides = t("Besides, of the Network's own, without a target: {n}.", n=own)
    words = (told, changed, decide, deciding, besides if own else "")
    return FirstPage(verdict(standings), *words)
