"""The commands about surveys: from an open wave to its replies, in both languages."""

from __future__ import annotations

import csv
import json
import re
from datetime import timedelta

import pypdf
import pytest
from python_calamine import CalamineWorkbook

from copro_map.base.today import current_day
from copro_map.surveys.admission import Invitation, Visitor, admit
from copro_map.surveys.rules.instrument import code_key
from tests.command import refused
from tests.samples import dump, query
from tests.surveys.survey_files import MEMBERS, write_lines

TODAY = current_day()
FIRST, LAST = TODAY - timedelta(days=20), TODAY + timedelta(days=10)
OPEN = ("surveys", "open", "2027", "--survey", "members", "--by", "steward")
DAYS = ("--from", FIRST, "--to", LAST)
IMPORT = ("--survey", "members", "--wave", "2027", "--by", "steward")
HEAD = ["ID", "Date", "Role", "used"]
REPLIES = [
    [f"r{n}", f"{FIRST + timedelta(days=n)}", role, "Toolkits"]
    for n, role in enumerate(["Citizen", "Dinesydd", "provider"])
]


@pytest.fixture
def wave(run, network):
    word = ("--open-to-anybody", "Bara Brith")
    answer = run(*OPEN, *DAYS, "--invited", "citizen=40", *word)
    assert (answer.code, answer.err) == (0, "")
    return network


@pytest.fixture
def file(tmp_path):
    return write_lines(tmp_path / "replies.csv", [HEAD, *REPLIES])


def test_surveys_are_listed(run):
    listed = run("surveys", "list", "--json").json
    (members,) = (one for one in listed if one["id"] == "members")
    assert members["questions"] == list(MEMBERS.questions)
    assert members["roles"] == list(MEMBERS.roles)
    assert MEMBERS.label.cy in run("surveys", "list").out


def test_a_wave_is_opened_once_and_shows_no_code(run, wave):
    (shown,) = run("surveys", "waves", "--json").json
    assert shown == {
        "survey": "members",
        "name": "2027",
        "name_cy": "",
        "opens_on": str(FIRST),
        "closes_on": str(LAST),
        "baseline": False,
        "invited": {"citizen": 40},
        "form": "anybody",
        "replies_at_least": 0,
        "entered_by": "steward",
    }
    listed = run("surveys", "waves").out
    assert "citizen=40" in listed
    assert "<10" in listed
    assert "Nothing has changed" in run(*OPEN, *DAYS).out
    stored = query(wave.database, "SELECT code FROM wave")
    assert stored == [(code_key("bara brith"),)]


def test_a_corrected_wave_supersedes_and_keeps_what_is_not_given(run, wave):
    later = str(LAST + timedelta(days=7))
    answer = run(*OPEN, "--to", later, "--invited", "provider=20", "--baseline")
    assert "corrected" in answer.out
    (shown,) = run("surveys", "waves", "--json").json
    assert shown["invited"] == {"citizen": 40, "provider": 20}
    assert (shown["opens_on"], shown["closes_on"]) == (str(FIRST), later)
    assert (shown["baseline"], shown["form"]) == (True, "anybody")
    run(*OPEN, "--no-baseline", "--invited", "citizen=41")
    links = query(wave.database, "SELECT supersedes, baseline, invited FROM wave")
    assert [row[:2] for row in links] == [(None, 0), (1, 1), (2, 0)]
    assert json.loads(links[2][2]) == {"citizen": 41, "provider": 20}


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "--from, --to"),
        (("--from", FIRST), "--from, --to"),
        (("--from", "1 March", "--to", LAST), "not a date"),
        (("--from", LAST, "--to", FIRST), "cannot be after"),
        ((*DAYS, "--invited", "citizen"), "citizen=40"),
        ((*DAYS, "--invited", "citizen=many"), "citizen=many"),
        ((*DAYS, "--invited", "astronaut=3"), "no role: astronaut"),
        ((*DAYS, "--survey", "funders"), "Use one of: members"),
        ((*DAYS, "--by", "ann@example.org"), "by their role"),
    ],
)
def test_a_wave_that_cannot_be_is_one_sentence(run, network, words, part):
    before = dump(network.database)
    refused(run(*OPEN, *words), part)
    assert dump(network.database) == before


def test_replies_are_imported_in_the_agreed_shape(run, wave, file):
    first = run("surveys", "import", file, *IMPORT, "--json").json
    assert first == {
        "added": 3,
        "changed": 0,
        "unchanged": 0,
        "errors": [],
        "notes": [],
        "mapping": {"ID": "respondent", "Date": "date", "Role": "role", "used": "used"},
        "ignored": [],
        "skipped_rows": 0,
    }
    again = run("surveys", "import", file, *IMPORT)
    told = "Column: ID = respondent\nAdded: 0. Changed: 0. Unchanged: 3.\n"
    assert again.out == told
    roles = query(wave.database, "SELECT role FROM reply ORDER BY id")
    assert roles == [("citizen",), ("citizen",), ("provider",)]


def test_a_dry_run_keeps_nothing(run, wave, file):
    before = dump(wave.database)
    answer = run("surveys", "import", file, *IMPORT, "--dry-run")
    assert "\nAdded: 3." in answer.out
    assert answer.out.endswith("Dry run: nothing was kept.\n")
    assert dump(wave.database) == before


def test_faults_name_line_and_column_and_keep_nothing(run, wave, tmp_path):
    before = dump(wave.database)
    rows = [*REPLIES, ["r0", "soon", "Citizen", "Toolkit"]]
    file = write_lines(tmp_path / "in.csv", [HEAD, *rows])
    answer = run("surveys", "import", file, *IMPORT, "--json")
    content = json.loads(answer.out)
    assert answer.code == 1
    assert (content["added"], content["changed"], content["unchanged"]) == (0, 0, 0)
    assert [(e["row"], e["column"]) for e in content["errors"]] == [
        (5, "ID"),
        (5, "Date"),
        (5, "used"),
    ]
    parts = ("line 5, ID", "line 2", "Toolkit", "Nothing was imported. Faults: 3.")
    refused(run("surveys", "import", file, *IMPORT), *parts)
    assert dump(wave.database) == before


@pytest.mark.usefixtures("wave")
def test_columns_can_be_mapped_and_what_is_not_read_is_told(run, tmp_path):
    head = ["ID", "Date", "Pwy?", "Beth = popeth?", "Email"]
    rows = [[*row, "ann@example.org"] for row in REPLIES]
    file = write_lines(tmp_path / "in.csv", [head, *rows])
    order = ("surveys", "import", file, *IMPORT)
    refused(run(*order), "line 1, Pwy?", "Beth = popeth?")
    refused(run(*order, "--map", "Pwy?"), "Heading=field")
    answer = run(*order, "--map", "Pwy?=role", "--map", "Beth = popeth?=used")
    assert "Added: 3." in answer.out
    assert "Columns that were not read: Email" in answer.out
    assert "Unchanged: 3." in run(*order).out


def forms(tmp_path, kind: str, minutes: int) -> object:
    """A form that counts from 1, and nobody replied in a minute of another one."""
    rows = [
        [n, f"{FIRST}T10:{n + minutes:02}", "citizen", "Toolkits"] for n in (1, 2, 3)
    ]
    return write_lines(tmp_path / f"{kind}.csv", [HEAD, *rows])


def test_a_second_form_that_counts_from_one_is_named_once(run, wave, tmp_path):
    english, welsh = forms(tmp_path, "en", 0), forms(tmp_path, "cy", 30)
    assert "Added: 3." in run("surveys", "import", english, *IMPORT).out
    before = dump(wave.database)
    order = ("surveys", "import", welsh, *IMPORT)
    refused(run(*order), "--form NAME", "--alike same", "3 (lines 2, 3, 4)")
    assert dump(wave.database) == before
    refused(run(*order, "--form", "ann@example.org"), "contact details")
    assert "Added: 3." in run(*order, "--form", "cy").out
    for again in (order, ("surveys", "import", english, *IMPORT)):
        assert run(*again).out.endswith("Unchanged: 3.\n")
    (count,) = query(wave.database, "SELECT COUNT(*) FROM reply")
    assert count == (6,)


def test_what_looks_alike_is_asked_about_once(run, wave, tmp_path):
    first, later = forms(tmp_path, "a", 0), forms(tmp_path, "b", 5)
    run("surveys", "import", first, *IMPORT)
    order = ("surveys", "import", later, *IMPORT)
    refused(run(*order, "--alike", "maybe"), "--alike same")
    assert "Unchanged: 3." in run(*order, "--alike", "same").out
    assert "Unchanged: 3." in run(*order).out
    in_force = (
        "SELECT COUNT(*) FROM reply WHERE id NOT IN (SELECT supersedes FROM reply"
    )
    (count,) = query(wave.database, f"{in_force} WHERE supersedes IS NOT NULL)")
    assert count == (3,)


@pytest.mark.usefixtures("wave")
def test_a_file_without_replies_or_wave_is_one_sentence(run, tmp_path, file):
    empty = write_lines(tmp_path / "in.csv", [HEAD])
    refused(run("surveys", "import", empty, *IMPORT), "there are no replies")
    other = ("--survey", "members", "--wave", "2031", "--by", "steward")
    refused(run("surveys", "import", file, *other), "Waves there are: 2027")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_template_that_is_filled_in_can_be_imported(
    run, wave, tmp_path, kind, language
):
    target = tmp_path / f"empty.{kind}"
    order = ("surveys", "template", "--survey", "members", "--lang", language)
    assert run(*order, "--out", target).code == 0
    refused(run("surveys", "import", target, *IMPORT), "there are no replies")
    if kind == "xlsx":
        book = CalamineWorkbook.from_path(str(target))
        (head,) = book.get_sheet_by_index(0).to_python()
        choices = book.get_sheet_by_index(1).to_python()
        assert MEMBERS.roles["citizen"].text(language) in [row[0] for row in choices]
    else:
        (line,) = target.read_text("utf-8-sig").splitlines()
        head = next(csv.reader([line]))
    role = MEMBERS.roles["citizen"].text(language)
    options = MEMBERS.questions["used"].options[:2]
    cells = [
        "r1",
        str(FIRST),
        role,
        "",
        "; ".join(o.label.text(language) for o in options),
    ]
    rows = [head, [*cells, *[""] * (len(head) - len(cells))]]
    filled = write_lines(tmp_path / "filled.csv", rows)
    assert run("surveys", "import", filled, *IMPORT, "--json").json["added"] == 1
    ((answers,),) = query(wave.database, "SELECT answers FROM reply")
    assert json.loads(answers) == {"used": [option.id for option in options]}


@pytest.mark.parametrize(
    "words", [("--out", "x.pdf"), ("--out", "x.csv", "--lang", "fr")]
)
def test_a_template_of_another_kind_is_refused(run, words):
    refused(
        run("surveys", "template", "--survey", "members", *words), "--out replies.xlsx"
    )


CODES = ("surveys", "codes", "coded", "--survey", "members", "--number", 12)
SITE = ("--site", "https://map.example.org/")


@pytest.fixture
def coded(run, network):
    order = ("surveys", "open", "coded", "--survey", "members", "--by", "steward")
    assert run(*order, *DAYS, "--invited", "citizen=40").code == 0
    return network


def test_codes_are_written_to_a_file_of_ones_own_and_shown_nowhere_else(
    run, coded, tmp_path
):
    target = tmp_path / "codes.csv"
    answer = run(*CODES, *SITE, "--out", target)
    assert answer.code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    rows = list(csv.DictReader(target.read_text("utf-8-sig").splitlines()))
    codes = [row.pop("code") for row in rows]
    assert len(set(codes)) == 12
    link = "https://map.example.org/survey?lang={}&survey=members&wave=coded"
    assert rows == [{f"link_{x}": link.format(x) for x in ("cy", "en")}] * 12
    told = answer.out + answer.err + str(dump(coded.database))
    assert not any(code in told for code in codes)
    admit(coded, Invitation("members", "coded"), codes[7], Visitor("ann", 0), TODAY)
    (shown,) = run("surveys", "waves", "--json").json
    assert (shown["form"], shown["replies_at_least"]) == ("codes", 0)


def test_letters_have_a_page_for_each_code_in_both_languages(run, coded, tmp_path):
    target = tmp_path / "letters.pdf"
    assert run(*CODES, *SITE, "--out", target).code == 0
    assert target.stat().st_mode & 0o777 == 0o600
    pages = [page.extract_text() for page in pypdf.PdfReader(target).pages]
    assert len(pages) == 12
    where = Invitation("members", "coded")
    for page in pages:
        first, second = re.findall("[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", page)
        assert first == second
        assert admit(coded, where, first, Visitor("ann", 0), TODAY)
        for language in ("cy", "en"):
            assert f"map.example.org/survey?lang={language}" in page
            assert MEMBERS.label.text(language) in page.replace("\n", " ")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--number", 0), "1 to 5000"),
        (("--number", 5001), "1 to 5000"),
        (("--site", "map.example.org"), "https://map.example.org"),
        (("--site", "https://map.example.org/?code=x"), "https://map.example.org"),
        (("--survey", "funders"), "Use one of: members"),
    ],
)
def test_codes_that_cannot_be_leave_no_file_and_no_code(
    run, coded, tmp_path, words, part
):
    target, before = tmp_path / "codes.csv", dump(coded.database)
    refused(run(*CODES, *SITE, *words, "--out", target), part)
    assert not target.exists()
    assert dump(coded.database) == before


def test_a_file_of_codes_that_is_there_is_never_written_over(run, coded, tmp_path):
    target = tmp_path / "codes.csv"
    run(*CODES, *SITE, "--out", target)
    kept, before = target.read_bytes(), dump(coded.database)
    refused(run(*CODES, *SITE, "--out", target), "such a file already")
    refused(run(*CODES, *SITE, "--out", tmp_path / "none" / "x.csv"), "cannot be")
    refused(run(*CODES, *SITE, "--out", tmp_path / "x.docx"), "--out codes.csv")
    assert target.read_bytes() == kept
    assert dump(coded.database) == before


def test_a_wave_is_open_by_codes_or_to_anybody_not_both(run, wave, tmp_path):
    order = ("surveys", "codes", "2027", "--survey", "members", "--number", 1)
    target = tmp_path / "codes.csv"
    refused(run(*order, *SITE, "--out", target), "is open to anybody")
    other = ("surveys", "open", "coded", "--survey", "members", "--by", "steward")
    run(*other, *DAYS)
    assert run(*CODES, *SITE, "--out", target).code == 0
    before = dump(wave.database)
    refused(run(*other, "--open-to-anybody", "bara"), "codes were made")
    assert dump(wave.database) == before
