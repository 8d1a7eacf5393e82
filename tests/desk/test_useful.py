"""Which pages were said to be useful: counted by page, for stewards alone."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import product

import pytest

from copro_map.base.store.connection import writing
from copro_map.base.store.useful import count_useful
from copro_map.desk.useful import totals, useful_counts, useful_file
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from tests.samples import query

TODAY = date(2026, 11, 29)
SUMS = """
SELECT page, sum(yes), sum(no) FROM useful WHERE month >= '2025-12'
GROUP BY page ORDER BY sum(yes) + sum(no) DESC, page
"""


@pytest.fixture
def here(settings, blank):
    shutil.copyfile(blank, settings.database)
    with writing(settings.database) as database:
        days = (date(2025, 11, 30), date(2025, 12, 1), TODAY)
        pages = ("home", "home", "area", "=1+1", "=1+1", "=1+1")
        for n, (page, day) in enumerate(product(pages, days)):
            count_useful(database, page, day, was=bool(n % 3))
    return settings


def test_the_last_twelve_months_are_added_up_by_page(here):
    counts = useful_counts(here, MACHINE, TODAY)
    found = [(page, *both) for page, both in totals(counts).items()]
    assert found == query(here.database, SUMS)
    assert {one.month for one in counts} == {"2025-12", "2026-11"}


def test_the_file_has_each_month_and_no_formula(here):
    lines = useful_file(here, MACHINE, TODAY).decode("utf-8-sig").split("\r\n")
    assert lines[0] == "page,month,yes,no"
    rows = query(here.database, "SELECT * FROM useful WHERE month > '2025-11'")
    assert sorted(lines[1:-1]) == sorted(
        f"{page.replace('=', chr(39) + '=')},{month},{yes},{no}"
        for page, month, yes, no in rows
    )


def test_nobody_else_sees_it(here):
    for ask in (useful_counts, useful_file):
        with pytest.raises(RefusedError):
            ask(here, PUBLIC, TODAY)
