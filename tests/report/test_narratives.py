"""What the Network says: kept, published in both languages, taken down and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from copro_map.base.i18n import Label, language_in_force
from copro_map.base.today import current_day, current_moment
from copro_map.desk.undoing import can_undo, undo_change
from copro_map.drawing.on_screen import html_of
from copro_map.indicators.progress import progress
from copro_map.people.changes import changes
from copro_map.people.rules.changes import ConflictError
from copro_map.people.rules.permissions import MACHINE, Actor, RefusedError
from copro_map.report.narratives import (
    being_written,
    publish,
    said_by,
    save_draft,
    take_down,
)
from copro_map.report.report import report_of
from copro_map.report.rules.narrative import LONGEST, NarrativeError, Words
from tests.samples import query

WELL = Label("It went well.\n\nMore joined.", "Aeth yn dda.\n\nYmunodd mwy.")
ASK = Label("Please <b>agree</b>.", "Cytunwch, <b>da chi</b>.")
BOTH = Words(well=WELL, ask=ASK)


def put(here, words: Words, day: date | None = None, seen: int | None = None) -> int:
    day = day or current_day()
    known = being_written(here, day)[1] if seen is None else seen
    return publish(here, MACHINE, day, words, current_moment(), seen=known)


def test_it_is_public_in_the_language_read_once_it_is_published(network):
    day = current_day()
    save_draft(network, MACHINE, day, BOTH, current_moment(), seen=0)
    assert said_by(network, day) is None
    put(network, BOTH)
    for language, own, other in (
        ("en", "More joined.", "Ymunodd mwy."),
        ("cy", "Ymunodd mwy.", "More joined."),
    ):
        with language_in_force(language):
            html = html_of(report_of(progress(network, day)))
        assert f'<p class="plain">{own}</p>' in html
        assert other not in html
        assert "<b>" not in html
        assert "&lt;b&gt;" in html


def test_the_report_of_a_day_has_the_text_of_that_day_or_of_the_last_before(network):
    days = [current_day() - timedelta(n) for n in (60, 30, 10)]
    put(network, Words(well=Label("Old", "Hen")), days[0])
    put(network, Words(well=Label("New", "Newydd")), days[2])
    said = [said_by(network, day) for day in (days[0] - timedelta(1), *days)]
    assert said[0] is None
    assert [x.words.well.en for x in said[1:] if x] == ["Old", "Old", "New"]


LONG = Label("x" * (LONGEST - 1), "x")
WRONG = {
    "one language": (Words(well=Label("Only", "")), "What went well.*Cymraeg"),
    "other language": (Words(well=WELL, hard=Label("", "x")), "What was hard.*English"),
    "nothing": (Words(well=Label("  \n", "")), "Nothing is written"),
    "too long": (Words(well=LONG, ask=Label("xx", "x")), "English: 4001.*Shorten"),
    "control": (Words(well=Label("a\x1b[31m", "b")), "not seen"),
    "direction": (Words(well=Label("a\u202eb", "b")), "not seen"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_public_is_refused_in_a_clear_sentence(network, case):
    words, message = WRONG[case]
    with pytest.raises(NarrativeError, match=message):
        put(network, words)
    assert said_by(network, current_day()) is None


def test_a_draft_may_be_in_one_language(network):
    words = Words(well=Label("Only English \r\n yet", ""))
    save_draft(network, MACHINE, current_day(), words, current_moment(), seen=0)
    kept, version, public = being_written(network, current_day())
    assert (kept.well.en, version, public) == ("Only English\n\nyet", 1, None)


def test_two_who_write_at_once_lose_nothing(network):
    day, now = current_day(), current_moment()
    save_draft(network, MACHINE, day, BOTH, now, seen=0)
    mine = Words(well=Label("Mine", "Fi"), ask=ASK)
    for answer in (save_draft, publish):
        with pytest.raises(ConflictError, match="(?s)It went well.*Mine") as caught:
            answer(network, MACHINE, day, mine, now, seen=0)
        assert being_written(network, day)[0] == BOTH
    save_draft(network, MACHINE, day, mine, now, seen=caught.value.made.version)
    assert being_written(network, day)[0] == mine
    # Whoever wrote the very same is no reason.
    assert save_draft(network, MACHINE, day, mine, now, seen=0) == 2


def test_what_was_taken_down_comes_back_and_every_text_stays_kept(network):
    day, now = current_day(), current_moment()
    put(network, BOTH)
    take_down(network, MACHINE, day, now)
    assert said_by(network, day) is None
    with pytest.raises(NarrativeError, match="not public any more"):
        take_down(network, MACHINE, day, now)
    last = changes(network, MACHINE, subject="narrative")[0]
    undo_change(network, MACHINE, last.number, now)
    found = said_by(network, day)
    assert found
    assert found.words == BOTH
    assert query(network.database, "SELECT count(*) FROM narrative") == [(3,)]
    drafts = [x for x in changes(network, MACHINE) if x.change.what == "draft"]
    assert drafts
    assert not any(map(can_undo, drafts))


def test_nobody_else_writes_it_and_no_day_to_come_has_one(network):
    board = Actor(role="board", person=7)
    with pytest.raises(RefusedError):
        publish(network, board, current_day(), BOTH, current_moment(), seen=0)
    with pytest.raises(NarrativeError, match="not come yet"):
        put(network, BOTH, current_day() + timedelta(1))
