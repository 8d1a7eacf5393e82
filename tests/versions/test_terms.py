"""How an offer is done and when, as it waits at the desk, is changed and accepted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from copro_map.assets.rules.fields import FIELDS
from copro_map.base.definitions import load_definitions
from copro_map.base.i18n import explain, language_in_force
from copro_map.people.rules.permissions import MACHINE
from copro_map.versions.deciding import decide
from copro_map.versions.in_words import Words, lines
from copro_map.versions.rules.typed import as_held, changed
from copro_map.versions.rules.versions import Decision, VersionError
from tests.samples import query
from tests.versions.conftest import NEW, NOW

TODAY = NOW.date()
OF = {field.name: field for field in FIELDS}
TERMS = {
    **{"way": "either", "spoken": "cy", "capacity": 3},
    **{"opens": "2026-12-10", "closes": "2027-01-31"},
}
SAID = "SELECT way, spoken, capacity, opens, closes FROM asset WHERE id = ?"


@pytest.fixture
def offer(new):
    told = {**new.given, "kind": "offer", "exchange_category": "venue", **TERMS}
    return replace(new, given=told)


def test_what_is_accepted_has_them_and_the_page_knows_when(network, sends, offer):
    decide(network, MACHINE, sends(offer), Decision("accepted", 1), NOW)
    assert query(network.database, SAID, NEW) == [tuple(TERMS.values())]
    known = "SELECT opens_on, closes_on FROM asset_public WHERE id = ?"
    assert query(network.database, known, NEW) == [("2026-12-10", "2027-01-31")]


def test_a_steward_reads_all_of_them_in_both_languages(network, offer, layers):
    told = Words(load_definitions(network.data_dir), layers)
    expected = {
        "en": ["In person or online", "In Welsh", "3", "10 December 2026"],
        "cy": ["Wyneb yn wyneb neu ar-lein", "Yn Gymraeg", "3", "10 Rhagfyr 2026"],
    }
    for language, words in expected.items():
        with language_in_force(language):
            found = lines(offer.given, {}, told)
        said = ["".join(p.text for p in x.sides[0].now) for x in found]
        assert [x for x in words if x in said] == words
        assert len({x.label for x in found}) == len(found)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kind": "request"}, "Only an offer says for how many"),
        ({"kind": "project", "exchange_category": ""}, "Only an offer or a request"),
        ({"closes": "2026-12-09"}, "closes before it opens"),
        ({"closes": "9999-12-31"}, "closes"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 1000}, "capacity"),
        ({"spoken": "fr"}, "spoken"),
    ],
)
def test_what_does_not_fit_is_not_accepted_and_waits(
    network, sends, offer, given, told
):
    number = sends(replace(offer, given={**offer.given, **given}))
    with pytest.raises(VersionError, match=told) as refused:
        decide(network, MACHINE, number, Decision("accepted", 1), NOW)
    with language_in_force("cy"):
        assert explain(refused.value) != str(refused.value)
    waits = "SELECT state FROM version_sent WHERE number = ?"
    assert query(network.database, waits, number) == [("waiting",)]


@pytest.mark.parametrize("typed", ["0", "1000", "two", "1.5", "-1"])
def test_a_number_that_is_none_is_said_to_whoever_types_it(typed):
    with pytest.raises(VersionError, match="from 1 to 99"):
        as_held(OF["capacity"], typed)


def test_what_is_typed_is_held_as_it_is_kept_and_a_day_may_go():
    assert as_held(OF["capacity"], "12") == 12
    assert as_held(OF["closes"], date(2027, 1, 31)) == "2027-01-31"
    assert as_held(OF["closes"], None) == ""
    assert changed(TERMS, {**TERMS, "closes": ""}, TODAY) == {"closes": ""}
    with pytest.raises(VersionError, match="is past already"):
        changed(TERMS, {**TERMS, "closes": "2026-11-01"}, TODAY)
    with pytest.raises(VersionError, match="in which language"):
        changed(TERMS, {**TERMS, "spoken": ""}, TODAY)
    assert changed({"spoken": ""}, {"spoken": ""}, TODAY) == {}
