"""Letters to whoever sent something in, and the link in each."""

from __future__ import annotations

import pytest

from copro_map.base.i18n import Label, language_in_force
from copro_map.base.store.connection import reading, writing
from copro_map.people.contributed import (
    SentIn,
    accepted_letter,
    asked_letter,
    declined_letter,
    receipt_letter,
    version_link,
    version_of_link,
)
from copro_map.people.links import make_link, open_link
from copro_map.people.outbox import put
from tests.people.conftest import NOW
from tests.samples import query

ADDRESS = "mair@example.org"


def test_a_link_leads_to_what_was_sent_and_another_to_nothing(here):
    with writing(here.database) as database:
        token = version_link(database, 12, ADDRESS, "c-a", NOW)
        other = make_link(database, "sign_in", NOW, person=None, goes_to="12")
    with reading(here.database) as database:
        link, no_version = (open_link(database, x, NOW) for x in (token, other))
    assert (link.purpose, link.address, link.entry) == ("version", ADDRESS, "c-a")
    assert (version_of_link(link), version_of_link(no_version)) == (12, 0)


@pytest.mark.parametrize("language", ["cy", "en"])
def test_there_is_one_receipt_for_an_address_in_its_language(here, language):
    letters = [
        receipt_letter(12, "c-a", address, language, "TOKEN")
        for address in (ADDRESS, ADDRESS.upper(), "other@example.org")
    ]
    with writing(here.database) as database:
        assert [put(database, one, NOW) for one in letters] == [True, False, True]
    rows = query(here.database, "SELECT subject, body, language FROM outbox")
    beginnings = {"cy": ("Mae'r hyn", "Helo,"), "en": ("What you", "Hello,")}
    for subject, body, said in rows:
        assert said == language
        assert subject.startswith(beginnings[language][0])
        assert body.startswith(beginnings[language][1])
        assert body.count(f"[[/k/TOKEN?lang={language}]]") == 1


def test_each_answer_says_what_was_written_and_its_name_in_the_readers_language():
    name = Label("Growing", "Tyfu")
    about = SentIn("c-a", ADDRESS, "cy", "TOKEN", "version 12 1", name)
    letters = {
        "": accepted_letter(about),
        "changed": accepted_letter(about, with_changes=True),
        "Ble mae?": asked_letter(about, "Ble mae?"),
        "Nid yng Nghymru.": declined_letter(about, Label("No.", "Nid yng Nghymru.")),
    }
    with language_in_force("en"):  # whoever presses reads English
        for words, letter in letters.items():
            assert "Tyfu" in letter.subject.cy
            assert "Growing" not in letter.subject.cy + letter.body.cy
            assert words in letter.body.en + letter.body.cy
            assert "[[/k/TOKEN?lang=cy]]" in letter.body.cy
    assert "changed" not in letters[""].body.en
