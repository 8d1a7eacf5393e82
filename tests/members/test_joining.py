"""Joining, twice in any spelling, leaving, and being forgotten: by the answers."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from copro_map.base.config import load_settings
from copro_map.base.store.connection import reading, writing
from copro_map.base.whom import Whom
from copro_map.members import joining
from copro_map.members.joining import JoinError, Joining, ask_to_join, joined
from copro_map.members.keeps import KEEPS
from copro_map.members.kinds import member_types, principles
from copro_map.members.leaving import come_back, leave
from copro_map.members.members import is_member, members_frame
from copro_map.members.rules.joining import pence_of
from copro_map.members.rules.records import Member
from copro_map.members.store.members import rows
from copro_map.members.sweeping import SWEEPS
from copro_map.people import limits
from copro_map.people.links import Link
from tests.samples import dump

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
HERE = load_settings({})
VERSION, TYPE = principles(HERE).version, next(iter(member_types(HERE)))
CEREDIGION, POWYS = "W06000008", "W06000023"
BODY = Joining(
    **{"form": "organisation", "type": TYPE, "name_en": "St. David's & Tŷ Bont CIC"},
    **{"area": CEREDIGION, "agreed": VERSION, "address": "canary-a@example.org"},
    **{"promise": "canary promise", "pounds": "987.65", "hours": "432"},
)
PERSON = replace(
    BODY, form="individual", type="", side="citizen", name_en="Mair Quillfeather"
)
SPELLINGS = """
St. David's & Tŷ Bont CIC
St David's & Tŷ Bont
st davids and ty bont
SAINT DAVID’S AND TŶ BONT
The St. David's & Tŷ Bont
St David`s & Ty Bont
St\u00a0David's & Ty\u0302 Bont
St. David's  &  Tŷ  Bont  C.I.C.
St. David's & Tŷ-Bont
St. David's & Tŷ\u2011Bont Ltd
Ｓt Davids & Ty Bont
St. David's & Tŷ Bont Limited
St. David's & Tŷ Bont Cyf
Y St Davids & Ty Bont
St. David\u02bcs & Tŷ Bont CIO
(St. David's & Tŷ Bont)
St, David's; & Tŷ Bont
«St. David's & Tŷ Bont»
St. David's & Tŷ Bont Cyfyngedig
st.david's & ty bont
St. David's\tand Tŷ Bont.
""".strip().split("\n")


@pytest.fixture
def here(settings, blank):
    settings.database.write_bytes(blank.read_bytes())
    limits._limiter.cache_clear()
    return settings


def all_members(here):
    with reading(here.database) as database:
        return rows(database, Member)


def ask(here, given, now=NOW):
    limits._limiter.cache_clear()
    ask_to_join(here, given, now)


def join(here, given, now=NOW) -> Member:
    ask(here, given, now)
    held = all_members(here)[-1]
    link = Link("joining", held.address, None, held.id, "", now, used=False)
    with writing(here.database) as database:
        return joined(database, link, now)


def test_twenty_spellings_of_a_name_are_one_body(here):
    assert len({*SPELLINGS}) >= 20
    join(here, BODY)
    before = dump(here.database)
    for number, name in enumerate(SPELLINGS):
        other = {"name_en": name, "name_cy": ""}
        if number % 2:
            other = {"name_en": "", "name_cy": name}
        again = replace(BODY, address=f"b{number}@example.org", area=POWYS, **other)
        with pytest.raises(JoinError, match="is a member already"):
            ask(here, again)
    assert dump(here.database) == before
    join(here, replace(BODY, name_en="St. David's & Tŷ Bach CIC"))


def test_groups_of_one_name_may_be_in_several_areas_and_persons_anywhere(here):
    group = replace(BODY, form="group", name_en="Men's Shed")
    join(here, group)
    join(here, replace(group, area=POWYS, address="b@example.org"))
    with pytest.raises(JoinError):
        ask(here, replace(group, form="department", address="c@example.org"))
    join(here, PERSON)
    join(here, replace(PERSON, address="d@example.org"))
    join(here, replace(PERSON, name_en="Ann Cope"))
    assert len(all_members(here)) == 5
    ask(here, replace(PERSON, name_en="mair QUILLFEATHER"))  # told by letter alone
    assert len(all_members(here)) == 5


@pytest.mark.parametrize(
    ("text", "pence"),
    [("25", 2500), ("£1,250.05", 125_005), ("", None), ("100000", 10_000_000)],
)
def test_an_amount_is_kept_to_the_penny(text, pence):
    assert pence_of(text) == pence


@pytest.mark.parametrize(
    "text", ["-5", "25,50", "1e3", "lots", "12.5", "100001", "£", "٢٥", "1,25"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(JoinError, match="number of pounds"):
        pence_of(text)


def test_who_leaves_is_a_member_no_more_and_may_come_back_for_ninety_days(here):
    member = join(here, BODY)
    later = NOW + timedelta(days=40)
    with writing(here.database) as database:
        gone = leave(database, member, later)
        assert leave(database, member, later) == gone
    assert gone.left_on == "2027-01-09"
    days = [(NOW + timedelta(days=x)).date() for x in (0, 39, 40)]
    assert [is_member(gone, day) for day in days] == [True, True, False]
    join(here, replace(BODY, address="b@example.org"), later)
    with writing(here.database) as database, pytest.raises(JoinError, match="already"):
        come_back(database, gone, later)
    other = join(here, replace(BODY, name_en="Wern Circle"))
    with writing(here.database) as database:
        back = come_back(database, leave(database, other, later), later)
    assert back == other
    for sweep in SWEEPS:
        sweep(here, later + timedelta(days=91))
    swept = all_members(here)[0]
    kept = (swept.state, swept.joined_on, swept.left_on, swept.type, swept.area)
    assert kept == ("left", "2026-11-30", "2027-01-09", TYPE, CEREDIGION)
    with writing(here.database) as database, pytest.raises(JoinError, match="too long"):
        come_back(database, swept, later)
    assert len(members_frame(here)) == 3


def test_a_person_who_is_forgotten_is_nobody_and_a_body_stays(here):
    join(here, BODY)
    join(here, PERSON)
    whom = Whom(frozenset({"canary-a@example.org"}))
    with reading(here.database) as database:
        told = KEEPS.personal(database, whom)
    said = " ".join(str(one.fields) for one in told)
    assert all(x in said for x in ("Mair Quillfeather", "canary promise", "98765"))
    with writing(here.database) as database:
        assert KEEPS.forget(database, whom)
        assert KEEPS.personal(database, whom) == ()
    body, person = all_members(here)
    assert (body.state, body.name_en, body.address) == ("member", BODY.name_en, "")
    assert (body.pence, body.hours) == (98_765, 432)
    empty = (person.name_en, person.address, person.promise, person.pence)
    assert (person.state, empty) == ("left", ("", "", "", None))
    assert person.side == "citizen"


def test_an_id_says_nothing_and_nothing_of_a_promise_is_in_what_others_are_given(here):
    member = join(here, BODY)
    assert (len(member.id), member.id[:2]) == (12, "m-")
    assert joining.new_id() != joining.new_id()
    given = members_frame(here).to_csv()
    assert "canary" not in given
    assert "98765" not in given
    with sqlite3.connect(here.database) as connection:
        noted = str(connection.execute("SELECT * FROM change_made").fetchall())
        letters = str(connection.execute("SELECT subject, body FROM outbox").fetchall())
    assert "joined" in noted
    assert not any(x in noted + letters for x in ("canary", "98765", "432"))
