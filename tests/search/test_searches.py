"""A hundred searches as people type them, with entries that a person would accept."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date

import pytest

from copro_map.base.i18n import language_in_force
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search
from tests.catalogue import ROOT

TODAY = date(2026, 11, 29)
SEARCHES = ROOT / "tests" / "search" / "searches.csv"
AMONG_THE_FIRST, LEAST_ANSWERED, MOST_APART = 5, 95, 2


def searches() -> list[dict[str, str]]:
    with SEARCHES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first(answer) -> list[str]:
    """The first entries that a visitor sees: those with all the words, then close."""
    ids = [*answer.hits.index]
    if len(answer.also):
        ids += [*answer.also.rows().index]
    return ids[:AMONG_THE_FIRST]


def test_the_same_meanings_are_asked_in_both_languages():
    asked = {(row["meaning"], row["language"]) for row in searches()}
    assert len(asked) == len(searches()) == 100
    assert Counter(language for _, language in asked) == {"en": 50, "cy": 50}


def test_what_people_type_is_answered(network):
    answered, unanswered, known = Counter(), [], set(all_assets(network).index)
    for language in ("en", "cy"):
        with language_in_force(language):
            assets = all_assets(network)
            for row in searches():
                if row["language"] == language:
                    found = first(
                        search(network, Query(text=row["words"]), assets, TODAY)
                    )
                    if set(found) & set(row["accept"].split(";")):
                        answered[language] += 1
                    else:
                        unanswered.append((row["words"], found))
    if len(known) < 300:
        pytest.fail("not all real entries are there")
    assert answered.total() >= LEAST_ANSWERED, unanswered
    assert answered["cy"] >= answered["en"] - MOST_APART, unanswered
