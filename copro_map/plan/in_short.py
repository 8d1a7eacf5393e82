"""The plan on a page: what the board's report says of activities and outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import Label, long_date, t
from copro_map.plan.activities import STATE_WORDS, activities, counted, plan_years
from copro_map.plan.kinds import plan_owners
from copro_map.plan.rules.activities import ORDER, Standing
from copro_map.plan.rules.records import ActivitySaid
from copro_map.plan.steps import steps

NONE = "–"
Row = tuple[str, ...]


@dataclass(frozen=True)
class PlanInShort:
    """The plan as at a day, in words of the language in force.

    ``counts`` are activities by year and state, below ``heads``; ``named`` those that
    are late or dropped and of which something was said: a row of one cell says which
    they are. ``silent`` are the late ones of which nobody said anything. ``steps`` are
    the outcomes of ``year`` with the Network's word.
    """

    sentence: str
    heads: Row
    counts: tuple[Row, ...]
    named_heads: Row
    named: tuple[Row, ...]
    silent: str
    year: str
    steps: tuple[Row, ...]

    @classmethod
    def of(cls, settings: Settings, day: date) -> PlanInShort:
        """Return the plan as it was known on a day.

        Raises
        ------
        DatabaseError
            If the database cannot be read.
        """
        found = activities(settings, day)
        year, steps = _steps(settings, day)
        return cls(
            _sentence(found),
            (t("Year of the plan"), *(t(STATE_WORDS[x]) for x in ORDER)),
            _counts(found),
            (t("Activity"), t("Last day"), t("Who answers for it"), t("What is said")),
            _named(settings, found),
            _silent(found),
            year,
            steps,
        )


def _sentence(found: Sequence[Standing]) -> str:
    said = counted(found)
    if not any(one.said for one in found):
        return f"{said}. {t('Nothing has been said of any activity yet.')}"
    return said


def _counts(found: Sequence[Standing]) -> tuple[Row, ...]:
    """Return a row for each year with activities; those of every year come last."""
    years = sorted({one.year for one in found}, key=lambda year: (not year, year))
    rows = []
    for year in years:
        own = [one.state for one in found if one.year == year]
        name = t("Year {n}", n=year) if year else t("Every year")
        rows.append((name, *(str(own.count(x) or NONE) for x in ORDER)))
    return tuple(rows)


def _words(said: ActivitySaid | None) -> str:
    if said is None:
        return ""
    english, welsh = said.words_en, said.words_cy
    return Label(english or welsh, welsh or english).text()


def _named(settings: Settings, found: Sequence[Standing]) -> tuple[Row, ...]:
    owners = plan_owners(settings)
    rows: list[Row] = []
    for state in ("late", "dropped"):
        own = [one for one in found if one.state == state and one.said]
        if own:
            rows.append((t(STATE_WORDS[state]),))
        for one in own:
            owner = one.said.owner if one.said else ""
            rows.append(
                (
                    f"{one.mark} {one.label.text()}".lstrip(),
                    long_date(one.due),
                    owners[owner].label.text() if owner in owners else owner or NONE,
                    _words(one.said) or NONE,
                )
            )
    return tuple(rows)


def _silent(found: Sequence[Standing]) -> str:
    """Return the numbers of late activities of which nobody said anything."""
    late = [one for one in found if one.state == "late" and not one.said]
    codes = [one.mark or one.label.text() for one in late]
    if not codes:
        return ""
    return t(
        "Late, and nothing has been said of them: {codes}.", codes=", ".join(codes)
    )


def _steps(settings: Settings, day: date) -> tuple[str, tuple[Row, ...]]:
    """Return the year of the day, else the nearest, and its outcomes in words."""
    years = plan_years(settings, day)
    year = next((x for x in years if day <= x.last), years[-1]).number
    rows = []
    for step in steps(settings, day):
        if step.year == year:
            told = (step.state_in_words, step.words.text if step.words else "")
            rows.append((step.label.text(), ": ".join(x for x in told if x)))
    return t("Outcomes of year {n}", n=year), tuple(rows)
