"""The widest difference between the groups, against a slow version that tries all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from copro_map.audits.rules.instrument import GROUPS, LEVELS
from copro_map.audits.rules.levels import result
from copro_map.audits.rules.steps import first_open, last, stops
from copro_map.audits.words import widest_sentence
from tests.audits.audit_samples import INSTRUMENT, PRINCIPLES, answers, scores

letters = st.text("bit.", min_size=len(PRINCIPLES), max_size=len(PRINCIPLES))


def slow(own: dict[str, dict[str, str]]) -> str:
    """The same sentence from every pair of levels, one principle after the other."""
    found: list[tuple[int, str]] = []
    for name in PRINCIPLES:
        given_levels = [own[group].get(name, "") for group in GROUPS]
        if all(given_levels):
            low, high = sorted(LEVELS.index(x) for x in given_levels)
            found.append((high - low, name))
    if not found:
        return ""
    steps = max(apart for apart, _ in found)
    if steps == 0:
        is_whole = len(found) == len(PRINCIPLES)
        return (
            "No difference: both groups agree on every principle."
            if is_whole
            else "No difference so far, among what both groups have scored."
        )
    first, *others = [name for apart, name in found if apart == steps]
    citizens, professionals = (
        INSTRUMENT.levels[own[group][first]].en for group in GROUPS
    )
    said = (
        f"Widest difference: {INSTRUMENT.principles[first].short.en}. "
        f"Citizens: {citizens}. Professionals: {professionals}."
    )
    names = ", ".join(INSTRUMENT.principles[x].short.en for x in others)
    return f"{said} Just as wide: {names}." if others else said


@given(letters, letters)
def test_the_widest_difference_is_the_widest(citizens, professionals):
    own = scores(citizens, professionals)
    assert widest_sentence(INSTRUMENT, own, result(INSTRUMENT, own)) == slow(own)


@given(letters, letters, st.sets(st.sampled_from(GROUPS)))
def test_whoever_goes_on_comes_to_the_first_step_where_something_is_missing(
    citizens, professionals, counted
):
    given_now = answers(
        citizens, professionals, people=dict.fromkeys(sorted(counted), 3)
    )
    number = first_open(INSTRUMENT, given_now)
    missing = [
        *([1] if len(counted) < len(GROUPS) else []),
        *(
            at
            for at, (one, other) in enumerate(
                zip(citizens, professionals, strict=True), start=2
            )
            if "." in (one, other)
        ),
    ]
    assert number == (min(missing) if missing else last(INSTRUMENT))
    assert all(one.done for one in stops(INSTRUMENT, given_now)) == (not missing)
