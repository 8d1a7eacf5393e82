"""The theory of change as it stands on a day, in words of the language in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.base.store.programme import demonstration_note
from copro_map.drawing.chart_style import to_png
from copro_map.drawing.document import Picture
from copro_map.drawing.poster import with_note
from copro_map.indicators.face import Bullet, Progress, progress
from copro_map.plan.activities import STATE_WORDS, activities
from copro_map.plan.charts.theory import Look, wide_picture
from copro_map.plan.evidence import EvidenceTold, evidence
from copro_map.plan.kinds import outcomes, vision
from copro_map.plan.rules.activities import Standing
from copro_map.plan.rules.theory import (
    Arrow,
    Part,
    Sort,
    after,
    arrows,
    before,
    key_of,
)

GOOD = ("met", "on_course")
NUMBERED = 5  # letters: a longer code is a name that only files know


@dataclass(frozen=True)
class Theory:
    """The parts of the theory in the order of the picture, and what leads to what.

    ``shown``: what was entered to show that an activity is so, by its key; ``counted``:
    the indicators whose figure is more than nothing.
    """

    vision: str
    parts: tuple[Part, ...]
    arrows: tuple[Arrow, ...]
    shown: Mapping[str, tuple[EvidenceTold, ...]]
    counted: frozenset[str]

    def of(self, sort: Sort) -> tuple[Part, ...]:
        """Return the parts of a sort, in order."""
        return tuple(one for one in self.parts if one.sort == sort)

    def part(self, key: str) -> Part | None:
        """Return a part by its key; None if there is no such part."""
        return next((one for one in self.parts if one.key == key), None)

    def before(self, key: str) -> tuple[Part, ...]:
        """Return all that leads to a part, in order, without what was dropped."""
        found = before(self.arrows, key)
        return tuple(one for one in self.parts if one.key in found)

    def after(self, key: str) -> tuple[Part, ...]:
        """Return all that a part leads to, in order."""
        found = after(self.arrows, key)
        return tuple(one for one in self.parts if one.key in found)

    def straight(self, key: str, sort: Sort) -> tuple[Part, ...]:
        """Return the parts of a sort that lead to a part by themselves, in order."""
        found = {one.start for one in self.arrows if one.end == key}
        return tuple(one for one in self.of(sort) if one.key in found)


def _activity(one: Standing) -> Part:
    return Part(
        key=key_of("activity", one.code),
        sort="activity",
        code=one.code,
        mark=one.code if len(one.code) <= NUMBERED else "",
        name=one.label.text(),
        whole=one.label.text(),
        words=t(STATE_WORDS[one.state]),
        state=one.state,
        group=t("Year {n}", n=one.year) if one.year else t("Every year"),
    )


def _figure(one: Bullet) -> str:
    """Return the figure of an indicator beside its target; "" without a figure."""
    if one.value is None:
        return ""
    if one.target is None:
        return one.value_words
    unit = "%" if one.kind == "percent" else ""
    target = f"{one.target:,.0f}{unit}"
    return t("{figure}, target {target}", figure=one.value_words, target=target)


def _indicators(found: Progress) -> list[Part]:
    bullets = {one.code: one for one in found.bullets()}
    return [
        Part(
            key=key_of("indicator", code),
            sort="indicator",
            code=code,
            mark=code,
            name=one.short.text(),
            whole=one.label.text(),
            words=bullets[code].status_words,
            state=bullets[code].status,
            detail=bullets[code].detail,
            figure=_figure(bullets[code]),
        )
        for code, one in found.indicators.items()
    ]


def _outcomes(
    settings: Settings, own: Sequence[Part], of: dict[str, int]
) -> list[Part]:
    parts = []
    for number, one in outcomes(settings).items():
        mine = [x for x in own if of[x.code] == number]
        good = sum(x.state in GOOD for x in mine)
        words = t("Met or on course: {n} of {total}", n=good, total=len(mine))
        parts.append(
            Part(
                key=key_of("outcome", number),
                sort="outcome",
                code=str(number),
                mark=str(number),
                name=one.label.text(),
                whole=one.statement.text(),
                words=words if mine else t("No indicator"),
            )
        )
    return parts


def theory(settings: Settings, day: date, found: Progress | None = None) -> Theory:
    """Return the theory of change as it stands on a day.

    ``found``: how far the indicators are on that day, if it is known already. The
    Network's own indicators, which have no outcome, are no part of it.
    """
    found = found or progress(settings, day)
    done = sorted(activities(settings, day), key=lambda one: one.year)
    of = {code: one.outcome for code, one in found.indicators.items()}
    measured = _indicators(found)
    aims = _outcomes(settings, measured, of)
    leads = arrows(done, of, set(outcomes(settings)))
    parts = (*map(_activity, done), *measured, *aims)
    told = evidence(settings, day).items()
    shown = {key_of("activity", code): x for (of, code), x in told if of == "activity"}
    counted = frozenset(
        key_of("indicator", x.indicator.code) for x in found.standings if x.value
    )
    known = _shown(parts, leads, counted | set(shown))
    return Theory(vision(settings).label.text(), known, leads, shown, counted)


def _shown(
    parts: Sequence[Part], leads: Sequence[Arrow], own: Set[str]
) -> tuple[Part, ...]:
    """Return the parts, each of which knows whether anything shows that it is so.

    An activity has what was entered for it, an indicator its figure too, and an outcome
    what any part has that leads to it.
    """
    return tuple(
        replace(x, has_evidence=bool(own & {x.key, *before(leads, x.key)}))
        for x in parts
    )


def picture_svg(told: Theory) -> str:
    """Return the picture on its own paper, without links, as SVG."""
    return wide_picture(told.parts, told.arrows, told.vision, Look())


def theory_picture(
    settings: Settings, day: date, found: Progress | None = None
) -> Picture:
    """Return the theory of change as a picture for paper, with what it shows in words.

    ``found`` as ``theory``.
    """
    told = theory(settings, day, found)
    said = [f"{one.mark} {one.name}: {one.words}." for one in told.of("outcome")]
    return Picture(picture_svg(told), " ".join([t("Theory of change."), *said]))


def theory_file(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the picture as "svg" or "png"; a demonstration says that it is one."""
    svg = picture_svg(theory(settings, day))
    note = demonstration_note(settings)
    drawn = with_note(svg, note) if note else svg
    return to_png(drawn) if file_format == "png" else drawn.encode()
