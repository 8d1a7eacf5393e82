"""Action-research projects as they stand: of each what was said last."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from copro_map.plan.rules.records import Research


@dataclass(frozen=True)
class Project:
    """An action-research project in a year of the programme, as it was said last.

    ``fields`` by id: a text in each language, a number, the id of a choice or a link.
    """

    entry: str
    year: int
    fields: Mapping[str, Any]
    number: int


def projects_of(
    rows: Iterable[Research], became: Mapping[str, str]
) -> tuple[Project, ...]:
    """Return each project once, by year, then in the order in which they came.

    ``rows`` stood on a day, the one said last last; ``became`` is the entry that a
    merged or renamed one leads to.

    Examples
    --------
    >>> old = Research(1, "2026-05-01", None, "", "a", 1, "{}")
    >>> new = Research(2, "2026-06-01", None, "", "b", 1, '{"people": 3}')
    >>> [(x.entry, x.number) for x in projects_of([old, new], {"a": "b"})]
    [('b', 2)]
    """
    found: dict[tuple[str, int], Project] = {}
    for row in rows:
        entry = became.get(row.entry, row.entry)
        fields = json.loads(row.fields or "{}")
        found[entry, row.year] = Project(entry, row.year, fields, row.number)
    return tuple(sorted(found.values(), key=lambda one: one.year))


def by_year(
    projects: Sequence[Project], years: Iterable[int]
) -> dict[int, tuple[Project, ...]]:
    """Return the projects of each year, those also that none of the years has."""
    every = sorted({*years, *(one.year for one in projects)})
    return {year: tuple(x for x in projects if x.year == year) for year in every}
