"""Meetings: how they stand by what is done, and what they make of their entries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.base.store.connection import reading, writing
from copro_map.exchange import meetings as meet
from copro_map.people.rules.permissions import MACHINE
from tests.exchange.conftest import ANN, ASK, BOB, GIVE, NOW


def begun(board, by="network", request=ASK, offer=GIVE, state=""):
    """Begin a meeting and let it come to a state; return its number."""
    with writing(board.settings.database) as database:
        number = meet.begin(
            database, request=request, offer=offer, talk="", begun_by=by, now=NOW
        )
        if by != "network" and state != "held":
            meet.sent(database, number, NOW)
        if by == "network" and state in ("tentative", "agreed", "done"):
            meet.said_yes(database, number, "offerer", NOW)
        if state in ("agreed", "done"):
            side = "offerer" if by == "asker" else "asker"
            meet.said_yes(database, number, side, NOW + timedelta(days=3))
        if state == "done":
            meet.done(database, number, "asker", NOW + timedelta(days=9))
    return number


def test_introduced_then_both_say_yes(board):
    number = meet.introduce(board.settings, MACHINE, (ASK, GIVE), NOW)
    assert board.state(ASK) == ("tentative", 0)
    assert board.letters() == [(ANN, "introduced"), (BOB, "introduced")]
    with writing(board.settings.database) as database:
        assert meet.said_yes(database, number, "asker", NOW).state == "tentative"
        assert meet.said_yes(database, number, "offerer", NOW).state == "agreed"
    assert (board.state(ASK), board.state(GIVE)) == (("agreed", 1),) * 2
    with reading(board.settings.database) as database:
        assert meet.tried(database) == {(ASK, GIVE)}


@pytest.mark.parametrize("state", ["held", "introduced", "tentative", "agreed", "done"])
def test_begun(board, state):
    begun(board, "asker" if state == "held" else "network", state=state)
    assert board.meetings()[0].state == state
