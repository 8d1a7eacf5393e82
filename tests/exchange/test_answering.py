"""Both sides of a meeting: who is told what, once; addresses once both said yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.base.store.connection import writing
from copro_map.by_link.never import never
from copro_map.exchange import meetings as meet
from copro_map.exchange.clock import by_the_clock, sweep_meetings
from copro_map.exchange.sides import SIDES, Met, link_for, whom_to_tell
from copro_map.exchange.store import meetings as store
from copro_map.people.contacts import never_write
from copro_map.people.links import Link
from copro_map.people.rules.permissions import MACHINE, PUBLIC, RefusedError
from copro_map.talks.introducing import talk_at
from copro_map.talks.talks import sweep_talks
from tests.exchange.conftest import (
    ANN,
    ASK,
    ASK_TOO,
    BOB,
    CAI,
    DEE,
    GIVE,
    GIVE_TOO,
    NOW,
)
from tests.samples import change, query


def introduced(board, pair=(ASK, GIVE), **more):
    return meet.introduce(board.settings, MACHINE, pair, NOW, **more)


def link(number, side) -> Link:
    """A link of a side to the meeting alone, as it is opened."""
    about = f"{number} {side}"
    return Link("meeting", "", None, about, "", NOW + timedelta(days=30), used=False)


def press(board, what, number, side, after=0, **more):
    now = NOW + timedelta(days=after)
    return what(board.settings, link(number, side), now, **more)


def met(board, number, side, **more):
    told = {"thanks": "", "outcome": "", "is_story": False} | more
    return press(board, meet.met_each_other, number, side, **told)


def since(board, before):
    return board.letters()[len(before) :]


def test_each_is_told_once_and_sees_an_address_only_when_both_said_yes(board):
    number = introduced(board)
    both = [(ANN, "introduced"), (BOB, "introduced")]
    assert board.letters() == both
    assert "Ein fan" in board.bodies(BOB)[0]  # in the language of each
    assert "Our van" in board.bodies(ANN)[0]
    for _ in range(2):
        press(board, meet.agree, number, "asker")
    assert since(board, both) == [(BOB, "yes")]
    assert ANN not in "".join(board.bodies(BOB))
    assert BOB not in "".join(board.bodies(ANN))
    before = board.letters()
    for _ in range(2):
        press(board, meet.agree, number, "offerer")
    assert since(board, before) == [(ANN, "agreed"), (BOB, "agreed")]
    assert BOB in board.bodies(ANN)[-1]
    assert ANN in board.bodies(BOB)[-1]
    before = board.letters()
    for _ in range(2):
        met(board, number, "asker", thanks="Thank you, canary", outcome="A canary line")
    assert since(board, before) == [(BOB, "done")]
    assert "canary" not in "".join(board.bodies(BOB))


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("stands", ["introduced", "tentative", "agreed"])
def test_no_frees_both_and_the_other_is_told_once(board, side, stands):
    number = introduced(board)
    if stands != "introduced":
        press(board, meet.agree, number, "asker")
    if stands == "agreed":
        press(board, meet.agree, number, "offerer")
    before = board.letters()
    for _ in range(2):
        press(board, meet.say_no, number, side)
    told = BOB if side == "asker" else ANN
    assert since(board, before) == [(told, "over")]
    assert (board.state(ASK), board.state(GIVE)) == (("", 0), ("", 0))
    with pytest.raises(meet.MeetingError):
        press(board, meet.agree, number, side)
    with pytest.raises(meet.MeetingError, match="brought together before"):
        introduced(board)


@pytest.mark.parametrize("begun_by", ["network", "offerer"])
def test_who_asked_is_thanked_for_it_and_nobody_who_was_introduced(board, begun_by):
    database = board.settings.database
    change(database, "UPDATE contact SET language = 'en'")
    number = introduced(board)
    change(database, f"UPDATE meeting SET begun_by = '{begun_by}'")  # noqa: S608
    press(board, meet.say_no, number, "asker")
    body = board.bodies(BOB)[-1]
    assert ("Thank you for asking" in body) == (begun_by == "offerer")
    assert ("It does not suit them now" in body) == (begun_by == "network")
    assert body.count("you need do nothing") == 1


def test_who_cannot_be_introduced_is_said_and_nothing_is_written(board):
    database = board.settings.database
    with pytest.raises(RefusedError):
        meet.introduce(board.settings, PUBLIC, (ASK, GIVE), NOW)
    with writing(database) as opened:
        never_write(opened, DEE, NOW.date())
    change(database, "UPDATE asset SET organisation_id = 'ask' WHERE id <> 'give-too'")
    reasons = {
        (ASK, GIVE): "same member",
        (ASK, GIVE_TOO): "nobody to write to",
        (ASK, "gone"): "not on the map",
        (GIVE, ASK): "not on the map",
    }
    for pair, why in reasons.items():
        with pytest.raises(meet.MeetingError, match=why):
            introduced(board, pair)
    board.say(ASK_TOO, ended_on="2026-11-01")
    with pytest.raises(meet.MeetingError, match="not open any more"):
        introduced(board, (ASK_TOO, GIVE))
    for table in ("meeting", "talk", "outbox", "change_made"):
        assert query(database, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608


GONE = {
    "ended": {"ended_on": "2026-11-30"},
    "off": {"taken_off": True},
    "merged": {"became": ASK_TOO},
}


@pytest.mark.parametrize("how", [*GONE, "forgotten"])
def test_whoever_waits_over_an_entry_that_is_gone_is_free_and_told_once(board, how):
    introduced(board)
    other = introduced(board, (ASK_TOO, GIVE_TOO))
    before = board.letters()
    assert meet.free(board.settings, NOW) == 0
    if how == "forgotten":
        change(board.settings.database, "DELETE FROM asset WHERE id = 'ask'")
    else:
        board.say(ASK, **GONE[how])
    assert [meet.free(board.settings, NOW) for _ in range(2)] == [1, 0]
    assert since(board, before) == [(BOB, "over")]
    states = {x.number: (x.state, x.ended_by) for x in board.meetings()}
    assert states == {1: ("withdrawn", "asker"), other: ("introduced", "")}
    assert board.state(GIVE) == ("", 0)


def test_whoever_is_never_written_to_again_frees_the_other(board):
    introduced(board)
    before = board.letters()
    with writing(board.settings.database) as database:
        never(database, ANN, NOW.date())
    assert [meet.free(board.settings, NOW) for _ in range(2)] == [1, 0]
    assert since(board, before) == [(BOB, "over")]
    assert board.state(GIVE) == ("", 0)


def by_days(board, *days):
    """What the clock writes on each of some days; run twice on each."""
    told = []
    for day in days:
        now, before = NOW + timedelta(days=day), board.letters()
        for _ in range(2):
            by_the_clock(board.settings, now)
        sweep_talks(board.settings, now)
        told.append(since(board, before))
    return told


def test_one_reminder_after_14_days_and_after_30_it_lapses(board):
    number = introduced(board)
    press(board, meet.agree, number, "asker")
    over = [(ANN, "over"), (BOB, "over")]
    said = by_days(board, 13, 14, 15, 29, 30, 31)
    assert said == [[], [(BOB, "reminder")], [], [], over, []]
    assert board.meetings()[0].state == "lapsed"
    assert (board.state(ASK), board.state(GIVE)) == (("", 0), ("", 0))


def test_both_are_reminded_if_neither_answers_and_a_word_counts(board):
    introduced(board)
    introduced(board, (ASK_TOO, GIVE_TOO))
    change(
        board.settings.database,
        "UPDATE talk SET last_at = '2026-12-10T12:00:00Z' WHERE number = 2",
    )
    assert by_days(board, 14, 24) == [
        [(ANN, "reminder"), (BOB, "reminder")],
        [(CAI, "reminder"), (DEE, "reminder")],
    ]


def test_who_agreed_is_asked_once_what_came_of_it(board):
    number = introduced(board)
    press(board, meet.agree, number, "asker")
    press(board, meet.agree, number, "offerer", after=2)
    asked = [(ANN, "what_came"), (BOB, "what_came")]
    assert by_days(board, 16, 31, 32, 33, 90) == [[], [], asked, [], []]
    # What they wrote is gone by then, and they say it all the same.
    after = met(board, number, "offerer", thanks="Diolch", outcome="Good.")
    assert (after.state, after.ended_by) == ("done", "offerer")


def test_whoever_offers_is_told_once_that_it_has_closed(board):
    board.say(GIVE, closes_on="2026-12-05")
    board.say(GIVE_TOO, closes_on="2026-12-05")
    board.say(ASK, closes_on="2026-12-05", verification="unverified")
    board.say(ASK_TOO, closes_on="2025-12-05")
    told = [(BOB, GIVE), (DEE, GIVE_TOO)]
    assert by_days(board, 5, 6, 7) == [[], told, []]
    assert "5 December 2026" in board.bodies(DEE)[0]  # not known which: both
    assert "5 Rhagfyr 2026" in board.bodies(DEE)[0]
    board.say(GIVE, closes_on="2026-12-20")
    assert by_days(board, 21, 22) == [[(BOB, GIVE)], []]


def test_words_go_after_a_year_and_what_came_to_nothing_too(board):
    number = introduced(board)
    other = introduced(board, (ASK_TOO, GIVE_TOO))
    for side in SIDES:
        press(board, meet.agree, number, side)
    met(board, number, "asker", thanks="Diolch", outcome="Good.", is_story=True)
    press(board, meet.say_no, other, "asker")
    for day, left in ((365, [("Good.", 1), ("", 0)]), (366, [("", 0)])):
        sweep_meetings(board.settings, NOW + timedelta(days=day))
        assert [(x.outcome, x.is_story) for x in board.meetings()] == left
    assert board.meetings()[0].state == "done"


def test_a_link_leads_to_what_they_write_and_then_to_the_meeting_alone(board):
    introduced(board)

    def about(now):
        with writing(board.settings.database) as database:
            (one,) = store.meetings(database)
            side = Met(one, "offerer", talk_at(database, one.talk))
            to = whom_to_tell(database, side)
            assert to.address == BOB
            link_for(database, side, to, now)
        sql = "SELECT purpose FROM link ORDER BY rowid DESC LIMIT 1"
        return query(board.settings.database, sql)[0][0]

    assert about(NOW) == "talk"
    sweep_talks(board.settings, NOW + timedelta(days=31))
    assert about(NOW) == "meeting"
