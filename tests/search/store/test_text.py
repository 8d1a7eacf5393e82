"""Finding by words: parsed, in any form of a word, best first, and put right."""

from __future__ import annotations

import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.assets.importing import import_network
from copro_map.base.mutations import forms_of
from copro_map.base.store.connection import reading, writing
from copro_map.base.store.migrations import migrations
from copro_map.base.store.migrations.assets import codes_in_the_index
from copro_map.base.typed import Phrase, parse_text
from copro_map.search.store.spelling import did_you_mean
from copro_map.search.store.text import matching
from tests.conftest import PROJECT
from tests.examples import times
from tests.samples import change, query, real_rows, row, write_csv
from tests.search.store.test_search import ALPHABET, CRAFTED

ROWS = (
    row(id="typed", name_en="One", description_en="A café in Caerdydd."),
    row(id="nasal", name_en="Two", description_cy="Caffi yng Nghaerdydd."),
    row(id="soft", name_en="Gaerdydd Three", description_en="Third."),
    row(id="in-name", name_en="Weaving club", description_en="A club."),
    row(id="in-organisation", name_en="Four", kind="project", organisation="Weaving"),
    row(id="in-description", name_en="Five", description_en="About weaving."),
    row(id="joined", name_en="Six", description_en="A timebank, coproduction."),
    row(id="parted", name_en="Seven", description_en="A time bank, co-production."),
    row(id="apart", name_en="Eight", description_en="A bank of time."),
    row(id="house", name_en="Tŷ'r Gymuned", description_en="People’s house, mill."),
    row(id="town", name_en="Nine", place="Machynlleth", local_authority="Powys"),
    row(id="plants", name_en="Ten", description_en="Planting, planning, a mill."),
    row(id="plant", name_en="Twelve", description_en="Planting."),
    row(id="long-name", name_en="Dolwen Council for Voluntary Service"),
    row(id="hidden", name_en="Eleven", description_en="Secretword zzyzx."),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A few entries of which each test knows what they say."""
    folder = tmp_path_factory.mktemp("text")
    settings = replace(PROJECT, database=folder / "copro_map.db")
    columns = {name: "" for one in ROWS for name in one}
    rows = [columns | one | {"serves": ""} for one in ROWS]
    result = import_network(settings, write_csv(folder / "rows.csv", *rows))
    assert not result.faults
    change(settings.database, "UPDATE asset SET status = 'draft' WHERE id = 'hidden'")
    with reading(settings.database) as database:
        yield database


@pytest.fixture(scope="module")
def real(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("real") / "copro_map.db"
    path.write_bytes(imported.read_bytes())
    with reading(path) as database:
        yield database


def found(database, text) -> list[str]:
    return list(matching(database, text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amser", [("amser",)]),
        ("time bank", [("time",), ("bank",)]),
        ('"time bank"', [("time", "bank")]),
        ("“time bank” now", [("time", "bank"), ("now",)]),
        ("«time bank»", [("time", "bank")]),
        ('"time bank', [("time",), ("bank",)]),
        ('a" "b c" d', [("a",), ("b",), ("c",), ("d",)]),
        ('"" "-" x', [("x",)]),
        ("co-production", [("co",), ("production",)]),
        ("tŷ'r gymuned", [("tŷ",), ("gymuned",)]),
        ("tŷ’r", [("tŷ",)]),
        ("ty\u02bcr", [("ty",)]),
        ("'r", [("r",)]),
        ("O'Brien's", [("O",), ("Brien",)]),
        ('"tŷ’r gymuned"', [("tŷ", "r", "gymuned")]),
        ("ty\u0302", [("tŷ",)]),
        ("q\u0302a", [("qa",)]),
        ("AND OR NOT*", [("AND",), ("OR",), ("NOT",)]),
        ("w " * 30, [("w",)] * 12),
        ('"' + "w " * 30 + '" x', [("w",) * 12]),
        ("x" * 300, [("x" * 200,)]),
        (" " * 300 + "x", [("x",)]),
    ],
)  # fmt: skip
def test_text_is_parsed(text, expected):
    parsed = parse_text(text)
    assert [phrase.words for phrase in parsed] == expected


def test_a_phrase_knows_that_it_was_quoted():
    assert parse_text('"time bank" x') == (
        Phrase(("time", "bank"), quoted=True),
        Phrase(("x",), quoted=False),
    )


@given(st.text())
def test_parsing_leaves_a_few_words_of_letters_and_digits(text):
    words = [word for phrase in parse_text(text) for word in phrase.words]
    assert len(words) <= 12
    assert sum(map(len, words)) <= 200
    assert all(word.isalnum() for word in words)


def test_thousands_of_random_searches_are_answered(small):
    rng = random.Random(11)
    for n in range(times(2500)):
        text = "".join(rng.choices(ALPHABET, k=rng.randint(0, 30)))
        assert isinstance(matching(small, text), dict), text
        if n % 10 == 0:
            assert isinstance(did_you_mean(small, text), str), text


@pytest.mark.parametrize("text", CRAFTED, ids=range(len(CRAFTED)))
def test_crafted_text_is_put_right_or_left(real, text):
    better = did_you_mean(real, text)
    assert better == "" or matching(real, better)


@given(text=st.text(max_size=40))
def test_any_text_is_answered(small, text):
    scores = list(matching(small, text).values())
    assert scores == sorted(scores, reverse=True)
    assert all(1 < score < 3 for score in scores)
    assert isinstance(did_you_mean(small, text), str)


@pytest.mark.parametrize("text", ["Nghaerdydd", "Gaerdydd", "Chaerdydd", "GAERDYDD"])
def test_any_form_of_caerdydd_finds_the_same(small, real, text):
    for database in (small, real):
        assert set(found(database, text)) == set(found(database, "Caerdydd"))
    assert set(found(small, text)) == {"typed", "nasal", "soft"}
    assert found(real, text)


@pytest.mark.parametrize(
    ("text", "first"),
    [("caerdydd", "typed"), ("nghaerdydd", "nasal"), ("gaerdydd", "soft")],
)
def test_the_form_that_was_typed_comes_first(small, text, first):
    scores = matching(small, text)
    best, *others = scores
    assert best == first
    assert scores[best] > 2
    assert len(others) == 2
    assert all(1 < scores[other] < 2 for other in others)


def test_the_name_counts_most_and_the_description_least(small):
    assert found(small, "weaving") == [
        *("named-weaving", "in-name", "in-organisation", "in-description")
    ]


def test_ty_finds_the_house(small, real):
    for text in ("ty", "tŷ", "Tŷ'r", "ty’r", "thŷ", "nhŷ"):
        assert "house" in found(small, text), text
    assert found(real, "ty") == found(real, "tŷ") == found(real, "tŷ’r")


@pytest.mark.parametrize(
    "text", ['"tŷ’r gymuned"', "Tŷ'r Gymuned", "cymuned", "people's"]
)
def test_apostrophes_do_not_count(small, text):
    assert "house" in found(small, text)


@pytest.mark.parametrize(
    ("text", "first"),
    [("timebank", "joined"), ("time bank", None), ("time-bank", None)],
)
def test_joined_and_parted_words_find_each_other(small, text, first):
    answer = found(small, text)
    assert {"joined", "parted"} <= set(answer) <= {"joined", "parted", "apart"}
    if first:
        assert answer[0] == first
    else:
        assert answer[-1] == "joined"


@pytest.mark.parametrize("text", ["coproduction", "co-production", "co production"])
def test_coproduction_with_or_without_a_hyphen(small, real, text):
    assert set(found(small, text)) == {"joined", "parted"}
    assert set(found(real, text)) == set(found(real, "co-production"))


def test_a_phrase_finds_just_those_words(small, real):
    assert found(small, '"time bank"') == ["parted"]
    assert found(small, '"bank time"') == []
    assert found(small, '"Caerdydd"') == ["typed"]
    said = re.compile(r"\btime[\W_]+bank\b", re.IGNORECASE)
    columns = ("name_en", "name_cy", "description_en", "organisation")
    expected = {r["id"] for r in real_rows() if any(said.search(r[c]) for c in columns)}
    assert expected
    assert expected <= set(found(real, '"time bank"'))
    assert set(found(real, '"time bank"')) <= set(found(real, "time bank"))


def test_short_words_in_another_form_do_not_begin_others(real):
    """Mutants: "over" as "gover…" finds government, "land" as "lland…" Llandrindod."""
    texts = query_texts(real)
    for text in ("over", "land", "old", "art", "food"):
        forms = [f"{text}", *(rf"{form}\b" for form in forms_of(text)[1:])]
        any_form = re.compile("|".join(rf"\b{form}" for form in forms))
        meant = {i for i, said in texts.items() if any_form.search(said)}
        assert set(found(real, text)) == meant, text


def query_texts(database) -> dict[str, str]:
    columns = (
        "asset_id, name || ' ' || description || ' ' || organisation || ' ' || place"
    )
    rows = database.execute(f"SELECT {columns} || ' ' || topic FROM asset_text")  # noqa: S608
    return {asset_id: said.casefold() for asset_id, said in rows}


def test_every_word_must_match(small):
    assert found(small, "weaving zzzz") == []
    assert found(small, "weaving club") == ["in-name"]
    assert found(small, "") == found(small, '"!"') == []


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("timebnak", "timebank"),
        ("Tiembank", "Timebank"),
        ("itmebank", "timebank"),
        ("machynleth", "machynlleth"),
        ("Machynleth club", ""),
        ("Nghaerdidd", "Nghaerdydd"),
        ("weavnig club", "weaving club"),
        ('"weavnig club"', '"weaving club"'),
        ("co-productoin!", "co-production!"),
        ("machynll weavnig", ""),
        ("millx", "mill"),
        ("coprodcution", "coproduction"),
        ("weaving", ""),
        ("caerdydd weaving", ""),
        ("qqqqqqqq", ""),
        ("", ""),
        ("qqqqa qqqqb qqqqc weavnig", ""),
        ('"time club"', ""),
    ],
)
def test_what_was_meant(small, text, better):
    assert did_you_mean(small, text) == better
    assert not better or matching(small, better)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("timebnak", "timebanking"),
        ("Abertawwe", "Abertawe"),
        ("Nghaerdidd", "Caerdydd"),
        ("cardif comunity", "cardif community"),
        ("machynleth", ""),
    ],
)
def test_what_was_meant_among_the_real_entries(real, text, better):
    """No real entry is in Machynlleth, so nothing is suggested."""
    assert did_you_mean(real, text) == better


def test_of_two_words_as_near_the_more_frequent_is_meant(small):
    """Mutant: in the order of the alphabet *planning* would come first."""
    assert did_you_mean(small, "planxing") == "planting"


def test_a_word_of_an_entry_that_is_not_published_is_not_suggested(small):
    assert found(small, "secretword") == ["hidden"]
    assert did_you_mean(small, "secretwrod") == ""
    assert did_you_mean(small, "zzyxz") == ""


def test_a_database_of_the_first_version_gets_the_list_of_words(settings):
    with writing(settings.database) as database:
        database.execute("DROP TABLE asset_word")
        database.execute(
            "DELETE FROM _sqlite_migrations WHERE name = 'words_of_the_index'"
        )
        assert [m.name for m in migrations.pending(database)] == ["words_of_the_index"]
    with writing(settings.database):
        pass
    assert query(settings.database, "SELECT COUNT(*) FROM asset_word") == [(0,)]


@pytest.mark.parametrize("words", ["DCVS", "dcvs", "cvs", "Dolwen CVS"])
def test_a_long_name_is_found_by_its_initials(small, words):
    assert list(matching(small, words)) == ["long-name"]


def test_entries_of_an_older_version_are_found_by_their_initials(small, tmp_path):
    (_, _, path) = small.execute("PRAGMA database_list").fetchone()
    older = Path(shutil.copy(path, tmp_path))
    with writing(older) as database:
        database.execute("UPDATE asset_text SET topic = 'practitioner'")
        assert not matching(database, "cvs")
        codes_in_the_index(database)
        assert list(matching(database, "cvs")) == ["long-name"]
