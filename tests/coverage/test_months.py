"""What moved from month to month: kept once, told of an officer's own areas."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.connection import writing
from copro_map.coverage.face import keep_month, moved
from copro_map.coverage.rules.months import Stood
from copro_map.coverage.store.months import add_month
from tests.samples import live_ids, query

NOVEMBER, DECEMBER = date(2026, 11, 3), date(2026, 12, 25)
AFTER = {
    NOVEMBER: datetime(2026, 12, 1, 5, tzinfo=UTC),
    DECEMBER: datetime(2027, 1, 31, 23, tzinfo=UTC),
}
CEREDIGION, NEWPORT = "W06000008", "W06000022"
CAVO, GAVO, PAVO = "CVC-CAVO", "CVC-GAVO", "CVC-PAVO"
KEPT = "SELECT area_code, entries FROM area_month WHERE month = ?"
HERE = """
SELECT asset_id, area_code FROM asset_area WHERE layer = 'local_authority' UNION
SELECT asset_id, area_code FROM asset_served
"""
ARCHIVE = """
UPDATE asset SET status = 'archived' WHERE id IN (
    SELECT asset_id FROM asset_area WHERE area_code = ?
) OR id IN (SELECT asset_id FROM asset_served WHERE area_code <> 'W92000004')
"""


@pytest.fixture
def kept(network):
    """An installation that kept of November what it is told, and all of December."""
    stood = {
        CEREDIGION: Stood(7, "usual", "recorded"),
        NEWPORT: Stood(9, "low", "recorded"),
    }
    stood |= {CAVO: stood[CEREDIGION], GAVO: Stood(9, "usual", "recorded")}
    named = {"month": "2026-11", "kept_at": "2026-12-01"}
    rows = [vars(one) | named | {"area_code": code} for code, one in stood.items()]
    with writing(network.database) as database:
        add_month(database, rows)
        database.execute(ARCHIVE, [CEREDIGION])
    assert keep_month(network, DECEMBER, AFTER[DECEMBER]) == 22 + 19
    return network


def recount(settings, layers, day):
    """How many entries each authority and each council has, from the tables."""
    areas = {c: a for x in layers.values() for c, a in x.areas.items()}
    found, live = defaultdict(set), live_ids(settings.database, day)
    of_council = layers["county_voluntary_council"].of_authority
    for entry, code in query(settings.database, HERE):
        for member in areas[code].members if code in areas and entry in live else ():
            found[member].add(entry)
            found[of_council[member]].add(entry)
    return {code: len(entries) for code, entries in found.items()}


def test_a_month_is_kept_once_as_it_ended_and_told_to_whose_area_it_is(kept, layers):
    counted = recount(kept, layers, date(2026, 12, 31))
    december = dict(query(kept.database, KEPT, "2026-12"))
    assert {code: n for code, n in december.items() if n} == counted
    assert december[CEREDIGION] == 0

    assert keep_month(kept, DECEMBER, AFTER[DECEMBER]) == 0
    assert dict(query(kept.database, KEPT, "2026-12")) == december

    (one,) = moved(kept, frozenset({CAVO}), DECEMBER)  # told once, as the authority
    assert (one.area_code, one.name) == (CEREDIGION, Label("Ceredigion", "Ceredigion"))
    assert one.was == Label("Recorded: 7", "Wedi'u cofnodi: 7")
    assert one.now == Label("Not asked yet", "Heb ofyn eto")
    told = {x.area_code: x.was.en for x in moved(kept, frozenset({GAVO}), DECEMBER)}
    assert told == {
        GAVO: "Recorded: 9",
        NEWPORT: "Recorded: 9, fewer than usual",
    }
    assert moved(kept, frozenset({CAVO}), NOVEMBER) == ()  # no October to compare
    assert moved(kept, frozenset(), DECEMBER) == ()


def test_a_month_that_is_not_over_or_long_past_is_not_kept(to_read):
    for now in (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), AFTER[DECEMBER]):
        assert keep_month(to_read, NOVEMBER, now) == 0
    assert query(to_read.database, KEPT, "2026-11") == []


def test_what_was_kept_is_never_changed(blank, settings):
    shutil.copyfile(blank, settings.database)
    with writing(settings.database) as database:
        row = vars(Stood(0, "none", "asked"))
        add_month(
            database,
            [row | {"month": "2026-11", "area_code": NEWPORT, "kept_at": "2026-12-01"}],
        )
    for statement in (
        "UPDATE area_month SET entries = 1, known = 'recorded', record = 'low'",
        "DELETE FROM area_month",
        "INSERT OR REPLACE INTO area_month SELECT * FROM area_month",
    ):
        with (
            closing(sqlite3.connect(settings.database)) as connection,
            pytest.raises(sqlite3.DatabaseError, match="no row is ever"),
        ):
            connection.execute(statement)
