"""A visitor says that an entry is wrong; an officer answers it at the desk."""

from __future__ import annotations

from tests.at_the_desk import drawn, press, told
from tests.samples import query

ENTRY = "tir-coed"
HTML = "<b>moved</b><script>alert(1)</script>\nto {{7*7}}"
ROWS = "SELECT entry, what, words, answer, note FROM visitor_report"


def test_what_a_visitor_says_waits_for_the_officer_and_is_answered(opened, network):
    page = opened("pages/entry.py", id=ENTRY)
    assert not page.text_area
    page = opened("pages/entry.py", id=ENTRY, wrong="1")
    page.text_area(key=f"wrong_words_{ENTRY}").set_value(HTML).run()
    press(page, f"wrong_send_{ENTRY}")
    assert "Choose what is wrong" in told(page)
    assert page.text_area(key=f"wrong_words_{ENTRY}").value == HTML  # nothing is lost
    page.radio(key=f"wrong_what_{ENTRY}").set_value("place").run()
    press(page, f"wrong_send_{ENTRY}")
    assert "Thank you" in told(page)
    assert not page.text_area
    assert query(network.database, ROWS) == [(ENTRY, "place", HTML, "", "")]
    press(page, "wrong_more")
    assert page.text_area(key=f"wrong_words_{ENTRY}").value == ""

    other = opened("pages/desk.py", "officer", "CVC-CVSC", part="wrong")
    assert "Nothing waits here" in drawn(other)
    assert "moved" not in drawn(other)

    desk = opened("pages/desk.py", "officer", "CVC-CAVO", part="wrong")
    said = "&lt;b&gt;moved&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;\nto {{7*7}}"
    assert said in drawn(desk)
    assert "<script>alert" not in drawn(desk)
    assert f'data-entry="{ENTRY}"' in drawn(desk)  # as the map shows it
    desk.text_input(key=f"wrong_note_{ENTRY}").set_value("rang them").run()
    press(desk, "wrong_right")
    assert "It is right as it is: Tir Coed" in told(desk)
    assert "Nothing waits here" in drawn(desk)
    row = (ENTRY, "place", HTML, "right", "rang them")
    assert query(network.database, ROWS) == [row]
    press(desk, "wrong_undo")
    assert said in drawn(desk)
    assert desk.text_input(key=f"wrong_note_{ENTRY}").value == ""
    press(desk, "wrong_confirm")
    assert "wrong_right" not in [one.key for one in desk.button]
    assert f"desk_how_{ENTRY}" in [one.key for one in desk.button_group]

    happened = opened("pages/desk.py", "steward", part="happened")
    assert "Answer to what a visitor said is wrong" in drawn(happened)
    assert "It is right as it is" in drawn(happened)
    assert "rang them" not in drawn(happened)
