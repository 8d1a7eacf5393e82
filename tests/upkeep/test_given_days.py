"""Days that an offer or a request was given, and what is said of them afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.assets.face import kept_entries, public_assets
from copro_map.base.store.connection import reading
from copro_map.desk.undoing import undo_change
from copro_map.people.rules.permissions import MACHINE
from copro_map.upkeep.confirming import say, undo
from copro_map.upkeep.merging import merge
from copro_map.upkeep.rules.words import Word
from tests.samples import change, query
from tests.upkeep.conftest import NOW

OPENS, CLOSES = "2026-12-10", "2027-01-31"
HOW = "asked by telephone"
NEVER = "9999-12-31"


@pytest.fixture
def given(network) -> str:
    """A request of the real entries that was given its first and its last day."""
    sql = "SELECT id FROM asset WHERE kind = 'request' AND status = 'published'"
    entry = query(network.database, f"{sql} ORDER BY id")[0][0]
    sql = "UPDATE asset SET opens = ?, closes = ?, end_year = NULL WHERE id = ?"
    change(network.database, sql, OPENS, CLOSES, entry)
    return entry


def days(settings, entry) -> tuple[str, str, str]:
    """The first and the last day that are shown, and the last as rooms know it."""
    with reading(settings.database) as database:
        row = public_assets(database, entry).loc[entry]
        return row.opens_on, row.closes_on, kept_entries(database, entry)[entry].ends


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        (Word("right", how=HOW), (OPENS, CLOSES, CLOSES)),
        (Word("paused", how=HOW, until="2026-12-31"), (OPENS, CLOSES, CLOSES)),
        (Word("open", how=HOW), ("", "", NEVER)),
        (Word("open", how=HOW, closes_on="2027-06-30"), ("", *["2027-06-30"] * 2)),
        (Word("open", how=HOW, opens_on="2026-12-01"), ("2026-12-01", "", NEVER)),
        (Word("ended", how=HOW), (OPENS, "2026-11-28", "2026-11-28")),
        (Word("ended", how=HOW, ended_on="2026-11-02"), (OPENS, *["2026-11-01"] * 2)),
    ],
    ids=lambda x: x.word if isinstance(x, Word) else "",
)
def test_what_is_said_counts_and_what_was_given_comes_back(network, given, word, shown):
    said = say(network, MACHINE, given, word, NOW)
    assert days(network, given) == shown
    undo(network, MACHINE, said.id, NOW)
    assert days(network, given) == (OPENS, CLOSES, CLOSES)


def test_a_pause_and_an_end_lose_no_day_that_was_said_before(network, given):
    say(network, MACHINE, given, Word("open", how=HOW, closes_on="2027-06-30"), NOW)
    later = NOW + timedelta(days=1)
    paused = Word("paused", how=HOW, until="2027-01-05")
    say(network, MACHINE, given, paused, later)
    assert days(network, given)[1] == "2027-06-30"
    ended = say(network, MACHINE, given, Word("ended", how=HOW), later)
    undo(network, MACHINE, ended.id, later)
    assert days(network, given) == ("", "2027-06-30", "2027-06-30")


def test_what_is_merged_keeps_its_days_and_taking_it_apart_gives_none_away(
    network, given
):
    sql = "SELECT id FROM asset WHERE kind = 'request' AND id <> ? ORDER BY id"
    stays = query(network.database, sql, given)[0][0]
    said = "UPDATE asset SET way = 'remote', spoken = 'cy', capacity = 2 WHERE id = ?"
    change(network.database, said, given)
    change(network.database, "UPDATE asset SET end_year = NULL WHERE id = ?", stays)
    facts = "SELECT way, spoken, capacity, opens, closes FROM asset WHERE id = ?"
    merge(network, MACHINE, given, stays, NOW)
    taken = ("remote", "cy", 2, OPENS, CLOSES)
    assert query(network.database, facts, stays) == [taken]
    assert days(network, stays) == (OPENS, CLOSES, CLOSES)
    number = query(network.database, "SELECT max(id) FROM change_made")[0][0]
    undo_change(network, MACHINE, number, NOW)
    assert query(network.database, facts, stays) == [("", "", None, "", "")]
    assert query(network.database, facts, given) == [taken]


def test_on_which_day_somebody_said_that_it_is_open_is_shown_nowhere(network, given):
    say(network, MACHINE, given, Word("open", how=HOW), NOW)
    with reading(network.database) as database:
        row = public_assets(database, given).loc[given]
    told = row.drop(["verified_on", "changed_on"]).astype(str)
    assert not told.str.contains(NOW.date().isoformat(), regex=False).any()
    assert not told.str.contains("0001-01-01|9999-12-31").any()
