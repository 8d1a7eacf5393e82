"""The figures of the exchange, recounted by SQL from the table and by hand."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date
from statistics import median

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.exchange.figures import LAYER, figures
from copro_map.exchange.rules.asked import SEVERAL
from copro_map.exchange.rules.figures import shares
from copro_map.exchange.rules.records import STATES
from copro_map.geography.areas import load_layers
from tests.conftest import PROJECT
from tests.exchange.boards import board, meet
from tests.samples import query

DAY = date(2026, 11, 30)
MADE = "SELECT COUNT(*) FROM meeting WHERE state IN ('agreed', 'done')"
QUARTERS = """
SELECT substr(agreed_on, 1, 4) || '-' || ((substr(agreed_on, 6, 2) + 2) / 3),
    COUNT(*) FROM meeting WHERE state IN ('agreed', 'done') GROUP BY 1
"""
DAYS = """
SELECT julianday(agreed_on) - julianday(asked_on) FROM meeting
WHERE state IN ('agreed', 'done') AND asked_on <> '' ORDER BY 1
"""
# Of the requests that somebody confirmed and that have opened: asked, and met.
SHARES = """
SELECT category, COUNT(*), SUM(id IN
    (SELECT request FROM meeting WHERE state IN ('agreed', 'done')))
FROM entry WHERE kind = 'request' AND verification <> 'unverified'
    AND opens_on <= '2026-11-30' GROUP BY 1
"""
MEMBERS = """
WITH side AS (
    SELECT body, 'gave' AS did FROM meeting JOIN entry ON id = offer
    WHERE state IN ('agreed', 'done')
    UNION ALL
    SELECT body, 'received' FROM meeting JOIN entry ON id = request
    WHERE state IN ('agreed', 'done')
)
SELECT COUNT(*), SUM(n = 2), (SELECT COUNT(*) FROM side WHERE did = 'gave'),
    (SELECT COUNT(*) FROM side WHERE did = 'received')
FROM (SELECT body, COUNT(DISTINCT did) AS n FROM side GROUP BY body)
"""


@pytest.fixture(scope="module")
def planted(blank, tmp_path_factory):
    """A board, and meetings of every state over it."""
    path = tmp_path_factory.mktemp("planted") / "copro_map.db"
    shutil.copyfile(blank, path)
    assets, chance = board(), random.Random(2)
    offers, requests = ([x for x in assets.index if x.startswith(kind)]
                        for kind in ("offer", "request"))  # fmt: skip
    for nth, request in enumerate(requests[:110]):
        state = chance.choice([*STATES, "agreed", "done", "done"])
        asked = f"{chance.choice([2025, 2026])}-0{chance.randrange(1, 9)}-15"
        agreed = date.fromisoformat(asked) + pd.Timedelta(days=chance.randrange(99))
        offer = chance.choice(offers) if nth % 7 else ""
        meet(path, request, offer, state, asked if nth % 5 else "", str(agreed))
    meet(path, "", offers[0], "agreed", "2026-09-01", "2026-09-03")
    here = replace(PROJECT, database=path)
    return here, assets, figures(here, assets, DAY)


def table_of(here, assets) -> sqlite3.Connection:
    """The database with the entries of the board beside it."""
    tables = sqlite3.connect(here.database)
    tables.execute("CREATE TEMP TABLE entry (id, kind, category, body, verification, "
                   "opens_on, base)")  # fmt: skip
    named = ["kind", "exchange_category", "organisation_id", "verification",
             "opens_on", "authority"]  # fmt: skip
    rows = assets[named].itertuples(name=None)
    tables.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    return tables


def test_matches_are_those_of_the_table(planted):
    here, _, found = planted
    assert found.matches == query(here.database, MADE)[0][0] > 40
    assert {x: n for x, n in found.by_quarter if n} == dict(
        query(here.database, QUARTERS)
    )
    assert sum(n for _, n in found.by_quarter) == found.matches
    assert found.by_quarter[-1][0] == "2026-4"  # also where none was made
    done = query(here.database, "SELECT COUNT(*) FROM meeting WHERE state = 'done'")
    assert found.done == done[0][0]


def test_days_to_match_equal_a_computation_by_hand(planted):
    here, _, found = planted
    days = [x for (x,) in query(here.database, DAYS)]
    assert found.waits.matches == len(days) > 30
    assert found.waits.median == median(days)

    def quartile(share: float) -> float:
        place = (len(days) - 1) * share
        low = int(place)
        return days[low] + (place - low) * (days[low + 1] - days[low])

    assert found.waits.lower == pytest.approx(quartile(0.25))
    assert found.waits.upper == pytest.approx(quartile(0.75))


def test_the_days_of_ten_matches_are_told_and_of_nine_are_not(blank, tmp_path):
    path = tmp_path / "few.db"
    shutil.copyfile(blank, path)
    here = replace(PROJECT, database=path)
    for n in range(9):
        meet(path, f"r{n}", f"o{n}", "done", "2026-10-01", f"2026-10-{n + 2:02}")
    few = figures(here, board(5, 5), DAY)
    assert (few.matches, few.waits.matches, few.waits.median) == (9, 9, None)
    meet(path, "r9", "o9", "agreed", "2026-10-01", "2026-11-30")
    enough = figures(here, board(5, 5), DAY)
    assert enough.waits.median == 5.5  # 1 to 9 days, and 60
    assert enough.waits.lower == 3.25
    assert enough.waits.upper == 7.75


def test_shares_by_category_are_those_of_the_tables(planted):
    here, assets, found = planted
    counted = {x: (met, n) for x, n, met in table_of(here, assets).execute(SHARES)}
    assert found.met.met == sum(met for met, _ in counted.values())
    assert found.met.asked == sum(n for _, n in counted.values())
    shown = {one.group: (one.met, one.asked) for one in found.by_category if one.asked}
    assert shown == {x: counted[x] for x in shown}
    assert {one.group for one in found.by_category} == set(counted)
    assert len(shown) > 1


def test_shares_by_area_add_up_to_those_of_all(planted):
    here, assets, found = planted
    layer = load_layers(PROJECT.boundaries_dir, PROJECT.data_dir)[LAYER]
    based = SHARES.replace("category, ", "base, ", 1)
    counted = Counter()
    for base, n, _ in table_of(here, assets).execute(based):
        counted[layer.of_authority.get(base, SEVERAL)] += n
    for one in found.by_area:
        if one.asked and one.group != SEVERAL:
            # Without a base it counts where all that it is for lies.
            assert one.asked >= counted[one.group]
    assert all(one.asked is None or one.asked >= 10 for one in found.by_area)
    assert any(one.asked for one in found.by_area)


def test_members_are_counted_and_none_is_named(planted):
    here, assets, found = planted
    members, both, gave, received = table_of(here, assets).execute(MEMBERS).fetchone()
    told = found.reciprocity
    assert (told.members, told.times_given, told.times_received) == (
        members, gave, received)  # fmt: skip
    assert (told.both.met, told.both.asked) == (both, members)
    assert "body-" not in repr(found)


def test_nothing_matched_gives_nothing_that_could_be_misread(blank):
    here = replace(PROJECT, database=blank)
    found = figures(here, board(0, 4), DAY)
    assert (found.matches, found.by_quarter, found.waits.matches) == (0, (), 0)
    assert found.met.asked is None
    assert (found.open, found.unmet) == (found.isolated, found.open)


GROUPS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=7)


@given(GROUPS)
def test_what_is_hidden_does_not_come_back_by_subtraction(pairs):
    """All less the groups shown is ten requests or more, and of two groups at least."""
    asked, met = {}, set()
    for group, (said, others) in enumerate(pairs):
        for n in range(said + others):
            asked[f"{group}/{n}"] = f"{group}"
            met |= {f"{group}/{n}"} if n < said else set()
    of_all, parts = shares(asked, frozenset(met))
    if of_all.asked is None:
        if not of_all.bound:  # fewer than ten in all: nothing is shown
            assert not any(one.asked or one.bound for one in parts)
        return
    hidden = [one.group for one in parts if one.asked is None]
    shown = [one for one in parts if one.asked is not None]
    assert all(one.asked >= 10 and 2 <= one.met <= one.asked - 2 for one in shown)
    left = of_all.asked - sum(one.asked for one in shown)
    gave = of_all.met - sum(one.met for one in shown)
    assert left == sum(1 for one in asked.values() if one in hidden)
    if hidden:
        assert len(hidden) > 1
        assert left >= 10
        assert 0 < gave < left
