"""What is shown of one indicator: the same on its live page and on its light one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copro_map.base.errors import CoproMapError
from copro_map.base.i18n import N_, current_language, t
from copro_map.base.waiting import Line
from copro_map.drawing.templates import render
from copro_map.indicators.face import (
    Bullet,
    Progress,
    Standing,
)
from copro_map.plan.face import of_indicator
from copro_map.report.by_role import Replied, replied

Fact = tuple[str, str]


class UnknownIndicatorError(CoproMapError):
    """A code that no indicator has."""


@dataclass(frozen=True)
class Listed:
    """Records of one sort behind a figure: the ids of entries, by name of the sort."""

    key: str
    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class IndicatorShown:
    """An indicator in words of the language in force, and what it rests on.

    ``about`` says what was promised and how it is known; ``replied`` who was asked, if
    people are; ``listed`` the records behind a count, those that do not count apart;
    ``unaudited`` how many projects have no complete audit, None where none is needed;
    ``moves`` the activities of the plan that are to move it.
    """

    standing: Standing
    bullet: Bullet
    about: tuple[Fact, ...]
    replied: Replied | None
    listed: tuple[Listed, ...]
    unaudited: int | None
    moves: tuple[Line, ...] = ()


def _moving(moves: Sequence[Line]) -> str:
    """Return the activities that are to move an indicator, each with a way there."""
    language = current_language()
    rows = [(f"/{one.href}&lang={language}", one.words) for one in moves]
    return render("report/moves.html", rows=rows) if rows else t("none yet")


def _about(
    progress: Progress, standing: Standing, moves: Sequence[Line]
) -> Iterator[Fact]:
    indicator = standing.indicator
    own = standing.share is not None
    yield t("What is asked") if own else t("What was promised"), indicator.label.text()
    yield t("What is counted"), indicator.definition.text()
    yield t("How it is collected"), indicator.collection.text()
    yield t("Limits"), indicator.limitations.text()
    yield t("Source"), indicator.source.text()
    yield t("Activities of the plan"), _moving(moves)
    if change := progress.latest_changes().get(indicator.code):
        told = render("report/changed.html", change=change)
        yield t("Target last changed"), told


def _listed(standing: Standing) -> Iterator[Listed]:
    counted, code = standing.records, standing.indicator.code
    if counted is None:
        return
    yield Listed(f"counts_{code}", t("Records that count"), counted.ids)
    if counted.of_ids is not None:
        rest = tuple(sorted(set(counted.of_ids) - set(counted.ids)))
        yield Listed(f"lower_{code}", t("Audited, but at a lower level"), rest)
    title = t("Not confirmed, so not counted")
    yield Listed(f"unverified_{code}", title, counted.unverified_ids)


def indicator_shown(progress: Progress, code: str) -> IndicatorShown:
    """Return all that is shown of an indicator, as at the day of ``progress``.

    Raises
    ------
    UnknownIndicatorError
        If there is none of this code.
    """
    standing = next((x for x in progress.shown if x.indicator.code == code), None)
    if standing is None:
        raise UnknownIndicatorError(
            N_("{code}: there is no such indicator. Choose one from the list."),
            code=code,
        )
    counted = standing.records
    audited = counted is not None and counted.of_ids is not None
    moves = of_indicator(progress.settings, code, progress.day)
    return IndicatorShown(
        standing,
        progress.bullet(code),
        tuple(_about(progress, standing, moves)),
        replied(progress, standing),
        tuple(_listed(standing)),
        len(counted.apart.get("unaudited", ())) if counted and audited else None,
        moves,
    )
