"""Words of two languages, mutated or many, find the same entries as each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from copro_map.assets.face import Asset, save_entries
from copro_map.base.asking import leave_out
from copro_map.base.config import load_settings
from copro_map.base.definitions import load_definitions
from copro_map.base.names import fold
from copro_map.base.store.connection import writing
from copro_map.search.meaning import SAID, load_wording
from copro_map.search.rules.query import Query
from copro_map.search.search import all_assets, search

TODAY = date(2026, 11, 22)
DATA = load_settings({})
# What somebody types, and the same in the other language as somebody else types it.
PAIRS = (
    ("mentoring", "mentora"), ("mentoring", "fentora"), ("mentors", "fentor"),
    ("volunteering", "gwirfoddoli"), ("volunteering", "wirfoddoli"),
    ("volunteers", "gwirfoddolwyr"), ("volunteers", "wirfoddolwyr"),
    ("equipment", "cyfarpar"), ("equipment", "gyfarpar"),
    ("equipment", "offer a chyfarpar"), ("transport", "cludiant"),
    ("transport", "gludiant"), ("transport", "drafnidiaeth"), ("lifts", "lifft"),
    ("training and consultancy", "hyfforddiant ac ymgynghoriaeth"),
    ("consultancy", "ymgynghoriaeth"), ("training", "hyfforddiant"),
    ("partnership working", "gweithio mewn partneriaeth"),
    ("partnership", "bartneriaeth"), ("partnership", "phartneriaeth"),
    ("research and evaluation", "ymchwil a gwerthuso"), ("evaluation", "werthuso"),
    ("communications", "chyfathrebu"), ("social media", "cyfryngau cymdeithasol"),
    ("venue", "lle cyfarfod"), ("venues", "neuadd"), ("resources", "adnoddau"),
    ("advice", "gynghori"), ("offers", "cynigion"), ("offers", "gynigion"),
    ("request", "geisiadau"), ("projects", "brosiectau"), ("project", "phrosiect"),
    ("practitioners", "ymarferwyr"), ("team", "tîm"), ("team", "dîm"),
    ("individuals", "unigolion"), ("third sector organisation",
    "sefydliad trydydd sector"), ("housing association", "gymdeithas dai"),
    ("housing", "dai"), ("community group", "grwpiau cymunedol"),
    ("social enterprise", "fenter gymdeithasol"), ("university", "brifysgol"),
    ("local authority", "awdurdodau lleol"), ("co-design", "gyd-ddylunio"),
    ("co-commission", "cyd-gomisiynu"), ("older people", "bobl hŷn"),
    ("carers", "ofalwyr"), ("homelessness", "ddigartrefedd"),
    ("face to face", "wyneb yn wyneb"),
)  # fmt: skip
assert len(set(PAIRS)) == 50
# Words of vocabularies that mean something else too, in one language alone.
MORE_IN_WELSH = {"Advice", "Organisation", "Request", "Requests", "Offers"}
MORE_IN_ENGLISH = {"Offer"}  # is Welsh for equipment


def of_each_word(definitions) -> list[dict[str, object]]:
    """What an entry says that has a word of a vocabulary, for each of them."""
    one = {"kind": "practitioner"}
    exchange = {"kind": "offer"}
    terms = definitions.terms
    return [
        *({"kind": kind} for kind in definitions.kinds),
        *(one | {"themes": (x,)} for x in terms["themes"]),
        *(one | {"sector": x} for x in terms["sectors"]),
        *(one | {"practitioner_type": x} for x in ("organisation", "team")),
        *({"kind": "project", "stages": (x,)} for x in terms["stages"]),
        *(exchange | {"exchange_category": x} for x in terms["exchange_categories"]),
        *(exchange | {"way": x} for x in terms["ways"]),
        *(exchange | {"spoken": x} for x in terms["spoken"]),
    ]


def planted() -> list[Asset]:
    """Return entries that have a word each, or say one in a single language."""
    given = of_each_word(load_definitions(DATA.data_dir))
    said = [
        {"kind": "practitioner", f"description_{language}": f"{text}."}
        for pair in PAIRS
        for language, text in zip(("en", "cy"), pair, strict=True)
    ]
    ids = [f"word-{n}" for n in range(len(given))]
    ids += [f"{english}-{welsh}-{x}" for english, welsh in PAIRS for x in ("en", "cy")]
    same = {"name_en": "Qz", "source_url": "https://example.org/qz"}
    ids.append("council")
    council = {"kind": "practitioner", "name_cy": "Cyngor Dolwen"}
    every = [*given, *said, council]
    return [Asset(id_, same | one) for id_, one in zip(ids, every, strict=True)]


@pytest.fixture(scope="module")
def answers(demonstrated, tmp_path_factory):
    """What finds the ids of the entries that words find, in a database of two."""
    path = tmp_path_factory.mktemp("two") / "copro_map.db"
    planted_in = replace(DATA, database=path)
    with writing(path) as database:
        save_entries(database, planted_in, planted(), TODAY)
    both = {
        "planted": planted_in,
        "demonstration": replace(DATA, database=demonstrated),
    }
    assets = {name: all_assets(one, TODAY) for name, one in both.items()}

    @cache
    def found(name: str, text: str) -> frozenset[str]:
        answer = search(both[name], Query(text=text), assets[name], TODAY)
        return frozenset(answer.hits.index)

    return found


@pytest.mark.parametrize(("english", "welsh"), PAIRS)
def test_a_word_finds_in_both_languages_the_same(answers, english, welsh):
    found = answers("planted", english)
    assert {f"{english}-{welsh}-en", f"{english}-{welsh}-cy"} <= found
    assert found == answers("planted", welsh)
    assert answers("demonstration", english) == answers("demonstration", welsh)


def means(text: str) -> frozenset:
    """What a text means as a whole, as the search box reads it."""
    wording = load_wording(DATA)
    words = fold(text if wording.is_known(text) else leave_out(text)[0]).split()
    runs = (x for x in wording.runs(words) if (x.start, x.end) == (0, len(words)))
    return frozenset(term for run in runs for term in run.terms)


def test_every_word_of_a_vocabulary_means_the_same_in_both_languages():
    definitions = load_definitions(DATA.data_dir)
    labels = [one.label for name in SAID for one in definitions.terms[name].values()]
    labels += [
        x for kind in definitions.kinds.values() for x in (kind.label, kind.plural)
    ]
    for label in labels:
        english, welsh = means(label.en), means(label.cy)
        assert english, label
        assert welsh, label
        assert english <= welsh or label.en in MORE_IN_ENGLISH, label
        assert welsh <= english or label.en in MORE_IN_WELSH, label


@pytest.mark.parametrize(
    ("text", "code"),
    [("mentora ar-lein", "remote"), ("online", "either"), ("o bell", "remote")],
)
def test_how_it_is_done_is_found_by_its_word(answers, text, code):
    entries = {a.id for a in planted() if a.given.get("way") == code}
    assert entries <= answers("planted", text.removeprefix("mentora "))


def test_a_short_word_that_is_known_begins_no_other(answers):
    """Mutants: tîm finds timebanking, hŷn finds "yn", co of co-design finds council."""
    timebank = {a.id for a in planted() if a.given.get("themes") == ("timebanking",)}
    assert timebank <= answers("planted", "timebank")
    assert not timebank & answers("planted", "Tîm")


def test_a_whole_word_of_a_vocabulary_is_not_taken_for_a_question(answers):
    """Mutant: "lle" asks where, and only "cyfarfod" is looked for."""
    venues = {a.id for a in planted() if a.given.get("exchange_category") == "venue"}
    assert venues <= answers("planted", "lle cyfarfod")


def test_who_needs_advice_finds_no_council(answers):
    """Mutant: the label "Cyngor" is looked for in names of councils."""
    assert "council" in answers("planted", "cyngor")
    assert "council" not in answers("planted", "advice")
