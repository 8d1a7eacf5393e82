"""Where is it, whom does it serve, is it one of these? As somebody fills it in."""

from __future__ import annotations

import json

import pytest

from tests.at_the_desk import drawn, told
from tests.opening import open_page
from tests.samples import query

PAGE = "pages/contribute.py"
MAP, FOLD, MIDDLE = (
    "contribute_map_1",
    "contribute_unfolded_1",
    "contribute_map_1_middle",
)
SERVED, ALL, POINT = "contribute_served", "contribute_all_wales", "contribute_point"


def draft(settings) -> dict:
    """What is kept on the server, read without the program."""
    ((content,),) = query(settings.database, "SELECT content FROM draft")
    return json.loads(content)


def write(test, key: str, text: str):
    test.text_input(key=key).set_value(text)
    return test.run()


def press(test, key: str):
    test.button(key=key).click()
    return test.run()


def test_a_place_is_chosen_said_back_and_served_until_it_is_said_otherwise(network):
    test = open_page(PAGE, "en", kind="project")
    write(test, "contribute_where", "Newport")
    assert "several places" in told(test)
    press(test, "contribute_choose_1_1")
    assert draft(network)["where"] == "Newport, Pembrokeshire"
    assert "Pembrokeshire Association of Voluntary Services" in drawn(test)
    assert test.multiselect(key=SERVED).value == ["W06000009"]
    assert "served" not in draft(network)
    write(test, "contribute_where", "SY23 1AB")
    assert test.multiselect(key=SERVED).value == ["W06000008"]
    names = test.multiselect(key=SERVED).options
    assert "Carmarthenshire · Sir Gaerfyrddin" in names
    test.checkbox(key=ALL).check().run()
    assert draft(network)["served"] == ["W92000004"]
    assert SERVED not in [one.key for one in test.multiselect]
    test.checkbox(key=ALL).uncheck().run()
    test.multiselect(key=SERVED).set_value(["W06000008", "W06000010"]).run()
    assert draft(network)["served"] == ["W06000008", "W06000010"]
    write(test, "contribute_where", "Aberaeron")
    assert test.multiselect(key=SERVED).value == ["W06000008", "W06000010"]
    assert not test.exception


def moved(test, latitude: float, longitude: float):
    """Let the map tell where its middle is, as it does after an arrow key."""
    test.session_state[MAP] = {"center": {"lat": latitude, "lng": longitude}}
    return test


def test_arrow_keys_move_the_middle_which_a_button_takes_and_a_new_place_lets_go(
    network,
):
    test = open_page(PAGE, "cy", kind="project")
    write(test, "contribute_where", "Aberaeron")
    assert MIDDLE not in [one.key for one in test.button]  # nothing is sent for it yet
    test.session_state[FOLD] = True
    test.run()
    press(moved(test, 52.243217, -4.258964), MIDDLE)
    assert draft(network)["point"] == "52.24322, -4.25896"
    assert test.text_input(key=POINT).value == "52.24322, -4.25896"
    assert "yr union bwynt hwn" in drawn(test)
    # Another authority: both are named, and a press says which is right.
    press(moved(test, 52.4, -3.5), MIDDLE)
    assert "Ceredigion" in told(test)
    assert "Powys" in told(test)
    press(test, "contribute_choose_0_1")
    kept = draft(network)
    assert (kept["where"], kept["point"]) == ("Aberaeron", "")
    press(moved(test, 51.5, -0.1), MIDDLE)
    assert "y tu allan i Gymru" in told(test)
    press(test, "contribute_no_point_1")
    write(test, "contribute_where", "[a](https://evil.example) " + "x" * 9_999)
    assert "[a](" not in told(test)
    assert "rhy hir" in told(test)
    assert len(draft(network)["where"]) > 9_999  # nothing that was typed is lost
    write(test, "contribute_where", "Aberaeron")
    write(test, POINT, "52.2433, -4.2590")
    assert "yr union bwynt hwn" in drawn(test)
    write(test, "contribute_where", "Llandysul")
    assert draft(network)["point"] == ""
    assert "canol y dref" in drawn(test)
    assert not test.exception


@pytest.mark.usefixtures("network")
def test_a_person_is_told_what_is_shown_and_offered_no_map():
    test = open_page(PAGE, "en", kind="practitioner", who="individual")
    write(test, "contribute_where", "SY23 1AB")
    assert "your postcode district alone" in drawn(test)
    assert FOLD not in test.session_state
    assert test.multiselect(key=SERVED).value == ["W06000008"]


def test_what_it_may_be_is_offered_until_somebody_says_that_it_is_none(network):
    sql = "SELECT id, name_en FROM asset_public WHERE name_en LIKE 'Carmarthenshire P%'"
    ((entry, name),) = query(network.database, sql)
    test = open_page(PAGE, "cy", kind="project", name=name.replace("People", "Peolpe"))
    assert f'href="contribute?entry={entry}&amp;lang=cy"' in drawn(test)
    write(test, "contribute_where", "Llanelli")
    assert drawn(test).count(f"entry={entry}&") == 1
    press(test, "contribute_not_these_1")
    assert draft(network)["not_these"] is True
    assert f"entry={entry}&" not in drawn(test)
    write(test, "contribute_name_cy", name)
    assert f"entry={entry}&" not in drawn(test)
    assert not test.exception


def test_an_entry_that_is_mended_says_where_it_stands_and_the_map_begins_there(network):
    sql = "SELECT id FROM asset_public WHERE name_en LIKE 'Carmarthenshire P%'"
    ((entry,),) = query(network.database, sql)
    test = open_page(PAGE, "cy", entry=entry)
    assert "Mae&#39;n cael ei ddangos yma: Sir Gaerfyrddin." in drawn(test)
    assert test.multiselect(key=SERVED).value == ["W06000010"]
    assert "Ai un" not in drawn(test)
    test.session_state[FOLD] = True
    test.run()
    (south, west), (north, east) = test.session_state[f"{MAP}_shown"]
    assert south < 51.9 < north
    assert west < -4.2 < east
    assert north - south < 1
