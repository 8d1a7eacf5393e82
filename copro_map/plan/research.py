"""Action research: the projects of each year, as they stand on a day, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.i18n import Label, current_language, long_date, t
from copro_map.base.said import Spoken, said
from copro_map.drawing.templates import Html, render
from copro_map.files.marking import table_file
from copro_map.plan.activities import plan_years
from copro_map.plan.in_words import year_name
from copro_map.plan.kinds import research_fields, research_promise
from copro_map.plan.known import stood
from copro_map.plan.on_map import OnMap, on_map
from copro_map.plan.rules.events import year_of
from copro_map.plan.rules.kinds import ResearchField
from copro_map.plan.rules.records import Research
from copro_map.plan.rules.research import Project, by_year, projects_of


@dataclass(frozen=True)
class Fact:
    """What a project says in a field: what it is called, its sort, and the words."""

    name: str
    sort: str
    said: Spoken


@dataclass(frozen=True)
class ProjectTold:
    """A project in words of the language in force; ``year`` is that of the programme.

    ``entry_at`` and ``at`` are the addresses of its entry and of the project itself.
    """

    entry: str
    name: str
    year: int
    facts: tuple[Fact, ...]
    entry_at: str
    at: str


@dataclass(frozen=True)
class YearOfResearch:
    """The projects of a year: how many of how many at most; ``sums`` of what counts."""

    number: int
    name: str
    is_now: bool
    projects: tuple[ProjectTold, ...]
    most: int
    sums: tuple[tuple[str, str], ...]

    @property
    def many(self) -> int:
        """How many projects the year has."""
        return len(self.projects)


def called(field: ResearchField) -> str:
    """Return what a field is called where it is read."""
    return (field.shown or field.label).text()


def _address(page: str, **asked: str) -> str:
    return f"/{page}?{urlencode({**asked, 'lang': current_language()})}"


def in_words(field: ResearchField, value: Any) -> Spoken | None:
    """Return what was said in a field, in words; None for nothing."""
    if value is None:
        return None
    if field.sort == "words":
        pair = value if isinstance(value, dict) else {}
        english, welsh = pair.get("en", ""), pair.get("cy", "")
        return said(english or welsh, welsh) if english or welsh else None
    choice = (field.choices or {}).get(str(value))
    text = choice.text() if choice else str(value)
    return Spoken(text, current_language())


def _told(one: Project, name: Label, fields: Iterable[ResearchField]) -> ProjectTold:
    facts = tuple(
        Fact(called(field), field.sort, words)
        for field in fields
        if (words := in_words(field, one.fields.get(field.id)))
    )
    return ProjectTold(
        one.entry,
        name.text(),
        one.year,
        facts,
        _address("entry", id=one.entry),
        _address("plan", show="research", entry=one.entry),
    )


def _known(settings: Settings, day: date) -> tuple[tuple[Project, ...], OnMap]:
    rows = stood(settings, Research, day)
    known = on_map(settings, (one.entry for one in rows))
    found = projects_of(rows, known.became)
    return tuple(one for one in found if known.name(one.entry)), known


def projects(settings: Settings, day: date) -> tuple[Project, ...]:
    """Return the action-research projects that stood on a day, by year.

    Those alone whose entry is public; of a merged or renamed entry, the one it leads
    to. What was said last of a project in a year stands.
    """
    return _known(settings, day)[0]


def _sums(
    found: Iterable[Project], fields: Iterable[ResearchField]
) -> tuple[tuple[str, str], ...]:
    counts = ((x, [one.fields.get(x.id) for one in found]) for x in fields)
    return tuple(
        (called(field), f"{sum(filter(None, values)):,}")
        for field, values in counts
        if field.sort == "count" and any(values)
    )


def research_told(settings: Settings, day: date) -> tuple[YearOfResearch, ...]:
    """Return the years of the programme with their projects, as they stood on a day.

    The year of the day first, then those over, the newest first, then those to come.
    """
    found, known = _known(settings, day)
    fields = list(research_fields(settings).values())
    years = {year.number: year for year in plan_years(settings, day)}
    now = year_of(list(years.values()), day.isoformat())
    most = research_promise(settings).most_a_year
    told = []
    for number, own in by_year(found, years).items():
        year = years.get(number)
        is_ahead = year is not None and year.first > day
        name = year_name(year) if year else t("Year {n}", n=number)
        shown = ((one, known.name(one.entry)) for one in own)
        rows = tuple(_told(one, label, fields) for one, label in shown if label)
        one = YearOfResearch(number, name, year == now, rows, most, _sums(own, fields))
        told.append(((year != now, is_ahead, number if is_ahead else -number), one))
    return tuple(one for _, one in sorted(told, key=lambda pair: pair[0]))


def of_entry(settings: Settings, entry_id: str, day: date) -> tuple[ProjectTold, ...]:
    """Return the action research that an entry does, as at a day; the last year first.

    Nothing of an entry that is not public.
    """
    return of_entry_in(research_told(settings, day), entry_id)


def of_entry_in(
    years: Iterable[YearOfResearch], entry_id: str
) -> tuple[ProjectTold, ...]:
    """Return those of an entry among the projects of years; the last year first."""
    found = [one for year in years for one in year.projects if one.entry == entry_id]
    return tuple(sorted(found, key=lambda one: -one.year))


def of_entry_html(told: tuple[ProjectTold, ...]) -> Html | str:
    """Return the section of an entry's page about its action research; "" without."""
    return render("plan/research_of.html", projects=told) if told else ""


def _columns(field: ResearchField) -> tuple[str, ...]:
    name = called(field)
    if field.sort != "words":
        return (name,)
    return t("{field}, in English", field=name), t("{field}, in Welsh", field=name)


def _cells(field: ResearchField, value: Any) -> tuple[object, ...]:
    if field.sort == "words":
        pair = value if isinstance(value, dict) else {}
        return pair.get("en", ""), pair.get("cy", "")
    if field.sort == "count":
        return (value,)
    words = in_words(field, value)
    return (words.text if words else "",)


def research_table(settings: Settings, day: date) -> pd.DataFrame:
    """Return the projects as a table for files: a row each, a column for each field."""
    found, known = _known(settings, day)
    fields = list(research_fields(settings).values())
    heads = [t("Year of the programme"), t("Id"), t("Name")]
    heads += [head for field in fields for head in _columns(field)]
    rows = [
        (
            one.year,
            one.entry,
            name.text(),
            *(x for field in fields for x in _cells(field, one.fields.get(field.id))),
        )
        for one in found
        if (name := known.name(one.entry))
    ]
    table = pd.DataFrame(rows, columns=heads)
    counts = [called(field) for field in fields if field.sort == "count"]
    return table.astype(dict.fromkeys(counts, "Int64"))


def research_file(settings: Settings, day: date, file_format: str) -> bytes:
    """Return the projects as "csv" or "xlsx": nothing but what is public."""
    promise = research_promise(settings)
    about = [
        (t("Action research"), t("Up to {n} projects a year.", n=promise.most_a_year)),
        (t("As at"), long_date(day)),
        (t("Where it was promised"), promise.source.text()),
    ]
    table = research_table(settings, day)
    printed = {t("Action research"): list(table.columns)}
    return table_file(settings, table, file_format, about, printed=printed)
