"""What the first screen of progress and the first page of the report say alike.

The verdict, what has changed since the last snapshot for the board, what needs a
decision: then come the rows of ``Progress.bullets``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from copro_map.base.i18n import long_date, t
from copro_map.indicators.since import Since
from copro_map.indicators.since_in_words import value_text
from copro_map.indicators.standings import Standing
from copro_map.indicators.verdict import verdict
from copro_map.indicators.words import sentence

DECIDES = ("missed", "at_risk")  # statuses that need a decision, the gravest first


@dataclass(frozen=True)
class Said:
    """A sentence about an indicator, by its code and plain name."""

    code: str
    name: str
    words: str


@dataclass(frozen=True)
class FirstPage:
    """All that a reader of one page must know, in words of the language in force.

    ``since`` says what the changes are counted from, or that nothing was kept yet.
    """

    verdict: str
    since: str
    changed: tuple[Said, ...]
    decide: tuple[Said, ...]


def _changed(since: Since | None) -> tuple[str, tuple[Said, ...]]:
    if since is None:
        return t("Nothing was kept for the board before this day."), ()
    rows = tuple(
        Said(
            one.code,
            one.name.text(),
            t(
                "{then}, now {now}.",
                then=value_text(one.then, one.kind),
                now=value_text(one.now, one.kind),
            ),
        )
        for one in since.rows
        if one.then.get("value") != one.now.get("value")
    )
    day = long_date(since.snapshot.as_at)
    return t("Since {date}, what the board saw last:", date=day), rows


def _decides(standing: Standing) -> Said:
    one = standing.indicator
    return Said(one.code, one.short.text(), sentence(standing))


def first_page(standings: Sequence[Standing], since: Since | None) -> FirstPage:
    """Return what the first screen and the first page of the report say.

    ``since`` is what has changed since the last snapshot, None if none was taken.
    """
    told, changed = _changed(since)
    grave = sorted(
        (one for one in standings if one.status in DECIDES),
        key=lambda one: DECIDES.index(one.status),
    )
    return FirstPage(
        verdict(standings), told, changed, tuple(_decides(one) for one in grave)
    )
