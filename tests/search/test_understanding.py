"""What is typed as people type it: what to look for, where, and what only asks."""

from __future__ import annotations

import pytest

from copro_map.base.i18n import explain
from copro_map.geography.areas import load_layers
from copro_map.search.addressed import check_place
from copro_map.search.rules.query import Query, QueryError
from copro_map.search.search import all_assets, search
from copro_map.search.understanding import Understood, understand
from copro_map.search.wording import begun_in_words

TYPED = {
    "young people Swansea": ("young people", "Swansea", ()),
    "pobl ifanc yn Abertawe": ("pobl ifanc", "Abertawe", ()),
    "gofalwyr yng Ngheredigion": ("gofalwyr", "Ngheredigion", ()),
    "who offers training in Gwynedd": ("training", "Gwynedd", ("who", "offers")),
    "timebank": ("timebank", "", ()),
    "SY23 1AB repair": ("repair", "SY23 1AB", ()),
    "youth LL57": ("youth", "LL57", ()),
    "bwyd yn Ngaerdydd": ("bwyd", "Ngaerdydd", ()),
    "gofalwyr o Gaergybi": ("gofalwyr", "Gaergybi", ()),
    "Llanelli area": ("", "Llanelli", ()),
    "o gwmpas Llanelli": ("", "Llanelli", ()),
    "transport in the valleys": ("transport", "the valleys", ()),
    "hyfforddiant gogledd cymru": ("hyfforddiant", "gogledd cymru", ()),
    "mental health BCUHB": ("mental health", "BCUHB", ()),
    "food RCT": ("food", "RCT", ()),
    "dementia y Fro": ("dementia", "y Fro", ()),
    "food Newport, Pembrokeshire": ("food", "Newport, Pembrokeshire", ()),
    "timebank near Machynleth": ("timebank", "Machynleth", ()),
    '"young people" Swansea': ('"young people"', "Swansea", ()),
    '"Swansea"': ('"Swansea"', "", ()),
    "Who is there in Swansea?": ("", "Swansea", ("Who", "is", "there")),
    "co-production in Wales": ("co-production", "", ("in Wales",)),
    "52.41, -4.08": ("", "52.41, -4.08", ()),
    "SH 609 543": ("", "SH 609 543", ()),
    # Words of every day that are also places, and names of those who are on the map.
    "carers mold": ("carers mold", "", ()),
    "carers Mold": ("carers", "Mold", ()),
    "hope for carers": ("hope carers", "", ("for",)),
    "projects in Hope": ("projects", "Hope", ()),
    "a bold plan": ("bold plan", "", ("a",)),
    "living near nature": ("living near nature", "", ()),
    "Cartrefi Conwy": ("Cartrefi Conwy", "", ()),
    "Interlink RCT": ("Interlink RCT", "", ()),
    "Cardiff University": ("Cardiff University", "", ()),
    "training offers in Gwynedd": ("training offers", "Gwynedd", ()),
    "who": ("who", "", ()),
    # Names of places that were not typed to the end; words that begin some are none.
    "Machynll": ("", "Machynll", ()),
    "food Machynll": ("food", "Machynll", ()),
    "gofalwyr ger Aberyst": ("gofalwyr", "Aberyst", ()),
    '"Machynll"': ('"Machynll"', "", ()),
    "Aberys": ("", "Aberys", ()),
    "Llanf": ("Llanf", "", ()),
    "green": ("green", "", ()),
    "over": ("over", "", ()),
    "": ("", "", ()),
}


def test_a_place_and_what_only_asks_are_taken_out(network):
    found = {typed: understand(network, typed) for typed in TYPED}
    assert found == {typed: Understood(*told) for typed, told in TYPED.items()}


ALIKE = [
    ("timebank", "timebanks"),
    ("library", "libraries"),
    ("gardd", "gerddi"),
    ("garddio", "arddio"),
    ("gofalwr", "gofalwyr"),
    ("gofalwyr", "ofalwyr"),
    ("housing association", "housing associations"),
    ("Caergybi", "Holyhead"),
    ("youth", "ieuenctid"),
    ("elderly", "henoed"),
    ("banc bwyd", "food bank"),
    ("sied dynion", "siediau dynion"),
    ("child", "children"),
]


def test_one_and_many_and_what_means_the_same_find_the_same(network):
    assets = all_assets(network)

    def ids(text):
        return set(search(network, Query(text=text, as_typed=True), assets).hits.index)

    for one, other in ALIKE:
        assert ids(one) == ids(other) != set(), (one, other)


@pytest.mark.parametrize("word", ["Cyllidwr", "funder", "mentora", "mentoring"])
def test_every_vocabulary_is_searched_in_both_languages(network, word):
    assets = all_assets(network)
    found = search(network, Query(text=word), assets).hits
    column, code = (
        ("sector", "funder")
        if word.casefold() in ("cyllidwr", "funder")
        else ("exchange_category", "mentoring")
    )
    expected = set(assets.index[assets[column] == code])
    assert expected <= set(found.index)
    assert expected


def test_what_was_typed_comes_before_what_means_the_same(network):
    assets = all_assets(network)
    found = search(network, Query(text="youth"), assets).hits
    text = (assets["name_en"] + " " + assets["description_en"]).str.lower()
    says = [" youth" in f" {text[one]}" for one in found.index]
    assert 0 < sum(says) < len(says)
    assert says == sorted(says, reverse=True)


def test_close_ones_follow_if_few_have_all_the_words_and_say_what_they_lack(network):
    assets = all_assets(network)
    answer = search(network, Query(text="timebank zzzz Swansea"), assets)
    assert not len(answer.found)
    rows = answer.also.rows()
    assert 0 < len(rows) <= 10
    assert all("zzzz" in missing for missing in rows["missing"])
    lacks_place = ["Swansea" in missing for missing in rows["missing"]]
    assert lacks_place == sorted(lacks_place)
    assert set(rows.index) <= set(
        search(network, Query(text="timebank"), assets).hits.index
    )
    assert not len(search(network, Query(text="community"), assets).also)


def test_a_rarer_word_weighs_more(network):
    assets = all_assets(network)
    answer = search(network, Query(text="community allotment zzzz"), assets)
    first = answer.also.rows()["missing"].iloc[0]
    assert "allotment" not in first


def test_as_typed_takes_nothing_out(network):
    assets = all_assets(network)
    typed = Query(text="carers in Swansea", as_typed=True)
    answer = search(network, typed, assets)
    assert answer.understood == Understood("carers in Swansea", "", ())
    assert answer.place is None
    near = search(network, Query(text="food Swansea", near="Bangor"), assets)
    assert near.understood == Understood("food Swansea", "Bangor", ())


@pytest.mark.parametrize("asked", [{"text": "Machynll"}, {"near": "Machynll"}])
def test_a_name_that_was_begun_is_answered_as_the_place_and_told(network, asked):
    assets, layers = (
        all_assets(network),
        load_layers(network.boundaries_dir, network.data_dir),
    )
    begun = search(network, Query(**asked), assets)
    whole = search(network, Query(near="Machynlleth"), assets)
    assert list(begun.hits.index) == list(whole.hits.index)
    assert 0 < len(begun.found) < len(assets)
    assert begun_in_words(begun, layers) == "Machynll: taken for Machynlleth."
    assert begun_in_words(whole, layers) == ""


def test_a_program_is_told_what_may_be_meant_by_a_name_that_was_begun(network):
    answer = search(network, Query(near="Machynll"), all_assets(network))
    with pytest.raises(QueryError) as told:
        check_place(network, answer)
    assert (
        explain(told.value, "en") == "Machynll: not known. Did you mean: Machynlleth?"
    )
