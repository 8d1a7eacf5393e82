"""Which pages were said to be useful, for whoever keeps them."""

from __future__ import annotations

from datetime import date

import pandas as pd

from copro_map.base.config import Settings
from copro_map.base.store.connection import reading
from copro_map.base.store.useful import Useful, useful_since
from copro_map.files.marking import table_file
from copro_map.people.rights import require_now
from copro_map.people.rules.permissions import Actor

MONTHS = 12


def first_of_last(months: int, today: date) -> date:
    """Return the first day of so many months, of which that of today is the last.

    Examples
    --------
    >>> first_of_last(12, date(2026, 11, 29)), first_of_last(1, date(2026, 11, 29))
    (datetime.date(2025, 12, 1), datetime.date(2026, 11, 1))
    """
    year, month = divmod(today.year * 12 + today.month - months, 12)
    return date(year, month + 1, 1)


def useful_counts(settings: Settings, actor: Actor, today: date) -> tuple[Useful, ...]:
    """Return what was said of each page in the last twelve months, the oldest first.

    Raises
    ------
    RefusedError
        If somebody may not see it.
    """
    with reading(settings.database) as database:
        require_now(database, actor, "see_sought")
        return useful_since(database, first_of_last(MONTHS, today))


def totals(counts: tuple[Useful, ...]) -> dict[str, tuple[int, int]]:
    """Return how often yes and how often no by page, the most answered first.

    Examples
    --------
    >>> totals((Useful("a", "2026-10", 1, 0), Useful("b", "2026-10", 3, 1),
    ...         Useful("a", "2026-11", 0, 1)))
    {'b': (3, 1), 'a': (1, 1)}
    """
    found: dict[str, tuple[int, int]] = {}
    for one in counts:
        yes, no = found.get(one.page, (0, 0))
        found[one.page] = yes + one.yes, no + one.no
    return dict(sorted(found.items(), key=lambda item: (-sum(item[1]), item[0])))


def useful_file(settings: Settings, actor: Actor, today: date) -> bytes:
    """Return the counts as CSV: page, month, yes, no; errors as ``useful_counts``."""
    rows = [
        {"page": x.page, "month": x.month, "yes": x.yes, "no": x.no}
        for x in useful_counts(settings, actor, today)
    ]
    table = pd.DataFrame(rows, columns=["page", "month", "yes", "no"])
    return table_file(settings, table, "csv")
