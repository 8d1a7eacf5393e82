"""What is kept of somebody, told to them, and as one file that opens anywhere."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from copro_map.base.i18n import N_, language_in_force
from copro_map.base.store.connection import reading
from copro_map.base.whom import Keeps, Personal, Whom
from copro_map.privacy import personal
from copro_map.privacy.personal import personal_file, personal_name, personal_of
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
