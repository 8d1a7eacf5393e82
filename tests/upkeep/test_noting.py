"""Words on entries are written down as changes, and taken back from there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.desk.undoing import can_undo, undo_change
from copro_map.people.changes import changes
from copro_map.people.rules.changes import UndoError
from copro_map.people.rules.permissions import MACHINE, RefusedError
from copro_map.upkeep.belonging import belongs
from copro_map.upkeep.confirming import say, undo, words_on
from copro_map.upkeep.rules.words import Word
from tests.upkeep.conftest import NOW
from tests.upkeep.test_confirming import HERE, RIGHT, area_of, stands

ENDED = Word("ended", how="page", ended_on="2025")


def noted(settings, actor=MACHINE):
    return changes(settings, actor, subject="entry", record=HERE)[::-1]


def told(settings):
    return [(x.change.was, x.change.now, x.undone_by) for x in noted(settings)]


def test_a_word_is_noted_with_what_stood_before_for_the_officers_of_its_area(
    network, speaks
):
    area = area_of(network, HERE)
    officer = speaks("officer", area)
    elsewhere = speaks("officer", "CVC-GVS", name="other")
    say(network, MACHINE, HERE, RIGHT, NOW)
    say(network, officer, HERE, ENDED, NOW)
    assert told(network) == [("", "right", None), ("right", "ended", None)]
    by = [(x.role, x.person) for x in noted(network, officer)]
    assert by == [("administrator", None), ("officer", officer.person)]
    assert noted(network)[0].change.areas == belongs(network, HERE).areas
    assert noted(network, elsewhere) == ()


def test_words_are_taken_back_from_what_happened_the_last_first(network, speaks):
    steward = speaks("steward")
    before = stands(network)
    said = [say(network, steward, HERE, word, NOW) for word in (RIGHT, ENDED)]
    first, second = noted(network)
    with pytest.raises(UndoError, match="after that"):
        undo_change(network, steward, first.number, NOW)
    undo_change(network, steward, second.number, NOW)
    third = noted(network)[2]
    assert (third.change.was, third.change.now) == ("ended", "right")
    assert noted(network)[1].undone_by == third.number
    assert [can_undo(x) for x in noted(network)] == [True, False, False]
    for number in (second.number, third.number):
        with pytest.raises(UndoError, match="already"):
            undo_change(network, steward, number, NOW)
    undo_change(network, steward, first.number, NOW)
    assert stands(network) == before
    assert {x.id for x in words_on(network, HERE, steward) if x.undone} == {
        x.id for x in said
    }


def test_a_word_that_is_not_the_last_is_noted_as_taken_back_by_its_own(network):
    first = say(network, MACHINE, HERE, RIGHT, NOW)
    say(network, MACHINE, HERE, ENDED, NOW + timedelta(days=1))
    undo(network, MACHINE, first.id, NOW)
    assert told(network)[0] == ("", "right", 3)
    assert told(network)[1:] == [("right", "ended", None), ("right", "ended", None)]


def test_an_officer_of_another_area_takes_nothing_back(network, speaks):
    say(network, MACHINE, HERE, RIGHT, NOW)
    with pytest.raises(RefusedError):
        undo_change(network, speaks("officer", "CVC-GVS"), 1, NOW)
    assert len(noted(network)) == 1
