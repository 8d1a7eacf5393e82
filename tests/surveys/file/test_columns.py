"""What columns mean: guessed if it is sure, asked if it is not, remembered if told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.i18n import language_in_force
from copro_map.files.of_tools import OF_TOOLS, USUAL, is_personal
from copro_map.files.told import Columns, Told, heading_key
from copro_map.surveys.file.columns import map_columns
from copro_map.surveys.file.headings import Headings
from copro_map.surveys.file.reading import SurveyFile, columns_of, plain
from copro_map.surveys.file.template import headers
from tests.surveys.survey_files import MEMBERS

NEEDED = ("Timestamp", "Role", "used")
HEADINGS = Headings(MEMBERS)
VALUED = MEMBERS.questions["valued"].text


def file_of(*names: str | tuple[str, str]) -> SurveyFile:
    parts = [HEADINGS.parts(x) if isinstance(x, str) else x for x in names]
    return SurveyFile(columns_of(parts), 1, [])


def mapped(*names, told=None, before=None, rest=False) -> Columns:
    kept = {heading_key(x): meaning for x, meaning in (before or {}).items()}
    told = Told(told or {}, rest=rest)
    return map_columns(HEADINGS, file_of(*names), told, Told(kept))


def meanings(found: Columns) -> dict[str, str]:
    return {one.heading: one.meaning for one in found.columns}


def meaning(name, **how) -> str:
    """What one more column beside those that every file needs is taken for."""
    found = mapped(*[x for x in NEEDED if x != name], name, **how)
    assert not found.faults, [fault.reason() for fault in found.faults]
    return list(meanings(found).values())[-1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Respondent ID", "respondent"),
        ("ID", "respondent"),
        (" ID'r  Ymatebydd ", "respondent"),
        ("Organisation", "organisation"),
        ("SEFYDLIAD", "organisation"),
        ("valued", "valued"),
        ("VALUED", "valued"),
        (VALUED.en, "valued"),
        (VALUED.cy, "valued"),
        (VALUED.cy.upper(), "valued"),
        (f"<p><b>{VALUED.en}</b>&nbsp;</p>", "valued"),
        (f"7. {VALUED.en}", "valued"),
        (f"Q7: {VALUED.en} *", "valued"),
        (VALUED.cy.replace("'", "\u2019"), "valued"),
        (("Valued", "Yes, fully"), "valued:fully"),
        ((VALUED.cy, "I ryw raddau"), "valued:partly"),
        (f"{VALUED.en} - Selected Choice", "valued"),
        ("3. Organisation name", "organisation"),
        ("Q12: Eich sefydliad", "organisation"),
        ("4. Name", "ignore"),
        ("Collector ID", "ignore"),
        ("E-mail address", "ignore"),
        ("Cyfeiriad e-bost", "ignore"),
        ("Your phone number?", "ignore"),
        ("IP Address", "ignore"),
        ("Name", "ignore"),
        ("Enw llawn", "ignore"),
    ],
)
def test_a_name_that_is_sure_is_understood(name, expected):
    assert meaning(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Timestamp", "date"),
        ("Stamp amser", "date"),
        ("Dyddiad", "date"),
        ("Completion time", "date"),
        ("Start Date", "date"),
    ],
)
def test_a_usual_name_of_the_date_is_understood(name, expected):
    found = mapped(name, "Rôl", "used")
    assert not found.faults
    assert meanings(found)[name] == expected


def test_an_option_that_only_one_question_has_names_its_column():
    found = mapped("Timestamp", "Role", "Toolkits", "Digwyddiadau")
    assert list(meanings(found).values())[2:] == ["used:toolkits", "used:events"]
    ((fault),) = mapped(*NEEDED, "Don't know").faults
    assert fault.column == "Don't know"


def test_every_column_of_a_template_is_understood_in_either_language():
    for language in ("en", "cy"):
        with language_in_force(language):
            found = mapped(*headers(MEMBERS))
        assert not found.faults
        expected = ["respondent", "date", "role", "organisation", *MEMBERS.questions]
        assert list(meanings(found).values()) == expected


def test_of_several_dates_the_day_of_the_end_counts():
    found = mapped("Start Date", "End Date", "Date Modified", "Role", "used")
    assert not found.faults
    expected = ["ignore", "date", "ignore", "role", "used"]
    assert list(meanings(found).values()) == expected


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Time stamp", "date"),
        ("Organisations", "organisation"),
        (VALUED.en.replace("feel", "fel"), "valued"),
        ((VALUED.en, "Yes, fuly"), "valued:fully"),
    ],
)
def test_a_near_name_is_proposed_and_never_taken(name, guess):
    found = mapped("Date", "Role", "used", name)
    (fault,) = found.faults
    assert f"={guess}" in fault.reason()
    assert "ignore" in fault.reason()


@pytest.mark.parametrize("name", ["Comments", "valuedd?!", "Sylwadau", "date of birth"])
def test_an_unknown_name_is_a_fault_that_says_how_to_map_it(name):
    (fault,) = mapped(*NEEDED, name).faults
    assert (fault.row, fault.column) == (1, name)
    assert f'--map "{name}=' in fault.reason()
    assert "valued" in fault.reason()


def test_what_is_told_goes_before_what_is_remembered_and_guessed():
    assert meaning("Sylwadau", told={"SYLWADAU ": "valued"}) == "valued"
    assert meaning("Sylwadau", before={"Sylwadau": "valued"}) == "valued"
    long = "What do you think? " * 9
    assert meaning(long, told={long: "valued"}) == "valued"
    told = {"Sylwadau": "ignore"}
    assert meaning("Sylwadau", told=told, before={"Sylwadau": "valued"}) == "ignore"
    assert meaning("valued", told={"valued": "need_change"}) == "need_change"
    before = {
        "Start Date": "ignore",
        "End Date": "date",
        "Role": "role",
        "used": "used",
    }
    found = mapped(*before, told={"Start Date": "date"}, before=before)
    assert not found.faults
    assert list(meanings(found).values()) == ["date", "ignore", "role", "used"]


def test_a_meaning_that_there_is_no_more_is_forgotten():
    assert meaning("valued", before={"valued": "gone"}) == "valued"


@pytest.mark.parametrize(
    ("told", "part"),
    [
        ({"Commentary": "valued"}, "no such column"),
        ({"Role": "gender"}, "cannot mean this: gender"),
        ({"Role": "valued:maybe"}, "cannot mean this: valued:maybe"),
        ({"Email": "respondent"}, "never read"),
        ({"Role": "used"}, "the same as another one"),
        ({"Role": "used:events"}, "the same as another one"),
        ({"used": "ignore"}, "No column holds answers"),
        ({"Role": "ignore"}, "No column says the role"),
        ({"Timestamp": "ignore"}, "No column says when"),
    ],
)
def test_what_cannot_be_told_is_a_fault(told, part):
    (fault,) = mapped(*NEEDED, "Email", told=told).faults
    assert part in fault.reason()


@given(st.lists(st.text(min_size=1, max_size=30), unique=True, max_size=6))
def test_a_column_is_understood_or_named_in_a_fault(names):
    file = file_of(*NEEDED, *names)
    found = map_columns(HEADINGS, file)
    told = {fault.column for fault in found.faults}
    assert len(meanings(found)) == len(file.columns)
    for column in file.columns:
        title = plain(column.title)
        passed_over = is_personal(title) or title in {
            *OF_TOOLS,
            *sum(USUAL.values(), ()),
        }
        if meanings(found)[column.name] == "ignore" and not passed_over:
            assert column.name in told


@pytest.mark.parametrize(
    "heading",
    [
        "{q} - {o}",
        "{q} \u2013 {o}",
        "{q}: {o}",
        "{q}/{o}",
        "{q} [{o}]",
        "{q} (choice={o})",
        "{q} ({o})",
        "{o}:{q}",
        "4. {q} - {o}",
        "{q} - Selected Choice - {o}",
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_question_and_option_may_stand_in_one_heading(heading, language):
    question = MEMBERS.questions["used"]
    q = question.text.text(language)
    for option in question.options:
        name = heading.format(q=q, o=option.label.text(language))
        found = mapped("Date", "Role", "valued", name)
        assert not found.faults, (name, found.faults[0].reason())
        assert list(meanings(found).values())[-1] == f"used:{option.id}"
    free = heading.format(q=q, o="Arall (nodwch)" if language == "cy" else "Other")
    assert list(meanings(mapped("Date", "Role", "used", free)).values())[-1] == "ignore"
    strange = heading.format(q=q, o="A spaceship")
    (fault,) = mapped("Date", "Role", "valued", strange).faults
    assert fault.row == 1


@pytest.mark.parametrize(
    "names",
    [
        ["Events"],
        ["Events", "None"],
        ["Events", "valued", "Toolkits"],
        ["Events", "Which did you like?", "Mentoring"],
        ["events", "none"],
    ],
)
def test_an_option_alone_is_no_column_of_ours_without_neighbours(names):
    found = mapped("Date", "Role", "used", *[x for x in names if x != "valued"])
    assert "used:events" not in meanings(found).values()
    assert names[0] in {fault.column for fault in found.faults}
    split = mapped("Date", "Role", *names, "knowledge_base")
    assert "used:events" not in meanings(split).values()


def test_options_side_by_side_are_columns_of_their_question():
    names = [option.label.en for option in MEMBERS.questions["used"].options]
    found = mapped("Date", "Role", *names, "valued")
    assert not found.faults
    assert list(meanings(found).values())[2:-1] == [
        f"used:{option.id}" for option in MEMBERS.questions["used"].options
    ]


def test_columns_are_told_by_letter_and_the_rest_left_out():
    told = {"A": "date", "B": "role", "D": "used"}
    found = mapped("When", "Who", "Thing", "Stuff", told=told, rest=True)
    assert not found.faults
    assert list(meanings(found).values()) == ["date", "role", "ignore", "used"]
    assert found.ignored == ("Thing",)
    (fault,) = mapped("When", "Who", told={"C": "used"}).faults[:1]
    assert fault.column == "C"


def test_what_is_left_out_with_the_rest_is_understood_again_when_it_is_told():
    before = {"Stuff": "ignore"}
    found = mapped("Date", "Role", "Stuff", told={"Stuff": "used"}, before=before)
    assert (found.faults, meanings(found)["Stuff"]) == ((), "used")


def test_a_column_of_all_choices_gives_way_to_one_for_each():
    used = MEMBERS.questions["used"].text.en
    found = mapped("Date", "Role", used, f"{used}/Toolkits", f"{used}/Events")
    assert not found.faults
    assert list(meanings(found).values())[2:] == [
        "ignore",
        "used:toolkits",
        "used:events",
    ]


def test_how_far_a_reply_was_may_be_told_by_several_columns():
    found = mapped(*NEEDED, "Finished", "Progress", "Status")
    assert not found.faults
    assert list(meanings(found).values())[-3:] == ["finished"] * 3


def test_a_reading_of_dates_is_told_with_the_column():
    assert meaning("Timestamp", told={"Timestamp": "date:month"}) == "date:month"
