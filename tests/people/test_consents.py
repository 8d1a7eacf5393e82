"""What somebody agrees to: kept by field with the words, counted, withdrawn."""

from __future__ import annotations

from datetime import date

import pytest

from copro_map.base.config import load_settings
from copro_map.base.store.connection import reading, writing
from copro_map.people.consents import (
    ConsentError,
    consents_by,
    consents_of,
    count_consents,
    keep_consents,
    let_consents_go,
    take_back,
    wording,
    wordings,
)
from copro_map.people.rules.consents import AGREED, Wording, in_force, wording_on

DAY, LATER = date(2026, 11, 30), date(2026, 12, 5)
WHO = "mair@example.org"
SETTINGS = load_settings({})


@pytest.fixture
def agree(here):
    def do(*fields: str, who: str = WHO, channel="form", version: str = "v1") -> None:
        with writing(here.database) as database:
            keep_consents(database, "c-mair", fields, version, "cy", DAY, who, channel)

    return do


def now(here):
    with reading(here.database) as database:
        return in_force(consents_of(database, "c-mair"))


@pytest.mark.parametrize("version", wordings(SETTINGS))
def test_every_sentence_is_there_in_both_languages_and_says_who_agrees(version):
    found = wordings(SETTINGS)[version]
    for field in AGREED:
        sentence = found.sentence(field)
        assert sentence.en.endswith(".")
        assert sentence.cy.endswith(".")
        assert sentence.en != sentence.cy
    assert "district" in found.where.en


def test_the_newest_words_by_then_are_asked():
    first = wording(SETTINGS, date(2026, 11, 29))
    later = Wording(**{**dict(first), "id": "v2", "since": LATER})
    both = [later, first]
    assert wording_on(both, date(2020, 1, 1)).id == first.id
    assert wording_on(both, date(2026, 12, 4)).id == first.id
    assert wording_on(both, LATER).id == "v2"


def test_what_the_form_agrees_to_counts_once_its_version_is_accepted(here, agree):
    agree("name", "website")
    agree("name", "where")  # what was sent last counts; twice is fine
    agree("name", "where")
    assert not now(here)
    with writing(here.database) as database:
        count_consents(database, "c-mair", "somebody.else@example.org")
    assert not now(here)
    with writing(here.database) as database:
        count_consents(database, "c-mair", "MAIR@example.org")
    assert now(here) == {"name", "where"}
    with reading(here.database) as database:
        kept = consents_of(database, "c-mair")
        assert [(x.field, x.wording, x.language, x.given_on) for x in kept] == [
            ("name", "v1", "cy", "2026-11-30"),
            ("where", "v1", "cy", "2026-11-30"),
        ]
        assert consents_by(database, WHO) == kept
        assert not consents_by(database, "other@example.org")
        text = "".join(str(row) for row in database["consent"].rows)
    assert WHO not in text


def test_what_comes_with_a_declined_version_is_forgotten(here, agree):
    agree("name", channel="my_page")
    agree("website")
    with writing(here.database) as database:
        let_consents_go(database, "c-mair", WHO)
        assert [x.field for x in consents_of(database, "c-mair")] == ["name"]


def test_withdrawn_is_withdrawn_from_whoever_it_came_until_agreed_anew(here, agree):
    agree("name", "website", channel="my_page")
    agree("name", who="desk@example.org", channel="desk")
    with writing(here.database) as database:
        assert take_back(database, "c-mair", ["name"], LATER) == ("name",)
        assert take_back(database, "c-mair", ["name"], LATER) == ()
    assert now(here) == {"website"}
    with reading(here.database) as database:
        days = [x.withdrawn_on for x in consents_of(database, "c-mair")]
    assert sorted(days) == ["", "2026-12-05", "2026-12-05"]
    agree("name", channel="my_page")
    assert now(here) == {"name", "website"}


def test_nobody_agrees_to_what_is_not_asked(agree):
    with pytest.raises(ConsentError, match="telephone"):
        agree("name", "telephone")
