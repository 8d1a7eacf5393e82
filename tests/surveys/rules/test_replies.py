"""Replies: who counts, and each figure against a slow count, reply by reply."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.base.i18n import Label
from copro_map.base.superseded import counting, in_force
from copro_map.surveys.rules.instrument import Option, Question, Survey
from copro_map.surveys.rules.release import stages_of
from copro_map.surveys.rules.replies import figure_of

ROLES = ("citizen", "provider", "frontline")
OPTIONS = tuple(
    Option(id=one, label=Label(one, one), positive=one in ("much", "little"))
    for one in ("much", "little", "same", "less", "dont_know")
)
CHANGE = Question.model_construct(
    id="change", kind="one", options=OPTIONS, roles=("citizen", "provider")
)
USED = Question.model_construct(id="used", kind="many", options=OPTIONS, roles=ROLES)
CHOICE = st.sampled_from([one.id for one in OPTIONS])
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "change": CHOICE.map(lambda one: (one,)),
        "used": st.lists(CHOICE, unique=True, max_size=5).map(tuple),
        "other": st.just(("much",)),
    },
)
REPLIES = st.lists(st.tuples(st.sampled_from(ROLES), ANSWERS), max_size=40)
INVITED = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 99))


def slow_figure(rows, question, role):
    """Positive and answered of a role, counted on the fingers."""
    said = answered = 0
    for who, given_answers in rows:
        chosen = given_answers.get(question.id)
        if who != role or not chosen:
            continue
        answered += 1
        if any(one.positive and one.id in chosen for one in question.options):
            said += 1
    return said, answered


def found_in(rows, question, invited):
    """The figure of a wave that has closed with these replies."""
    wave = {"closes_on": "2027-03-31", "entered_on": "2027-03-01"}
    records = [
        {
            "id": 7 + number,
            "role": role,
            "respondent": f"{number}",
            "answers": given_answers,
            "status": "checked",
            "entered_on": "2027-03-02",
            "supersedes": None,
            "batch": 7,
        }
        for number, (role, given_answers) in enumerate(rows)
    ]
    survey = Survey.model_construct(questions={question.id: question})
    (*_, last) = stages_of([wave], records, survey)
    return figure_of(last.shown[question.id], invited)


@given(rows=REPLIES, invited=INVITED)
def test_a_figure_is_what_a_slow_count_finds(rows, invited):
    for question in (CHANGE, USED):
        found = found_in(rows, question, invited)
        expected = {
            role: (*slow_figure(rows, question, role), invited.get(role))
            for role in question.roles
        }
        assert dict(found.by_role) == expected
        assert list(found.by_role) == list(question.roles)
        assert found.numerator == sum(said for said, _, _ in expected.values())
        assert found.n == found.denominator == sum(n for _, n, _ in expected.values())
        known = all(role in invited for role in question.roles)
        total = sum(invited.get(role, 0) for role in question.roles)
        assert found.invited == (total if known else None)


def test_who_does_not_know_counts_and_who_left_it_out_does_not():
    rows = [
        ("citizen", {"change": ("much",)}),
        ("citizen", {"change": ("dont_know",)}),
        ("citizen", {"change": ()}),
        ("citizen", {"used": ("much",)}),
        ("frontline", {"change": ("much",)}),  # is not asked
    ]
    found = found_in(rows, CHANGE, {"citizen": 9, "provider": 0})
    assert (found.numerator, found.denominator, found.invited) == (1, 2, 9)
    assert found.by_role == {"citizen": (1, 2, 9), "provider": (0, 0, 0)}


def test_one_who_chose_two_positive_options_is_one():
    rows = [("citizen", {"used": ("much", "little", "same")})]
    found = found_in(rows, USED, {})
    assert (found.numerator, found.denominator) == (1, 1)


HISTORY = pd.DataFrame(
    {
        "entered_on": ["2027-03-01", "2027-03-01", "2027-03-05", "2027-03-09"],
        "supersedes": pd.array([None, None, 1, 3], "Int64"),
        "status": ["checked", "checked", "checked", "withdrawn"],
    },
    index=[1, 2, 3, 4],
)


@pytest.mark.parametrize(
    ("day", "forced", "count"),
    [
        (date(2027, 2, 28), [], []),
        (date(2027, 3, 1), [1, 2], [1, 2]),
        (date(2027, 3, 4), [1, 2], [1, 2]),
        (date(2027, 3, 5), [2, 3], [2, 3]),
        (date(2027, 3, 9), [2, 4], [2]),
    ],
)
def test_what_counts_as_at_a_day_is_in_force_and_not_withdrawn(day, forced, count):
    assert list(in_force(HISTORY, day).index) == forced
    assert list(counting(HISTORY, day).index) == count


CHAINS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.booleans()), max_size=20
)


@given(doings=CHAINS)
def test_the_last_word_of_each_respondent_counts(doings):
    """The model: whoever spoke last, unless to withdraw."""
    day, last, rows = date(2027, 3, 1), {}, []
    for later, who, withdrawn in doings:
        day += timedelta(later)
        status = "withdrawn" if withdrawn else "checked"
        rows.append((day.isoformat(), last.get(who), status, who))
        last[who] = len(rows)
    columns = ["entered_on", "supersedes", "status", "who"]
    history = pd.DataFrame(rows, columns=columns, index=range(1, len(rows) + 1))
    for when in {row[0] for row in rows}:
        spoke = {row[3]: (row[2], number) for number, row in enumerate(rows, start=1)
                 if row[0] <= when}  # fmt: skip
        expected = sorted(n for status, n in spoke.values() if status == "checked")
        found = counting(history, date.fromisoformat(when))
        assert sorted(found.index) == expected
