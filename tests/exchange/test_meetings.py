"""Meetings: how they stand by what is done, and what they make of their entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.assets.face import kept_entries
from copro_map.base.store.connection import reading, writing
from copro_map.exchange import meetings as meet
from copro_map.exchange.rules.records import STATES, Meeting
from copro_map.exchange.rules.standing import agreement, days_between, moved
from tests.exchange.conftest import ASK, ASK_TOO, GIVE, GIVE_TOO, NOW

# By hand: rows are how it stands (and who has said yes), columns what is done; "." if
# that cannot be any more. "no" and "yes" are the asker's.
TABLE = """
                    sent       yes        no         done  gone       time
held                tentative  .          .          .     .          .
introduced          .          tentative  declined   .     withdrawn  lapsed
tentative           .          agreed     declined   .     withdrawn  lapsed
tentative+asker     .          tentative  withdrawn  .     withdrawn  lapsed
agreed+asker        .          agreed     withdrawn  done  withdrawn  .
done+asker          .          .          .          done  .          .
declined            .          .          .          .     .          .
withdrawn+asker     .          .          .          .     .          .
lapsed              .          .          .          .     .          .
"""
HEAD, *ROWS = (line.split() for line in TABLE.strip().split("\n"))
ONE = Meeting(
    1, ASK, GIVE, "", "network", None, "", "introduced", "", "2026-11-30", "", "", "",
    "", "", "", "", "", "", "", is_story=False,
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_what_becomes_of_a_meeting_is_as_in_the_table(row):
    state, _, said = row[0].partition("+")
    one = replace(ONE, state=state, request_yes="2026-12-01" if said else "")
    becomes = [moved(one, act, "asker") or "." for act in HEAD]
    assert becomes == row[1:]


def test_the_table_has_every_state():
    assert {row[0].partition("+")[0] for row in ROWS} == {*STATES}


@pytest.mark.parametrize(
    ("states", "of_request", "of_offer"),
    [
        ([], ("", 0), ("", 0)),
        (["held", "declined", "lapsed", "withdrawn"], ("", 0), ("", 0)),
        (["introduced"], ("tentative", 0), ("tentative", 0)),
        (["tentative", "agreed"], ("agreed", 1), ("tentative", 1)),
        (["agreed", "agreed", "done"], ("done", 2), ("agreed", 2)),
        (["done", "lapsed"], ("done", 0), ("done", 0)),
    ],
)
def test_what_meetings_make_of_an_entry(states, of_request, of_offer):
    found = [replace(ONE, state=state) for state in states]
    assert agreement(found, "request") == of_request
    assert agreement(found, "offer") == of_offer


def begun(board, request=ASK, offer=GIVE, by="network", **more):
    with writing(board.settings.database) as database:
        pair = {"request": request, "offer": offer, "talk": ""}
        return meet.begin(database, **pair, begun_by=by, now=NOW, **more)


def act(board, what, number, side, *, after=0, **more):
    with writing(board.settings.database) as database:
        return what(database, number, side, NOW + timedelta(days=after), **more)


def both_agree(board, number, after=0):
    act(board, meet.said_yes, number, "asker", after=after)
    return act(board, meet.said_yes, number, "offerer", after=after)


def test_days_to_match_are_those_counted_by_hand(board):
    """Confirmed on the 10th, agreed on the 14th of December: 20 + 14 days."""
    one = both_agree(board, begun(board), after=14)
    assert (one.asked_on, one.agreed_on) == ("2026-11-10", "2026-12-14")
    assert days_between(one.asked_on, one.agreed_on) == 34
    # A day that was given for it to open comes first, as long as it is not to come.
    for opens, since in (("2026-11-20", "2026-11-20"), ("2027-01-01", "2026-11-30")):
        board.say(ASK_TOO, opens_on=opens)
        number = begun(board, ASK_TOO, GIVE_TOO)
        assert next(x for x in board.meetings() if x.number == number).asked_on == since


def test_an_offer_for_two_is_taken_by_two_and_no_more(board):
    board.capacity(GIVE, 2)
    first, second = begun(board), begun(board, ASK_TOO, GIVE)
    third = begun(board, "", GIVE, by="network")
    both_agree(board, first)
    assert board.state(GIVE) == ("tentative", 1)
    both_agree(board, second)
    assert board.state(GIVE) == ("tentative", 2)
    with pytest.raises(meet.MeetingError, match="taken at present"):
        act(board, meet.said_yes, third, "asker")
    act(board, meet.decline, first, "asker")
    assert (board.state(GIVE), board.state(ASK)) == (("tentative", 1), ("", 0))
    both_agree(board, third)
    assert board.state(GIVE) == ("agreed", 2)
    for number in (second, third):
        act(board, meet.done, number, "offerer", outcome="Fine.")
    assert (board.state(GIVE), board.state(ASK_TOO)) == (("done", 0), ("done", 0))


def test_a_request_that_was_met_is_agreed_with_nobody_else(board):
    first, second = begun(board), begun(board, ASK, GIVE_TOO)
    both_agree(board, first)
    with pytest.raises(meet.MeetingError, match="Somebody else has agreed"):
        act(board, meet.said_yes, second, "offerer")
    assert board.state(GIVE_TOO) == ("tentative", 0)


def test_what_is_done_twice_is_so_already(board):
    number = begun(board)
    act(board, meet.said_yes, number, "asker")
    again = act(board, meet.said_yes, number, "asker", after=5)
    assert (again.state, again.request_yes) == ("tentative", "2026-11-30")
    act(board, meet.said_yes, number, "offerer")
    told = {"thanks": " Diolch! ", "outcome": "One\n line ", "is_story": True}
    one = act(board, meet.done, number, "offerer", **told)
    assert (one.thanks, one.outcome, one.is_story) == ("Diolch!", "One line", True)
    assert act(board, meet.done, number, "asker", thanks="Other") == one
    with pytest.raises(meet.MeetingError):
        act(board, meet.decline, number, "asker")
    with pytest.raises(meet.MeetingError, match="too long"):
        act(board, meet.done, number, "asker", outcome="x" * 201)


def test_only_what_left_was_tried(board):
    held = begun(board, by="asker")
    begun(board, ASK_TOO, GIVE_TOO)
    begun(board, "", GIVE)
    with reading(board.settings.database) as database:
        assert meet.tried(database) == {(ASK_TOO, GIVE_TOO)}
        assert meet.of_entry(database, ASK) == ()
        assert kept_entries(database, ASK)[ASK].agreement == ""
    with writing(board.settings.database) as database:
        meet.sent(database, held, NOW)
        assert meet.tried(database) == {(ASK, GIVE), (ASK_TOO, GIVE_TOO)}
    assert board.state(ASK) == ("tentative", 0)
