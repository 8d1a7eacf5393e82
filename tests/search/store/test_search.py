"""What visitors type never breaks the search, and finds in both languages."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copro_map.assets.store.entries import public_assets
from copro_map.base.definitions import load_definitions
from copro_map.base.store.connection import reading
from tests.samples import change, matching_ids, real_rows

CRAFTED = [
    "", " ", "'", '"', '""', '"""', "'; DROP TABLE asset; --", "AND", "OR", "NOT",
    "NEAR", "a AND", "AND a", "a OR OR b", "NOT NOT", "NEAR(a b, 5)", "NEAR(", "a NEAR",
    "*", "a*", "*a", "a**", "^", "^a", "a^", ":", "name:a", "name : a", "{name}: a",
    "-", "-a", "a-b", "co-production", "- a", "+", "a + b", "(", ")", "()", "(a", "a)",
    "((a) b", "\x00", "a\x00b", "\x00\x00", "a\tb\nc", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🙂", "日本", "тест",
    "tŷ", "ŵŷâêîôû", "e\u0301", "\u0301", "\u200b", "\u202e", "\ufeff", "\ud800", "ß",
    "²", "٣", "Ⅷ", "ª", "\U0001e900", "_", "a_b", "%", "_%", "\\", "a\\", "{{7*7}}",
    "<b>", "a" * 10_000, "a b " * 9, '"a" "b', "a.b", "1.5", "£5", "C#", "C++", "@x",
    "rank:a", "asset_text", "asset_id:x", "topic:food", "name MATCH 'a'", "a,b;c",
]  # fmt: skip
ALPHABET = "abŷŵ0 \"'*^:-()+{}[]~&|,.\\/\x00\t\n🙂日\u0301ANDORNOTNEAR"


@pytest.fixture(scope="module")
def database(imported, tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "copro_map.db"
    shutil.copyfile(imported, path)
    with reading(path) as opened:
        yield opened


@pytest.mark.parametrize("text", CRAFTED, ids=range(len(CRAFTED)))
def test_a_crafted_search_is_answered(database, text):
    known = {i for (i,) in database.execute("SELECT id FROM asset")}
    found = matching_ids(database, text)
    assert len(found) == len(set(found))
    assert set(found) <= known
    if not any(c.isalnum() for c in text):
        assert found == []


def test_two_thousand_random_searches_are_answered(database):
    rng = random.Random(7)
    for _ in range(2_000):
        text = "".join(rng.choices(ALPHABET, k=rng.randint(0, 30)))
        assert isinstance(matching_ids(database, text), list), text


@pytest.mark.parametrize("text", ["a " * 100, "a " * 2_000, "a b c d e f g " * 99])
def test_a_long_search_is_answered_soon(database, text):
    deadline = time.monotonic() + 2
    database.conn.set_progress_handler(lambda: time.monotonic() > deadline, 1_000)
    try:
        matching_ids(database, text)
    finally:
        database.conn.set_progress_handler(None, 0)
    assert time.monotonic() < deadline


@given(text=st.text(max_size=60))
def test_any_text_at_all_is_answered(database, text):
    assert isinstance(matching_ids(database, text), list)


def test_plain_text_given_to_the_index_does_fail(database):
    """The mutant: without the quoting most of these are errors."""
    failed = 0
    for text in CRAFTED:
        try:
            database.execute(
                "SELECT 1 FROM asset_text WHERE asset_text MATCH ?", [text]
            )
        except (sqlite3.Error, UnicodeError):
            failed += 1
    assert failed > 30


def ids(database, text) -> set[str]:
    return set(matching_ids(database, text))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("tŷ", "ty"),
        ("Tŷ", "TŶ"),
        ("Môn", "mon"),
        ("Ynys Môn", "ynys mon"),
        ("Grŵp", "grwp"),
        ("co-production", "co production"),
        ("Cynnal", "CYNNAL"),
    ],
)
def test_accents_case_and_hyphens_do_not_count(database, typed, same):
    assert ids(database, typed) == ids(database, same)
    assert ids(database, typed)


@pytest.mark.parametrize("typed", ["Grŵp", "Môn", "tŷ", "Castell-nedd Port Talbot"])
def test_an_accent_typed_apart_finds_the_same(database, typed):
    apart = unicodedata.normalize("NFD", typed)
    assert ids(database, apart) == ids(database, unicodedata.normalize("NFC", typed))
    assert ids(database, apart)


@pytest.mark.parametrize("column", ["name_en", "name_cy"])
def test_every_entry_is_found_by_its_name(database, column):
    for row in real_rows():
        if row[column]:
            assert row["id"] in matching_ids(database, row[column]), row[column]


def test_the_best_answer_to_a_whole_name_is_that_entry(database):
    first = [matching_ids(database, r["name_en"])[0] == r["id"] for r in real_rows()]
    assert sum(first) / len(first) > 0.85


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_theme_in_either_language_finds_its_entries(database, settings, language):
    themes = load_definitions(settings.data_dir).terms["themes"]
    for theme, term in themes.items():
        expected = {r["id"] for r in real_rows() if theme in r["themes"].split(";")}
        assert expected <= ids(database, getattr(term.label, language)), theme


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_authority_in_either_language_finds_its_entries(database, layers, language):
    for area in layers["local_authority"].areas.values():
        expected = {
            r["id"]
            for r in real_rows()
            if area.label.en in (r["local_authority"], *r["serves"].split(";"))
        }
        assert expected
        assert expected <= ids(database, getattr(area.label, language)), area.code


@pytest.mark.parametrize("text", ["All Wales", "Cymru gyfan"])
def test_all_wales_finds_what_serves_it(database, text):
    served = database.execute(
        "SELECT asset_id FROM asset_served WHERE area_code = 'W92000004'"
    )
    assert {i for (i,) in served} <= ids(database, text)


def test_every_word_must_match_and_a_beginning_is_enough(database):
    timebanks = ids(database, "timebank")
    assert timebanks
    assert timebanks <= ids(database, "timeb")
    assert ids(database, "timebank zzzzz") == set()
    assert ids(database, "timebank Caerdydd") <= timebanks


def test_a_retired_entry_may_match_but_has_no_public_row(network):
    change(network.database, "UPDATE asset SET status = 'archived' WHERE kind='offer'")
    with reading(network.database) as opened:
        found = ids(opened, "offer")
        rows = opened.execute("SELECT id FROM asset WHERE status = 'archived'")
        archived = {i for (i,) in rows}
        assert found & archived
        assert not set(public_assets(opened).index) & archived
