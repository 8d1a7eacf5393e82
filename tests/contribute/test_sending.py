"""What is filled in is sent once, whole, and nothing of it is public."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from copro_map.assets.rules.records import Asset
from copro_map.assets.store.entries import save_assets
from copro_map.base.i18n import explain, language_in_force
from copro_map.base.store.connection import writing
from copro_map.contribute import sending
from copro_map.contribute.better import add_more
from copro_map.contribute.checking import ContributeError
from copro_map.contribute.drafts import SENT, keep_entry, open_entry
from copro_map.contribute.sending import MeanwhileError, NotReadyError, send
from copro_map.people.limits import TooOftenError
from copro_map.versions import keeping
from copro_map.versions.face import VersionError
from tests.contribute.conftest import ADDRESS, GARDEN, NOW, PERSON, POSTCODE, TODAY
from tests.samples import change, query

VERSIONS = """
SELECT number, entry, is_new, seen, language, address, client, state, content
FROM version_sent ORDER BY number
"""
MENDED = "tir-coed"


def versions(network) -> list[tuple]:
    return query(network.database, VERSIONS)


def given(network) -> dict:
    """The fields that the newest version gives, from the table itself."""
    return json.loads(versions(network)[-1][-1])["given"]


def texts(network) -> str:
    """All that the database holds, as its own program writes it out."""
    with closing(sqlite3.connect(network.database)) as database:
        return "\n".join(database.iterdump())


# A new one


def test_an_entry_in_welsh_alone_is_kept_whole_and_waits(network, sends):
    shown = query(network.database, "SELECT COUNT(*) FROM asset_public")
    _, receipt = sends()
    ((number, entry, is_new, seen, language, address, client, state, content),) = (
        versions(network)
    )
    assert (number, entry, receipt.is_new) == (receipt.number, receipt.entry, True)
    assert re.fullmatch("c-[a-z]{8}", entry)
    assert (is_new, seen, language, address) == (1, 0, "cy", ADDRESS)
    assert state == "waiting"
    assert client not in ("", "a")
    kept = json.loads(content)
    assert kept["given"] == {
        "kind": "project",
        "name_en": "Gardd Penparcau",
        "name_cy": "Gardd Penparcau",
        "description_cy": "Tyfu bwyd gyda'n gilydd.",
        "served": ["W06000008"],
        "origin": "contributed",
    }
    assert kept["areas"]["local_authority"] == "W06000008"
    agreed = query(network.database, "SELECT entry, field, held FROM consent")
    assert agreed == [(entry, "contact", 1)]
    assert query(network.database, "SELECT COUNT(*) FROM asset_public") == shown


def test_its_receipt_is_mailed_without_a_word_of_it(network, sends):
    _, receipt = sends()
    ((address, language, body, entry),) = query(
        network.database, "SELECT address, language, body, entry FROM outbox"
    )
    assert (address, language, entry) == (ADDRESS, "cy", receipt.entry)
    assert "Gardd" not in body
    (token,) = re.findall(r"/k/([\w-]{20,})", body)
    assert token
    assert query(network.database, "SELECT purpose FROM link") == [("version",)]


def test_pressed_twice_it_is_sent_once(network, sends):
    key, receipt = sends()
    assert send(network, key, NOW, "b") == receipt
    assert len(versions(network)) == 1


def test_what_was_typed_of_address_and_place_leaves_the_draft(network, sends):
    key, receipt = sends()
    left = open_entry(network, key, TODAY)
    assert left[SENT]["number"] == receipt.number
    assert left["name_cy"] == GARDEN["name_cy"]
    (content,) = query(network.database, "SELECT content FROM draft")[0]
    assert ADDRESS not in content
    assert POSTCODE not in content


def test_a_draft_tells_that_there_is_an_address_and_never_which(network, keeps):
    key = keeps()
    found = open_entry(network, key, TODAY)
    assert ADDRESS not in json.dumps(found)
    assert found["has_address"]
    keep_entry(network, key, found, {"name_cy": "Arall"}, TODAY)
    assert ADDRESS in query(network.database, "SELECT content FROM draft")[0][0]
    keep_entry(network, key, found, {"address": ""}, TODAY)
    assert "has_address" not in open_entry(network, key, TODAY)


def test_two_devices_fill_in_one_draft_field_by_field(network, keeps):
    key = keeps()
    seen = open_entry(network, key, TODAY)
    keep_entry(network, key, seen, {"name_cy": "O'r ffôn"}, TODAY)
    keep_entry(network, key, seen, {"description_cy": "O'r ddesg"}, TODAY)
    found = open_entry(network, key, TODAY)
    assert (found["name_cy"], found["description_cy"]) == ("O'r ffôn", "O'r ddesg")
    assert open_entry(network, key, TODAY + timedelta(14))
    assert open_entry(network, key, TODAY + timedelta(15)) is None


# A person


def test_of_a_person_goes_only_what_they_agreed_to_and_no_postcode(network, sends):
    _, receipt = sends(PERSON, website="https://mair.example.org")
    assert set(given(network)) == {
        *("kind", "practitioner_type", "name_en", "name_cy", "origin", "served"),
    }
    location = json.loads(versions(network)[0][-1])["location"]
    assert location["precision"] == "district"
    everything = texts(network)
    assert receipt.entry in everything
    assert not re.search(r"\b1AB\b", everything)  # not within a drawn number
    fields = query(network.database, "SELECT field FROM consent ORDER BY number")
    assert {x for (x,) in fields} == {"contact", "name", "where"}
    agreed_less = [x for x in PERSON["consents"] if x != "where"]
    sends(PERSON, consents=agreed_less)
    nowhere = json.loads(versions(network)[1][-1])
    assert not nowhere.get("location")
    assert not nowhere.get("areas")


def test_of_what_is_no_person_only_the_address_is_agreed_to(network, sends):
    sends(GARDEN, consents=["contact", "name", "where"])
    assert query(network.database, "SELECT field FROM consent") == [("contact",)]


# What cannot be sent

WRONG = {
    "kind": ({"kind": ""}, "Choose what it is"),
    "no name": ({"name_cy": "  "}, "Write the name"),
    "long name": ({"name_cy": "x" * 10_000}, "Too long: at most 120"),
    "long text": ({"description_cy": "x" * 10_000}, "Too long: at most 600"),
    "emoji": ({"name_cy": "🌻🌻"}, "Write it with letters"),
    "turned": ({"name_cy": "Gardd \u202eevil"}, "a character that is not seen"),
    "control": ({"description_cy": "a\x1b[31m"}, "a character that is not seen"),
    "telephone": ({"description_cy": "Ring 01970 123456"}, "Leave out all contact"),
    "England": ({"where": "SW1A 1AA"}, "outside Wales"),
    "nowhere": ({"where": ""}, "Write a place"),
    "no address": ({"address": ""}, "Write your e-mail address"),
    "two": ({"address": "a@example.org, b@example.org"}, "not an e-mail address"),
    "consent": ({"consents": []}, "Tick this"),
    "website": ({"website": "javascript:alert(1)"}, "not a web address"),
    "year": ({"start_year": "soon"}, "four digits"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_and_the_draft_stays(network, keeps, name):
    wrong, words = WRONG[name]
    key = keeps(**wrong)
    before = query(network.database, "SELECT content FROM draft")
    with pytest.raises(NotReadyError) as told:
        send(network, key, NOW, "a")
    said = [one.words() for one in told.value.wrong]
    assert len(said) == 1
    assert words in said[0]
    with language_in_force("cy"):
        assert told.value.wrong[0].words() != said[0]
    assert query(network.database, "SELECT content FROM draft") == before
    assert versions(network) == []


def test_a_person_without_consent_to_their_name_is_not_sent(network, keeps):
    key = keeps(PERSON, consents=["contact"])
    with pytest.raises(NotReadyError) as told:
        send(network, key, NOW, "a")
    assert [one.name for one in told.value.wrong] == ["consent_name"]


@pytest.mark.parametrize("name", ["حديقة المجتمع", "Gardd 🌻 Penparcau", "Tŷ’r Ŵyl"])
def test_names_of_any_letters_are_taken(network, sends, name):
    sends(name_cy=name)
    assert given(network)["name_cy"] == name


def test_too_many_from_one_computer_are_refused_and_nothing_is_lost(network, sends):
    for _ in range(6):
        sends()
    with pytest.raises(TooOftenError):
        sends()
    assert len(versions(network)) == 6
    sends(client="another")
    assert len(query(network.database, "SELECT 1 FROM draft")) == 8


def test_no_more_than_three_receipts_a_day_go_to_one_address(network, sends):
    for n in range(5):
        sends(client=str(n), address=ADDRESS.upper() if n % 2 else ADDRESS)
    assert len(versions(network)) == 5
    assert len(query(network.database, "SELECT 1 FROM outbox")) == 3


def test_where_the_letter_fails_nothing_is_sent(network, keeps, monkeypatch):
    def fails(*_):
        raise RuntimeError

    monkeypatch.setattr(sending, "put", fails)
    key = keeps()
    with pytest.raises(RuntimeError):
        send(network, key, NOW, "a")
    for table in ("version_sent", "consent", "link", "outbox"):
        assert not query(network.database, f"SELECT 1 FROM {table}")  # noqa: S608
    assert SENT not in open_entry(network, key, TODAY)


def test_what_is_past_its_days_is_told(network, keeps):
    key = keeps()
    with pytest.raises(ContributeError) as told:
        send(network, key, NOW + timedelta(15), "a")
    assert "14 days" in explain(told.value)
    assert "14 diwrnod" in explain(told.value, "cy")


# One that is on the map

MEND = {"entry": MENDED, "address": ADDRESS, "consents": ["contact"]}


def seen(network) -> int:
    asked = "SELECT version FROM asset WHERE id = ?"
    return query(network.database, asked, MENDED)[0][0]


def test_of_a_mend_only_what_is_changed_is_sent(network, sends):
    at = seen(network)
    _, receipt = sends(MEND, website="www.example.org/coed", seen=at)
    assert (receipt.entry, receipt.is_new) == (MENDED, False)
    assert given(network) == {"website": "https://www.example.org/coed"}
    assert versions(network)[0][2:4] == (0, at)
    agreed = query(network.database, "SELECT field FROM consent")
    assert agreed == [("contact",)]
    with pytest.raises(ContributeError, match="Nothing is changed"):
        sends(MEND, seen=at)


def test_a_mend_of_what_was_changed_meanwhile_is_told_and_then_sent(network, keeps):
    key = keeps(MEND, website="https://a.example.org", seen=seen(network))
    theirs = Asset(MENDED, {"website": "https://b.example.org"}, is_set=True)
    with writing(network.database) as database:
        save_assets(database, [theirs], {}, TODAY)
    with pytest.raises(MeanwhileError) as told:
        send(network, key, NOW, "a")
    assert told.value.now.given["website"] == "https://b.example.org"
    assert versions(network) == []
    keep_entry(network, key, {}, {"seen": told.value.now.version}, TODAY)
    send(network, key, NOW, "a")
    assert given(network) == {"website": "https://a.example.org"}


def test_a_mend_of_what_is_not_on_the_map_is_refused(network, keeps):
    key = keeps(MEND | {"entry": "nowhere"}, website="https://a.example.org")
    with pytest.raises(ContributeError, match="not on the map"):
        send(network, key, NOW, "a")


# More of it


def test_what_is_added_goes_to_the_version_that_waits(network, sends):
    key, receipt = sends()
    more = {"name_en": "Penparcau Garden", "themes": ["health"], "website": "https:/"}
    add_more(network, key, more, NOW)
    assert len(versions(network)) == 1
    told = given(network)
    assert (told["name_en"], told["name_cy"]) == ("Penparcau Garden", "Gardd Penparcau")
    assert told["themes"] == ["health"]
    assert "website" not in told
    assert open_entry(network, key, TODAY)["website"] == "https:/"
    add_more(network, key, {"website": "a.example.org"}, NOW)
    assert given(network)["website"] == "https://a.example.org"
    decided = "UPDATE version_sent SET state = 'declined' WHERE number = ?"
    change(network.database, decided, receipt.number)
    with pytest.raises(VersionError):
        add_more(network, key, {"place": "Bala", "themes": []}, NOW)
    assert given(network)["themes"] == ["health"]


def test_a_person_adds_their_website_only_if_they_agree_to_it(network, sends):
    key, _ = sends(PERSON)
    add_more(network, key, {"website": "https://mair.example.org"}, NOW)
    assert "website" not in given(network)
    agreed = [*PERSON["consents"], "website"]
    add_more(network, key, {"consents": agreed}, NOW)
    assert given(network)["website"] == "https://mair.example.org"


def test_nothing_is_added_to_what_somebody_else_sent_under_the_same_number(
    network, sends
):
    key, _ = sends()
    change(network.database, "UPDATE version_sent SET entry = 'c-anothers'")
    before = versions(network)
    with pytest.raises(ContributeError):
        add_more(network, key, {"website": "www.example.org"}, NOW)
    assert versions(network) == before


def test_nobody_adds_so_often_that_it_is_never_decided(network, sends, monkeypatch):
    monkeypatch.setattr(keeping, "OFTEN", "3 per hour")
    key, _ = sends()
    for nth in range(3):
        add_more(network, key, {"website": f"a{nth}.example.org"}, NOW)
    before = versions(network)
    with pytest.raises(TooOftenError):
        add_more(network, key, {"website": "b.example.org"}, NOW)
    assert versions(network) == before
