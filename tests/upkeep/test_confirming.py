"""A word on an entry: who may say it, what follows, and what is kept."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from copro_map.assets.store.history import forgotten_entries
from copro_map.base.store.connection import reading
from copro_map.people.changes import changes
from copro_map.people.persons import sign_out_everywhere
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from copro_map.upkeep.belonging import NoEntryError, belongs
from copro_map.upkeep.confirming import say, undo, words_on
from copro_map.upkeep.placing import set_place, undo_place
from copro_map.upkeep.rules.checking import WordError
from copro_map.upkeep.rules.words import Word
from copro_map.upkeep.waiting import to_confirm
from tests.samples import change, dump, query
from tests.upkeep.conftest import NOW

HERE = "tir-coed"
RIGHT = Word("right", how="by telephone")
STANDS = """
SELECT verification, coalesce(verified_on, ''), verified_role, status, ended_on,
    coalesce(closes_on, ''), opens_on, paused_until FROM asset WHERE id = ?
"""


def stands(settings, entry=HERE) -> tuple[str, ...]:
    with reading(settings.database) as database:
        assert forgotten_entries(database) == 0
    return query(settings.database, STANDS, entry)[0]


def an_exchange(settings, kind="request") -> str:
    sql = "SELECT id FROM asset WHERE kind = ? AND status = 'published' ORDER BY id"
    return query(settings.database, sql, kind)[0][0]


def area_of(settings, entry) -> str:
    return min(belongs(settings, entry).areas)


def test_a_word_stands_beside_the_one_before_and_the_later_one_wins(network, speaks):
    officer = speaks("officer", area_of(network, HERE))
    say(network, officer, HERE, RIGHT, NOW)
    say(network, speaks("steward", name="other"), HERE, RIGHT, NOW + timedelta(days=1))
    assert stands(network)[:3] == ("confirmed", "2026-11-30", "steward")
    words = query(network.database, "SELECT word, role, area FROM asset_word_said")
    assert words == [
        ("right", "officer", area_of(network, HERE)),
        ("right", "steward", ""),
    ]


@pytest.mark.parametrize("role", ["member", "board", "evaluator", "officer", "steward"])
@pytest.mark.parametrize("where", ["own area", "other area", "all Wales"])
def test_who_may_speak_of_which_entry(network, speaks, role, where):
    change(network.database, "DELETE FROM asset_area WHERE asset_id = 'tir-coed'")
    change(network.database, "DELETE FROM asset_served WHERE asset_id = 'tir-coed'")
    code = {"all Wales": "W92000004"}.get(where, "W06000008")
    add = f"INSERT INTO asset_served VALUES ('tir-coed', '{code}')"  # noqa: S608
    change(network.database, add)
    areas = belongs(network, HERE).areas
    assert bool(areas) == (where != "all Wales")
    own = areas if where == "own area" else {"CVC-GAVO"}
    actor = speaks(role, *own)
    before = dump(network.database)
    if role == "steward" or (role, where) == ("officer", "own area"):
        say(network, actor, HERE, RIGHT, NOW)
        assert stands(network)[0] == "confirmed"
        return
    with pytest.raises(RefusedError):
        say(network, actor, HERE, RIGHT, NOW)
    assert dump(network.database) == before


def test_whoever_was_signed_out_everywhere_is_refused_at_the_next_press(
    network, speaks
):
    actor = speaks("steward")
    said = say(network, actor, HERE, RIGHT, NOW)
    sign_out_everywhere(network, MACHINE, actor.person, now=NOW)
    for press in (
        lambda: say(network, actor, HERE, RIGHT, NOW),
        lambda: undo(network, actor, said.id, NOW),
        lambda: say(network, PUBLIC, HERE, RIGHT, NOW),
    ):
        with pytest.raises(RefusedError):
            press()


def test_each_word_and_what_follows_from_it(network, speaks):
    request, steward = an_exchange(network), speaks("steward")

    def said(entry, **word):
        say(network, steward, entry, Word(how="asked", **word), NOW)
        return stands(network, entry)

    assert said(HERE, word="right")[:4] == (
        *("confirmed", "2026-11-29", "steward"),
        "published",
    )
    for word in ("unknown", "change", "moved"):  # known, and nothing else follows
        assert said(HERE, word=word, note="see there")[:3] == (
            *("confirmed", "2026-11-29"),
            "steward",
        )
    assert said(HERE, word="ended", ended_on="2025")[4:6] == ("2025", "2025-12-31")
    assert said(HERE, word="ended")[4:6] == ("unknown", "2026-11-28")
    assert said(HERE, word="not_us")[:3] == ("unverified", "", "")
    assert said(HERE, word="take_off")[3] == "archived"
    opened = {"opens_on": "2026-12-01", "closes_on": "2027-01-31"}
    assert said(request, word="open", **opened)[5:7] == ("2027-01-31", "2026-12-01")
    assert said(request, word="paused", until="2026-12-24")[7] == "2026-12-24"
    lifted = ("9999-12-31", "0001-01-01", "")  # until further notice, from now on
    assert said(request, word="open")[5:] == lifted


def test_what_is_undone_is_as_if_it_had_never_been_said_and_both_stay(network, speaks):
    steward = speaks("steward")
    before = stands(network)
    for word in ("right", "ended", "not_us", "take_off", "right"):
        say(network, steward, HERE, Word(word, how="asked"), NOW)
    for number in (5, 4, 3, 2, 1):
        undo(network, steward, number, NOW)
        if number == 2:
            assert stands(network)[:6] == (
                *("confirmed", "2026-11-29", "steward", "published"),
                *("", ""),
            )
    assert stands(network) == before
    assert len(words_on(network, HERE, steward)) == 5
    assert all(one.undone for one in words_on(network, HERE, PUBLIC))
    with pytest.raises(WordError, match="nothing to take back"):
        undo(network, steward, 1, NOW)
    with pytest.raises(WordError, match="nothing to take back"):
        undo(network, steward, 6, NOW)  # what took back is not taken back


REFUSED = [
    (Word("right", "x", said_on=date(2026, 11, 30)), "still to come"),
    (Word("right", "x", said_on=date(2026, 11, 1)), "2026-11-02"),
    (Word("right"), "how you know"),
    (Word("good", "x"), "no such word"),
    (Word("ended", "x", ended_on="2026-13"), "2021-04-29"),
    (Word("ended", "x", ended_on="soon"), "2021-04-29"),
    (Word("ended", "x", ended_on="2027"), "still to come"),
    (Word("right", "x", ended_on="2024"), "2021-04-29"),
    (Word("open", "x"), "Only an offer or a request"),
    (Word("paused", "x", until="2026-12-01"), "Only an offer or a request"),
    (Word("paused", "x", until="2026-11-28"), "last day of the pause"),
    (Word("paused", "x"), "last day of the pause"),
    (Word("open", "x", closes_on="1 May"), "not a date"),
    (Word("open", "x", opens_on="2027-02-01", closes_on="2027-01-01"), "later one"),
    (Word("open", "x", closes_on="2026-11-28"), "2026-11-28 is past"),
    (Word("change", note="x" * 2001), "2000 characters"),
    (Word("change", note="a\x1b[31m"), "plain text"),
]


@pytest.mark.parametrize(("word", "told"), REFUSED)
def test_a_word_that_cannot_be_kept_is_refused_and_nothing_changes(
    network, speaks, word, told
):
    steward = speaks("steward")
    earlier = Word("unknown", said_on=date(2026, 11, 2))
    say(network, steward, HERE, earlier, NOW)
    before = dump(network.database)
    with pytest.raises(WordError, match=told):
        say(network, steward, HERE, word, NOW)
    with pytest.raises(NoEntryError, match="no-such"):
        say(network, steward, "no-such", RIGHT, NOW)
    assert dump(network.database) == before


def test_everybody_sees_role_and_month_alone(network, speaks):
    officer = speaks("officer", area_of(network, HERE))
    private = Word("right", how="Siân on 01970 000000", note="ask for Siân")
    say(network, officer, HERE, private, NOW)
    (public,), (whole,) = (words_on(network, HERE, x) for x in (PUBLIC, officer))
    assert (public.role, public.on, public.word) == ("officer", "2026-11", "right")
    assert (public.person, public.how, public.note) == (None, "", "")
    assert (whole.person, whole.how, whole.on) == (
        *(officer.person, "Siân on 01970 000000"),
        "2026-11-29",
    )
    shown = all_assets(network, NOW.date()).loc[[HERE]].to_csv()
    assert "2026-11" in shown
    assert not {"Siân", "01970"} & set(shown.replace(",", " ").split())


@pytest.mark.parametrize("word", ["right", "not_us"])
def test_the_history_is_added_to_and_never_changed(network, speaks, word):
    sql = "SELECT * FROM asset_history ORDER BY id"
    before = query(network.database, sql)
    say(network, speaks("steward"), HERE, RIGHT, NOW)
    say(network, speaks("steward"), HERE, Word(word, "x"), NOW + timedelta(days=3))
    after = query(network.database, sql)
    assert after[: len(before)] == before
    days = [row[2] for row in after[len(before) :]]
    assert days == ["2026-11-29", "2026-12-02"]


MOVED = Word("moved", how="they wrote", place="Machynlleth")
WHERE = """
SELECT place, area_code FROM asset JOIN asset_area ON asset_id = id
WHERE id = ? AND layer = 'local_authority'
"""


def test_what_moved_is_found_at_its_new_place_and_waits_no_more(network, speaks):
    steward = speaks("steward")
    say(network, steward, HERE, Word("moved", note="to Machynlleth"), NOW)
    (asked,) = [x for x in to_confirm(network, steward, NOW.date()) if x.asks]
    assert (asked.id, asked.asks.note) == (HERE, "to Machynlleth")
    say(network, steward, HERE, MOVED, NOW)
    assert query(network.database, WHERE, HERE) == [("Machynlleth", "W06000023")]
    assert belongs(network, HERE).areas == {"CVC-PAVO"}
    assert not [x for x in to_confirm(network, steward, NOW.date()) if x.asks]
    assert stands(network)[0] == "unverified"
    found = search(network, Query(text="Machynlleth"), all_assets(network, NOW.date()))
    assert HERE in found.hits.index


def test_an_officer_moves_an_entry_only_within_what_they_answer_for(network, speaks):
    sql = "INSERT OR REPLACE INTO asset_area VALUES ('tir-coed', ?, ?)"
    for layer, code in (
        ("local_authority", "W06000008"),
        ("county_voluntary_council", "CVC-CAVO"),
    ):
        change(network.database, sql.replace("?, ?", f"'{layer}', '{code}'"))
    before = dump(network.database)
    with pytest.raises(RefusedError):
        say(network, speaks("officer", "CVC-CAVO"), HERE, MOVED, NOW)
    with pytest.raises(RefusedError):
        say(network, speaks("officer", "CVC-PAVO", name="other"), HERE, MOVED, NOW)
    with pytest.raises(WordError, match="Atlantis"):
        say(network, MACHINE, HERE, Word("moved", "x", place="Atlantis"), NOW)
    assert dump(network.database)["asset_area"] == before["asset_area"]
    both = speaks("officer", "CVC-CAVO", "CVC-PAVO", name="both")
    say(network, both, HERE, MOVED, NOW)
    assert belongs(network, HERE).areas == {"CVC-PAVO"}


def test_taking_back_that_it_moved_puts_the_place_back(network, speaks):
    steward = speaks("steward")
    before = query(network.database, WHERE, HERE)
    word = say(network, steward, HERE, MOVED, NOW)
    assert query(network.database, WHERE, HERE) != before
    undo(network, steward, word.id, NOW)
    assert query(network.database, WHERE, HERE) == before
    # What somebody set by hand after the word is theirs, and stays.
    word = say(network, steward, HERE, MOVED, NOW)
    set_place(network, steward, HERE, "Aberaeron", NOW)
    there = query(network.database, WHERE, HERE)
    undo(network, steward, word.id, NOW)
    assert query(network.database, WHERE, HERE) == there


def test_a_place_that_a_word_set_is_a_change_of_its_own(network, speaks):
    steward = speaks("steward")
    before = query(network.database, WHERE, HERE)
    say(network, steward, HERE, MOVED, NOW)
    (made,) = changes(network, steward, subject="place", record=HERE)
    undo_place(network, steward, made, NOW)
    assert query(network.database, WHERE, HERE) == before
