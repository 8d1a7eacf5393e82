"""Files with planted faults: each is named by its line and column, nothing changes."""

from __future__ import annotations

import csv

import pytest

from copro_map.base.errors import ImportFileError
from copro_map.base.i18n import explain
from copro_map.files.told import Told
from copro_map.imports.importer import Given
from tests.imports.bringing import bring, records
from tests.imports.made_files import FILES, OF_COUNCIL, OF_ENTRIES, WAVE, workbook
from tests.samples import query

LEVEL = (
    "Do you know enough about co-production, and feel able enough, to put it into "
    "practice in services and communities?"
)
A_PROJECT = """
SELECT id FROM asset WHERE kind = 'project' AND status = 'published' ORDER BY id LIMIT 1
"""
OF_AUDITS = ["Prosiect", "Dyddiad", "Group", "Principle", "Level", "People", "Notes"]
# A file of each subject: what is chosen, its rows, and where its planted faults are.
BAD = {
    "entries": (
        Told(
            {"Kind of thing": "kind"}, values={"source_url": OF_ENTRIES["source_url"]}
        ),
        [
            ["Name", "Kind of thing", "Postcode", "Website", "Source date"],
            ["Trial Choir", "organisation", "SY23 2AA", "", ""],
            ["", "organisation", "", "https://trial.example.org", ""],
            ["Trial Band", "brass", "", "", ""],
            ["Trial Quartet", "organisation", "SY99 9ZZZ", "", ""],
            ["Trial Duo", "organisation", "", "not an address", "#REF!"],
        ],
        {
            (3, "Name"),
            (4, "Kind of thing"),
            (5, "Postcode"),
            (6, "Website"),
            (6, "Source date"),
        },
    ),
    "replies": (
        Told(rest=True),
        [
            ["Respondent ID", "End Date", "Role", LEVEL],
            ["1", "2026-11-03 10:00", "Citizen", "No"],
            ["2", "2026-11-03 10:01", "Wizard", "No"],
            ["3", "2025-11-03 10:02", "Citizen", "No"],
            ["4", "2026-11-03 10:03", "Citizen", "Perhaps"],
            ["1", "2026-11-03 10:04", "Citizen", "No"],
        ],
        {
            (3, "Role"),
            (4, "End Date"),
            (5, LEVEL[:79].rstrip() + "…"),
            (6, "Respondent ID"),
        },
    ),
    "outreach": (
        Told(rest=True),
        [
            ["Area", "Theme", "Asked", "Asked by", "Replies", "Notes"],
            ["Ceredigion", "Food", "2026-10-05", "trial officer", "3", ""],
            ["Atlantis", "Food", "2026-10-05", "trial officer", "3", ""],
            ["Ceredigion", "Foods", "2026-10-05", "trial officer", "many", ""],
            ["Ceredigion", "", "2027-10-05", "", "", "ring 01970 000000"],
        ],
        {
            (3, "Area"),
            (4, "Theme"),
            (4, "Replies"),
            (5, "Asked"),
            (5, "Asked by"),
            (5, "Notes"),
        },
    ),
    "observations": (
        Told(values={"entered_by": "trial steward", "status": "checked"}, rest=True),
        [
            ["Indicator", "Period", "Yes", "Of", "Replies", "Percent", "Source"],
            ["2.2", "2026-09-30", "24", "60", "61", "40", "Trial survey"],
            ["9.9", "2026-09-30", "24", "60", "61", "40", "Trial survey"],
            ["3.2", "2026-09-30", "70", "60", "61", "", "Trial survey"],
            ["3.2", "soon", "24", "60", "61", "40", ""],
        ],
        {(3, "Indicator"), (4, "Yes"), (5, "Period"), (5, "Source")},
    ),
    "contacts": (
        Told(rest=True),
        [
            ["Entry", "E-mail", "Language", "Where from", "Page"],
            ["tir-coed", "info@trial.example.org", "Welsh", "telephone", ""],
            ["Nobody's Trial", "info@trial.example.org", "", "telephone", ""],
            ["tir-coed", "trial at example", "Latin", "owner", ""],
            ["tir-coed", "a@trial.example.org", "", "", ""],
            ["tir-coed", "b@trial.example.org", "", "found", ""],
        ],
        {
            (3, "Entry"),
            (4, "E-mail"),
            (4, "Language"),
            (5, "Where from"),
            (6, "Page"),
        },
    ),
    "members": (
        Told(rest=True),
        [
            ["Who", "Type", "Side", "Name", "Area", "Joined", "E-mail", "Entry"],
            ["Group", "Funder or investor", "", "Trial", "Powys", "2026-03-02", "", ""],
            ["Robot", "", "", "", "Kent", "soon", "nobody", "nothing"],
            ["Individual", "", "", "a@b.org", "Powys", "2027-12-01", "", ""],
            ["Group", "", "", "Trial", "Powys", "", "", ""],
        ],
        {
            *((3, "Who"), (3, "Type"), (3, "Name"), (3, "Area"), (3, "Joined")),
            *((3, "E-mail"), (3, "Entry"), (4, "Side"), (4, "Name"), (4, "Joined")),
            *((5, "Type"), (5, "Joined")),
        },
    ),
    "audits": (
        Told(rest=True),
        [
            OF_AUDITS,
            ["{project}", "2026-10-01", "Citizens", "strengths", "Basic", "4", ""],
            ["no-such", "2026-10-01", "Citizens", "strengths", "Basic", "4", ""],
            ["{project}", "2027-10-01", "Robots", "strengths", "Basic", "4", ""],
            [
                "{project}",
                "2026-10-02",
                "Citizens",
                "strengths",
                "Superb",
                "0",
                "a@b.org",
            ],
        ],
        {
            (3, "Prosiect"),
            (4, "Dyddiad"),
            (4, "Group"),
            (5, "Level"),
            (5, "People"),
            (5, "Notes"),
        },
    ),
}


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.mark.parametrize("subject", BAD)
def test_every_planted_fault_is_named_and_nothing_changes(here, tmp_path, subject):
    told, rows, planted = BAD[subject]
    ((project,),) = query(here.database, A_PROJECT)
    rows = [[cell.replace("{project}", project) for cell in row] for row in rows]
    path = write(tmp_path / "bad.csv", rows)
    before = records(here)
    done, number = bring(here, subject, given_of(subject, path, told))
    assert {(one.row, one.column) for one in done.faults} == planted
    assert (done.result.added, done.result.changed, number) == (0, 0, 0)
    assert done.cells.keys() == {row for row, _ in planted}
    assert records(here) == before


def given_of(subject, path, told):
    return Given(path, told, WAVE if subject == "replies" else "")


SENTENCES = [
    ("picture.csv", Told(), "picture"),
    ("council.xlsx", Told(sheet="Elsewhere"), "no such sheet"),
]


@pytest.mark.parametrize(("name", "told", "said"), SENTENCES)
def test_what_cannot_be_read_is_a_sentence_in_both_languages(
    here, tmp_path, name, told, said
):
    path = tmp_path / name
    if name == "picture.csv":
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    else:
        workbook(path, OF_COUNCIL)
    before = records(here)
    for subject in ("entries", "contacts"):
        with pytest.raises(ImportFileError) as caught:
            bring(here, subject, Given(path, told), dry_run=True)
        assert said in explain(caught.value, "en")
        assert explain(caught.value, "cy") != explain(caught.value, "en")
    assert records(here) == before


def test_a_mapping_without_what_must_be_there_or_of_two_for_one_is_a_fault(here):
    path = FILES / "contacts.csv"
    told = Told({"E-bost": "ignore"}, rest=True)
    (fault,) = bring(here, "contacts", Given(path, told), dry_run=True)[0].faults
    assert (fault.column, fault.facts["field"]) == ("", "address")
    told = Told({"E-bost": "address", "Sylw": "address"}, rest=True)
    both = bring(here, "contacts", Given(path, told), dry_run=True)[0].faults
    assert {one.column for one in both} == {"E-bost", "Sylw"}
