"""Somebody decides what was sent in: what is public then, noted, and told to whom."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from copro_map.assets.rules.records import Asset, Location
from copro_map.base.store.connection import writing
from copro_map.geography.areas import areas_of
from copro_map.people.rules.permissions import MACHINE, PUBLIC, Actor, RefusedError
from copro_map.versions import deciding
from copro_map.versions.deciding import decide, decline_all, open_versions
from copro_map.versions.proving import prove
from copro_map.versions.rules.versions import (
    LOCATION,
    ChangedError,
    Decision,
    VersionError,
)
from tests.persons import ID, put_person
from tests.samples import change, dump, query
from tests.versions.conftest import CEREDIGION, ENTRY, NEW, NOW, POWYS

STANDS = """
SELECT id, name_cy, origin, source_url, source_date, status, verification,
    COALESCE(verified_on, ''), verified_role
FROM asset WHERE id = 'c-abcdefgh'
"""
CONTACTS = "SELECT entry, address, origin, is_owner, language FROM contact"
LETTERS = "SELECT address, language, kind, subject, body FROM outbox ORDER BY number"
MADE = """
SELECT person, subject, record, what, was, now, entry, areas FROM change_made
WHERE subject = 'version' ORDER BY id
"""
ROWS = "SELECT state, words, decided_at, client FROM version_sent ORDER BY number"
SAY = """
UPDATE asset SET verification = 'confirmed', verified_on = '2027-01-01', status = ?
WHERE id = ?
"""
ACCEPT = Decision("accepted", 1)
DAY = "2026-11-29"
LATER = NOW + timedelta(days=3)


def numbers(here, actor) -> list[int]:
    return [one.number for one in open_versions(here, actor)]


def place_of(here, entry: str = ENTRY) -> str:
    sql = "SELECT place FROM asset WHERE id = ?"
    return str(query(here.database, sql, entry)[0][0])


def test_what_is_accepted_is_public_and_its_senders(network, sends):
    number = sends()
    assert query(network.database, STANDS) == []
    known = "SELECT count(*) FROM asset_history WHERE asset_id = 'c-abcdefgh'"
    assert query(network.database, known) == [(0,)]
    decide(network, MACHINE, number, ACCEPT, LATER)
    assert open_versions(network, MACHINE) == ()
    said = ("contributed", "", DAY, "published", "confirmed", DAY, "owner")
    assert query(network.database, STANDS) == [(NEW, "Tyfu gyda'n gilydd", *said)]
    served = "SELECT area_code FROM asset_served WHERE asset_id = 'c-abcdefgh'"
    assert query(network.database, served) == [(CEREDIGION,)]
    first = f"{known.replace('count(*)', 'min(known_from)')}"
    assert query(network.database, first) == [("2026-12-02",)]
    owner = (NEW, "mair@example.org", "owner", 1, "cy")
    assert query(network.database, CONTACTS) == [owner]
    assert query(network.database, ROWS) == [
        ("accepted", "", "2026-12-02T10:00:00Z", "")
    ]
    ((address, language, kind, subject, body),) = query(network.database, LETTERS)
    assert (address, language, kind) == ("mair@example.org", "cy", "told")
    assert "Tyfu gyda'n gilydd" in subject
    assert "Mae'r hyn a anfonoch ar y map bellach" in body
    assert body.count("[[/k/") == 1
    (link,) = query(network.database, "SELECT purpose, goes_to, entry FROM link")
    assert link == ("version", f"/{number}", NEW)


def test_who_did_not_prove_their_address_is_no_contact_until_they_do(network, sends):
    number = sends(is_proved=False)
    decide(network, MACHINE, number, ACCEPT, NOW)
    assert query(network.database, CONTACTS) == query(network.database, LETTERS) == []
    ((*_, verification, on, _role),) = query(network.database, STANDS)
    assert (verification, on) == ("unverified", "")
    for _ in range(2):
        with writing(network.database) as database:
            prove(database, number, LATER)
    owner = (NEW, "mair@example.org", "owner", 1, "cy")
    assert query(network.database, CONTACTS) == [owner]
    ((*_, verification, on, role),) = query(network.database, STANDS)
    assert (verification, on, role) == ("confirmed", DAY, "owner")


@pytest.mark.parametrize("status", ["archived", "published"])
def test_a_proof_that_comes_late_brings_nothing_back(network, sends, status):
    number = sends(is_proved=False)
    decide(network, MACHINE, number, ACCEPT, NOW)
    change(network.database, SAY, status, NEW)
    with writing(network.database) as database:
        prove(database, number, LATER)
    ((*_, stands, said, on, _role),) = query(network.database, STANDS)
    assert (stands, said, on) == (status, "confirmed", "2027-01-01")
    assert len(query(network.database, CONTACTS)) == (status == "published")


def test_the_officer_of_the_area_decides_and_no_other(network, sends, speaks):
    mine = speaks("officer", "CVC-CAVO", name="mine")
    other = speaks("officer", "CVC-PAVO", name="other")
    number = sends()
    assert numbers(network, mine) == numbers(network, MACHINE) == [number]
    assert numbers(network, other) == []
    for actor in (PUBLIC, Actor("board", 99), Actor("member", 98)):
        with pytest.raises(RefusedError):
            open_versions(network, actor)
    for actor in (other, PUBLIC, Actor("board", 99)):
        for answer in (ACCEPT, Decision("declined", 1, "No."), Decision("reading", 1)):
            with pytest.raises(RefusedError):
                decide(network, actor, number, answer, NOW)
        with pytest.raises(RefusedError):
            decline_all(network, actor, [number], "", NOW)
    assert query(network.database, MADE) == []
    decide(network, mine, number, ACCEPT, NOW)
    areas = '["CVC-CAVO"]'
    row = (mine.person, "version", "1", "state", "waiting", "accepted", NEW, areas)
    assert query(network.database, MADE) == [row]


def test_what_moves_is_decided_by_whoever_answers_for_both_places(
    network, sends, mends, speaks, layers
):
    first = sends()
    decide(network, MACHINE, first, ACCEPT, NOW)
    here = speaks("officer", "CVC-CAVO", name="here")
    there = speaks("officer", "CVC-PAVO", name="there")
    both = speaks("officer", "CVC-CAVO", "CVC-PAVO", name="both")
    based = {x: y for x, y in areas_of(layers, POWYS).items() if y}
    where = Location(-3.4, 52.2, "postcode")
    number = sends(Asset(NEW, {"place": "Llandrindod"}, based, where))
    assert numbers(network, both) == [number]
    for actor in (here, there):
        assert numbers(network, actor) == []
        with pytest.raises(RefusedError):
            decide(network, actor, number, ACCEPT, NOW)
    decide(network, both, number, ACCEPT, NOW)
    found = "SELECT area_code FROM asset_area WHERE asset_id = ? AND layer = ?"
    assert query(network.database, found, NEW, "local_authority") == [(POWYS,)]
    # And a steward's change may not carry it out of an officer's area.
    change(network.database, "DELETE FROM asset_area WHERE asset_id = 'tir-coed'")
    change(network.database, "DELETE FROM asset_served WHERE asset_id = 'tir-coed'")
    change(network.database, "INSERT INTO asset_served VALUES (?, ?)", ENTRY, POWYS)
    number = mends(website="")
    elsewhere = Decision("accepted", 1, changes={"served": (CEREDIGION,)})
    with pytest.raises(RefusedError):
        decide(network, there, number, elsewhere, NOW)
    decide(network, there, number, ACCEPT, NOW)


def test_nobody_carries_into_their_own_area_what_is_sent_of_another(
    network, sends, speaks
):
    elsewhere = speaks("officer", "CVC-PAVO")
    number = sends()
    carried = {"served": (POWYS,), LOCATION: "Llandrindod Wells"}
    with pytest.raises(RefusedError):
        decide(
            network, elsewhere, number, Decision("accepted", 1, changes=carried), NOW
        )
    assert query(network.database, MADE) == []


def test_it_is_decided_once_and_as_it_was_read(network, sends):
    number = sends()
    for revision in (0, 2):
        with pytest.raises(VersionError, match="added something"):
            decide(network, MACHINE, number, Decision("accepted", revision), NOW)
    for answer in ("asked", "declined"):
        with pytest.raises(VersionError, match="Write what you ask"):
            decide(network, MACHINE, number, Decision(answer, 1, " "), NOW)
    for words in ("a\x1b[31m", "\u202eevil"):
        with pytest.raises(VersionError, match="not seen"):
            decide(network, MACHINE, number, Decision("asked", 1, words), NOW)
    with pytest.raises(VersionError, match="at most"):
        decide(network, MACHINE, number, Decision("asked", 1, "x" * 1001), NOW)
    decide(network, MACHINE, number, Decision("declined", 1, "Not in Wales."), NOW)
    for answer in (ACCEPT, Decision("declined", 1, "Again."), Decision("reading", 1)):
        with pytest.raises(VersionError, match="meanwhile"):
            decide(network, MACHINE, number, answer, NOW)
    with pytest.raises(VersionError, match="not there"):
        decide(network, MACHINE, 99, ACCEPT, NOW)
    assert query(network.database, STANDS) == []
    assert len(query(network.database, MADE)) == 1


def test_what_is_asked_handed_on_and_declined_is_told_in_their_language(network, sends):
    number, quiet = sends(language="en"), sends(language="cy", is_proved=False)
    hidden = "Ring me, [[/k/x]]"
    decide(network, MACHINE, number, Decision("reading", 1), NOW)
    assert query(network.database, LETTERS) == []
    decide(network, MACHINE, number, Decision("asked", 1, hidden), NOW)
    decide(network, MACHINE, number, Decision("asked", 1, "Where is it?"), NOW)
    decide(network, MACHINE, number, Decision("declined", 1, "not_wales"), NOW)
    decide(network, MACHINE, quiet, Decision("asked", 1, "Who are you?"), NOW)
    letters = query(network.database, LETTERS)
    assert [(x[0], x[1]) for x in letters] == [("mair@example.org", "en")] * 3
    assert "Ring me" in letters[0][4]
    assert "Where is it?" in letters[1][4]
    assert "It is not in Wales" in letters[2][4]
    assert [(x[3]) for x in letters][2] == "What you sent in: Growing together"
    # What somebody wrote stands in the row, and never in what is only added to.
    assert [(row[0], row[1]) for row in query(network.database, ROWS)] == [
        ("declined", "not_wales"),
        ("asked", "Who are you?"),
    ]
    noted = json.dumps(query(network.database, MADE))
    assert not [x for x in ("Ring", "Where", "Growing", "mair") if x in noted]
    assert query(network.database, ROWS)[1][2:] == ("", "computer")


def test_a_name_of_two_lines_or_that_steers_hinders_no_letter(network, sends):
    number = sends(name_en="Two\r\nBcc: all@example.org \x1b[31m", language="en")
    with pytest.raises(VersionError):
        decide(network, MACHINE, number, ACCEPT, NOW)
    decide(network, MACHINE, number, Decision("declined", 1, "advert"), NOW)
    ((*_, subject, _body),) = query(network.database, LETTERS)
    assert subject.startswith("What you sent in: Two Bcc: all@example.org")
    assert subject.isprintable()


def test_many_are_declined_with_one_press_all_or_none(network, sends, new, speaks):
    mine = speaks("officer", "CVC-CAVO")
    spam = [sends(replace(new, id=f"c-{n}"), is_proved=False) for n in range(4)]
    proved = sends(replace(new, id="c-proved"), language="en")
    far = sends(replace(new, id="c-far", areas={}, given={**new.given, "served": ()}))
    with pytest.raises(RefusedError):
        decline_all(network, mine, [*spam, far], "", NOW)
    assert {x[0] for x in query(network.database, ROWS)} == {"waiting"}
    decide(network, MACHINE, spam[0], ACCEPT, NOW)
    assert decline_all(network, mine, [*spam, *spam, 99], "", NOW) == 3
    assert decline_all(network, mine, [proved], "advert", NOW) == 1
    states = [x[0] for x in query(network.database, ROWS)]
    assert states == ["accepted", *["declined"] * 4, "waiting"]
    assert len(query(network.database, MADE)) == 5
    assert len(query(network.database, LETTERS)) == 1  # the one who is somebody


def test_two_who_mend_the_same_see_each_other_and_other_fields_are_no_reason(
    network, mends
):
    one, two, three = (
        mends(place="Bala"),
        mends(place="Y Bala", website="https://b.example"),
        mends(website="https://c.example"),
    )
    decide(network, MACHINE, one, ACCEPT, NOW)
    with pytest.raises(ChangedError, match=r"now: Bala\. Sent in: Y Bala") as caught:
        decide(network, MACHINE, two, ACCEPT, NOW)
    assert [x.field for x in caught.value.differences] == ["place"]
    assert place_of(network) == "Bala"
    decide(network, MACHINE, three, ACCEPT, NOW)  # another field
    chosen = Decision("accepted", 1, changes={"place": "Y Bala"})
    with pytest.raises(ChangedError, match="website"):
        decide(network, MACHINE, two, chosen, NOW)
    both = {"place": "Y Bala", "website": "https://c.example"}
    decide(network, MACHINE, two, Decision("accepted", 1, changes=both), NOW)
    assert place_of(network) == "Y Bala"
    # Whoever writes the very same is no reason; whoever wrote on what nobody knows is.
    four, five = mends(place="Rhyd"), mends(place="Rhyd")
    decide(network, MACHINE, four, ACCEPT, NOW)
    decide(network, MACHINE, five, ACCEPT, NOW)
    six = mends(place="Dinas", sector="", seen=1)
    with pytest.raises(ChangedError, match="place"):
        decide(network, MACHINE, six, ACCEPT, NOW)


def test_a_point_that_somebody_set_meanwhile_is_chosen(network, sends, new):
    decide(network, MACHINE, sends(), ACCEPT, NOW)
    points = [Location(-4.0 - n / 100, 52.4, "marked") for n in range(2)]
    one, two = (sends(replace(new, given={}, location=x)) for x in points)
    decide(network, MACHINE, one, ACCEPT, NOW)
    with pytest.raises(ChangedError, match="location"):
        decide(network, MACHINE, two, ACCEPT, NOW)
    at = "SELECT longitude FROM location WHERE asset_id = 'c-abcdefgh'"
    left = Decision("accepted", 1, changes={"location": "now"})
    decide(network, MACHINE, two, left, NOW)
    assert query(network.database, at) == [(-4.0,)]
    three = sends(replace(new, given={}, location=points[1]))
    change(
        network.database, "UPDATE location SET longitude = -4.5 WHERE asset_id=?", NEW
    )
    sent = Decision("accepted", 1, changes={"location": "sent"})
    decide(network, MACHINE, three, sent, NOW)
    assert query(network.database, at) == [(-4.01,)]


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "club"},
        {"kind": ""},
        {"name_en": "", "name_cy": ""},
        {"name_en": "x" * 201},
        {"themes": ("no-theme",)},
        {"themes": "mental_health"},
        {"served": ("E06000001",)},
        {"start_year": "2024"},
        {"end_year": 20240},
        {"website": "javascript:alert(1)"},
        {"description_en": "A\x1b[31m"},
        {"sector": "no-sector"},
        {"exchange_category": "transport"},
        {"file": "in.csv"},
    ],
)
def test_what_no_page_could_show_is_not_accepted(network, sends, given):
    number = sends(**given)
    with pytest.raises(VersionError):
        decide(network, MACHINE, number, ACCEPT, NOW)
    assert query(network.database, STANDS) == query(network.database, MADE) == []
    assert [row[0] for row in query(network.database, ROWS)] == ["waiting"]


def test_a_mend_leaves_a_name(network, mends):
    number = mends(name_en="", name_cy="")
    with pytest.raises(VersionError, match="no name"):
        decide(network, MACHINE, number, ACCEPT, NOW)


def test_what_is_new_never_writes_over_an_entry(network, sends):
    number = sends()
    decide(network, MACHINE, number, ACCEPT, NOW)
    change(network.database, "UPDATE version_sent SET state='waiting', entry=?", ENTRY)
    with pytest.raises(VersionError, match="already"):
        decide(network, MACHINE, number, ACCEPT, NOW)


def test_a_name_in_welsh_alone_stands_for_both(network, sends):
    number = sends(name_en="", name_cy="Tyfu")
    decide(network, MACHINE, number, ACCEPT, NOW)
    names = "SELECT name_en, name_cy FROM asset WHERE id = ?"
    assert query(network.database, names, NEW) == [("Tyfu", "Tyfu")]


def test_what_fails_at_the_last_step_leaves_nothing(network, sends, monkeypatch):
    number = sends()
    before = dump(network.database)

    def fails(*_told):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(deciding, "tell", fails)
    with pytest.raises(RuntimeError):
        decide(network, MACHINE, number, ACCEPT, NOW)
    assert dump(network.database) == before


def test_nobody_makes_the_entry_of_a_person_that_of_a_body(network, mends):
    put_person(network, "name")
    number = mends(ID, website="", practitioner_type="organisation")
    before = dump(network.database)
    with pytest.raises(VersionError, match="of a person"):
        decide(network, MACHINE, number, ACCEPT, NOW)
    assert dump(network.database) == before
    decide(network, MACHINE, mends(ID, website="https://b.example"), ACCEPT, NOW)
