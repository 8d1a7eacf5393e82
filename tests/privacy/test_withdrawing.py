"""Somebody withdraws: it is hidden at once, noted by its fields alone."""

from __future__ import annotations

from datetime import datetime

import pytest

from copro_map.assets.face import entry_history
from copro_map.base.store.connection import data_mark, reading, writing
from copro_map.base.today import WALES
from copro_map.people.consents import ConsentError, consents_of, keep_consents
from copro_map.people.contacts import Given, keep_contact
from copro_map.people.persons import enter_person, switch_off
from copro_map.people.rules.consents import in_force
from copro_map.people.rules.permissions import MACHINE, Actor, Belongs, RefusedError
from copro_map.privacy.withdrawing import agree, agree_by_telephone, withdraw
from copro_map.search.face import all_assets
from tests.opening import everything, open_page
from tests.persons import ADDRESS, DAY, ID, WORDS, put_person
from tests.samples import query

NOW = datetime(2026, 12, 5, 9, 0, tzinfo=WALES)
HERE = Belongs(ID, frozenset({"CVC-CAVO"}))


def owner(address: str) -> Actor:
    return Actor(role="owner", address=address, own=frozenset({ID}))


@pytest.fixture
def mair(network):
    put_person(network, "name", "description", "where", "website")
    return network


def agreed(settings):
    with reading(settings.database) as database:
        return in_force(consents_of(database, ID))


def test_a_field_is_hidden_and_the_name_takes_her_off_the_map(mair):
    before = data_mark(mair)
    assert withdraw(mair, owner(ADDRESS), HERE, ["website", "where"], NOW) == (
        "website",
        "where",
    )
    assert data_mark(mair) != before  # so open pages read anew
    row = all_assets(mair).loc[ID]
    assert (row["website"], row["place"], row["areas"]) == ("", "", {})
    assert row["description_en"]
    assert withdraw(mair, owner(ADDRESS), HERE, ["website"], NOW) == ()
    withdraw(mair, owner(ADDRESS), HERE, ["name"], NOW)
    assert ID not in all_assets(mair).index
    with reading(mair.database) as database:
        history = entry_history(database)
    known = history[history["asset_id"] == ID]
    assert [*known["status"]] == ["published", "archived"]
    assert [*known["known_from"]] == ["2026-11-30", "2026-12-05"]
    index = str(query(mair.database, "SELECT * FROM asset_text"))
    assert not any(word in index for words in WORDS.values() for word in words)
    noted = query(
        mair.database,
        "SELECT subject, record, what, was, now, role, person FROM change_made",
    )
    assert noted == [
        (
            *("consent", ID, "withdrawn"),
            *("description name website where", "description name", "owner", None),
        ),
        ("consent", ID, "withdrawn", "description name", "description", "owner", None),
    ]


def test_only_she_her_contact_and_stewards_may(mair):
    others = ("someone.else@example.org", "troll@example.org")
    with writing(mair.database) as database:
        keep_contact(database, ID, Given(others[0], "", "telephone"), DAY)
        keep_consents(database, ID, ["name"], "v1", "en", DAY, others[1], "form")
    for actor in (owner(others[1]), Actor(), Actor(role="officer", areas=HERE.areas)):
        with pytest.raises(RefusedError):
            withdraw(mair, actor, HERE, ["name"], NOW)
    with pytest.raises(RefusedError):  # of another entry
        withdraw(mair, owner(ADDRESS), Belongs("tir-coed", HERE.areas), ["name"], NOW)
    assert agreed(mair) == {"name", "description", "where", "website"}
    withdraw(mair, owner(others[0]), HERE, ["where"], NOW)
    assert agreed(mair) == {"name", "description", "website"}


def test_whoever_only_writes_for_her_agrees_to_nothing_for_her(mair):
    office = "office@example.org"
    with writing(mair.database) as database:
        keep_contact(database, ID, Given(office, "", "telephone"), DAY)
        about = (database, ID, ["contact"], "v1", "en", DAY, office)
        keep_consents(*about, "my_page")
    withdraw(mair, owner(ADDRESS), HERE, ["website"], NOW)
    agree(mair, owner(office), HERE, "website", "en", NOW)
    assert "website" not in agreed(mair)
    agree(mair, owner(ADDRESS), HERE, "website", "en", NOW)
    assert "website" in agreed(mair)


def test_a_steward_withdraws_for_her_while_they_are_one(mair):
    steward = enter_person(
        mair,
        MACHINE,
        address="steward@example.org",
        name="Steward",
        role="steward",
        areas=(),
        language="",
        now=NOW,
    )
    actor = Actor(role="steward", person=steward.number)
    withdraw(mair, actor, HERE, ["name"], NOW)
    assert "name" not in agreed(mair)
    noted = query(mair.database, "SELECT subject, role FROM change_made")
    assert noted[-1] == ("consent", "steward")
    switch_off(mair, MACHINE, steward.number, now=NOW)
    with pytest.raises(RefusedError):
        withdraw(mair, actor, HERE, ["website"], NOW)


def test_what_she_says_by_telephone_a_steward_enters_and_nobody_else(mair):
    withdraw(mair, MACHINE, HERE, ["name"], NOW)
    with writing(mair.database) as database:
        keep_contact(database, ID, Given(ADDRESS, "", "telephone"), DAY)
    for other in (owner(ADDRESS), Actor(role="officer", areas=HERE.areas)):
        with pytest.raises(RefusedError):
            agree_by_telephone(mair, other, HERE, "name", "cy", NOW)
    assert ID not in all_assets(mair).index
    for _ in range(2):
        agree_by_telephone(mair, MACHINE, HERE, "name", "cy", NOW)
    assert ID in all_assets(mair).index
    kept = "SELECT language, channel, by_key FROM consent WHERE given_on = '2026-12-05'"
    assert query(mair.database, kept) == [("cy", "desk", "")]
    noted = query(mair.database, "SELECT subject, what, was, now FROM change_made")
    assert noted[1:] == [("consent", "agreed", "", "name")]
    with pytest.raises(ConsentError):
        agree_by_telephone(mair, MACHINE, HERE, "telephone", "cy", NOW)


def test_an_open_page_shows_it_no_more_at_its_next_run(mair):
    page = open_page("pages/entry.py", "cy", id=ID)
    assert WORDS["name"][1] in everything(page)
    assert "awelonol" in everything(page)
    withdraw(mair, owner(ADDRESS), HERE, ["description"], NOW)
    assert "awelonol" not in everything(page.run())
    assert WORDS["name"][1] in everything(page)
    withdraw(mair, owner(ADDRESS), HERE, ["name"], NOW)
    assert WORDS["name"][1] not in everything(page.run())
    assert not page.exception
