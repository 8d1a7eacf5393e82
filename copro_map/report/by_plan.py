"""In the report: the plan, its events, and the members, on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from copro_map.base.config import Settings
from copro_map.base.i18n import t
from copro_map.drawing.document import (
    Columns,
    Facts,
    Heading,
    Item,
    Items,
    Part,
    Section,
    Table,
    Text,
)
from copro_map.indicators.face import Progress
from copro_map.members.face import in_numbers
from copro_map.people.rules.permissions import Actor
from copro_map.plan.face import (
    PlanInShort,
    PlanTold,
    TableTold,
    money_told,
    theory_picture,
)


def _activities(told: PlanInShort) -> tuple[Part, ...]:
    """Return activities beside the outcomes of the year, the late ones named below."""
    name = t("Activities by year")
    counted = Table(name, told.heads, told.counts, numbers=True, titled=False)
    steps = tuple(Item(f"{step}:", word) for step, word in told.steps)
    return (
        Columns(
            (Heading(t("Activities"), 3), Text(told.sentence), counted),
            (Heading(told.year, 3), Items("names", steps)),
        ),
        Table(t("Late and dropped"), told.named_heads, told.named),
        Text(told.silent),
    )


def _events(told: PlanTold) -> tuple[Part, ...]:
    """Return what was promised of events, and what took place, in the year of the day.

    All years, once the programme is over.
    """
    years = [year for year in told.years if year.is_now] or told.years
    parts: list[Part] = [
        Heading(t("Events: plan and actual"), 3),
        Text(told.sentence),
    ]
    for year in years:
        rows = tuple(row[:-1] for row in year.rows)
        parts.append(Table(year.name, year.heads[:-1], rows, numbers=True))
        parts.append(Text(" ".join(year.parts), "muted"))
    parts.extend(Text(note) for note in told.notes)
    return tuple(parts)


def _members(settings: Settings, day: date) -> tuple[Part, ...]:
    found = in_numbers(settings, day)
    heading = Heading(t("Members"), 3)
    if not found:
        return heading, Text(t("No member is recorded yet."))
    rows = ((one.title, f"{one.value} ({one.words})") for one in found)
    return heading, Facts(tuple(rows))


def plan_section(settings: Settings, day: date) -> Section:
    """Return what the plan says as at a day: activities, outcomes, events, members."""
    told = PlanInShort.of(settings, day)
    return Section(
        (
            Heading(t("Plan, events and members")),
            *_activities(told),
            *_events(PlanTold.of(settings, day)),
            *_members(settings, day),
        ),
        new_page=True,
    )


def theory_section(progress: Progress) -> Section:
    """Return the theory of change: what leads to what, and where each part stands."""
    picture = theory_picture(progress.settings, progress.day, progress)
    heading = Heading(t("From activities to outcomes"))
    return Section((heading, picture), new_page=True)


def _money_table(told: TableTold) -> Iterator[Part]:
    """Yield a table of the money; of an outcome the sum, not what is in it."""
    grouped = any(one.is_group for one in told.rows)
    rows = [one for one in told.rows if one.is_group or not grouped]
    cells = tuple((one.name, *one.cells) for one in (*rows, told.foot))
    yield Table(told.title, told.heads, cells, numbers=True)
    yield from (Text(note, "muted") for note in told.notes)


def money_section(settings: Settings, actor: Actor, day: date) -> Section:
    """Return the money as at a day: for the copy of whoever may see it, never public.

    Raises
    ------
    RefusedError
        If somebody may not see the money.
    """
    told = money_told(settings, actor, day)
    kept_in = t("For the Board and the stewards alone: not in the public report.")
    tables = (part for table in told.tables for part in _money_table(table))
    return Section(
        (
            Heading(t("Money")),
            Text(kept_in, "strong"),
            Text(told.sentence),
            Text(told.now),
            *tables,
            Text(told.forecast, "muted"),
        ),
        new_page=True,
    )
