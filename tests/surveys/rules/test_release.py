"""What is shown of a wave, and since when: attacked by stories told at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from copro_map.base.statistics.intervals import LOW
from copro_map.surveys import by_role, figures
from copro_map.surveys.rules import release
from copro_map.surveys.rules.release import may_change, stages
from copro_map.surveys.waves import load_surveys
from tests.conftest import PROJECT
from tests.examples import times
from tests.surveys.waves_at_random import (
    CLOSES,
    ROLES,
    WAVES,
    Story,
    given_away,
    published,
    story,
    survey_folder,
)

SAMPLE = range(times(40))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """An installation with the survey of the stories."""
    folder = survey_folder(tmp_path_factory.mktemp("stories") / "data")
    return replace(PROJECT, data_dir=folder)


@pytest.mark.parametrize("tenth", range(10))
def test_no_three_numbers_give_anybody_away(here, monkeypatch, tenth):
    for seed in SAMPLE[tenth::10]:
        assert not given_away(seed, here, monkeypatch), seed


def test_the_stories_publish_much_of_every_kind(here, monkeypatch):
    """An attack on nothing would always fail."""
    kinds = {"more than one stage": 0, "a role": 0, "a bound": 0, "who waits": 0}
    for seed in range(20):
        told = published(story(seed), here, monkeypatch)["a"]
        totals = {x.people for x in told if x.group not in ROLES}
        kinds["more than one stage"] += len(totals) > 1
        kinds["a role"] += any(x.group in ROLES for x in told)
        (*_, last) = stages(WAVES, story(seed).frame(99), load_surveys(here.data_dir))[
            "s", "w"
        ]
        kinds["who waits"] += bool(last.waiting["a"])
        kinds["a bound"] += any(x.said is None for x in told)
    assert min(kinds.values()) >= 3, kinds


# Rules that are wrong, one of them our own until November 2026: the attack finds each.


def by_role_of_the_wave(asked):
    """Ten people of a role came or changed: then it changes in every question."""
    for role in ROLES:
        cells = [one.cells[role] for one in asked if role in one.cells]
        people = frozenset().union(*(cell.waiting for cell in cells))
        was_shown = any(cell.shown for one in asked for cell in one.cells.values())
        if not was_shown or len(people) >= LOW:
            for cell in cells:
                cell.take()


def by_question(asked):
    """Ten answers to a question came or changed, whatever the role."""
    for one in asked:
        waiting = sum(len(cell.waiting) for cell in one.cells.values())
        was_shown = any(cell.shown for cell in one.cells.values())
        for cell in one.cells.values():
            if not was_shown or waiting >= LOW:
                cell.take()


def at_once(asked):
    """Nothing waits."""
    for one in asked:
        for cell in one.cells.values():
            cell.take()


def found_in(here, clock, seeds) -> int:
    count = 0
    for seed in seeds:
        try:
            count += bool(given_away(seed, here, clock))
        except AssertionError:
            count += 1
    return count


def ten_of_one_mind(shown, now, **_):
    """Those who came late may all say the same."""
    return may_change(shown, now, published=False)


@pytest.mark.parametrize(
    ("where", "name", "wrong"),
    [
        (release, "settle", by_role_of_the_wave),
        (release, "settle", by_question),
        (release, "settle", at_once),
        (release, "may_change", ten_of_one_mind),
        # A page that takes no later day helps nobody if the answer takes it.
        (figures, "known_by", lambda day: day),
        (by_role, "bound_of", lambda *_: ""),
    ],
)
def test_the_attack_finds_a_rule_that_is_wrong(here, monkeypatch, where, name, wrong):
    monkeypatch.setattr(where, name, wrong)
    assert found_in(here, monkeypatch, (14, 15, 19))


# What was shown stays shown.


@pytest.mark.parametrize("seed", range(12))
def test_what_is_entered_later_changes_nothing(here, seed):
    told, surveys = story(seed), load_surveys(here.data_dir)
    whole = stages(WAVES, told.frame(99), surveys)["s", "w"]
    closed = [n for n, day in enumerate(told.batches, start=1) if day >= CLOSES]
    assert closed
    for batches in closed:
        before = stages(WAVES, told.frame(batches), surveys)["s", "w"]
        assert whole[: len(before)] == before


def wave_rows(*closings):
    """A wave that is corrected: when it closes, by the day on which that was said."""
    frame = pd.concat([WAVES] * len(closings), ignore_index=True)
    frame["entered_on"] = [said.isoformat() for said, _ in closings]
    frame["closes_on"] = [closes.isoformat() for _, closes in closings]
    return frame


def test_a_wave_that_is_opened_again_forgets_nothing(here):
    again = wave_rows((date(2027, 3, 1), CLOSES), (date(2027, 4, 1), date(2027, 4, 5)))
    told = Story()
    told.batches.append(date(2027, 3, 2))
    for person in range(12):
        answer = "yes" if person < 5 else "no"
        told.tell(person, "citizen", {"a": (answer,)}, "checked")
    told.batches.append(date(2027, 4, 2))
    told.tell(30, "citizen", {"a": ("yes",)}, "checked")
    found = stages(again, told.frame(9), load_surveys(here.data_dir))["s", "w"]
    assert [one.day for one in found] == ["2027-03-31", "2027-04-05"]
    assert {len(one.replies) for one in found} == {12}
    assert found[-1].waiting["a"] == {"30"}


def test_no_replies_are_stages_of_nobody(here):
    (nobody,) = {
        len(one.replies)
        for one in stages(WAVES, story(1).frame(0), load_surveys(here.data_dir))[
            "s", "w"
        ]
    }
    assert nobody == 0


def test_a_survey_that_is_not_there_has_no_stages():
    assert stages(WAVES, story(1).frame(9), {}) == {("s", "w"): []}
