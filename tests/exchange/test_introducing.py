"""Whom to introduce: whose it is, what was tried, what is refused, or taken back."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.desk.undoing import can_undo, undo_change
from copro_map.exchange import introducing
from copro_map.exchange.apart import ApartError, not_these, these_after_all
from copro_map.exchange.introducing import kept_apart, to_introduce, under_way
from copro_map.exchange.meetings import MeetingError
from copro_map.exchange.rules.records import Matched, Pair, Ring
from copro_map.exchange.together import end_kindly, introduce_all
from copro_map.exchange.waiting import waiting
from copro_map.people.changes import changes
from copro_map.people.persons import enter_person
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from tests.exchange.introduced import (
    ACROSS,
    ALONE,
    CEREDIGION,
    CONWY,
    DAY,
    POWYS,
    THERE,
    UNREACHED,
    address_of,
    plant,
)
from tests.samples import at, change, query

NOW = at(DAY)
PAIR, OTHER = Pair(*ACROSS, 1.0), Pair(*THERE, 1.0)
MEETINGS = "SELECT request, offer, state, begun_by, ended_by, ring FROM meeting"
LETTERS = "SELECT address, body FROM outbox ORDER BY number"


@pytest.fixture
def board(settings, once, blank):
    """A board that was planted once for all tests, to write on."""

    def make(path):
        shutil.copyfile(blank, path)
        plant(replace(settings, database=path))

    shutil.copyfile(once("introduced", make), settings.database)
    return settings


@pytest.fixture
def officer(board):
    """Return an officer of an area, entered."""

    def entered(*areas: str, role: str = "officer") -> Actor:
        person = enter_person(
            board,
            MACHINE,
            address="officer@tref.llan",
            name="Officer",
            role=role,
            areas=areas,
            language="en",
            now=NOW,
        )
        return Actor(
            role=role, person=person.number, areas=frozenset(areas), epoch=person.epoch
        )

    return entered


def pairs(board, actor=MACHINE, day=DAY):
    found = to_introduce(board, actor, day)
    return [(x.request, x.offer) for one in found for x in one.together.pairs]


def made(board, what):
    (one,) = (x for x in changes(board, MACHINE) if x.change.what == what)
    return one


def test_each_pair_says_since_when_it_waits_and_who_cannot_be_reached(board):
    found = {one.together.entries: one for one in to_introduce(board, MACHINE, DAY)}
    assert set(found) == {ACROSS, THERE, UNREACHED}
    since = (DAY - timedelta(days=61)).isoformat()
    for (request, _), one in found.items():
        assert (one.since, one.waits_since) == ({request: since}, since)
        assert one.before == ()
    assert found[ACROSS].belongs.areas == {CONWY, CEREDIGION}
    assert dict(found[UNREACHED].unreached) == dict.fromkeys(UNREACHED, True)
    ready = {ids for ids, one in found.items() if one.is_ready}
    assert ready == {ACROSS, THERE}


def test_what_waits_is_who_could_be_introduced_today(board, officer):
    (line,) = waiting(board, MACHINE, DAY)
    assert (line.count, line.href) == (2, "desk?part=exchange")
    assert line.since == (DAY - timedelta(days=61)).isoformat()
    (own,) = waiting(board, officer(CONWY), DAY)
    assert own.count == 1
    assert waiting(board, officer(POWYS), DAY) == waiting(board, PUBLIC, DAY) == ()


def test_an_officer_has_those_of_which_either_side_is_theirs(board, officer):
    assert set(pairs(board, officer(CONWY))) == {ACROSS, UNREACHED}
    assert set(pairs(board, officer(CEREDIGION))) == {ACROSS, THERE}
    assert pairs(board, officer(POWYS)) == []
    with pytest.raises(RefusedError):
        to_introduce(board, PUBLIC, DAY)


def test_an_officer_of_another_area_is_refused_and_nothing_is_written(board, officer):
    theirs = officer(CONWY)
    for act in (
        lambda: introduce_all(board, theirs, [OTHER], NOW),
        lambda: not_these(board, theirs, *THERE, "known", NOW),
    ):
        with pytest.raises(RefusedError):
            act()
    assert query(board.database, MEETINGS) == query(board.database, LETTERS) == []
    number = not_these(board, MACHINE, *THERE, "known", NOW)
    (going,) = introduce_all(board, MACHINE, [PAIR], NOW)
    elsewhere = officer(POWYS)
    with pytest.raises(RefusedError):
        these_after_all(board, theirs, number, NOW)
    with pytest.raises(RefusedError):
        end_kindly(board, elsewhere, going, NOW)
    assert under_way(board, elsewhere, DAY) == kept_apart(board, theirs) == ()


def test_whose_right_went_away_in_between_is_refused(board, officer):
    before = officer(CONWY)
    officer(POWYS)
    for act in (
        lambda: introduce_all(board, before, [PAIR], NOW),
        lambda: not_these(board, before, *ACROSS, "known", NOW),
    ):
        with pytest.raises(RefusedError):
            act()
    assert query(board.database, MEETINGS) == query(board.database, LETTERS) == []


def test_two_are_introduced_and_neither_letter_has_an_address(board, officer):
    (number,) = introduce_all(board, officer(CONWY), [PAIR], NOW)
    row = (*ACROSS, "introduced", "network", "", "")
    assert query(board.database, MEETINGS) == [row]
    letters = dict(query(board.database, LETTERS))
    assert set(letters) == {address_of(one) for one in ACROSS}
    assert not any(
        address_of(one) in body for body in letters.values() for one in ACROSS
    )
    assert set(pairs(board)) == {THERE, UNREACHED}
    assert [one.number for one in under_way(board, MACHINE, DAY)] == [number]
    one = made(board, "introduced")
    assert one.change.areas == {CONWY, CEREDIGION}
    assert not can_undo(one)
    with pytest.raises(UndoError, match="ended kindly"):
        undo_change(board, MACHINE, one.number, NOW)
    with pytest.raises(MeetingError):
        introduce_all(board, MACHINE, [PAIR], NOW)


def test_an_introduction_is_ended_kindly_and_both_are_told(board):
    (number,) = introduce_all(board, MACHINE, [PAIR], NOW)
    end_kindly(board, MACHINE, number, NOW)
    row = (*ACROSS, "withdrawn", "network", "network", "")
    assert query(board.database, MEETINGS) == [row]
    told = [address for address, _ in query(board.database, LETTERS)[2:]]
    assert sorted(told) == sorted(address_of(one) for one in ACROSS)
    assert made(board, "ended").change.entry == ACROSS[0]
    assert ACROSS not in pairs(board)  # they were tried
    with pytest.raises(MeetingError):
        end_kindly(board, MACHINE, number, NOW)
    assert under_way(board, MACHINE, DAY) == ()


def test_what_people_agreed_on_is_not_the_networks_to_end(board):
    (number,) = introduce_all(board, MACHINE, [PAIR], NOW)
    change(board.database, "UPDATE meeting SET state = 'agreed'")
    with pytest.raises(MeetingError, match="agreed"):
        end_kindly(board, MACHINE, number, NOW)


def test_two_who_are_kept_apart_come_again_once_it_is_taken_back(board, officer):
    number = not_these(board, officer(CONWY), *ACROSS, "known", NOW)
    assert ACROSS not in pairs(board)
    ((one, why),) = kept_apart(board, MACHINE)
    assert (one.number, why, query(board.database, LETTERS)) == (number, "known", [])
    said = made(board, "not_these").change
    assert (said.now, said.entry) == ("known", ACROSS[0])
    with pytest.raises(ApartError):
        not_these(board, MACHINE, *ACROSS, "other", NOW)
    with pytest.raises(MeetingError):
        introduce_all(board, MACHINE, [PAIR], NOW)
    undo_change(board, MACHINE, made(board, "not_these").number, NOW)
    assert ACROSS in pairs(board)
    assert kept_apart(board, MACHINE) == ()
    again = not_these(board, MACHINE, *ACROSS, "other", NOW)
    these_after_all(board, MACHINE, again, NOW)
    with pytest.raises(UndoError):
        these_after_all(board, MACHINE, again, NOW)
    assert ACROSS in pairs(board)


def test_what_was_tried_for_either_is_said_of_the_next_proposal(board):
    not_these(board, MACHINE, ACROSS[0], "offer-zeta", "unfit", NOW)
    (one,) = (
        x for x in to_introduce(board, MACHINE, DAY) if ACROSS[0] in x.together.entries
    )
    (before,) = one.before
    assert (before.entry, before.other) == (ACROSS[0], "offer-zeta")
    assert (before.state, before.on, before.why) == (
        "declined",
        DAY.isoformat(),
        "unfit",
    )


def ring(board, monkeypatch):
    """A ring of two whose pairs are those that suit each other."""
    closed = Ring(("one", "two"), (PAIR, OTHER))
    matched = Matched((PAIR, OTHER), (), (closed,), (), {})
    monkeypatch.setattr(introducing, "match", lambda *_: matched)
    return to_introduce(board, MACHINE, DAY)


def test_a_ring_is_one_press_and_its_meetings_have_one_mark(board, monkeypatch):
    (one,) = ring(board, monkeypatch)
    assert one.is_ready
    numbers = introduce_all(board, MACHINE, one.together.pairs, NOW)
    assert len(set(numbers)) == 2
    ((first,), (second,)) = query(board.database, "SELECT ring FROM meeting")
    assert first == second != ""


def test_a_ring_is_introduced_whole_or_not_at_all(board, monkeypatch, officer):
    ring(board, monkeypatch)
    theirs = officer(CONWY)
    (one,) = to_introduce(board, theirs, DAY)
    assert not one.is_whole
    with pytest.raises(RefusedError):
        introduce_all(board, theirs, [PAIR, OTHER], NOW)
    with pytest.raises(MeetingError):
        introduce_all(board, MACHINE, [PAIR, Pair(*UNREACHED, 1.0)], NOW)
    assert query(board.database, MEETINGS) == query(board.database, LETTERS) == []


def test_nobody_is_named_by_an_address_in_what_is_kept_of_it(board):
    not_these(board, MACHINE, *THERE, "unwanted", NOW)
    introduce_all(board, MACHINE, [PAIR], NOW)
    kept = query(board.database, "SELECT * FROM change_made WHERE subject = 'meeting'")
    assert len(kept) == 2
    assert "@" not in json.dumps(kept)
    assert ALONE not in json.dumps(kept)
