"""What is kept of somebody, told to them, and as one file that opens anywhere."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from copro_map.base.i18n import N_, language_in_force
from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Keeps, Personal, Whom
from copro_map.people.contacts import Given, keep_contact
from copro_map.privacy import personal
from copro_map.privacy.personal import (
    Told,
    personal_file,
    personal_name,
    personal_of,
)
from tests import canaries
from tests.canaries import HIDDEN, OTHER
from tests.drawing.documents import Html

DAY = date(2026, 11, 30)
EVIL = "</script><script>alert(1)</script> & <b>Tŷ</b>"
CONTACT, ENTRY = N_("Contacts"), N_("Entries")
KEPT = {
    "first": (
        Personal(CONTACT, "2026-11-29", {"Language": "cy", "Note": EVIL}),
        Personal(ENTRY, "2026-11-01T08:30:00Z", {"Name": "Mair", "Place": ""}),
    ),
    "second": (Personal(CONTACT, "", {"Language": "en"}),),
}
MAIR = Whom(frozenset({"mair@example.org"}))


@pytest.fixture
def told(monkeypatch, network):
    """What two rooms tell of one person, and of nobody else."""

    def of(kept):
        return lambda _, whom: kept if whom == MAIR else ()

    rooms = {name: Keeps(of(kept), lambda *_: 0) for name, kept in KEPT.items()}
    monkeypatch.setattr(personal, "ROOMS", rooms)

    def parts(whom=MAIR):
        with reading(network.database) as database:
            return personal_of(database, whom)

    return network, parts


def records(page: str) -> dict:
    (found,) = re.findall(r'<script type="application/json" id="records">(.*?)<', page)
    return json.loads(found)


def test_what_is_of_one_kind_stands_together_in_the_readers_language(told):
    _, parts = told
    with language_in_force("cy"):
        found = parts()
    assert [one.what for one in found] == ["Cysylltiadau", "Cofnodion"]
    assert [len(one.kept) for one in found] == [2, 1]
    assert parts(Whom()) == ()


def test_the_file_is_a_page_that_needs_nothing_and_runs_nothing(told):
    settings, parts = told
    with language_in_force("cy"):
        page = personal_file(settings, parts(), DAY).decode()
        name = personal_name(DAY)
    assert name == "fy-nata-2026-11-30.html"
    assert page.startswith('<!DOCTYPE html><html lang="cy">')
    assert "&lt;/script&gt;&lt;script&gt;alert(1)" in page
    assert page.count("<script") == page.count("</script>") == 1
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r"(src|href)=|url\(", page)
    text = Html(page).text["cy"]
    assert "29 Tachwedd 2026" in text
    assert "1 Tachwedd 2026, 08:30" in text
    assert "Lle" not in text  # a field that says nothing is left out


@pytest.mark.parametrize(
    ("language", "words"), [("en", ("Food", "Health")), ("cy", ("Bwyd", "Iechyd"))]
)
def test_a_word_of_the_program_reads_as_what_it_means_and_a_typed_one_stays(
    network, language, words
):
    fields = {"Themes": "food, health", "Place": "food"}
    fields |= {"How exactly that is known": "district"}
    part = personal.Part("Entries", (Personal(ENTRY, "", fields),))
    with language_in_force(language):
        page = personal_file(network, [part], DAY).decode()
    text = Html(page).text[language]
    assert all(word in text for word in words)
    assert "food" in text  # a place may be called that
    assert not re.search(r"^district", text, re.MULTILINE)
    assert records(page)["records"][0]["fields"] != {}


def test_a_program_reads_the_same_in_it(told):
    settings, parts = told
    with language_in_force("cy"):
        found = records(personal_file(settings, parts(), DAY).decode())
    assert (found["made_on"], found["language"]) == ("2026-11-30", "cy")
    first, last, entry = found["records"]
    assert first == {
        "what": "Cysylltiadau",
        "on": "2026-11-29",
        "fields": {"Iaith": "cy", "Nodyn": EVIL},
    }
    assert (last["on"], entry["on"]) == ("", "2026-11-01T08:30:00Z")
    assert entry["fields"] == {"Enw": "Mair", "Lle": ""}


def test_whoever_nothing_is_kept_of_is_told_so(told):
    settings, parts = told
    page = personal_file(settings, parts(Whom()), DAY).decode()
    assert "Nothing is kept about you" in page
    assert records(page)["records"] == []


# A person with everything: whatever is of somebody is of this address.
KEY, OTHERS = "canary.person@example.org", "canary.other@example.org"
HERS = {
    **{table: {"person": 1} for table in ("import_draft", "import_made")},
    "contact": {"entry": HIDDEN},
    "meeting": {"request": HIDDEN},
    "asset_word_said": {"asset_id": HIDDEN, "role": "owner"},
}
# Of somebody, and not in the file: of nobody who can be told, of another, or the same
# once more. Files and half a form are opened by a key that only whoever has it knows.
NOT_TOLD = {
    "asset": "sector organisation_id start_year end_year",  # no canary fits
    "location": "longitude latitude",
    "asset_text": "name description organisation place",  # the index of the entry
    "asset_word": "term",
    "place_set": "was now",
    "pair_judged": "was now",
    "visitor_report": "words note",
    "sought": "words",
    "known_one": "name place",
    "reply": "answers",
    "audit": "notes",
    "version_sent": "was workshop",
    "change_made": "person why why_cy",
    "draft": "content",
    "event_was": "was",  # the event as it is told, before a change
    "event_photo": "who_agreed",  # by a name alone, which nobody has proved
    "import_choice": "given meaning",
    "import_draft": "content told",
    "import_row": "key was now",
    "talk": "other_address other_key",
    **{"member": "pence hours", "member_given": "pence minutes"},  # see NUMBERS
}
NUMBERS = ("123457", "1237", "61003")  # of tests.canaries.ROWS


plain_value = canaries._value


def of_her(table: str, column: str) -> object:
    """What stands in a column: her address, her entry, or a canary named after it."""
    if (table, column) == ("consent", "entry"):
        return HIDDEN
    if (table, column) == ("version_sent", "content"):
        return json.dumps({"given": {"name_en": f"canary-{table}-{column}"}})
    if column.startswith("other_"):
        return OTHERS
    if column.endswith(("address", "address_key")) or column == "one_key":
        return KEY
    return plain_value(table, column)


def said(table: str, column: str) -> tuple[str, str]:
    """How a canary stands in the file; that of an address is of an own kind."""
    value = of_her(table, column)
    page = f"https://{canaries.CANARY}.example/{column}"
    name = f"{canaries.CANARY}-{table}-{column}"
    return (value if value in (KEY, HIDDEN) else name), page


def test_all_that_is_hers_is_in_the_file_and_nothing_of_anybody_else(
    settings, tmp_path, monkeypatch
):
    for table, more in HERS.items():
        monkeypatch.setitem(canaries.ROWS, table, canaries.ROWS[table] | more)
    monkeypatch.setattr(canaries, "_value", of_her)
    canaries.fill(settings, tmp_path)
    with writing(settings.database) as database:
        given = Given("stranger@example.org", "cy", "telephone")
        keep_contact(database, OTHER, given, DAY)
    with reading(settings.database) as database:
        files = [
            Told.of_address(database, address).file(settings, DAY)[1].decode()
            for address in (KEY, "stranger@example.org")
        ]
    hers, strangers = files
    expected = {
        (name, column)
        for name, table in canaries.KEPT.tables.items()
        for column in table.of_somebody
        if column not in NOT_TOLD.get(name, "").split()
    }
    missing = {
        (table, column)
        for table, column in expected
        if not any(x in hers for x in said(table, column))
    }
    assert missing == set()
    assert all(number in hers for number in NUMBERS)
    assert not any(number in strangers for number in NUMBERS)
    assert OTHERS not in hers
    assert "stranger@" not in hers
    assert "canary" not in strangers
    assert "stranger@example.org" in strangers
