"""The part of the desk with whom to introduce, as those at the desk press it."""

# ruff: noqa: F811 - fixtures
from __future__ import annotations

import re
from base64 import b64decode
from xml.etree import ElementTree

import pytest

from copro_map.base.today import current_day, current_moment
from copro_map.exchange import introducing
from copro_map.exchange.apart import not_these
from copro_map.exchange.rules.records import Matched, Pair, Ring
from copro_map.exchange.together import introduce_all
from copro_map.people.persons import enter_person
from copro_map.people.rules.permissions import MACHINE
from tests.at_the_desk import at_desk, drawn, here, press, sound, told  # noqa: F401
from tests.english import english_words, texts_of_page
from tests.exchange.introduced import (
    ACROSS,
    ALONE,
    POWYS,
    THERE,
    UNREACHED,
    address_of,
    plant,
)
from tests.samples import change, query

STATES = "SELECT request, offer, state FROM meeting ORDER BY number"
VIEWS = ("", "going", "unmet", "apart")


def key(of: str, pair: tuple[str, str]) -> str:
    return f"{of}_{'~'.join(pair)}"


@pytest.fixture
def board(here):
    plant(here, current_day())
    return here


def texts(test) -> str:
    return " ".join([drawn(test), *(one.value for one in test.code)])


def test_without_anything_open_each_view_says_what_to_do(at_desk):
    assert "Nobody is to be introduced today" in drawn(
        at_desk("steward", part="exchange")
    )
    for which, words in (
        ("going", "No introduction is under way"),
        ("unmet", "Every open request has an offer"),
    ):
        assert words in drawn(at_desk("officer", part="exchange", which=which))


def test_two_are_introduced_by_one_press_and_are_under_way(board, at_desk):
    test = at_desk("officer", part="exchange")
    assert "Request of Alpha" in drawn(test)
    assert "Request of Gamma" not in drawn(test)  # of another area
    assert key("introduce", UNREACHED) not in [one.key for one in test.button]
    press(test, key("introduce", ACROSS))
    assert "Introduced, and written to: Alpha, Beta." in told(test)
    assert [one.value for one in test.toast] == [one.value for one in test.success]
    assert query(board.database, STATES) == [(*ACROSS, "introduced")]
    assert "Request of Alpha" not in drawn(test)
    going = at_desk("officer", part="exchange", which="going")
    assert "Introduced by the Network" in drawn(going)
    press(going, "end_1")
    assert "Both are told" in told(going)
    assert query(board.database, STATES) == [(*ACROSS, "withdrawn")]


@pytest.mark.parametrize("is_story", [0, 1])
def test_what_came_of_it_is_read_here_if_they_tell_it_to_others(
    board, at_desk, is_story
):
    introduce_all(board, MACHINE, [Pair(*THERE, 1.0)], current_moment())
    change(
        board.database,
        "UPDATE meeting SET state = 'done', done_on = ?, is_story = ?, "
        "outcome = 'A van for all', thanks = 'Diolch o galon'",
        current_day().isoformat(),
        is_story,
    )
    assert "Offer of Delta" not in drawn(
        at_desk("steward", part="exchange", which="going")
    )
    shown = drawn(at_desk("steward", part="exchange", which="done"))
    assert ">Done<" in shown
    assert ("A van for all" in shown) == bool(is_story)
    assert "Diolch o galon" not in shown


def test_a_ring_has_a_picture_that_stands_by_itself(board, at_desk, monkeypatch):
    pairs = (Pair(*ACROSS, 1.0), Pair(*THERE, 1.0))
    ring = Ring(("one", "two"), pairs)
    matched = Matched(pairs, (), (ring,), (), {})
    monkeypatch.setattr(introducing, "match", lambda *_: matched)
    test = at_desk("steward", part="exchange")
    (address,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', drawn(test))
    picture = b64decode(address).decode()
    # Streamlit takes SVG out of a page, so it is a file: of a colour of its own.
    assert picture.lstrip().startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert "var(" not in picture
    names = "".join(ElementTree.fromstring(picture).itertext())  # noqa: S314 - ours
    assert "Alpha" in names
    assert "Gamma" in names
    press(test, f"introduce_{'+'.join('~'.join(one) for one in (ACROSS, THERE))}")
    assert len(query(board.database, STATES)) == 2


def test_two_are_kept_apart_with_a_reason_and_it_is_taken_back(board, at_desk):
    test = at_desk("steward", part="exchange")
    assert test.button(key=key("apart", THERE)).disabled  # until it is said why
    sound(test.radio(key=key("apart_why", THERE)).set_value("unfit").run())
    assert not test.button(key=key("apart", THERE)).disabled
    press(test, key("apart", THERE))
    assert query(board.database, STATES) == [(*THERE, "declined")]
    assert "Request of Gamma" not in drawn(test)
    happened = at_desk("steward", part="happened")
    assert "Two not to be introduced" in drawn(happened)
    assert "It is not what is asked for" in drawn(happened)
    apart = at_desk("steward", part="exchange", which="apart")
    press(apart, "apart_back_1")
    assert query(board.database, STATES) == []
    assert "Request of Gamma" in drawn(apart)


def test_what_was_tried_before_is_said_of_both_by_name_with_its_day(board, at_desk):
    not_these(board, MACHINE, ACROSS[0], UNREACHED[1], "unfit", current_moment())
    shown = drawn(at_desk("steward", part="exchange"))
    for pair in (
        "Request of Alpha · Offer of Zeta",
        "Offer of Zeta · Request of Alpha",
    ):
        assert f"{pair}: not introduced, " in shown
    assert "It is not what is asked for." in shown


def test_of_what_was_tried_before_three_lines_are_read_and_the_rest_is_counted(
    board, at_desk
):
    sql = """
        INSERT INTO meeting (request, offer, begun_by, begun_on, state, ended_on,
            done_on)
        VALUES (?, ?, 'network', '2026-01-01', ?, ?, ?)
    """
    for number in range(1, 6):
        day = f"2026-02-0{number}"
        change(board.database, sql, f"gone-{number}", ACROSS[1], "lapsed", day, "")
        change(board.database, sql, f"well-{number}", ACROSS[1], "done", "", day)
    shown = drawn(at_desk("officer", part="exchange"))
    assert "gone-5: nobody answered until 5 February 2026" in shown
    assert [f"gone-{one}" in shown for one in range(1, 6)] == [False] * 2 + [True] * 3
    assert "Earlier ones: 2" in shown
    assert "well-" not in shown
    assert "Helped others before: 5" in shown


def test_whose_right_went_away_since_the_page_was_drawn_is_refused(board, at_desk):
    test = at_desk("officer", part="exchange")
    enter_person(
        board,
        MACHINE,
        address="officer@example.org",
        name="Officer",
        role="officer",
        areas=(POWYS,),
        language="en",
        now=current_moment(),
    )
    press(test, key("introduce", ACROSS))
    assert "You may not do this" in told(test)
    assert query(board.database, STATES) == []
    assert "Request of Alpha" not in drawn(test)


def test_the_second_of_two_who_press_is_told(board, at_desk):
    test, again = (at_desk("steward", part="exchange") for _ in range(2))
    press(test, key("introduce", ACROSS))
    press(again, key("introduce", ACROSS))
    assert again.warning
    assert [one.value for one in again.toast] == [one.value for one in again.warning]
    assert len(query(board.database, STATES)) == 1


@pytest.mark.usefixtures("board")
def test_what_could_not_be_met_has_a_text_in_both_languages(at_desk):
    test = at_desk("steward", "cy", part="exchange", which="unmet")
    welsh, english = (one.value for one in test.code)
    assert "Cais Eta" in welsh
    assert "Request of Eta" in english
    assert f"id={ALONE}" in drawn(test)


@pytest.mark.parametrize("which", VIEWS)
def test_a_view_is_in_welsh_and_shows_nobodys_address(board, at_desk, which):
    now = current_moment()
    introduce_all(board, MACHINE, [Pair(*THERE, 1.0)], now)
    not_these(board, MACHINE, *UNREACHED, "known", now)
    test = at_desk("administrator", "cy", part="exchange", which=which)
    assert not test.error
    assert not any(address_of(one) in texts(test) for one in (*ACROSS, *THERE))
    left = english_words(texts_of_page(test))
    assert not set(left) & {"the", "The", "and", "your", "Introduced", "them"}
