"""The level of a self-audit: against a slow version, and what must always hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.audits.rules.instrument import GROUPS, LEVELS
from copro_map.audits.rules.levels import (
    Difference,
    differences,
    next_level,
    principle_levels,
    project_level,
    result,
)
from tests.audits.audit_samples import INSTRUMENT, PRINCIPLES, scores

RANK = {level: place for place, level in enumerate(LEVELS)}
complete = st.fixed_dictionaries(
    {
        g: st.fixed_dictionaries(dict.fromkeys(PRINCIPLES, st.sampled_from(LEVELS)))
        for g in GROUPS
    }  # noqa: E501 - one line to read
)
partial = st.fixed_dictionaries(
    {
        g: st.dictionaries(st.sampled_from(PRINCIPLES), st.sampled_from(("", *LEVELS)))
        for g in GROUPS
    }  # noqa: E501 - one line to read
)
needed = st.integers(1, len(PRINCIPLES)).map(
    lambda n: INSTRUMENT.model_copy(update={"principles_needed": n})
)


def slow_level(instrument, given_scores) -> str:
    """Try each level from the top: do enough principles reach it, in both groups?"""
    for group in GROUPS:
        for principle in PRINCIPLES:
            if not given_scores.get(group, {}).get(principle):
                return ""
    for level in ("transformative", "intermediate", "basic"):
        reached = 0
        for principle in PRINCIPLES:
            both = [given_scores[group][principle] for group in GROUPS]
            if all(RANK[own] >= RANK[level] for own in both):
                reached += 1
        if reached >= instrument.principles_needed:
            return level
    raise AssertionError


@given(needed, complete)
def test_the_level_is_that_of_the_slow_version(instrument, given_scores):
    assert project_level(instrument, given_scores) == slow_level(
        instrument, given_scores
    )


@given(partial)
def test_an_incomplete_audit_has_no_level(given_scores):
    level = project_level(INSTRUMENT, given_scores)
    assert level == slow_level(INSTRUMENT, given_scores)
    assert result(INSTRUMENT, given_scores).level == level
    standing = principle_levels(INSTRUMENT, given_scores)
    assert tuple(standing) == PRINCIPLES
    for principle, own in standing.items():
        both = [given_scores[group].get(principle, "") for group in GROUPS]
        lower = min(both, key=RANK.__getitem__) if all(both) else ""
        assert own == lower


@given(needed, complete, st.sampled_from(GROUPS), st.sampled_from(PRINCIPLES))
def test_a_higher_score_never_lowers_the_level(
    instrument, given_scores, group, principle
):
    before = project_level(instrument, given_scores)
    for level in LEVELS[RANK[given_scores[group][principle]] :]:
        own = given_scores[group] | {principle: level}
        higher = project_level(instrument, given_scores | {group: own})
        assert RANK[higher] >= RANK[before]


@given(complete, st.permutations(PRINCIPLES))
def test_the_order_of_the_principles_does_not_matter(given_scores, order):
    moved = {g: {p: own[p] for p in order} for g, own in given_scores.items()}
    principles = {p: INSTRUMENT.principles[p] for p in order}
    shuffled = INSTRUMENT.model_copy(update={"principles": principles})
    assert project_level(shuffled, moved) == project_level(INSTRUMENT, given_scores)
    assert set(differences(shuffled, moved)) == set(
        differences(INSTRUMENT, given_scores)
    )


@given(complete)
def test_swapping_the_groups_keeps_the_level_and_turns_the_differences(given_scores):
    one, other = GROUPS
    swapped = {one: given_scores[other], other: given_scores[one]}
    before, after = (result(INSTRUMENT, x) for x in (given_scores, swapped))
    assert (after.level, after.standing) == (before.level, before.standing)
    turn = {one: other, other: one}
    assert after.differences == tuple(
        replace(x, higher=turn[x.higher]) for x in before.differences
    )


@given(needed, complete)
def test_raising_what_holds_back_reaches_the_next_level_and_no_less_does(
    instrument, given_scores
):
    step = next_level(instrument, given_scores)
    level = project_level(instrument, given_scores)
    if level == LEVELS[-1]:
        assert step is None
        return
    assert RANK[step.level] == RANK[level] + 1
    assert 1 <= step.needed <= len(step.held)

    def raised(number: int) -> str:
        own = {g: dict(given_scores[g]) for g in GROUPS}
        for principle, groups in list(step.held.items())[:number]:
            for group in groups:
                assert RANK[own[group][principle]] < RANK[step.level]
                own[group][principle] = step.level
        return project_level(instrument, own)

    assert raised(step.needed) == step.level
    assert raised(step.needed - 1) == level


@given(complete)
def test_the_widest_difference_comes_first(given_scores):
    found = differences(INSTRUMENT, given_scores)
    steps = [one.steps for one in found]
    assert steps == sorted(steps, reverse=True)
    apart = {
        p: RANK[given_scores["citizens"][p]] - RANK[given_scores["professionals"][p]]
        for p in PRINCIPLES
    }
    assert {one.principle: one.steps for one in found} == {
        p: abs(n) for p, n in apart.items() if n
    }
    for one in found:
        assert (one.higher == "citizens") == (apart[one.principle] > 0)


EXAMPLES = [
    ("bbbbb", "ttttt", "basic"),
    ("iiibb", "iiibb", "intermediate"),
    ("iiibb", "iibbb", "basic"),
    ("tttbb", "tttbb", "transformative"),
    ("ttibb", "tttbb", "intermediate"),
    ("ttttt", "tttt.", ""),
]


@pytest.mark.parametrize(("citizens", "professionals", "level"), EXAMPLES)
def test_examples_by_hand(citizens, professionals, level):
    assert project_level(INSTRUMENT, scores(citizens, professionals)) == level


def test_what_the_next_level_asks_by_hand():
    found = result(INSTRUMENT, scores("iibtb", "itbib"))
    assert found.level == "intermediate"
    assert found.differences == (
        Difference("networks", 1, "professionals"),
        Difference("trust", 1, "citizens"),
    )
    step = found.next_level
    assert (step.level, step.needed) == ("transformative", 3)
    assert list(step.held.items()) == [
        ("strengths", GROUPS),
        ("networks", ("citizens",)),
        ("what_matters", GROUPS),
        ("trust", ("professionals",)),
        ("change", GROUPS),
    ]


def test_what_only_one_group_scored_is_no_difference():
    found = result(INSTRUMENT, scores("t....", ".b..."))
    assert found.differences == ()
    assert found.next_level is None
    assert set(found.standing.values()) == {""}
