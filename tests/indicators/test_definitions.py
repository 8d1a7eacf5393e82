"""The programme's definitions against the proposal, word for word; and their faults."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from copro_map.base.config import load_settings
from copro_map.base.definitions import add_months, load_programme
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import explain
from copro_map.indicators.definitions import load_indicators, load_outcomes
from copro_map.indicators.rules.indicator import Target

pytestmark = pytest.mark.usefixtures("years_later")

DATA = load_settings({}).data_dir
START = date(2026, 4, 1)
# Section 3.2 of the proposal of November 2015: text, kind, and targets by month.
PROPOSAL = {
    "1.1": (
        "The number of citizen groups, service provider "
        "organisations, and local or national government departments "
        "actively participating in the Network.",
        "count",
        {12: 120, 24: 250, 36: 350},
    ),
    "1.2": (
        "Members report increased knowledge and efficacy in "
        "implementing co-production practice in services and "
        "communities.",
        "percent",
        {36: 90},
    ),
    "2.1": (
        "The existence of a robust co-production knowledge base "
        "created for and by members: toolkits, case studies, academic "
        "articles, and 'how to' guidance.",
        "percent",
        {36: 90},
    ),
    "2.2": (
        "Network members - policy makers, commissioners, providers, "
        "frontline staff and citizens - report greater knowledge of "
        "co-production as a tool for increased wellbeing and "
        "collective action.",
        "percent",
        {12: 30, 24: 50, 36: 70},
    ),
    "2.3": (
        "The number of new interventions undertaken by and/or tenders "
        "awarded to member organisations that are based on "
        "co-production approaches.",
        "count",
        {12: 20, 24: 40, 36: 60},
    ),
    "3.1": (
        "The number of projects run by member organisations that are "
        "co-commissioned, co-designed, co-delivered, and/or "
        "co-evaluated.",
        "count",
        {12: 20, 24: 40, 36: 60},
    ),
    "3.2": (
        "The percentage of projects run by member organisations that "
        "demonstrate intermediate or transformative co-production "
        "(measured by co-produced evaluation tool).",
        "percent",
        {12: 40, 24: 60, 36: 80},
    ),
    "3.3": (
        "Participating citizens report that they feel valued, "
        "listened to and able to make a difference to the services "
        "they receive and the communities they live in.",
        "percent",
        {36: 60},
    ),
    "4.1": (
        "Participating organisations report better working "
        "relationships with citizens and communities, based on trust, "
        "shared power and shared responsibility.",
        "percent",
        {12: 30, 24: 50, 36: 70},
    ),
    "4.2": (
        "Participating service providers report that they are more "
        "able to meet need with the same or fewer resources.",
        "percent",
        {12: 30, 24: 50, 36: 70},
    ),
    "4.3": (
        "Participating citizens report increased wellbeing, stronger "
        "social networks and the ability to get their needs met at a "
        "local level.",
        "percent",
        {36: 60},
    ),
}
OUTCOMES = {
    1: (
        "Community of practice",
        "An active and influential all-sector community of practice - "
        "citizens, public service providers and the state.",
    ),
    2: (
        "Evidence base",
        "A compelling evidence and knowledge base for co-productive "
        "ways of working, underpinned by an increased understanding "
        "of the effectiveness of co-production in the promotion of "
        "citizen and community wellbeing and a better collective "
        "life.",
    ),
    3: (
        "Co-productive practice",
        "State, providers and citizens working together to "
        "commission, design, deliver and evaluate our public "
        "services. Citizens have meaningful opportunities to engage "
        "in decisions which affect them, and are valued as equal "
        "partners.",
    ),
    4: (
        "Co-production context",
        "More relevant, effective and sustainable public services "
        "through increased understanding and application of "
        "co-production principles of assets, networks, outcomes, "
        "reciprocity, and equality. A stronger, more resilient core "
        "economy.",
    ),
}


INDICATORS = load_indicators(DATA)


def months(due):
    return (due.year - START.year) * 12 + due.month - START.month


def test_there_are_the_eleven_indicators_of_the_proposal_in_order():
    assert [code for code in INDICATORS if code in PROPOSAL] == list(PROPOSAL)
    assert len(PROPOSAL) == 11


@pytest.mark.parametrize("code", PROPOSAL)
def test_an_indicator_is_word_for_word_that_of_the_proposal(code):
    text, kind, targets = PROPOSAL[code]
    found = INDICATORS[code]
    assert found.code == code
    assert found.label.en == text
    assert found.kind == kind
    assert found.outcome == int(code[0])
    assert {months(each.due): each.value for each in found.targets} == targets
    assert all(each.due.day == 1 for each in found.targets)


def test_no_yearly_milestones_are_invented():
    only = {code for code in PROPOSAL if len(INDICATORS[code].targets) == 1}
    assert only == {"1.2", "2.1", "3.3", "4.3"}
    for code in only:
        assert [t.due for t in INDICATORS[code].targets] == [date(2029, 4, 1)]


@pytest.mark.parametrize("number", OUTCOMES)
def test_an_outcome_is_word_for_word_that_of_the_proposal(number):
    found = load_outcomes(DATA)[number]
    assert (found.label.en, found.statement.en) == OUTCOMES[number]
    assert found.id == number
    assert list(load_outcomes(DATA)) == list(OUTCOMES)


@pytest.mark.parametrize("code", INDICATORS)
def test_every_text_is_there_in_both_languages_and_differs(code):
    found = INDICATORS[code]
    texts = ["label", "short", "definition", "collection", "limitations", "source"]
    for name in texts + (["base"] if found.kind == "percent" else []):
        pair = getattr(found, name)
        assert pair.en.strip(), name
        assert pair.cy.strip(), name
        assert pair.en != pair.cy, name
    assert len(found.short.en) <= 40
    assert len(found.short.cy) <= 45


def test_no_two_short_names_are_one():
    for language in ("en", "cy"):
        names = {found.short.text(language) for found in INDICATORS.values()}
        assert len(names) == len(INDICATORS)


def test_kinds_of_figure_go_with_how_they_are_collected():
    for found in INDICATORS.values():
        count = found.kind == "count"
        assert (found.base is None) == count
        assert (found.aggregation == "level") != count
        assert not count or found.counts
    assert INDICATORS["1.1"].aggregation == "stock"
    assert {INDICATORS[c].aggregation for c in ("2.3", "3.1")} == {"cumulative"}
    assert {
        code: INDICATORS[code].counts for code in PROPOSAL if INDICATORS[code].counts
    } == {
        "1.1": "active_practitioners",
        "2.3": "new_projects",
        "3.1": "coproduced_projects",
        "3.2": "advanced_projects",
    }


def test_what_the_proposal_leaves_open_is_said():
    for code in ("2.3", "3.1"):
        assert "both are shown" in INDICATORS[code].limitations.en
    rule = INDICATORS["1.1"].definition.en
    for word in (
        "citizen groups",
        "service providers",
        "government departments",
        "12 months",
        "a verified entry, a project, an offer, a request, coming to an event, "
        "a survey reply or an audit",
        "Individuals do not count",
    ):
        assert word in rule
    for code in ("1.2", "2.1", "3.3", "4.3"):
        assert "no yearly targets" in INDICATORS[code].limitations.en


def test_the_start_is_a_placeholder_and_says_so():
    programme = load_programme(DATA)
    assert (programme.start, programme.months) == (START, 36)
    assert programme.end == date(2029, 4, 1)
    assert not programme.confirmed
    assert "to be confirmed by the Network" in programme.note.en
    assert programme.note.cy.strip()


@pytest.mark.parametrize(
    ("day", "number", "expected"),
    [
        (date(2026, 4, 1), 12, date(2027, 4, 1)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 1), -1, date(2025, 12, 1)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
    ],
)
def test_months_are_calendar_months(day, number, expected):
    assert add_months(day, number) == expected


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(DATA / "indicators", tmp_path / "indicators")
    for name in ("programme.toml", "outcomes.toml"):
        shutil.copy(DATA / name, tmp_path)
    return tmp_path


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_start_that_is_confirmed_later_moves_every_target(folder):
    programme = folder / "programme.toml"
    change(programme, "start = 2026-04-01", "start = 2027-01-31")
    change(programme, "confirmed = false", "confirmed = true")
    assert load_programme(folder).confirmed
    assert load_indicators(folder)["1.1"].targets == (
        Target(date(2028, 1, 31), 120),
        Target(date(2029, 1, 31), 250),
        Target(date(2030, 1, 31), 350),
    )
    assert load_indicators(folder)["4.3"].targets == (Target(date(2030, 1, 31), 60),)


def test_an_indicator_may_have_no_target(folder):
    change(folder / "indicators/1.2.toml", '[[targets]]\ndue_month = "end"\n', "")
    change(folder / "indicators/1.2.toml", "value = 90\n", "")
    assert load_indicators(folder)["1.2"].targets == ()


ONE = "indicators/1.1.toml"
TWO = "indicators/1.2.toml"
BAD = {
    "no start": ("programme.toml", "start =", "begin =", "start"),
    "start as text": ("programme.toml", "2026-04-01", '"2026-04-01"', "start"),
    "start with time": ("programme.toml", "2026-04-01", "2026-04-01T09:00:00", "start"),
    "no length": ("programme.toml", "months = 36", "", "months"),
    "no months": ("programme.toml", "months = 36", "months = 0", "months"),
    "months as text": ("programme.toml", "months = 36", 'months = "36"', "months"),
    "unsure": ("programme.toml", "= false", '= "perhaps"', "confirmed"),
    "no Welsh note": ("programme.toml", 'cy = "Dydd', 'xx = "Dydd', "note"),
    "no programme label": ("programme.toml", "label", "name", "label"),
    "outcome number": ("outcomes.toml", "[1]", "[one]", "one"),
    "outcome text": ("outcomes.toml", "[1.statement]", "[1.words]", "statement"),
    "outcome not a table": ("outcomes.toml", "[1]\nlabel", "label", "label"),
    "another code": (ONE, "kind =", 'code = "1.7"\nkind =', "no such field: code"),
    "outcome unknown": (ONE, "outcome = 1", "outcome = 5", "outcome.*5"),
    "outcome as truth": (ONE, "outcome = 1", "outcome = true", "outcome"),
    "kind": (ONE, 'kind = "count"', 'kind = "number"', "kind.*number"),
    "aggregation": (ONE, '"stock"', '"heap"', "aggregation.*heap"),
    "per year": (ONE, '"stock"', '"per_year"', "aggregation.*per_year"),
    "unknown rule": (ONE, '"active_pra', '"lazy_pra', "lazy_pra.*active_pra.*new_pr"),
    "rule of a share": (ONE, '"active_practitioners"', '"advanced_projects"', "counts"),
    "count of nothing": (ONE, 'counts = "active_practitioners"', "", "counts = None"),
    "share by a count": (TWO, "base =", 'counts = "new_projects"\nbase =', "counts"),
    "what steers nothing": (ONE, "kind =", 'direction = "up"\nkind =', "direction"),
    "short": (ONE, "short = {", "brief = {", "brief"),
    "no short": (ONE, 'cy = "Sefydliadau gweithgar"', 'cy = ""', "short"),
    "no definition": (ONE, "[definition]\nen", "[definition]\nxx", "definition"),
    "base of a count": (ONE, "short =", 'base = "all"\nshort =', "base"),
    "count of some": (
        ONE,
        "short =",
        'base = { en = "all", cy = "pawb" }\nshort =',
        "no such field: base",
    ),
    "share of nobody": (
        TWO,
        'base = { en = "members who answered", cy = "aelodau a atebodd" }',
        "",
        "write base",
    ),
    "no base": (TWO, "base = {", "bass = {", "bass"),
    "half a base": (TWO, 'cy = "aelodau a atebodd"', 'cy = ""', "base"),
    "percent": (TWO, "value = 90", "value = 101", "targets 1.*value.*101"),
    "nothing": (TWO, "value = 90", "value = 0", "value.*0"),
    "text": (TWO, "value = 90", 'value = "90"', "value"),
    "no month": (TWO, "due_month", "month", "due_month"),
    "late": (ONE, "due_month = 36", "due_month = 37", "targets 3.*due_month.*37"),
    "order": (ONE, "due_month = 12", "due_month = 30", "order.*due_month"),
    "twice": (ONE, "due_month = 12", "due_month = 24", "order.*due_month"),
    "not TOML": (ONE, "kind =", "kind = =", "TOML"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_fault_is_an_error_that_names_file_and_field(folder, case):
    name, old, new, message = BAD[case]
    change(folder / name, old, new)
    with pytest.raises(DefinitionError, match=f"(?s){name}.*{message}"):
        load_outcomes(folder) and load_indicators(folder)


@pytest.mark.parametrize("targets", ["90", '"90"', "[90]", "{ month = 12 }"])
def test_targets_in_another_shape_are_an_error_too(folder, targets):
    path = folder / TWO
    change(path, '[[targets]]\ndue_month = "end"\nvalue = 90\n', "")
    change(path, "outcome =", f"targets = {targets}\noutcome =")
    with pytest.raises(DefinitionError, match=r"1\.2\.toml \[targets 1\].*due_month"):
        load_indicators(folder)


@pytest.mark.parametrize("name", ["programme.toml", "outcomes.toml", "indicators"])
def test_a_missing_file_is_named(folder, name):
    path = folder / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(DefinitionError, match=f"{name}.*missing"):
        load_indicators(folder)


def test_a_fault_can_be_said_in_welsh_and_names_the_field(folder):
    change(folder / ONE, '"stock"', '"heap"')
    with pytest.raises(DefinitionError) as caught:
        load_indicators(folder)
    assert "aggregation" in explain(caught.value, "cy")
