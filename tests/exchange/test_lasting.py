"""A backup is put in place: what was agreed stays so, and nobody is told twice."""

from __future__ import annotations

from datetime import timedelta

from copro_map.desk.copies import keep_backup, restore
from copro_map.exchange import meetings as meet
from copro_map.exchange.clock import by_the_clock
from copro_map.people.rules.permissions import MACHINE
from tests.exchange.conftest import ASK, GIVE, GIVE_TOO, NOW
from tests.exchange.test_answering import press


def test_what_was_agreed_since_the_backup_stays_so_in_it(board):
    here = board.settings
    number = meet.introduce(here, MACHINE, (ASK, GIVE), NOW)
    board.say(GIVE_TOO, closes_on="2026-11-29")
    kept = keep_backup(here, here.backup_folder, NOW).file
    for side in ("asker", "offerer"):
        press(board, meet.agree, number, side)
    assert by_the_clock(here, NOW) == 1
    before = board.meetings()
    restore(here, kept, NOW.date())
    assert board.meetings() == before
    assert (board.state(ASK), board.state(GIVE)) == (("agreed", 1),) * 2
    assert by_the_clock(here, NOW + timedelta(days=1)) == 0
