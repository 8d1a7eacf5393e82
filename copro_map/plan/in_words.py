"""Plan against actual in words, as a table to show and as files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import long_date, t
from copro_map.base.statistics.hiding import BOUND_WORDS, bound_of
from copro_map.events.face import event_types
from copro_map.files.marking import table_file, workbook_file
from copro_map.geography.regions import load_regions
from copro_map.plan.events import Spread, plan, spread
from copro_map.plan.rules.events import PlanRow, Year, year_of

NONE = "–"


@dataclass(frozen=True)
class YearTold:
    """A year of the programme: its name, whether it is now, and a row for each sort.

    ``rows`` have a cell for each of ``heads``, which say of a year that is over what
    was not held; ``parts`` say where in Wales.
    """

    name: str
    is_now: bool
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    parts: tuple[str, ...]


@dataclass(frozen=True)
class PlanTold:
    """The plan in words of the language in force: one sentence, then year by year.

    ``beside`` says how the columns are to be read, ``where`` how the events of all
    years lie over Wales, ``after`` how many are to come after them ("": none);
    ``areas`` of each health board how many were held and are to come; ``sources`` where
    each number was promised.
    """

    sentence: str
    years: tuple[YearTold, ...]
    beside: str
    where: str
    after: str
    areas: tuple[tuple[str, str, str], ...]
    sources: tuple[tuple[str, str], ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is said below the years, without what there is not to say."""
        return tuple(x for x in (self.beside, self.where, self.after) if x)

    @classmethod
    def of(cls, settings: Settings, day: date) -> PlanTold:
        """Return the plan as it was known on a day, as ``plan_told``."""
        return plan_told(settings, day)


def _came(row: PlanRow) -> str:
    """Return how many citizens came, of how many; in words where that would tell."""
    if row.is_hidden:
        return t("too few to show")
    if row.people is None or row.citizens is None:
        return NONE
    bound = bound_of(row.citizens, row.people)
    if bound:
        return t(BOUND_WORDS[bound])
    return t("{n} of {total}", n=row.citizens, total=row.people)


def _cells(row: PlanRow, name: str) -> tuple[str, ...]:
    planned = NONE if row.planned is None else str(row.planned)
    numbers = (row.held, row.to_come, row.missing, row.cancelled, row.moved)
    shown = (str(number) if number else NONE for number in numbers)
    return (name, planned, *shown, _came(row))


def year_name(year: Year) -> str:
    """Return what a year of the programme is called, with its days."""
    return t(
        "Year {n}: {first} to {last}",
        n=year.number,
        first=long_date(year.first),
        last=long_date(year.last),
    )


def _heads(is_over: bool) -> tuple[str, ...]:
    """Return the heads of a year's columns; nothing is arranged in one that is over."""
    return (
        t("Sort of event"),
        t("Promised"),
        t("Held"),
        t("To come"),
        t("Not held") if is_over else t("Not arranged"),
        t("Cancelled"),
        t("Moved to another year"),
        t("Citizens, of those who came"),
    )


def _sentence(rows: Sequence[PlanRow], year: Year | None, is_over: bool) -> str:
    """Return where the year of the day stands; of other days, all years."""
    own = [x for x in rows if x.planned and (year is None or x.year == year)]
    kept = sum(min(x.planned or 0, x.held) for x in own)
    ahead = sum(
        min((x.planned or 0) - min(x.planned or 0, x.held), x.to_come) for x in own
    )
    facts = {
        "planned": sum(x.planned or 0 for x in own),
        "held": kept,
        "ahead": ahead,
        "missing": sum(x.missing for x in own),
    }
    if year is None and is_over:
        return t(
            "Promised for the programme: {planned} events. Of these held: {held}; "
            "not held: {missing}.",
            **(facts | {"missing": facts["missing"] + facts["ahead"]}),
        )
    if year is None:
        return t(
            "Promised for the programme: {planned} events. Of these held: {held}; "
            "arranged: {ahead}; not arranged: {missing}.",
            **facts,
        )
    return t(
        "Promised for year {n} of the programme: {planned} events. Of these held: "
        "{held}; arranged: {ahead}; not arranged yet: {missing}.",
        n=year.number,
        **facts,
    )


def _where(found: Spread) -> str:
    """Return which health boards have no event; plainly, if each has one."""
    if not any(held + ahead for _, held, ahead in found.areas):
        return t("No event with a place is recorded in the years of the programme yet.")
    parts = [
        t(
            "In all the years of the programme, these health boards are without an "
            "event: {names}.",
            names=", ".join(found.without),
        )
        if found.without
        else t(
            "In the years of the programme every health board has had an event, or "
            "will have one."
        )
    ]
    if found.online:
        parts.append(t("Online alone, held or to come: {n}.", n=found.online))
    return " ".join(parts)


def plan_told(settings: Settings, day: date) -> PlanTold:
    """Return the plan as it was known on a day, in words.

    The year of the day comes first, then the others, the newest first. Errors as
    ``plan``.
    """
    rows, types = plan(settings, day), event_types(settings)
    years = list(dict.fromkeys(row.year for row in rows))
    now = year_of(years, day.isoformat())
    regions = load_regions(settings.data_dir)

    def name(row: PlanRow) -> str:
        return types[row.type].plural.text() if row.type in types else row.type

    def told(year: Year) -> YearTold:
        own = [row for row in rows if row.year == year]
        parts = tuple(
            t(
                "{type}, held or arranged: {parts}.",
                type=name(row),
                parts=", ".join(
                    f"{regions[one.name].label.text()} {one.held + one.to_come}"
                    for one in row.parts
                ),
            )
            for row in own
            if row.parts
        )
        cells = tuple(_cells(row, name(row)) for row in own)
        heads = _heads(year.last < day)
        return YearTold(year_name(year), year == now, heads, cells, parts)

    found = spread(settings, day)
    so_far = now.number if now else max(year.number for year in years)

    def place(year: Year) -> tuple[bool, bool, int]:
        """Put first the year that it is, then those over, then those to come."""
        ahead = year.number > so_far
        return year != now, ahead, year.number if ahead else -year.number

    in_order = sorted(years, key=place)
    return PlanTold(
        _sentence(rows, now, all(year.last < day for year in years)),
        tuple(told(year) for year in in_order),
        t("Cancelled and moved events are not among those held; they are said beside."),
        _where(found),
        t("After the years of the programme: {n} to come.", n=found.after)
        if found.after
        else "",
        tuple((area, str(held), str(ahead)) for area, held, ahead in found.areas),
        tuple((x.plural.text(), x.source.text()) for x in types.values() if x.source),
    )


def plan_table(settings: Settings, day: date) -> pd.DataFrame:
    """Return the plan as a table for files: a row for each sort in each year.

    Columns with plain names hold numbers (missing: none promised, nobody counted or too
    few to show); ``parts`` has "North Wales: 1 + 0" for held and to come.
    """
    types, regions = event_types(settings), load_regions(settings.data_dir)
    return pd.DataFrame(
        [
            {
                "year": row.year.number,
                "from": row.year.first.isoformat(),
                "until": row.year.last.isoformat(),
                "type": row.type,
                t("Sort of event"): types[row.type].plural.text()
                if row.type in types
                else row.type,
                "planned": row.planned,
                "held": row.held,
                "to_come": row.to_come,
                "neither_held_nor_arranged": row.missing,
                "cancelled": row.cancelled,
                "moved_to_another_year": row.moved,
                t("Citizens, of those who came"): _came(row),
                "parts": "; ".join(
                    f"{regions[x.name].label.text()}: {x.held} + {x.to_come}"
                    for x in row.parts
                ),
                t("Source"): source.text()
                if row.type in types and (source := types[row.type].source)
                else "",
            }
            for row in plan(settings, day)
        ]
    ).astype({"planned": "Int64"})


def plan_file(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the plan as "csv", or as "xlsx" with a sheet of the health boards."""
    table = plan_table(settings, day)
    if file_format == "csv":
        return table_file(settings, table, "csv")
    told = plan_told(settings, day)
    heads = [t("Health board"), t("Held"), t("To come")]
    about = [
        (t("Events: plan and actual"), t("What was promised, and what took place")),
        (t("As at"), long_date(day)),
        (t("In words"), " ".join((told.sentence, *told.notes))),
    ]
    sheets = {
        t("Plan"): table,
        t("Health boards"): pd.DataFrame(list(told.areas), columns=heads),
    }
    return workbook_file(settings, sheets, about)
