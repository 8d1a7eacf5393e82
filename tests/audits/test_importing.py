"""Self-audits come in: sent, accepted, withdrawn; files all or nothing."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from copro_map.audits.file import audit_csv, import_audits
from copro_map.audits.importing import (
    LONGEST_NOTE,
    MOST_OF_A_VISIT,
    MOST_WAITING,
    problems,
    submit,
)
from copro_map.audits.rules.instrument import GROUPS
from copro_map.audits.store.audits import AuditError
from copro_map.base.i18n import explain, language_in_force
from copro_map.files.rows import ImportResult
from tests.audits.audit_samples import (
    OTHER,
    PRINCIPLES,
    PROJECT,
    TODAY,
    accept,
    answers,
    at_noon,
    scores,
    withdraw,
)
from tests.samples import dump, query, write_csv

STORED = (
    "SELECT id, asset_id, audited_on, level, status, entered_by, entered_on, "
    "supersedes FROM audit ORDER BY id"
)


def stored(settings) -> list[tuple]:
    return query(settings.database, STORED)


def test_what_is_sent_is_a_draft_with_its_level(network):
    assert submit(network, answers(), TODAY) == 1
    assert stored(network) == [
        (1, PROJECT, "2026-11-01", "basic", "draft", "project", "2026-11-22", None)
    ]
    ((instrument, own, people, notes),) = query(
        network.database, "SELECT instrument, scores, people, notes FROM audit"
    )
    assert instrument == "principles 1"
    assert json.loads(own) == answers().scores
    assert json.loads(people) == {"citizens": 6, "professionals": 3}
    assert json.loads(notes) == answers().notes


def test_only_what_is_filled_in_is_kept(network):
    own = {"citizens": dict.fromkeys(PRINCIPLES, ""), "professionals": {"trust": ""}}
    own["citizens"]["trust"] = "basic"
    submit(
        network,
        answers(scores=own, people={"citizens": 1}, notes={"trust": " "}),
        TODAY,
    )
    ((level, kept, notes),) = query(
        network.database, "SELECT level, scores, notes FROM audit"
    )
    assert (level, json.loads(notes)) == ("", {})
    assert json.loads(kept) == {"citizens": {"trust": "basic"}}


WRONG = [
    ({"asset_id": "nobody"}, "nobody: there is no such project"),
    ({"asset_id": "cavo-ceredigion"}, "no such project"),
    ({"audited_on": TODAY + timedelta(1)}, "in the future"),
    ({"audited_on": date(2009, 12, 31)}, "too early"),
    ({"scores": {"citizens": {}, "professionals": {"trust": ""}}}, "Nothing is scored"),
    ({"scores": {"staff": {"trust": "basic"}}}, "Unknown word: staff"),
    ({"scores": {"citizens": {"fun": "basic"}}}, "Unknown word: fun"),
    ({"scores": {"citizens": {"trust": "great"}}}, "Unknown word: great"),
    ({"people": {"citizens": 6}}, "Professionals: say how many took part"),
    ({"people": {"citizens": 0, "professionals": 1}}, "Citizens: say how many"),
    ({"people": {"citizens": 1000, "professionals": 1}}, "from 1 to 999"),
    ({"people": {"citizens": True, "professionals": 1}}, "Citizens: say how many"),
    ({"people": {"citizens": 1, "professionals": 1, "x": 1}}, "Unknown word: x"),
    (
        {"notes": {"trust": "a" * (LONGEST_NOTE + 1)}},
        "trust and shared power: the note",
    ),
    ({"notes": {"trust": "ring 029 2034 5678"}}, "contact details"),
    ({"notes": {"trust": "agreed\x1b]0;x\x07"}}, "not seen"),
    ({"notes": {"fun": "yes"}}, "Unknown word: fun"),
]


@pytest.mark.parametrize(("wrong", "match"), WRONG)
def test_what_is_wrong_is_said_and_nothing_is_kept(network, wrong, match):
    before = dump(network.database)
    with pytest.raises(AuditError) as caught:
        submit(network, answers(**wrong), TODAY)
    assert dump(network.database) == before
    assert match in explain(caught.value, "en")
    assert "{" not in explain(caught.value, "cy")


def test_everything_that_is_wrong_is_told_at_once(network):
    bad = answers(people={}, notes={"trust": "a@b.org"}, audited_on=date(2030, 1, 1))
    told = [explain(x) for x in problems(network, bad, TODAY)]
    assert [x.split(":")[0] for x in told] == [
        "Citizens",
        "Professionals",
        "Build relationships of trust and shared power",
        "This date is in the future",
    ]
    assert problems(network, answers(), TODAY) == []
    longest = {"people": {"citizens": 1, "professionals": 999}}
    assert not problems(network, answers(notes={"trust": "a" * 600}, **longest), TODAY)


def test_the_same_again_is_not_kept_twice(network):
    first = submit(network, answers(), TODAY)
    assert submit(network, answers(), TODAY + timedelta(1)) == first
    assert submit(network, answers(asset_id=OTHER), TODAY) == first + 1
    assert submit(network, answers("bbbbb"), TODAY + timedelta(1)) == first + 2


def test_no_project_can_flood_the_stewards(network):
    for number in range(MOST_WAITING):
        submit(network, answers(audited_on=TODAY - timedelta(number)), TODAY)
    late = answers(audited_on=TODAY - timedelta(MOST_WAITING))
    with pytest.raises(AuditError, match=f"wait already: {MOST_WAITING}"):
        submit(network, late, TODAY)
    submit(network, replace(late, asset_id=OTHER), TODAY)
    accept(network, 1, "steward", TODAY)
    assert submit(network, late, TODAY) == MOST_WAITING + 3


def test_one_visit_cannot_fill_every_project(network):
    for number in range(MOST_OF_A_VISIT):
        submit(network, answers(audited_on=TODAY - timedelta(number)), TODAY)
    other, before = answers(asset_id=OTHER), dump(network.database)
    with pytest.raises(AuditError, match=f"has sent {MOST_OF_A_VISIT} audits"):
        submit(network, other, TODAY, sent_before=MOST_OF_A_VISIT)
    assert dump(network.database) == before
    same = answers(audited_on=TODAY)
    assert submit(network, same, TODAY, sent_before=MOST_OF_A_VISIT) == 1
    assert submit(network, other, TODAY, sent_before=MOST_OF_A_VISIT - 1) > 0


def test_accept_and_withdraw_add_rows_by_a_role(network):
    draft = submit(network, answers("ttttt", "iiibb"), TODAY)
    later = TODAY + timedelta(3)
    checked = accept(network, draft, " steward ", later)
    gone = withdraw(network, checked, "board", later)
    again = accept(network, gone, "steward", later)
    assert [(x[0], *x[3:]) for x in stored(network)] == [
        (draft, "intermediate", "draft", "project", "2026-11-22", None),
        (checked, "intermediate", "checked", "steward", "2026-11-25", draft),
        (gone, "intermediate", "withdrawn", "board", "2026-11-25", checked),
        (again, "intermediate", "checked", "steward", "2026-11-25", gone),
    ]
    both = query(network.database, "SELECT DISTINCT scores, people, notes FROM audit")
    assert len(both) == 1


@pytest.mark.parametrize(
    ("do", "number", "by", "match"),
    [
        (accept, 9, "steward", "no audit 9.*audits list"),
        (accept, 1, "steward", "Audit 1 was decided on.*number is 2"),
        (accept, 2, "steward", "Audit 2 is accepted already"),
        (withdraw, 1, "steward", "was decided on while"),
        (withdraw, 4, "steward", "Audit 4 is withdrawn already"),
        (withdraw, 2, " ", "by their role"),
        (withdraw, 2, "x" * 81, "by their role"),
        (withdraw, 2, "mair@example.org", "contact details"),
    ],
)
def test_a_change_that_cannot_be_leaves_nothing(network, do, number, by, match):
    accept(network, submit(network, answers(), TODAY), "steward", TODAY)
    other = submit(network, answers(asset_id=OTHER), TODAY)
    withdraw(network, other, "steward", TODAY)
    before = dump(network.database)
    with pytest.raises(AuditError, match=match):
        do(network, number, by, TODAY)
    assert dump(network.database) == before


def rows(citizens="iibbb", professionals="ittbb", **cells) -> list[dict[str, str]]:
    """The rows of a file for one audit; name the cells to change in all of them."""
    start = {"asset_id": PROJECT, "date": "2026-11-01"} | cells
    return [
        start | {"group": group, "principle": principle, "level": level}
        for group, own in scores(citizens, professionals).items()
        for principle, level in own.items()
    ]


@pytest.fixture
def take(network, tmp_path):
    def import_rows(*given, content: bytes = b"", **how) -> ImportResult:
        file = tmp_path / "audits.csv"
        if content:
            file.write_bytes(content)
        else:
            write_csv(file, *given)
        return import_audits(network, file, "steward", **{"now": at_noon(TODAY)} | how)

    return import_rows


def test_a_file_is_accepted_audits_and_the_same_again_changes_nothing(take, network):
    given = [*rows(), *rows("ttttt", "ttttt", asset_id=OTHER), *rows(date="2026-05-01")]
    assert take(*given) == ImportResult(added=3)
    assert [x[1:6] for x in stored(network)] == [
        (PROJECT, "2026-05-01", "basic", "checked", "steward"),
        (OTHER, "2026-11-01", "transformative", "checked", "steward"),
        (PROJECT, "2026-11-01", "basic", "checked", "steward"),
    ]
    before = dump(network.database)
    assert take(*given[::-1], now=at_noon(TODAY + timedelta(2))) == ImportResult(
        unchanged=3
    )
    assert dump(network.database) == before
    assert take(*rows("iiiii", "iiiii")) == ImportResult(changed=1)
    assert stored(network)[-1] == (
        *(4, PROJECT, "2026-11-01", "intermediate", "checked", "steward"),
        *("2026-11-22", 3),
    )


def test_a_dry_run_keeps_nothing(take, network):
    before = dump(network.database)
    assert take(*rows(), dry_run=True) == ImportResult(added=1)
    assert dump(network.database) == before


def test_what_the_page_offers_can_be_imported_again(take, network):
    notes = {"trust": "=cofnodion, tŷ", "change": "- first\nsecond"}
    sent = answers("iib.b", "ittbb", notes=notes)
    content = audit_csv(network, sent)
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(table) == len(GROUPS) * len(PRINCIPLES)
    assert take(content=content) == ImportResult(added=1)
    kept = query(network.database, "SELECT level, scores, people, notes FROM audit")[0]
    assert kept[0] == ""
    assert [json.loads(x) for x in kept[1:]] == [
        sent.scores,
        sent.people,
        {"trust": "=cofnodion, tŷ", "change": "- first second"},
    ]


def test_the_file_of_a_draft_that_waits_accepts_it(take, network):
    draft = submit(network, answers(), TODAY)
    other = submit(network, answers("ttttt"), TODAY)
    assert take(content=audit_csv(network, answers())) == ImportResult(changed=1)
    assert [(x[0], x[4], x[7]) for x in stored(network)] == [
        (draft, "draft", None),
        (other, "draft", None),
        (3, "checked", draft),
    ]


BAD = [
    ("asset_id", "nobody"),
    ("asset_id", ""),
    ("asset_id", "cavo-ceredigion"),
    ("date", ""),
    ("date", "1/11"),
    ("date", "2026-11-23"),
    ("date", "2009-12-31"),
    ("group", ""),
    ("group", "Citizenz"),
    ("principle", ""),
    ("principle", "fun"),
    ("level", "Basics"),
    ("people", "0"),
    ("people", "1000"),
    ("people", "٣"),
    ("people", "-1"),
    ("people", "7"),
    ("note", "x" * 601),
    ("note", "a@b.org"),
    ("note", "something else"),
]


@pytest.mark.parametrize(("column", "cell"), BAD)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_bad_row_is_named_and_nothing_is_kept(take, network, column, cell, language):
    given = rows(people="6", note="")
    given[0]["note"] = given[5]["note"] = "Minutes"
    assert take(*given, dry_run=True) == ImportResult(added=1)
    before = dump(network.database)
    given[-1][column] = cell
    if column == "note" and cell == "something else":
        given[-1]["principle"], given[-1]["group"] = PRINCIPLES[0], "professionals"
        del given[5]
    with language_in_force(language):
        result = take(*given)
        assert all(fault.reason() for fault in result.faults)
    last = len(given) + 1
    assert {(fault.row, fault.column) for fault in result.faults} == {(last, column)}
    assert result.added == 0
    assert dump(network.database) == before


def test_what_two_rows_say_is_named_with_the_other_line(take):
    given = rows()
    result = take(*given, given[3])
    ((row, column, reason),) = [(f.row, f.column, f.reason()) for f in result.faults]
    assert (row, column) == (12, "principle")
    assert "line 5" in reason


def test_an_audit_without_any_level_is_named(take):
    given = [row | {"level": ""} for row in rows()]
    (fault,) = take(*given).faults
    assert (fault.row, fault.column) == (2, "level")


def test_a_role_is_asked_before_the_file_is_read(network, tmp_path):
    with pytest.raises(AuditError, match="role"):
        import_audits(network, tmp_path / "none.csv", "", now=at_noon(TODAY))
