"""Every page of a demonstration says so, and its title does; no other page ever."""

from __future__ import annotations

from datetime import date
from itertools import cycle

import pytest
import streamlit as st

from copro_map.base.i18n import LANGUAGES, language_in_force
from copro_map.base.store.connection import writing
from copro_map.base.store.programme import demonstration_note, mark_demonstration
from tests.listed_pages import listed_pages
from tests.opening import open_page
from tests.samples import change

FILES = [file for file, _ in listed_pages()]
WORDS = {"en": "demonstration", "cy": "arddangos"}
VIEWS = [*((file, {}) for file in FILES), ("pages/asset_map.py", {"print": "1"})]


@pytest.fixture(autouse=True)
def _network_database(network, monkeypatch):
    monkeypatch.setenv("COPRO_MAP_DB", str(network.database))


@pytest.fixture
def demonstration(network):
    with writing(network.database) as database:
        mark_demonstration(database, date(2026, 4, 1), date(2026, 11, 22))
    return network


@pytest.fixture
def titles(monkeypatch) -> list[str]:
    """The titles that pages give to the browser's tab, the last one last."""
    given: list[str] = []
    monkeypatch.setattr(
        st, "set_page_config", lambda page_title, **_: given.append(page_title)
    )
    return given


def marks(test) -> list[str]:
    return [x.proto.body for x in test.get("html") if 'role="note"' in x.proto.body]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("file", "params"), VIEWS)
def test_every_page_of_a_demonstration_says_so(
    demonstration, titles, file, params, language
):
    test = open_page(file, language, **params)
    assert not test.exception
    with language_in_force(language):
        note = demonstration_note(demonstration)
    assert WORDS[language] in note.casefold()
    (band,) = marks(test)
    assert note.replace("'", "&#39;") in band
    assert WORDS[language] in titles[-1].casefold()
    # The first page is called what the map is called.
    assert titles[-1].count(" · ") == (1 if file == "pages/home.py" else 2)


@pytest.mark.parametrize(
    ("file", "language"), list(zip(FILES, cycle(LANGUAGES), strict=False))
)
def test_no_page_of_real_records_says_so(titles, file, language):
    test = open_page(file, language)
    assert not test.exception
    html = [x.proto.body for x in test.get("html") if "<style>" not in x.proto.body]
    text = [x.value for x in (*test.markdown, *test.title)]
    said = " ".join([*html, *text, *titles]).casefold()
    assert said
    assert not any(word in said for word in WORDS.values())
    assert not marks(test)


def test_a_mark_shows_at_once_and_in_a_database_of_before_there_were_any(network):
    assert not marks(open_page("pages/about.py", "en"))
    change(network.database, "DROP TABLE demonstration")
    assert not marks(open_page("pages/about.py", "en"))


def test_a_database_that_cannot_be_read_leaves_the_page_to_say_so(network, caplog):
    network.database.write_bytes(b"not a database at all, but long enough to look" * 99)
    test = open_page("pages/asset_map.py", "en")
    assert not test.exception
    assert "cannot be read at the moment" in test.error[0].value
    assert "this file is no database" in caplog.text


def test_invented_entries_do_not_claim_to_be_from_published_pages(network):
    def said() -> str:
        return " ".join(
            x.proto.body for x in open_page("pages/home.py", "en").get("html")
        )

    assert "published pages" in said()
    with writing(network.database) as database:
        mark_demonstration(database, date(2026, 4, 1), date(2026, 11, 22))
    assert "published pages" not in said()


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Caerphilly"), ("cy", "Caerffili")]
)
def test_what_was_planted_is_told_of_a_demonstration_alone(network, language, word):
    def said() -> str:
        html = open_page("pages/about.py", language).get("html")
        return " ".join(x.proto.body for x in html)

    assert word not in said()
    with writing(network.database) as database:
        mark_demonstration(database, date(2026, 4, 1), date(2026, 11, 22))
    assert word in said()
