"""What is said to be abuse: held back until a steward judges, noted, and taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from copro_map.base.i18n import Label
from copro_map.base.store.backups import back_up
from copro_map.base.store.connection import reading, writing
from copro_map.desk.copies import restore
from copro_map.desk.undoing import undo_change
from copro_map.people import limits
from copro_map.people.changes import changes
from copro_map.people.links import make_link, open_link
from copro_map.people.rights import actor_of
from copro_map.people.rules.permissions import RefusedError
from copro_map.talks.conversing import say_abuse, write_back
from copro_map.talks.judging import JudgedError, judge, said_to_be_abuse
from copro_map.talks.rules.talks import First, TalkError
from copro_map.talks.store.talks import talks
from copro_map.talks.talks import hold_message, seen, send_held, sweep_talks
from copro_map.talks.waiting import waiting
from tests.people.conftest import NOW
from tests.samples import query

BAD, NICE, TWO = "canary@example.org", "nice@example.org", "info@example.org"
NAME = Label("Solva Care", "Gofal Solfach")


@pytest.fixture
def wrote(here, speaks_for):
    """Let an address write to an entry; return links of both sides, if it left."""
    limits._limiter.cache_clear()
    speaks_for(TWO, "solva-care")

    def write(address: str, words: str = "Canary words"):
        limits._limiter.cache_clear()
        first = First("solva-care", words, address, gives=False, language="en")
        hold_message(here, first, NAME, NOW, client="")
        with writing(here.database) as database:
            talk = talks(database)[-1]
            held = make_link(database, "message", NOW, entry=f"{talk.mark} one")
        send_held(here, held, NAME, NOW)
        with writing(here.database) as database:
            sides = ("one", "other")
            tokens = [
                make_link(database, "talk", NOW, entry=f"{talk.mark} {side}")
                for side in sides
            ]
            return [open_link(database, token, NOW) for token in tokens]

    return write


@pytest.fixture
def steward(here, entered):
    person = entered("steward")
    with reading(here.database) as database:
        return actor_of(database, person)


def states(here):
    return [
        x for (x,) in query(here.database, "SELECT state FROM talk ORDER BY number")
    ]


def letters(here, address=TWO):
    sql = "SELECT subject FROM outbox WHERE address = ? ORDER BY number"
    return query(here.database, sql, address)


def decide(here, actor, number, verdict):
    judge(here, actor, number, verdict, NOW, naming=lambda _: NAME)


def test_nothing_of_theirs_is_passed_on_until_a_steward_judged(here, wrote, steward):
    theirs, other = wrote(BAD)
    elsewhere, _ = wrote(BAD, "Another")
    nice, _ = wrote(NICE)
    say_abuse(here, other, NOW)
    say_abuse(here, other, NOW)
    wrote(BAD, "Held back")
    assert states(here) == ["abuse", "open", "open", "kept_back"]
    assert len(letters(here)) == 3
    with pytest.raises(TalkError, match="until a steward"):
        write_back(here, elsewhere, "And here", NAME, NOW, client="")
    write_back(here, nice, "More", NAME, NOW, client="")
    (one,) = said_to_be_abuse(here, steward)
    assert (one.by, one.held_back, one.others, one.blamed) == ("one", 1, 2, 0)
    assert [x.words for x in one.words] == ["Canary words"]
    lines = [x for x in waiting(here, steward, NOW.date()) if "abuse" in x.words]
    assert [(x.count, x.href) for x in lines] == [(1, "desk?part=talks")]
    decide(here, steward, one.number, "let")
    assert states(here) == ["abuse", "open", "open", "open"]
    assert len(letters(here)) == 5  # what waited, and the nice one's second words
    write_back(here, elsewhere, "And here", NAME, NOW, client="")
    assert said_to_be_abuse(here, steward) == ()
    with pytest.raises(JudgedError):
        decide(here, steward, one.number, "blocked")
    assert seen(here, theirs).theirs == ""


def test_a_blocked_address_writes_to_nobody_until_that_is_taken_back(
    here, wrote, steward
):
    _, other = wrote(BAD)
    say_abuse(here, other, NOW)
    wrote(BAD, "Held back")
    decide(here, steward, 1, "blocked")
    assert states(here) == ["abuse"]
    with pytest.raises(TalkError, match="passes on no messages"):
        wrote(BAD, "Once more")
    assert len(letters(here)) == 1
    (made,) = changes(here, steward, subject="talk")
    assert (made.change.now, made.change.entry) == ("blocked", "solva-care")
    assert BAD not in str(query(here.database, "SELECT * FROM change_made"))
    assert BAD not in str(query(here.database, "SELECT * FROM never_write"))
    undo_change(here, steward, made.number, NOW)
    assert [one.number for one in said_to_be_abuse(here, steward)] == [1]
    wrote(BAD, "Held back again")
    assert states(here)[-1] == "kept_back"
    decide(here, steward, 1, "let")
    assert states(here)[-1] == "open"


def test_what_is_written_and_blocked_outlasts_an_older_backup(
    here, wrote, steward, tmp_path
):
    made = back_up(here, tmp_path / "copies", NOW)
    theirs, other = wrote(BAD)
    nice, _ = wrote(NICE)
    say_abuse(here, other, NOW)
    decide(here, steward, 1, "blocked")
    restore(here, made.file, NOW.date())
    assert [one.words for one in seen(here, nice).words] == ["Canary words"]
    assert seen(here, theirs).talk.judged == "blocked"
    with pytest.raises(TalkError, match="passes on no messages"):
        wrote(BAD, "Once more")
    sweep_talks(here, NOW + timedelta(days=31))
    older = back_up(here, tmp_path / "copies", NOW + timedelta(days=31))
    assert "Canary words" not in older.file.read_bytes().decode("latin-1")


def test_an_answer_may_be_abuse_too(here, wrote, steward):
    one, other = wrote(NICE)
    with pytest.raises(TalkError):
        say_abuse(here, one, NOW)
    write_back(here, other, "Canary answer", NAME, NOW, client="")
    say_abuse(here, one, NOW)
    (accused,) = said_to_be_abuse(here, steward)
    assert accused.by == "other"
    _, newer = wrote(NICE, "To somebody who is accused")
    assert states(here)[-1] == "open"
    with pytest.raises(TalkError, match="until a steward"):
        write_back(here, newer, "And more", NAME, NOW, client="")


@pytest.mark.parametrize("role", ["officer", "board", "member"])
def test_who_else_may_not_see_or_judge_it(here, wrote, entered, role):
    _, other = wrote(BAD)
    say_abuse(here, other, NOW)
    with reading(here.database) as database:
        actor = actor_of(database, entered(role))
    with pytest.raises(RefusedError):
        said_to_be_abuse(here, actor)
    with pytest.raises(RefusedError):
        decide(here, actor, 1, "let")


def test_whose_it_was_stays_known_until_it_is_judged_but_not_what_it_said(
    here, wrote, steward
):
    _, other = wrote(BAD)
    say_abuse(here, other, NOW)
    sweep_talks(here, NOW + timedelta(days=31))
    (one,) = said_to_be_abuse(here, steward)
    assert one.words == ()
    kept = query(here.database, "SELECT one_address, one_key, other_key FROM talk")
    assert kept == [("", BAD, "")]
    decide(here, steward, 1, "blocked")
    sweep_talks(here, NOW + timedelta(days=32))
    assert BAD not in str(query(here.database, "SELECT * FROM talk"))
    with pytest.raises(TalkError):
        wrote(BAD)
