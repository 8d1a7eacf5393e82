"""Answers in other words than ours, and rows that are no replies."""

from __future__ import annotations

import json
from dataclasses import replace

from copro_map.base.i18n import language_in_force
from copro_map.files.told import Told
from tests.coverage.conftest import TODAY
from tests.samples import dump
from tests.surveys.survey_samples import open_wave
from tests.surveys.test_importing import HEAD, WAVE, changed, open_now, stored, take

__all__ = ["open_now", "take"]  # fixtures


def reply(number: int, **cells: str) -> list[str]:
    return changed(Respondent_ID=f"r{number}", **cells)


def answers(settings) -> list[dict[str, list[str]]]:
    return [json.loads(row[3]) for row in stored(settings)]


def reasons(result) -> list[str]:
    return [fault.reason() for fault in result.faults]


def test_words_of_ones_own_beside_options_are_left_out_and_counted(take, open_now):
    cells = ["Toolkits;A podcast, and a book", "My grandfather", "Events", "Toolkits"]
    result = take(*(reply(n, used=cell) for n, cell in enumerate(cells)))
    assert result.added == 4
    (note,) = [x for x in result.notes if "own" in x.reason()]
    assert "left out: 2." in note.reason()
    assert answers(open_now)[0]["used"] == ["toolkits"]
    whole = str(dump(open_now.database))
    assert "podcast" not in whole + note.reason()
    assert "grandfather" not in whole


def test_the_same_words_of_several_are_asked_about_and_told_once(take, open_now):
    rows = [reply(n, used=f"Toolkits;{cell}") for n, cell in enumerate(["Gwefan"] * 3)]
    (fault,) = take(*rows).faults
    assert (fault.row, fault.column) == (2, "used")
    assert "Rows: 3" in fault.reason()
    assert '--word "Gwefan=none"' in fault.reason()
    result = take(*rows, told=Told(words={"GWEFAN": "How to"}))
    assert result.faults  # no such option
    result = take(*rows, told=Told(words={"GWEFAN": "how_to_guidance"}))
    assert (result.added, result.faults) == (3, ())
    assert answers(open_now)[0]["used"] == ["toolkits", "how_to_guidance"]
    assert take(*rows).unchanged == 3


def test_a_word_of_one_choice_or_a_role_stops_once_each_and_is_told_once(
    take, open_now
):
    rows = [
        reply(1, valued="Prefer not to say"),
        reply(2, valued="prefer NOT to say"),
        reply(3, valued="N/A"),
        reply(4, Role="Prefer not to say"),
        reply(5, valued="-", used=""),
        reply(6),
    ]
    asked = take(*rows)
    assert [(x.row, x.column) for x in asked.faults] == [
        (2, "valued"),
        (4, "valued"),
        (5, "Role"),
        (6, "valued"),
    ]
    assert "Rows: 2" in reasons(asked)[0]
    words = {"Prefer not to say": "none", "n/a": "none", "-": "none"}
    done = take(*rows, told=Told(words=words))
    assert (done.added, done.faults, done.skipped_rows) == (4, (), 1)
    told = [note.reason() for note in done.notes]
    assert sum("say no role, left out: 1 (lines 5)" in x for x in told) == 1
    assert [x for x in answers(open_now) if "valued" in x] == [
        {"used": ["toolkits", "events"], "valued": ["fully"]}
    ]
    again = take(*rows)
    assert (again.unchanged, again.faults) == (4, ())


def test_none_is_no_answer_though_an_option_has_that_id(take, open_now):
    result = take(reply(1, used="Toolkits;-"), told=Told(words={"-": "none"}))
    assert result.added == 1
    assert answers(open_now)[0]["used"] == ["toolkits"]
    take(reply(2, used="None of these"))
    assert answers(open_now)[1]["used"] == ["none"]


def test_a_role_in_other_words_is_told(take, open_now):
    rows = [reply(1, Role="Resident"), reply(2, Role="Preswylydd")]
    assert len(take(*rows).faults) == 2
    words = {"Resident": "citizen", "preswylydd": "Dinesydd"}
    assert take(*rows, told=Told(words=words)).added == 2
    assert [row[0] for row in stored(open_now)] == ["citizen"] * 2


def test_choices_may_be_parted_by_spaces_or_bars(take, open_now):
    cells = ["toolkits events", "Toolkits Events", "toolkits|events"]
    assert take(*(reply(n, used=cell) for n, cell in enumerate(cells))).added == 3
    used = [one["used"] for one in answers(open_now)]
    assert used == [["toolkits", "events"]] * 3


FAR = ("Finished", "Progress", "Status", "Response Type")
NOT_FINISHED = [
    ("FALSE", "", "", ""),
    ("0", "", "", ""),
    ("", "99", "", ""),
    ("", "33,5%", "", ""),
    ("", "", "Partial", ""),
    ("", "", "In progress", ""),
    ("True", "100", "Survey Preview", ""),
    ("", "", "", "started"),
]
IS_FINISHED = [
    ("TRUE", "100", "", ""),
    ("1", "100%", "", ""),
    ("", "", "IP Address", "completed"),
    ("", "", "submitted_via_web", ""),
    ("", "", "", ""),
]


def test_a_row_that_was_not_finished_is_left_out_and_counted(take, open_now):
    rows = [
        [*reply(n, valued="Spoons"), *far]
        for n, far in enumerate(NOT_FINISHED, start=50)
    ]
    rows += [[*reply(n), *far] for n, far in enumerate(IS_FINISHED)]
    result = take(*rows, head=[*HEAD, *FAR])
    assert not result.faults
    assert (result.added, result.skipped_rows) == (len(IS_FINISHED), len(NOT_FINISHED))
    told = [note.reason() for note in result.notes]
    assert "finished, left out: 7 (lines 2, 3, 4, 5, 6, 7, 9)" in told[0]
    assert "test, left out: 1 (lines 8)" in told[1]
    assert len(stored(open_now)) == len(IS_FINISHED)


def test_a_row_that_was_never_sent_has_no_day(take):
    head = ["Respondent ID", "Date submitted", *HEAD[2:]]
    result = take(reply(1), reply(2, Date=""), head=head)
    assert (result.added, result.skipped_rows) == (1, 1)
    assert take(reply(3), reply(4, Date="")).faults


def test_a_total_is_no_reply(take, open_now):
    rows = [reply(1), reply(2), ["Total", "", "", "", "", "2"]]
    result = take(*rows)
    assert (result.added, result.skipped_rows) == (2, 1)
    middle = take(
        reply(1), ["Cyfanswm", "", "", "", "x", ""], *rows[1:2], reply(3), reply(4)
    )
    assert (middle.added, middle.unchanged, middle.skipped_rows) == (2, 2, 1)
    assert len(stored(open_now)) == 4


def test_an_error_of_a_spreadsheet_is_a_fault_where_it_is_read(take):
    head = [*HEAD, "Notes of ours"]
    rest = Told(rest=True)
    assert take([*reply(1), "#N/A"], head=head, told=rest).added == 1
    rows = [[*reply(2, valued="#N/A", Role="#REF!"), ""], [*reply(3), ""]]
    result = take(*rows, head=head)
    assert [(x.row, x.column) for x in result.faults] == [(2, "Role"), (2, "valued")]
    assert "#REF!" in result.faults[0].reason()


def test_a_bad_file_is_told_how_it_was_read_too(take):
    result = take(reply(1, valued="Spoons"))
    assert result.mapping["valued"] == "valued"
    with language_in_force("cy"):
        assert "Rhesi: 1" in result.faults[0].reason()


def test_doubtful_dates_are_asked_about_as_a_column_and_once(take, open_now):
    open_wave(open_now, replace(WAVE, name="long", opens_on="2026-10-01"), TODAY)
    rows = [reply(1, Date="11/10/2026"), reply(2, Date="10/11/2026")]
    before = dump(open_now.database)
    (fault,) = take(*rows, wave="long").faults
    assert (fault.row, fault.column) == (2, "Date")
    for first in ("day", "month"):
        assert f'--map "Date=date:{first}"' in fault.reason()
    assert dump(open_now.database) == before
    for first, expected in (("month", "2026-11-10"), ("day", "2026-10-11")):
        told = Told({"Date": f"date:{first}"})
        assert not take(*rows, wave="long", told=told).faults
        assert stored(open_now)[0][1] == expected
        assert take(*rows, wave="long").unchanged == 2


def test_what_a_file_does_not_say_at_all_is_told_for_every_row(take, open_now):
    head = [x for x in HEAD if x != "Role"]
    rows = [[x for x in reply(n) if x != "citizen"] for n in (1, 2)]
    (fault,) = take(*rows, head=head).faults
    assert "No column says the role" in fault.reason()
    (fault,) = take(*rows, head=head, told=Told(values={"age": "40"})).faults
    assert (fault.column, "role, date" in fault.reason()) == ("age", True)
    told = Told(values={"role": "Dinesydd"})
    assert take(*rows, head=head, told=told).added == 2
    assert take(*rows, head=head).unchanged == 2
    assert [row[0] for row in stored(open_now)] == ["citizen"] * 2
    paper = [[reply(n)[0], *reply(n)[2:]] for n in (3, 4)]
    head = [x for x in HEAD if x != "Date"]
    on = Told(values={"date": "5 Tachwedd 2026"})
    assert take(*paper, head=head, told=on).added == 2
    assert [row[1] for row in stored(open_now)][2:] == ["2026-11-05"] * 2
