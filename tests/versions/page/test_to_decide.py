"""The part "Sent in", as officers and stewards find it, and what is pressed there."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from copro_map.assets.rules.records import Asset, Location
from copro_map.assets.store.whole import Whole
from copro_map.base.store.connection import reading, writing
from copro_map.base.today import current_moment
from copro_map.people.rules.permissions import MACHINE
from copro_map.versions.deciding import decide
from copro_map.versions.keeping import amend_version, keep_version, version_with
from copro_map.versions.proving import prove
from copro_map.versions.rules.versions import Decision, Sent
from tests.at_the_desk import at_desk, drawn, here, press, sound, told  # noqa: F401
from tests.english import english_words, texts_of_page
from tests.samples import query

CONWY, CEREDIGION = "W06000003", "W06000008"
CONWY_COUNCIL, CEREDIGION_COUNCIL = "CVC-CVSC", "CVC-CAVO"
BEGUN = current_moment() - timedelta(days=2)
STATES = "SELECT number, state, words FROM version_sent ORDER BY number"
PUBLIC = "SELECT id, name_cy, website FROM asset_public WHERE id LIKE 'c-%'"
STANDS = """
SELECT organisation, area_code FROM asset JOIN asset_area ON asset_id = id
WHERE 'tir-coed' IN (id, source_id) AND layer = 'local_authority'
"""
SITE = "SELECT website FROM asset_public WHERE website <> '' ORDER BY id LIMIT 1"
PERSON = "UPDATE asset SET practitioner_type = 'individual' WHERE id = 'tir-coed'"
CHANGES = (
    "SELECT record, now, entry FROM change_made WHERE subject = 'version' ORDER BY id"
)


def kept(here, asset: Asset, *, proved: bool = True, **more) -> int:
    with reading(here.database) as database:
        whole = Whole.of(database, asset.id)
    known = {"language": "cy", "address": "mair@example.org", "client": "a"} | more
    sent = Sent(asset, whole is None, whole.version if whole else 0, **known)
    with writing(here.database) as database:
        number = keep_version(database, sent, BEGUN)
        if proved:
            prove(database, number, BEGUN)
    return number


def new(entry: str = "c-aaaaaaaa", area: str = CONWY, **given) -> Asset:
    council = CONWY_COUNCIL if area == CONWY else CEREDIGION_COUNCIL
    based = {"local_authority": area, "county_voluntary_council": council}
    told = {"kind": "project", "name_en": "Tyfu", "name_cy": "Tyfu", "served": (area,)}
    told |= {"description_cy": "Rydym yn tyfu bwyd.", "website": "https://a.example"}
    return Asset(entry, {**told, **given}, based)


def key(name: str, number: int, revision: int = 1) -> str:
    return f"sent_{name}_{number}_{revision}"


def buttons(test: AppTest) -> set[str]:
    return {one.key for one in test.button}


def test_an_officer_sees_and_accepts_what_is_in_their_area_and_nothing_else(
    here, at_desk
):
    elsewhere = kept(
        here, new("c-elsewher", CEREDIGION, name_en="Arall", name_cy="Arall")
    )
    number = kept(here, new())
    test = at_desk("officer", "cy", part="sent")
    text = drawn(test)
    assert "Arall" not in text
    for said in ("Cofnod newydd", "Rydym yn tyfu bwyd.", "mair@example.org", "Conwy"):
        assert said in text
    left = english_words([x for x in texts_of_page(test) if "@" not in x])
    assert not set(left) & {"the", "The", "and", "Sent", "Accept", "Decline", "kind"}
    assert query(here.database, PUBLIC) == []
    press(test, key("accept", number))
    assert "Derbyniwyd, ac mae ar y map bellach: Tyfu." in told(test)
    assert query(here.database, PUBLIC) == [("c-aaaaaaaa", "Tyfu", "https://a.example")]
    assert query(here.database, CHANGES) == [(str(number), "accepted", "c-aaaaaaaa")]
    # The address names one that is not theirs.
    test.query_params["entry"] = str(elsewhere)
    assert "Arall" not in drawn(sound(test.run()))
    press(test, "sent_undo")
    assert query(here.database, PUBLIC) == []
    assert "Tyfu" in drawn(test)


def test_a_version_is_put_right_before_it_is_accepted_and_what_was_typed_stays(
    here, at_desk
):
    number = kept(here, new(website="javascript:alert(1)"))
    test = at_desk("steward", part="sent")
    press(test, key("accept", number))
    assert "website" in told(test)
    assert query(here.database, PUBLIC) == []
    test.toggle(key=key("mend", number)).set_value(True).run()
    test.text_input(key=key("name_cy", number)).set_value("Tyfu Gyda'n Gilydd")
    test.text_input(key=key("location", number)).set_value("[Bristol](//a)").run()
    press(test, key("accept", number))
    assert r"\[Bristol\](//a): not known as one place in Wales" in told(test)
    assert "[Bristol](" not in told(test)  # what somebody wrote is no Markdown
    field = test.text_input(key=key("name_cy", number))
    assert field.value == "Tyfu Gyda'n Gilydd"
    test.text_input(key=key("website", number)).set_value("")
    test.text_input(key=key("location", number)).set_value("SY23 1AB").run()
    assert "Ceredigion" in drawn(test)
    press(test, key("accept", number))
    assert query(here.database, PUBLIC) == [("c-aaaaaaaa", "Tyfu Gyda'n Gilydd", "")]
    areas = "SELECT area_code FROM asset_area WHERE layer = 'local_authority'"
    assert (CEREDIGION,) in query(here.database, f"{areas} AND asset_id = 'c-aaaaaaaa'")


def test_the_days_of_an_offer_are_put_right_by_a_date(here, at_desk):
    terms = {"spoken": "cy", "capacity": 2, "opens": "2027-02-01", "closes": ""}
    number = kept(here, new(kind="offer", exchange_category="venue", **terms))
    test = at_desk("steward", part="sent")
    assert "1 February 2027" in drawn(test)
    test.toggle(key=key("mend", number)).set_value(True).run()
    assert test.date_input(key=key("opens", number)).value == date(2027, 2, 1)
    closes = test.date_input(key=key("closes", number))
    closes.set_value(date(2027, 1, 31)).run()
    press(test, key("accept", number))
    assert "It closes before it opens" in told(test)
    test.text_input(key=key("capacity", number)).set_value("0")
    test.date_input(key=key("closes", number)).set_value(date(2027, 3, 31)).run()
    press(test, key("accept", number))
    assert "Write a number from 1 to 99" in told(test)
    test.text_input(key=key("capacity", number)).set_value("3").run()
    press(test, key("accept", number))
    kept_now = "SELECT capacity, opens, closes FROM asset WHERE id = 'c-aaaaaaaa'"
    assert query(here.database, kept_now) == [(3, "2027-02-01", "2027-03-31")]


def test_it_is_asked_about_handed_on_and_declined_with_the_reason_kept_by_its_id(
    here, at_desk
):
    one, two = (
        kept(here, new()),
        kept(here, new("c-bbbbbbbb", name_en="B", name_cy="B")),
    )
    test = at_desk("steward", part="sent")
    press(test, key("ask", one))
    assert "Write what you ask" in told(test)
    test.text_area(key=f"sent_question_{one}").set_value("Ble mae'r ardd?").run()
    press(test, key("ask", one))
    assert "They are written to in their language." in told(test)
    # The next one stands there.
    assert key("accept", two) in buttons(test)
    press(test, key("reading", two))
    test.button_group(key="widget_state").set_value("reading").run()
    assert key("reading", two) not in buttons(test)
    press(test, key("decline", two))
    assert "Choose or write a reason" in told(test)
    test.radio(key=f"sent_ready_{two}").set_value("there")
    test.text_area(key=f"sent_own_{two}").set_value("Gweler Tyfu.").run()
    press(test, key("decline", two))
    assert query(here.database, STATES) == [
        (one, "asked", "Ble mae'r ardd?"),
        (two, "declined", "there\nGweler Tyfu."),
    ]
    assert "Choose All" in drawn(test)
    (asked,), (declined,) = query(
        here.database, "SELECT body FROM outbox ORDER BY number"
    )
    assert "Ble mae'r ardd?" in asked
    assert "Mae ar y map yn barod, fel cofnod arall. Gweler Tyfu." in declined


def test_what_changed_while_it_was_read_is_shown_and_nothing_is_decided(here, at_desk):
    number = kept(here, new(organisation="Pobl"))
    test = at_desk("steward", part="sent")
    test.text_area(key=f"sent_question_{number}").set_value("Pryd?")
    test.toggle(key=key("mend", number)).set_value(True).run()
    test.text_input(key=key("organisation", number)).set_value("Pobl Penparcau").run()
    with writing(here.database) as database:
        sent = version_with(database, number).sent
        more = new(description_cy="Rydym yn coginio bwyd.", organisation="Pobl")
        again = Sent(more, True, 0, sent.language, sent.address, sent.client)
        amend_version(database, number, again, BEGUN)
    press(test, key("accept", number))
    assert "added something while you looked at it" in told(test)
    text = drawn(test)
    assert "changed it while you looked at it" in text
    assert "coginio" in text
    # What the steward typed stays; what was not touched is what was sent now.
    assert test.text_area(key=f"sent_question_{number}").value == "Pryd?"
    typed = test.text_input(key=key("organisation", number, 2)).value
    assert typed == "Pobl Penparcau"
    written = test.text_area(key=key("description_cy", number, 2)).value
    assert written == "Rydym yn coginio bwyd."
    assert query(here.database, PUBLIC) == []
    decide(here, MACHINE, number, Decision("declined", 2, "there"), current_moment())
    press(test, key("accept", number, 2))
    assert "Somebody decided this meanwhile" in told(test)


def moved(organisation: str, area: str, latitude: float) -> Asset:
    point = Location(-4.0, latitude, "venue")
    return replace(new("tir-coed", area), given={"organisation": organisation},
                   location=point)  # fmt: skip


@pytest.mark.parametrize("person", [False, True])
def test_what_clashes_with_the_map_is_asked_about_first(here, at_desk, person):
    with writing(here.database) as database:
        if person:
            database.execute(PERSON)
    first = kept(here, moved("One", CEREDIGION, 52.4))
    second = kept(here, moved("Two", CONWY, 53.1))
    decide(here, MACHINE, first, Decision("accepted", 1), current_moment())
    test = at_desk("steward", part="sent")
    press(test, key("accept", second))
    assert "Choose first which it is to be" in told(test)
    choice = test.radio(key=key("clash_organisation", second))
    assert choice.options == ["As it was sent in: Two", "As it is on the map now: One"]
    choice.set_value("sent")
    place = test.radio(key=key("clash_location", second))
    mine, theirs = place.options
    assert "Conwy" in mine
    assert "Ceredigion" in theirs
    # Nobody who reads it learns where exactly a person is.
    assert ("53.1" in mine, "52.4" in theirs) == (not person,) * 2
    place.set_value("now").run()
    press(test, key("accept", second))
    assert query(here.database, STANDS) == [("Two", CEREDIGION)]


def test_a_flood_is_one_line_and_one_press_and_none_that_is_honest_goes_with_it(
    here, at_desk
):
    honest = [
        kept(here, new(f"c-honest{n:02}", name_en=f"Gardd {n}"), client="council")
        for n in range(19)
    ]
    # Of five that name a site which the map leads to, nobody said yet that it was them.
    ((site,),) = query(here.database, SITE)
    for n in range(5):
        named = new(f"c-named{n:03}", name_en=f"Hwb {n}", website=f"{site}/{n}")
        honest.append(kept(here, named, proved=False, client=f"home {n}"))
    bots = [
        kept(
            here,
            new(f"c-bot{n:05}", name_en=f"Pills {n}", description_cy=""),
            proved=False,
            client="bot",
            address=f"{n}@pills.example",
        )
        for n in range(60)
    ]
    test = at_desk("steward", part="sent")
    text = drawn(test)
    assert "1 of 24" in text
    assert [one for one in range(60) if f"Pills {one}<" in text] == [0, 1, 2]
    which = test.button_group(key="widget_state").options
    assert which == ["All (24)", "For a Welsh reader (0)", "New (24)", "Changes (0)",
                     "Address proved (19)"]  # fmt: skip
    mark = f"alike-{bots[0]}"
    press(test, f"sent_look_{mark}")
    assert "1 of 60" in drawn(test)
    press(test, "sent_back")
    with writing(here.database) as database:
        prove(database, bots[-1], current_moment())
    honest.append(bots.pop())  # of a press that was drawn before
    press(test, f"sent_decline_{mark}")
    assert "Declined together: 59" in told(test)
    states = {number: state for number, state, _ in query(here.database, STATES)}
    assert {states[one] for one in bots} == {"declined"}
    assert {states[one] for one in honest} == {"waiting"}
    assert "Many of a kind" not in drawn(test)
    assert {x for x, *_ in query(here.database, CHANGES)} == {str(x) for x in bots}
