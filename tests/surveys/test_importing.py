"""Replies from survey tools' files: the same from each, and nothing half imported."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from copro_map.base.errors import DatabaseError, ImportFileError
from copro_map.base.i18n import language_in_force
from copro_map.base.store.connection import writing
from copro_map.files.rows import ImportResult
from copro_map.files.told import Told
from copro_map.surveys.importing import import_survey
from copro_map.surveys.keys import forget_closed
from copro_map.surveys.rules.changing import WaveChange
from copro_map.surveys.rules.instrument import respondent_key
from copro_map.surveys.rules.records import Reply, SurveyError
from copro_map.surveys.rules.respondents import Given, Signs
from copro_map.surveys.store.surveys import add_replies, replies
from tests.coverage.conftest import TODAY
from tests.samples import HOSTILE, change, dump, query
from tests.surveys.survey_files import (
    MEMBERS,
    SAID,
    google,
    microsoft,
    surveymonkey,
    write_lines,
)
from tests.surveys.survey_samples import answer, open_wave
from tests.surveys.survey_samples import reply as sample

STORED = """
SELECT role, answered_on, organisation_id, answers, status FROM reply
WHERE id NOT IN (SELECT supersedes FROM reply WHERE supersedes IS NOT NULL)
ORDER BY role
"""
WAVE = WaveChange(
    survey="members",
    name="2026",
    invited={"citizen": 40, "provider": 20},
    entered_by="steward",
    opens_on="2026-11-01",
    closes_on="2026-11-25",
)
HEAD = ["Respondent ID", "Date", "Role", "Organisation", "used", "valued"]
REPLY = ["a1", "2026-11-03", "citizen", "", "Toolkits; Events", "Yes, fully"]


@pytest.fixture
def open_now(network):
    open_wave(network, WAVE, TODAY)
    return network


@pytest.fixture
def take(open_now, tmp_path):
    """Import a file, or rows of text under ``HEAD``, into the open wave."""

    def import_file(*rows, file=None, head=HEAD, **how) -> ImportResult:
        options = {
            "survey": "members",
            "wave": "2026",
            "entered_by": "steward",
            "today": TODAY,
        }
        file = file or write_lines(tmp_path / "replies.csv", [head, *rows])
        return import_survey(open_now, file, **options | how)

    return import_file


@pytest.fixture
def refuse(take, open_now):
    """Import rows among which some are wrong; check that nothing at all changed."""

    def import_rows(*rows, **how) -> list[tuple[int, str, str]]:
        before = dump(open_now.database)
        try:
            result = take(*rows, **how)
            assert (result.added, result.changed, result.unchanged) == (0, 0, 0)
            return [(f.row, f.column, f.reason()) for f in result.faults]
        finally:
            assert dump(open_now.database) == before

    return import_rows


def stored(settings) -> list[tuple]:
    return query(settings.database, STORED)


def changed(**cells: str) -> list[str]:
    """A good reply with some cells changed, by the name of the column."""
    return [cells.get(name.replace(" ", "_"), cell) for name, cell in zip(HEAD, REPLY)]  # noqa: B905, E501 - as long as each other


def test_the_same_replies_of_three_tools_are_stored_the_same(network, tmp_path):
    files = [
        surveymonkey(tmp_path / "a.xlsx", language="cy"),
        google(tmp_path / "b.csv", language="en"),
        microsoft(tmp_path / "c.xlsx", language="cy"),
    ]
    open_wave(network, WAVE, TODAY)
    results = []
    for file in files:
        results.append(
            import_survey(
                network,
                file,
                survey="members",
                wave="2026",
                entered_by="steward",
                today=TODAY,
            )
        )
        assert not results[-1].faults, [f.reason() for f in results[-1].faults]
        expected = sorted(
            (
                one.role,
                f"{one.when:%Y-%m-%d}",
                "tir-coed" if one.organisation else "",
                {q: sorted(ids) for q, ids in one.answers.items()},
                "checked",
            )
            for one in SAID
        )
        found = [
            (*row[:3], {q: sorted(x) for q, x in json.loads(row[3]).items()}, row[4])
            for row in stored(network)
        ]
        assert found == expected
    counts = [(r.added, r.changed, r.unchanged) for r in results]
    assert counts == [(3, 0, 0), (0, 0, 3), (0, 0, 3)]


@pytest.mark.parametrize("write", [surveymonkey, google, microsoft])
def test_nobody_can_be_found_in_the_database(take, open_now, tmp_path, write):
    result = take(file=write(tmp_path / "x.xlsx"))
    assert result.added == 3
    assert any("mail" in name for name in result.ignored)
    whole = json.dumps(dump(open_now.database))
    for private in ("ann@example", "192.0.2.7", SAID[0].who):
        assert private not in whole


def test_the_same_file_again_changes_nothing(take, open_now):
    assert take(REPLY).added == 1
    before = dump(open_now.database)
    again = take(REPLY, today=date(2026, 11, 24))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 1)
    assert dump(open_now.database) == before


def test_other_answers_of_a_respondent_supersede(take, open_now):
    take(REPLY, changed(Respondent_ID="a2"))
    result = take(changed(valued="In part"), changed(Respondent_ID="a2"))
    assert (result.added, result.changed, result.unchanged) == (0, 1, 1)
    assert [note.row for note in result.notes] == [2]
    links = query(open_now.database, "SELECT supersedes FROM reply ORDER BY id")
    assert links == [(None,), (None,), (1,)]
    assert len(stored(open_now)) == 2


def test_a_dry_run_counts_and_keeps_nothing(take, open_now):
    before = dump(open_now.database)
    assert take(REPLY, dry_run=True).added == 1
    assert dump(open_now.database) == before


def test_one_reply_is_enough_and_none_is_refused(take, refuse, open_now):
    with pytest.raises(ImportFileError, match="there are no replies"):
        refuse()
    empty = changed(used="", valued="")
    with pytest.raises(ImportFileError, match="there are no replies"):
        refuse(empty)
    result = take(REPLY, changed(Respondent_ID="b", used="", valued=""))
    assert (result.added, [note.row for note in result.notes]) == (1, [3])
    assert len(stored(open_now)) == 1


BAD = [
    ("Date", "", "empty"),
    ("Date", "soon", "cannot be read: soon"),
    ("Date", "2026-02-30", "cannot be read"),
    ("Date", "2026-10-31", "not within the wave: 2026-10-31"),
    ("Date", "2026-11-26", "Last day: 2026-11-25"),
    ("Date", "2027-11-03", "Today: 2026-11-22"),
    ("Role", "", "no role: -"),
    ("Role", "astronaut", "no role: astronaut"),
    ("used", "Tool kits", "How to"),
    ("used", "Toolkits; Event", "no answer to the question: Event"),
    ("used", "#N/A", "The cell holds an error"),
    ("valued", "Yes, fully; No", "Only one answer"),
    ("valued", "150%", "150%"),
    ("valued", "yes", "Yes, fully"),
    ("Respondent ID", "ann@example.org", "contact details"),
    ("Respondent ID", "a0", "line 2"),
]


@pytest.mark.parametrize(("column", "cell", "part"), BAD)
def test_a_bad_cell_among_good_rows_is_named_and_stops_all(refuse, column, cell, part):
    good = changed(Respondent_ID="a0")
    wrong = changed(**{column.replace(" ", "_"): cell})
    last = changed(Respondent_ID="z9")
    ((line, where, reason),) = refuse(good, wrong, last)
    assert (line, where) == (3, column)
    assert part in reason


@pytest.mark.parametrize(
    "days",
    [
        ("2026-11-03", "03/11/2026", "3 Tachwedd 2026"),
        ("11/3/2026 10:15:00 AM", "11/3/2026", "11/13/2026"),
    ],
)
def test_days_in_several_styles_are_read_the_same(take, open_now, days):
    take(*(changed(Respondent_ID=f"r{n}", Date=day) for n, day in enumerate(days)))
    found = query(open_now.database, "SELECT answered_on FROM reply ORDER BY id")
    assert found[:2] == [("2026-11-03",)] * 2


def test_days_that_no_one_reading_fits_are_named_row_by_row(refuse):
    days = ("3/11/2026", "13/11/2026", "11/13/2026", "2026-12-24", "soon")
    rows = [changed(Respondent_ID=f"r{n}", Date=day) for n, day in enumerate(days)]
    assert [(line, column) for line, column, _ in refuse(*rows)] == [
        (4, "Date"),
        (5, "Date"),
        (6, "Date"),
    ]


def test_every_fault_of_a_file_is_named_in_order(refuse):
    faults = refuse(
        changed(Date="x", Role="y", valued="z"),
        REPLY,
        changed(Respondent_ID="b", valued="No, Yes, fully"),
    )
    assert [fault[:2] for fault in faults] == [
        (2, "Date"),
        (2, "Role"),
        (2, "valued"),
        (3, "Respondent ID"),
        (4, "valued"),
    ]


@pytest.mark.parametrize("text", [*HOSTILE, "\U0001f980\u200d\U0001f525"])
def test_hostile_cells_end_as_plain_faults(refuse, text):
    rows = [changed(valued=text), changed(Respondent_ID="b", Role=text, Date=text)]
    faults = refuse(*rows)
    assert [fault[:2] for fault in faults] == [(2, "valued"), (3, "Date"), (3, "Role")]
    assert all(reason.isprintable() for _, _, reason in faults)
    ((line, _, reason),) = refuse(REPLY, head=[*HEAD[:5], text])
    assert line == 1
    assert "not understood" in reason


def test_an_organisation_is_a_practitioner_by_name_or_id(take, refuse, open_now):
    reply = ["Role", "Organisation", "Date", "relationships_level"]
    for name, day in (("TIR COED", "2026-11-03"), ("tir-coed", "2026-11-04")):
        result = take(["organisation", name, day, "Mostly"], head=reply)
        assert result.added == 1
    assert {row[2] for row in stored(open_now)} == {"tir-coed"}
    ((line, where, reason),) = refuse(
        ["organisation", "Tir Koed", "2026-11-03", "Mostly"], head=reply
    )
    assert (line, where) == (2, "Organisation")
    assert "Tir Koed" in reason


def test_only_a_reply_for_an_organisation_names_one(take, open_now):
    assert take(changed(Organisation="My street")).added == 1
    assert stored(open_now)[0][2] == ""


def test_what_a_role_is_not_asked_is_left_out_and_told(take, open_now):
    result = take(changed(Role="provider"))
    assert result.added == 1
    assert json.loads(stored(open_now)[0][3]) == {"used": ["toolkits", "events"]}
    (note,) = result.notes
    assert "left out: 1" in note.reason()
    assert MEMBERS.questions["valued"].text.en in note.reason()


SPREAD = [*HEAD[:4], "used [Toolkits]", "Digwyddiadau", "valued"]


@pytest.mark.parametrize(
    ("yes", "no"),
    [
        ("Toolkits", ""),
        ("pecynnau cymorth", "0"),
        ("1", "False"),
        ("TRUE", "No"),
        ("x", ""),
        ("✓", "0"),
    ],
)
def test_a_column_of_one_option_says_whether_it_was_chosen(take, open_now, yes, no):
    assert take([*REPLY[:4], yes, no, ""], head=SPREAD).added == 1
    assert json.loads(stored(open_now)[0][3]) == {"used": ["toolkits"]}


def test_a_strange_mark_in_the_column_of_an_option_is_named(refuse):
    ((line, column, reason),) = refuse([*REPLY[:4], "Events", "1", ""], head=SPREAD)
    assert (line, column) == (2, "used [Toolkits]")
    assert "Events" in reason


def test_a_baseline_wave_asks_of_no_change(take, open_now):
    open_wave(
        open_now, WaveChange("members", "2026", {}, "steward", baseline=True), TODAY
    )
    head = [*HEAD[:5], "wellbeing_change", "wellbeing_level"]
    result = take([*REPLY[:5], "Much better", "Good"], head=head)
    assert result.added == 1
    assert set(json.loads(stored(open_now)[0][3])) == {"used", "wellbeing_level"}
    assert len(result.notes) == 1


def test_rows_without_an_id_and_a_time_are_told_apart_by_what_they_say(take, open_now):
    rows = [REPLY[1:], REPLY[1:], changed(valued="No")[1:]]
    result = take(*rows, head=HEAD[1:])
    assert result.added == 3
    assert "without a time of day: 3" in result.notes[0].reason()
    more = take(changed(valued="In part")[1:], *reversed(rows), head=HEAD[1:])
    assert (more.added, more.changed, more.unchanged) == (1, 0, 3)
    assert len(stored(open_now)) == 4


def test_a_withdrawn_reply_is_not_brought_back(take, open_now):
    take(REPLY)
    with writing(open_now.database) as database:
        fields = replies(database).loc[1].drop(["superseded_by", "batch"]).to_dict()
        gone = replace(Reply(**fields), status="withdrawn", supersedes=1)
        add_replies(database, [gone])
    result = take(changed(valued="No"))
    assert (result.added, result.changed, result.unchanged) == (0, 0, 1)
    assert "withdrawn" in result.notes[0].reason()


def test_more_replies_than_invited_are_refused(refuse):
    rows = [changed(Respondent_ID=f"p{n}", Role="provider") for n in range(21)]
    with pytest.raises(SurveyError, match="Role: provider. Invited: 20"):
        refuse(*rows)


@pytest.mark.parametrize(
    ("how", "part"),
    [
        ({"survey": "funders"}, "Use one of: members"),
        ({"wave": "2031"}, "Waves there are: 2026"),
        ({"entered_by": " "}, "by their role"),
        ({"entered_by": "ann@example.org"}, "by their role"),
    ],
)
def test_what_is_not_there_is_one_sentence(refuse, how, part):
    with pytest.raises(SurveyError, match=part):
        refuse(REPLY, **how)


def test_without_a_database_none_is_made(settings, tmp_path):
    file = write_lines(tmp_path / "replies.csv", [HEAD, REPLY])
    with pytest.raises(DatabaseError, match="no database yet"):
        import_survey(
            settings,
            file,
            survey="members",
            wave="2026",
            entered_by="steward",
            today=TODAY,
        )
    assert not settings.database.exists()


def test_a_mapping_is_kept_for_the_next_file_like_it(take, refuse):
    head = [*HEAD[:4], "Things you like", "valued"]
    ((line, where, reason),) = refuse(REPLY, head=head)
    assert (line, where) == (1, "Things you like")
    assert '--map "Things you like=ignore"' in reason
    first = take(REPLY, head=head, told=Told({"things  YOU like": "used"}))
    assert first.mapping["Things you like"] == "used"
    again = take(REPLY, changed(Respondent_ID="b"), head=head)
    assert (again.added, again.unchanged) == (1, 1)
    other = take(changed(used=""), head=head, told=Told({"Things you like": "ignore"}))
    assert other.changed == 1
    assert "Things you like" in other.ignored
    assert "Things you like" in take(changed(used=""), head=head).ignored


def test_faults_are_told_in_welsh(take):
    rows = [changed(Respondent_ID="a0")]
    rows += [changed(**{c.replace(" ", "_"): cell}) for c, cell, _ in BAD]
    faults = take(*rows).faults
    english = [fault.reason() for fault in faults]
    with language_in_force("cy"):
        welsh = [fault.reason() for fault in faults]
    assert len(english) >= len(BAD)
    assert not set(english) & set(welsh)


CLOSED = date(2026, 11, 26)


def by_form(settings, count: int) -> None:
    """Replies of citizens that came in by the form while the wave was open."""
    answer(
        settings,
        *(
            sample(
                n,
                wave="2026",
                answered_on="2026-11-03",
                entered_on="2026-11-22",
                source="form",
            )
            for n in range(count)
        ),
    )


def test_a_reply_after_the_figures_were_shown_says_that_it_waits(take, open_now):
    by_form(open_now, 12)
    found = take(changed(valued="No"), today=CLOSED)
    assert found.added == 1
    (note,) = found.notes
    assert note.row == 2
    assert "once ten of its role" in note.reason()


def test_a_reply_to_a_wave_that_is_open_does_not_wait(take, open_now):
    by_form(open_now, 12)
    assert not take(REPLY).notes


def keys(settings) -> list[bytes]:
    return [key for (key,) in query(settings.database, "SELECT key FROM wave_key")]


def respondents(settings) -> list[str]:
    rows = query(settings.database, "SELECT respondent FROM reply ORDER BY id")
    return [key for (key,) in rows]


def test_a_respondent_is_known_by_the_key_of_the_wave_alone(take, open_now):
    take(REPLY)
    (key,) = keys(open_now)
    one = Given(Reply("members", "2026", "", "citizen", *[""] * 4), "a1", "2026-11-03")
    ours, others = (Signs(x, "members", "2026") for x in (key, b""))
    assert respondents(open_now) == [ours.who(one) + ours.when(one, 1)]
    (stored_sign,) = respondents(open_now)
    assert others.who(one) not in stored_sign
    assert others.when(one, 1) not in stored_sign


def test_after_a_wave_has_closed_one_file_can_come_and_nobody_is_known(take, open_now):
    rows = [changed(Respondent_ID=f"b{n}") for n in range(3)]
    assert take(*rows, today=CLOSED, dry_run=True).added == 3
    assert take(*rows, today=CLOSED).added == 3
    assert keys(open_now) == []
    before = dump(open_now.database)
    with pytest.raises(SurveyError, match="no other file can be added"):
        take(*rows, today=CLOSED)
    assert dump(open_now.database) == before


def test_a_file_from_before_the_wave_closed_is_the_last(take):
    take(REPLY)
    with pytest.raises(SurveyError, match="no other file can be added"):
        take(changed(Respondent_ID="b"), today=CLOSED)


def test_the_key_of_a_closed_wave_is_in_no_byte_of_the_database(take, open_now):
    take(REPLY)
    (key,) = keys(open_now)
    assert key in open_now.database.read_bytes()
    assert not forget_closed(open_now, TODAY)
    assert forget_closed(open_now, CLOSED)
    assert not forget_closed(open_now, CLOSED)
    files = [x for x in open_now.database.parent.iterdir() if x.is_file()]
    assert open_now.database in files
    assert not any(key in file.read_bytes() for file in files)


@pytest.mark.parametrize("from_a_file", [True, False])
def test_a_closed_wave_opens_again_only_while_no_file_came(take, open_now, from_a_file):
    (first,) = keys(open_now)
    if from_a_file:
        take(REPLY)
    else:
        by_form(open_now, 12)
    longer = replace(WAVE, closes_on="2026-12-20")
    if from_a_file:
        with pytest.raises(SurveyError, match="cannot be open again"):
            open_wave(open_now, longer, CLOSED)
        return
    assert open_wave(open_now, longer, CLOSED) == "changed"
    (second,) = keys(open_now)
    assert second != first
    assert take(REPLY, today=CLOSED).added == 1
    assert take(REPLY, today=CLOSED).unchanged == 1


def test_a_wave_of_an_older_version_knows_its_respondents_until_it_closes(
    take, open_now
):
    change(open_now.database, "DELETE FROM wave_key")
    plain = respondent_key(b"", "members", "2026", "a1")
    old = sample(1, wave="2026", entered_on="2026-11-22", answered_on="2026-11-03")
    answer(open_now, replace(old, respondent=plain))
    assert take(changed(valued="No")).changed == 1
    assert respondents(open_now)[0] == plain
    assert take(changed(valued="No")).unchanged == 1
    assert len(stored(open_now)) == 1
    assert len(keys(open_now)) == 1
