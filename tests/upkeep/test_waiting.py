"""Where entries belong, and which of them wait for somebody's word."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor
from copro_map.upkeep.belonging import belongs, belongs_of_all
from copro_map.upkeep.confirming import say
from copro_map.upkeep.rules.words import Word
from copro_map.upkeep.waiting import to_confirm, waiting
from tests.samples import change, query
from tests.upkeep.conftest import NOW

TODAY = date(2026, 11, 29)
BASED = "SELECT area_code FROM asset_area WHERE asset_id = ? AND layer = ?"


def test_an_entry_belongs_where_it_is_based_else_where_it_serves(network, layers):
    councils = layers["county_voluntary_council"]
    every = belongs_of_all(network)
    of = {m: c for c, area in councils.areas.items() for m in area.members}
    members = {c: a.members for x in layers.values() for c, a in x.areas.items()}
    sorts = set()
    for (entry,) in query(network.database, "SELECT id FROM asset"):
        based = query(network.database, BASED, entry, "local_authority")
        sql = "SELECT area_code FROM asset_served WHERE asset_id = ?"
        served = {code for (code,) in query(network.database, sql, entry)}
        if based:
            expected = {of[code] for (code,) in based}
        elif "W92000004" in served:
            expected = set()
        else:
            expected = {of[m] for code in served for m in members.get(code, ())}
        assert every[entry].areas == expected == belongs(network, entry).areas
        sorts.add((bool(based), len(expected) > 1, not expected))
    assert len(sorts) >= 3  # based, serving several, for all Wales or nowhere


def test_the_entry_whose_word_is_oldest_waits_first(network):
    first, second = (one.id for one in to_confirm(network, MACHINE, TODAY)[:2])
    say(network, MACHINE, first, Word("unknown"), NOW)
    found = to_confirm(network, MACHINE, TODAY)
    assert found[0].id == second
    assert (found[-1].id, found[-1].last.word) == (first, "unknown")


@pytest.mark.parametrize("word", ["right", "ended", "change", "moved", "not_us"])
def test_what_is_confirmed_waits_again_when_it_is_due(network, word):
    say(network, MACHINE, "tir-coed", Word(word, how="asked", note="there"), NOW)

    def waits(day):
        found = {one.id: one for one in to_confirm(network, MACHINE, day)}
        return found.get("tir-coed")

    if word in ("change", "moved", "not_us"):
        assert waits(TODAY).asks.word == word
        lines = waiting(network, MACHINE, TODAY)
        assert [line.count for line in lines][0] == 1
        say(network, MACHINE, "tir-coed", Word("unknown"), NOW)
        assert waits(TODAY).asks.word == word  # that is no answer
        say(network, MACHINE, "tir-coed", Word("right", how="asked"), NOW)
    due, stale = date(2027, 5, 29), date(2027, 11, 30)
    assert waits(due - timedelta(1)) is None
    if word == "ended":
        assert waits(stale) is None
        return
    assert (waits(due).fresh, waits(stale - timedelta(1)).fresh) == ("due", "due")
    assert waits(stale).fresh == "stale"
    assert waits(due).reminders[0] == due


def test_officers_see_what_waits_in_their_area_alone(network):
    every = to_confirm(network, MACHINE, TODAY)
    officer = Actor(role="officer", person=1, areas=frozenset({"CVC-CAVO"}))
    found = to_confirm(network, officer, TODAY)
    assert found == tuple(x for x in every if "CVC-CAVO" in x.belongs.areas)
    assert 0 < len(found) < len(every)
    assert to_confirm(network, PUBLIC, TODAY) == ()
    assert waiting(network, PUBLIC, TODAY) == ()


def test_what_is_not_on_the_map_waits_for_nothing(network):
    change(network.database, "UPDATE asset SET status = 'archived'")
    assert to_confirm(network, MACHINE, TODAY) == ()
