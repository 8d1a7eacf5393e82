"""The members' survey against what the indicators ask; its faults; a new survey."""

from __future__ import annotations

import hashlib
import shutil
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.config import load_settings
from copro_map.base.errors import DefinitionError
from copro_map.base.i18n import explain
from copro_map.indicators.definitions import load_indicators
from copro_map.surveys.rules.instrument import code_key, respondent_key
from copro_map.surveys.waves import load_surveys

DATA = load_settings({}).data_dir
MEMBERS = load_surveys(DATA)["members"]
INDICATORS = load_indicators(DATA)
PEOPLE = ("policy_maker", "commissioner", "provider", "frontline", "citizen")
ALL = (*PEOPLE, "organisation")
WHO = {
    "1.2": ALL,
    "2.1": ALL,
    "2.2": ALL,
    "3.3": ("citizen",),
    "4.1": ("organisation",),
    "4.2": ("provider",),
    "4.3": ("citizen",),
}
QUESTIONS = MEMBERS.questions
BY_INDICATOR = {one.indicator: one for one in QUESTIONS.values() if one.indicator}
BY_LEVEL = {one.baseline_of: one for one in QUESTIONS.values() if one.baseline_of}


def test_every_indicator_that_is_surveyed_is_asked_and_no_other():
    surveyed = {code for code, one in INDICATORS.items() if not one.counts}
    assert set(WHO) <= set(BY_INDICATOR) == set(BY_LEVEL) <= surveyed


@pytest.mark.parametrize("code", WHO)
def test_an_indicator_is_asked_of_those_whom_it_is_about(code):
    for question in (BY_INDICATOR[code], BY_LEVEL[code]):
        assert question.roles == WHO[code]
        assert question.kind == "one"
        positive = [option.positive for option in question.options]
        # The better answers come first; "don't know" is there and is not positive.
        assert positive == [True, True, False, False, False]
        assert question.options[-1].label.en == "Don't know"


@pytest.mark.parametrize("code", WHO)
def test_a_change_is_asked_about_only_when_there_was_time_for_it(code):
    change, level = BY_INDICATOR[code], BY_LEVEL[code]
    speaks_of_change = "Since the programme began" in change.text.en
    assert ("Ers i'r rhaglen ddechrau" in change.text.cy) == speaks_of_change
    # 2.1 and 3.3 do not speak of more, or better, than before: the level is the figure.
    assert speaks_of_change == (code not in ("2.1", "3.3")) == (change != level)
    assert "programme" not in level.text.en
    first, later = (MEMBERS.asked(baseline=baseline) for baseline in (True, False))
    assert level in first
    assert level in later
    assert change in later
    assert (change in first) != speaks_of_change


def test_what_was_used_is_asked_and_is_no_indicator():
    used = QUESTIONS["used"]
    assert (used.kind, used.indicator, used.baseline_of) == ("many", "", "")
    assert used.roles == ALL
    assert [option.id for option in used.options] == [
        "toolkits", "case_studies", "academic_articles", "how_to_guidance",
        "mentoring", "events", "none",
    ]  # fmt: skip
    assert [one.id for one in QUESTIONS.values() if one.kind == "many"] == ["used"]


def test_a_citizen_answers_in_five_minutes():
    """About half a minute a question; nobody has more than ten."""
    for role in MEMBERS.roles:
        asked_of = [one for one in MEMBERS.asked(baseline=False) if role in one.roles]
        assert 5 <= len(asked_of) <= 10


def labels(survey):
    yield from (survey.label, survey.introduction, survey.privacy)
    yield from survey.roles.values()
    for question in survey.questions.values():
        yield question.text
        yield from (option.label for option in question.options)


def test_every_text_is_there_in_both_languages_and_differs():
    pairs = list(labels(MEMBERS))
    assert len(pairs) > 80
    for pair in pairs:
        assert pair.en.strip() == pair.en != ""
        assert pair.cy.strip() == pair.cy != ""
        assert pair.en != pair.cy
    assert "five minutes" in MEMBERS.introduction.en
    for words in ("No names", "10 or more", "nobody is told who answered"):
        assert words in MEMBERS.privacy.en
    for words in ("enwau", "o 10 neu fwy"):
        assert words in MEMBERS.privacy.cy


def test_no_two_options_of_a_question_read_the_same():
    for question in QUESTIONS.values():
        for language in ("en", "cy"):
            texts = {option.label.text(language) for option in question.options}
            assert len(texts) == len(question.options)


def test_the_survey_is_as_the_file_says():
    """Read again without the project's own reader."""
    entry = tomllib.loads((DATA / "surveys" / "members.toml").read_text("utf-8"))
    assert list(MEMBERS.questions) == list(entry["questions"])
    assert list(MEMBERS.roles) == list(entry["roles"])
    assert (MEMBERS.id, MEMBERS.version) == ("members", entry["version"])
    for name, given_one in entry["questions"].items():
        found = MEMBERS.questions[name]
        assert found.id == name
        assert vars(found.text) == given_one["text"]
        assert list(found.roles) == given_one["roles"]
        assert found.indicator == given_one.get("indicator", "")
        assert found.baseline_of == given_one.get("baseline_of", "")
        assert [(one.id, vars(one.label), one.positive) for one in found.options] == [
            (one["id"], one["label"], one.get("positive", False))
            for one in given_one["options"]
        ]


@pytest.fixture
def folder(tmp_path):
    for name in ("indicators", "surveys"):
        shutil.copytree(DATA / name, tmp_path / name)
    return tmp_path


EVENT = """
version = "2"
label = { en = "After the event", cy = "Ar ôl y digwyddiad" }
introduction = { en = "One question.", cy = "Un cwestiwn." }
privacy = { en = "No names.", cy = "Dim enwau." }

[roles]
guest = { en = "Guest", cy = "Gwestai" }

[questions.useful]
kind = "one"
roles = ["guest"]
text = { en = "Was it useful?", cy = "A oedd yn ddefnyddiol?" }
options = [
    { id = "yes", label = { en = "Yes", cy = "Oedd" } },
    { id = "no", label = { en = "No", cy = "Nac oedd" } },
]
"""


def test_a_new_survey_is_one_new_file(folder):
    (folder / "surveys" / "event.toml").write_text(EVENT, "utf-8")
    found = load_surveys(folder)
    assert list(found) == ["event", "members"]
    assert found["members"] == MEMBERS
    event = found["event"]
    assert (event.id, event.label.cy) == ("event", "Ar ôl y digwyddiad")
    assert [one.id for one in event.asked(baseline=True)] == ["useful"]
    assert [one.id for one in event.questions["useful"].options] == ["yes", "no"]


def test_there_may_be_no_survey(tmp_path):
    assert load_surveys(tmp_path) == {}


NO, YES = 'cy = "Nac oedd" } }', 'cy = "Oedd" } }'
POSITIVE = ", positive = true }"
SERVES = [("[questions.useful]\n", '[questions.useful]\nindicator = "2.2"\n')]
FAULTS = [
    ([('version = "2"\n', "")], "surveys/event.toml: write version"),
    ([('version = "2"', "version = 2")], "write version"),
    ([('version = "2"', 'version = "2"\nid = "x"')], "no such field: id"),
    ([(', cy = "Dim enwau." }', " }")], "write privacy = .* both filled in"),
    ([('cy = "Gwestai"', 'cy = ""')], r"event.toml \[roles\]: write guest"),
    ([('guest = { en = "Guest", cy = "Gwestai" }', "")], "at least one .*roles"),
    ([("[questions.useful]", "[more.useful]")], "no such field: more"),
    ([('kind = "one"', 'kind = "scale"')], "kind = scale .*one, many"),
    ([('kind = "one"', 'kind = "one"\nhint = "x"')], "no such field: hint"),
    ([('"guest"]', '"host"]')], "roles = host cannot be used.*: guest"),
    ([('["guest"]', '["guest", "guest"]')], "roles needs a different name"),
    ([('["guest"]', "[]")], "list of at least 1 under roles"),
    ([('["guest"]', '"guest"')], "list of at least 1 under roles"),
    ([('cy = "A oedd yn ddefnyddiol?"', 'cy = ""')], "useful.: write text"),
    ([('id = "no"', 'id = "yes"')], "options needs a different name: yes, yes"),
    ([('id = "no", ', "")], "options needs a different name"),
    ([(', cy = "Nac oedd"', "")], r"useful. .options 2.: write label"),
    ([(NO, NO[:-1] + ", score = 3 }")], r"options 2.: there is no such field: score"),
    ([(NO, NO[:-1] + ", positive = 1 }")], "positive = 1 cannot be used"),
    ([('    { id = "no", label = { en = "No", cy = "Nac oedd" } },\n', "")], "least 2"),
    ([(NO, NO[:-1] + POSITIVE)], "none if it does not"),
    ([SERVES[0]], "mark some options, but not all"),
    ([*SERVES, (NO, NO[:-1] + POSITIVE), (YES, YES[:-1] + POSITIVE)], "but not all"),
    ([(SERVES[0][0], SERVES[0][1].replace("2.2", "9.9"))], "indicator = 9.9 cannot"),
    ([(SERVES[0][0], SERVES[0][1].replace('"2.2"', "2.2"))], "indicator = 2.2 cannot"),
    (
        [*SERVES, (YES, YES[:-1] + POSITIVE), ('kind = "one"', 'kind = "many"')],
        "kind = many cannot be used.*: one",
    ),
    (
        [
            *SERVES,
            (YES, YES[:-1] + POSITIVE),
            ("kind =", 'baseline_of = "1.2"\nkind ='),
        ],
        "baseline_of = 1.2 cannot be used.*: 2.2",
    ),
    ([("[questions.useful]", "questions = 3\n[more]")], "no such field: more"),
    ([("options = [", "options = [[")], "not valid TOML"),
]


def altered(changes):
    text = EVENT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize(("changes", "match"), FAULTS)
def test_a_fault_in_a_file_is_named(folder, changes, match):
    (folder / "surveys" / "event.toml").write_text(altered(changes), "utf-8")
    with pytest.raises(DefinitionError, match=match) as caught:
        load_surveys(folder)
    assert "event.toml" in explain(caught.value, "cy")


def test_an_indicator_is_given_by_one_question_only(folder):
    changes = [*SERVES, (YES, YES[:-1] + POSITIVE)]
    text = altered(changes)
    question = text[text.index("[questions.useful]") :]
    twice = text + question.replace("questions.useful", "questions.again")
    path = folder / "surveys" / "event.toml"
    path.write_text(text, "utf-8")
    assert load_surveys(folder)["event"].questions["useful"].indicator == "2.2"
    path.write_text(twice, "utf-8")
    load_surveys.cache_clear()
    with pytest.raises(DefinitionError, match="indicator needs a different name: 2.2"):
        load_surveys(folder)


TEXTS = st.text(max_size=30)


@given(secret=st.binary(max_size=32), survey=TEXTS, wave=TEXTS, text=TEXTS)
def test_a_respondent_is_told_apart_without_being_named(secret, survey, wave, text):
    key = respondent_key(secret, survey, wave, text)
    assert len(key) == 32
    assert set(key) <= set("0123456789abcdef")
    assert respondent_key(secret, survey, wave, f"  {text.casefold()}\n") == key
    assert respondent_key(secret, survey, wave + "2", text) != key
    assert respondent_key(secret, survey + "2", wave, text) != key
    assert respondent_key(secret, survey, wave, text + "2") != key
    assert respondent_key(secret + b"2", survey, wave, text) != key


def test_what_stands_in_the_survey_cannot_slide_into_the_wave():
    first, second = ("a", "b c", "d"), ("a b", "c", "d")
    assert respondent_key(b"key", *first) != respondent_key(b"key", *second)


def test_without_a_key_a_respondent_is_what_older_versions_stored():
    plain = hashlib.sha256(b'["members", "2027", "ann"]').hexdigest()[:32]
    assert respondent_key(b"", "members", "2027", " Ann") == plain


def test_a_code_is_kept_as_its_sha_256():
    plain = hashlib.sha256(b"bara brith").hexdigest()
    assert code_key("  Bara BRITH ") == code_key("bara brith") == plain
    assert code_key("bara-brith") != plain


@pytest.mark.parametrize(
    "text",
    [
        "Si\u00e2n  Jones",
        "Sia\u0302n Jones",
        " Si\u00e2n\u00a0Jones",
        "SI\u00c2N JONES",
    ],
)
def test_the_same_word_typed_in_another_way_is_the_same(text):
    """A circumflex is one sign on one keyboard, and two in a text copied from a PDF."""
    plain = "Si\u00e2n Jones"
    assert code_key(text) == code_key(plain) != code_key("Sian Jones")
    assert respondent_key(b"k", "s", "w", text) == respondent_key(b"k", "s", "w", plain)
